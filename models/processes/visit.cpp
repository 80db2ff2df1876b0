#include "models/processes/visit.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/mechanisms/believe.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/mechanisms/respond.hpp"
#include "models/processes/newsroom.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose respond_purpose{"NewsDay respond"};
constexpr sim::Purpose post_purpose{"NewsDay post"};
constexpr int lanes = 8;

}  // namespace

Feed::Feed(const World& world, const sim::Moment& moment)
    : page_stories_(world.pages.size()), follow_base_(world.outlets.size()) {
  const PlatformParameters& platform = world.rules().platform;
  const auto since =
      static_cast<std::int32_t>(moment.step - platform.page_days / moment.dt);
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    const OutletState& page = world.outlets[world.pages[p]];
    for (auto id = page.edition.rbegin(); id != page.edition.rend(); ++id) {
      const bool is_new = world.stories[*id].born >= since;
      if (std::ssize(page_stories_[p]) == platform.page_stories || !is_new) break;
      page_stories_[p].push_back(*id);
    }
    follow_base_[world.pages[p]] =
        story_log_odds(platform.response.follow, platform.response.likes_cap, 0.0f,
                       static_cast<float>(page.page_likes_shown()));
  }
  for (std::size_t k = 1; k < log_times_.size(); ++k) {
    log_times_[k] = sim::log(static_cast<float>(k));
  }
}

Visits::Visits(World& world, const Feed& feed, const sim::Moment& moment,
               const sim::Block& block)
    : world_(world),
      feed_(feed),
      platform_(world.rules().platform),
      belief_(world.rules().belief),
      moment_(moment),
      accounts_(world.citizens.accounts[block.index]),
      outbox_(world.outboxes[block.index]),
      tally_(world.tallies[block.index]) {}

int Visits::gather(const Reader& reader) {
  int n = 0;
  const auto add = [&](std::uint32_t story, std::uint8_t times) {
    if (n == max_candidates || !accounts_.may_meet(reader.local, story)) return;
    candidates_[n].story = story;
    times_[n++] = times;
  };
  const Inbox inbox = accounts_.inbox(reader.local);
  for (int k = 0; k < inbox.size; ++k) {
    if (world_.stories.alive(inbox.story[k])) add(inbox.story[k], inbox.times[k]);
  }
  const auto add_once = [&](std::uint32_t story) {
    for (int k = 0; k < n; ++k) {
      if (candidates_[k].story == story) return;
    }
    add(story, 0);
  };
  for (const std::uint32_t story : world_.trending) add_once(story);
  for (std::uint64_t pages = reader.follows; pages != 0; pages &= pages - 1) {
    const auto p = static_cast<std::size_t>(std::countr_zero(pages));
    for (const std::uint32_t story : feed_.page_stories_[p]) add_once(story);
  }
  return n;
}

void Visits::rank(const Reader& reader, int n, std::uint32_t slot) {
  const RankingWeights& w = world_.ranking;
  const auto belief = static_cast<float>(reader.belief);
  const bool draws = platform_.selection == Selection::proportional;
  const std::uint32_t salt =
      sim::mix(reader.key, sim::mix(static_cast<std::uint32_t>(moment_.step), slot));
  for (int k = 0; k < n; ++k) {
    Candidate& candidate = candidates_[k];
    const Story& story = world_.stories[candidate.story];
    const OutletState& outlet = world_.outlets[story.outlet];
    const bool from_friend = times_[k] > 0;
    const bool is_near =
        from_friend || (outlet.is_page && (reader.follows >> outlet.page & 1u) != 0);
    candidate.tie = sim::mix(story.key, salt);
    candidate.score =
        story.rank_base +
        static_cast<float>(w.agreement) * (1.0f - std::abs(story.slant - belief)) +
        static_cast<float>(w.repeats) * feed_.log_times_[times_[k]] +
        (from_friend ? static_cast<float>(w.friends) : 0.0f) +
        (is_near ? static_cast<float>(w.affinity) : 0.0f);
    if (draws) candidate.score += gumbel(candidate.tie);
  }
}

VisitResult Visits::visit(Reader& reader, std::uint32_t slot) {
  const ChoiceParameters& choice = world_.rules().choice;
  const int n = gather(reader);
  rank(reader, n, slot);
  const int shown = take_best(candidates_, n, static_cast<int>(platform_.shown));
  tally_.visits += 1;
  tally_.candidates += n;
  tally_.shown += shown;

  const auto came_with = static_cast<float>(reader.belief);
  respond(reader, shown, slot);
  VisitResult result{.shown = shown};
  if (shown == 0) {
    tally_.attention[world_.empty_label()] += 1;
    return result;
  }
  const double part = 1.0 / shown;
  for (int k = 0; k < shown; ++k) {
    const Story& story = world_.stories[candidates_[k].story];
    result.utility += utility(static_cast<float>(choice.accuracy_weight),
                              static_cast<float>(choice.agreement_weight),
                              story.quality, story.slant, came_with);
    result.slant += story.slant;
    result.crossing += story.slant * came_with < 0;
    tally_.attention[story.outlet] += part;
    reader.belief = believe(belief_.kernel, belief_.confidence, reader.belief,
                            story.slant, world_.outlets[story.outlet].gain);
    accounts_.meet(reader.local, candidates_[k].story);
  }
  result.utility *= static_cast<float>(part);
  result.slant *= part;
  result.crossing *= part;
  return result;
}

void Visits::respond(Reader& reader, int shown, std::uint32_t slot) {
  const ResponseParameters& response = platform_.response;
  const auto belief = static_cast<float>(reader.belief);
  if (response.kind == ResponseKind::one_of_feed) {
    const auto words = world_.luck.draw(post_purpose, moment_.step, reader.key, slot);
    if (shown == 0 ||
        sim::uniform(words[0]) < static_cast<float>(response.post_chance)) {
      post(reader, slot);
    } else {
      outbox_.shares.push_back({reader.i, candidates_[0].story});
      tally_.shares += 1;
    }
  }
  for (int first = 0; first < shown; first += lanes) {
    const int count = std::min(lanes, shown - first);
    // All eight lanes are computed; those beyond the last story repeat it.
    std::uint32_t keys[lanes], stories[lanes];
    float like[lanes], share[lanes], follow[lanes];
    for (int l = 0; l < lanes; ++l) {
      const Candidate& candidate = candidates_[first + std::min(l, count - 1)];
      const Story& story = world_.stories[candidate.story];
      const float agreement = 1.0f - std::abs(story.slant - belief);
      keys[l] = reader.key;
      stories[l] = story.key;
      like[l] =
          story.like_base + static_cast<float>(response.like.agreement) * agreement;
      share[l] =
          story.share_base + static_cast<float>(response.share.agreement) * agreement;
      follow[l] = feed_.follow_base_[story.outlet] +
                  static_cast<float>(response.follow.agreement) * agreement;
    }
    const auto luck =
        sim::draw_lanes<lanes>(world_.luck, respond_purpose, 0, keys, stories);
    bool likes[lanes], shares[lanes], fans[lanes];
    for (int l = 0; l < lanes; ++l) {
      likes[l] = sim::uniform(luck.word[0][l]) < sim::logistic(like[l]);
      shares[l] = sim::uniform(luck.word[1][l]) < sim::logistic(share[l]);
      fans[l] = sim::uniform(luck.word[2][l]) < sim::logistic(follow[l]);
    }
    for (int l = 0; l < count; ++l) {
      const std::uint32_t id = candidates_[first + l].story;
      const OutletState& outlet = world_.outlets[world_.stories[id].outlet];
      if (likes[l]) {
        world_.stories.like(id);
        tally_.likes += 1;
      }
      if (shares[l] && response.kind == ResponseKind::independent) {
        outbox_.shares.push_back({reader.i, id});
        tally_.shares += 1;
      }
      if (!outlet.is_page) continue;
      const std::uint64_t bit = std::uint64_t{1} << outlet.page;
      reader.seen |= bit;
      if (world_.follow_pages && fans[l] && (reader.follows & bit) == 0) {
        reader.follows |= bit;
        tally_.new_fans[outlet.page] += 1;
      }
    }
  }
  if (response.kind == ResponseKind::independent && response.post_chance > 0) {
    const auto words = world_.luck.draw(post_purpose, moment_.step, reader.key, slot);
    if (sim::uniform(words[0]) < static_cast<float>(response.post_chance)) {
      post(reader, slot);
    }
  }
}

void Visits::post(const Reader& reader, std::uint32_t slot) {
  const auto words = world_.luck.draw(post_purpose, moment_.step, reader.key, ~slot);
  const double mean = platform_.post_quality;
  const double half_width = std::min(mean, 1 - mean);
  const double quality = mean + half_width * (2.0 * sim::uniform(words[0]) - 1.0);
  outbox_.posts.push_back(
      {reader.i, static_cast<float>(reader.belief), static_cast<float>(quality),
       draw_appeal(words[1], platform_.appeal_shape),
       sim::mix(sim::mix(reader.key, slot), static_cast<std::uint32_t>(moment_.step))});
  tally_.shares += 1;
}

}  // namespace newsdep
