#include "models/feed.hpp"

#include <algorithm>
#include <utility>

#include "models/mechanisms/rank.hpp"
#include "models/mechanisms/respond.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

/// The `count` stories of a platform born at `since` or later that show most likes.
std::vector<std::uint32_t> most_liked(const World& world, const Platform& platform,
                                      std::int32_t since, std::size_t count) {
  // Likes shown, then the story's key: the largest trend.
  using Rank = std::pair<double, std::uint32_t>;
  std::vector<std::pair<Rank, std::uint32_t>> best;
  const Stories& stories = world.stories;
  if (count == 0) return {};
  for (std::uint32_t id = stories.next(); id-- > stories.first();) {
    const Story& story = stories[id];
    if (stories.born(id) < since) break;
    if (world.outlets[story.outlet].medium != platform.medium) continue;
    // Of accounts and ads only what somebody has seen can trend.
    if (world.is_bought(story.outlet) && stories.likes(id) == 0) continue;
    const double shown =
        stories.likes(id) * world.persons_per_citizen + double{stories.fakes(id)};
    const Rank rank(shown, story.key);
    if (best.size() == count && rank <= best.back().first) continue;
    if (best.size() == count) best.pop_back();
    const auto place = std::ranges::upper_bound(
        best, rank, std::greater<>(), [](const auto& entry) { return entry.first; });
    best.insert(place, {rank, id});
  }
  std::vector<std::uint32_t> ids;
  for (const auto& entry : best) ids.push_back(entry.second);
  return ids;
}

}  // namespace

void renew_feed(World& world, const sim::Moment& moment) {
  if (!world.has_platform()) return;
  const PlatformParameters& platform = world.rules().platform;
  const ResponseParameters& response = platform.response;
  const auto persons = static_cast<float>(world.persons_per_citizen);
  // Stories off the platforms are ranked nowhere; they may have the first's weights.
  std::vector<const RankingWeights*> ranking_of;  // [outlets]
  for (const OutletState& outlet : world.outlets) {
    const auto place =
        std::ranges::find(world.platforms, outlet.medium, &Platform::medium);
    const bool is_on_platform = place != world.platforms.end();
    ranking_of.push_back(is_on_platform ? &place->ranking
                                        : &world.platforms.front().ranking);
  }
  Stories& stories = world.stories;

  constexpr std::uint32_t chunk = 4096;
  const std::uint32_t first = stories.first();
  const std::uint32_t next = stories.next();
  sim::for_each((next - first + chunk - 1) / chunk, [&](std::uint32_t part) {
    const std::uint32_t begin = first + part * chunk;
    const std::uint32_t end = std::min(begin + chunk, next);
    for (std::uint32_t id = begin; id < end; ++id) {
      Story& story = stories[id];
      const RankingWeights& weights = *ranking_of[story.outlet];
      const bool by_birth = weights.recency_from == RecencyFrom::birth;
      const float appeal = stories.appeal(id);
      const float likes =
          static_cast<float>(stories.likes(id)) * persons + stories.fakes(id);
      const float age = static_cast<float>(moment.step - stories.born(id)) *
                        static_cast<float>(moment.dt);
      story.shown = likes;
      story.rank_base =
          (by_birth ? static_cast<float>(weights.recency) * -recency_age(weights, age)
                    : 0.0f) +
          static_cast<float>(weights.engagement) * sim::log(1.0f + likes) +
          static_cast<float>(weights.appeal) * sim::log(appeal);
      story.like_base =
          story_log_odds(response.like, response.likes_cap, appeal, likes);
      story.share_base =
          story_log_odds(response.share, response.likes_cap, appeal, likes);
    }
  });
  const auto since =
      static_cast<std::int32_t>(moment.step - platform.trending_days / moment.dt);
  for (Platform& own : world.platforms) {
    own.trending =
        most_liked(world, own, since, static_cast<std::size_t>(platform.trending));
  }
}

}  // namespace newsdep
