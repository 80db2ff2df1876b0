// Measures of the platform: its users, its pages, what its visitors do.

#include "models/processes/measures.hpp"

namespace newsdep {
namespace {

/// Sum and number of the qualities of stories in inboxes.
struct Quality {
  double sum = 0;
  double stories = 0;
  Quality& operator+=(const Quality& other) {
    sum += other.sum;
    stories += other.stories;
    return *this;
  }
};

double feed_quality(const World& world) {
  const auto sample = static_cast<std::uint32_t>(world.rules().measures.feed_sample);
  const std::uint32_t stride = (world.n() + sample - 1) / sample;
  const auto all = sim::sum_over<Quality>(world.blocks, [&](const sim::Block& block) {
    Quality quality;
    const Accounts& accounts = world.platforms.front().accounts[block.index];
    for (std::uint32_t i = (block.begin + stride - 1) / stride * stride; i < block.end;
         i += stride) {
      if (!world.is_online(i)) continue;
      for (const std::uint32_t story : accounts.stories(i - block.begin)) {
        if (!world.stories.alive(story)) continue;
        quality += {world.stories[story].quality, 1};
      }
    }
    return quality;
  });
  return all.sum / all.stories;
}

}  // namespace

void Measures::add_platform() {
  add_number("platform_users", "1", "users of the platform",
             "Share of citizens on the platform.",
             [this] { return census_.users / world_.n(); });
  add({.name = "platform_users_region",
       .axes = {"region"},
       .long_name = "users of the platform, by region",
       .comment = "Share of a region's citizens on the platform."},
      [this](std::span<double> row) {
        for (std::size_t r = 0; r < row.size(); ++r) {
          row[r] = census_.region_users[r] / double(census_.region_citizens[r]);
        }
      });
  const auto add_page = [this](std::string name, std::string unit,
                               std::string long_name, std::string comment, auto value) {
    if (world_.pages.empty()) return;
    add({.name = "platform/" + name,
         .axes = {"page"},
         .unit = std::move(unit),
         .long_name = std::move(long_name),
         .comment = std::move(comment)},
        [this, value](std::span<double> row) {
          for (std::size_t p = 0; p < row.size(); ++p) {
            row[p] = value(world_.outlets[world_.pages[p]], p);
          }
        });
  };
  add_page(
      "likes_shown", "persons", "likes shown",
      "Likes that the page shows: genuine and fake.",
      [](const OutletState& page, std::size_t) { return page.page_likes_shown(); });
  add_page("likes_genuine", "persons", "genuine likes",
           "Likes that nobody bought: citizens who follow the page, in persons, and "
           "genuine likes from abroad.",
           [](const OutletState& page, std::size_t) { return page.genuine_likes(); });
  add_page("likes_fake", "persons", "fake likes",
           "Bought likes of the page still online: delivered less removed.",
           [](const OutletState& page, std::size_t) { return page.fake_likes; });
  add_page("reach", "1", "reach of a page",
           "Share of citizens who saw a story of the page in the step.",
           [this](const OutletState&, std::size_t p) {
             return world_.today.reach[p] / world_.n();
           });
  add_page("reach_organic", "1", "organic reach of a page",
           "Share of citizens who saw a story of the page in their feed in the step.",
           [this](const OutletState&, std::size_t p) {
             return (world_.today.reach[p] - world_.today.reach_only_paid[p]) /
                    world_.n();
           });
  add_page("reach_paid", "1", "paid reach of a page",
           "Share of citizens who saw the page or a story of it in an ad in the step.",
           [this](const OutletState&, std::size_t p) {
             return world_.today.reach_paid[p] / world_.n();
           });
  add_page("engagement", "1", "engagement with a page",
           "Likes and shares of the page's stories in the step, per citizen whom it "
           "reached.",
           [this](const OutletState&, std::size_t p) {
             return world_.today.engagement[p] / world_.today.reach[p];
           });
  add_page("reach_per_like", "1", "reach per like",
           "Persons who saw a story of the page in the step, per like shown.",
           [this](const OutletState& page, std::size_t p) {
             return world_.today.reach[p] * world_.persons_per_citizen /
                    page.page_likes_shown();
           });
  const auto add_rate = [this](std::string name, std::string long_name,
                               std::string comment, double PlatformUse::*count) {
    add_number("platform/" + name, "1/citizen", std::move(long_name),
               std::move(comment),
               [this, count] { return world_.today.use[0].*count / world_.n(); });
  };
  add_number("platform/inauthentic_accounts", "accounts", "inauthentic accounts",
             "Accounts of networks that act on the day, those taken down aside.",
             [this] { return world_.inauthentic.active; });
  add_number("platform/inauthentic_spend", "USD", "paid for inauthentic accounts",
             "What the networks' accounts have cost their owners so far.",
             [this] { return world_.inauthentic.spent; });
  add_number("platform/feed_quality", "1", "quality of feeds",
             "Mean quality of the stories in citizens' inboxes, over `feed_sample` "
             "citizens, evenly spaced by place.",
             [this] { return feed_quality(world_); });
  add_rate("visits", "visits", "Visits to the platform in the step, per citizen.",
           &PlatformUse::visits);
  add_rate("candidates", "candidate stories",
           "Stories ranked for visitors in the step, per citizen.",
           &PlatformUse::candidates);
  add_rate("shown", "stories shown", "Stories shown in the step, per citizen.",
           &PlatformUse::shown);
  add_rate("likes", "likes", "Likes of stories in the step, per citizen.",
           &PlatformUse::likes);
  add_rate("shares", "shares and posts", "Shares and posts in the step, per citizen.",
           &PlatformUse::shares);
  add_rate("messages", "messages",
           "Shares that reached inboxes in the step, per citizen.",
           &PlatformUse::messages);
}

}  // namespace newsdep
