// Measures of likes: where they come from, what readers see of them, what was bought.

#include <algorithm>

#include "models/mechanisms/click_farm.hpp"
#include "models/processes/measures.hpp"

namespace newsdep {
namespace {

/// Likes that a page shows by country, added to `row` [countries].
void add_likes_by_country(const World& world, std::uint32_t outlet,
                          std::span<double> row) {
  const OutletState& page = world.outlets[outlet];
  row[0] += page.fans;
  for (std::size_t n = 0; n < row.size(); ++n) {
    row[n] += page.foreign_likes() * page.abroad[n];
  }
  const std::vector<LikeOrder>& rules = world.rules().marketplace.orders;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    const OrderState& order = world.orders[k];
    if (rules[k].what != LikedThing::page || order.page != outlet) continue;
    for (std::size_t n = 0; n < row.size(); ++n) {
      row[n] += order.online * order.origins[n];
    }
  }
}

/// The share, in the page likes that readers saw, of pages that speak for the regime:
///
///     sum_p [z_p > 0] a_p L_p / sum_p a_p L_p
///
/// a attention at the page's stories in the step, L likes it shows, z mean slant of its
/// source. NaN where no reader saw a like.
double perceived_popularity(const World& world) {
  double regime = 0;
  double all = 0;
  for (const std::uint32_t c : world.pages) {
    const OutletState& page = world.outlets[c];
    const double seen = world.today.attention[c] * page.page_likes_shown();
    all += seen;
    if (world.sources[page.source].rules.slant > 0) regime += seen;
  }
  return regime / all;
}

}  // namespace

void Measures::add_likes() {
  const std::size_t countries = world_.countries.size();
  add({.name = "platform/likes_by_country",
       .axes = {"page", "country"},
       .unit = "persons",
       .long_name = "likes shown, by country",
       .comment = "Likes that the page shows, genuine and fake, by where they come "
                  "from; first the country itself."},
      [this, countries](std::span<double> row) {
        for (std::size_t p = 0; p < world_.pages.size(); ++p) {
          const auto of_page = row.subspan(p * countries, countries);
          std::ranges::fill(of_page, 0.0);
          add_likes_by_country(world_, world_.pages[p], of_page);
        }
      });
  add({.name = "platform/likes_foreign",
       .axes = {"page"},
       .unit = "persons",
       .long_name = "foreign likes",
       .comment = "Likes that the page shows and that do not come from the country "
                  "itself, genuine and fake."},
      [this, countries](std::span<double> row) {
        for (std::size_t p = 0; p < row.size(); ++p) {
          std::vector<double> likes(countries, 0.0);
          add_likes_by_country(world_, world_.pages[p], likes);
          row[p] = 0;
          for (std::size_t n = 1; n < countries; ++n) row[p] += likes[n];
        }
      });
  add_number("platform/perceived_popularity", "1", "perceived popularity of the regime",
             "Of the page likes that readers saw (attention at each page times the "
             "likes it shows) the share of pages whose source has a slant above 0.",
             [this] { return perceived_popularity(world_); });
  if (world_.orders.empty()) return;
  const auto add_order = [this](std::string name, std::string unit,
                                std::string long_name, std::string comment,
                                auto value) {
    add({.name = "farms/" + name,
         .axes = {"order"},
         .unit = std::move(unit),
         .long_name = std::move(long_name),
         .comment = std::move(comment)},
        [value](std::span<double> row) {
          for (std::size_t k = 0; k < row.size(); ++k) row[k] = value(k);
        });
  };
  add_order("delivered", "likes", "likes delivered",
            "Likes delivered since the start of the run.",
            [this](std::size_t k) { return world_.orders[k].delivered; });
  add_order("spend", "USD", "spend on likes",
            "Price of the likes delivered since the start of the run.",
            [this](std::size_t k) {
              return cost_of(world_.orders[k].delivered,
                             world_.rules().marketplace.orders[k].price);
            });
  add_order("removed", "likes", "likes removed",
            "Delivered likes that were found and removed since the start of the run, "
            "on stories that left the platform too.",
            [this](std::size_t k) { return world_.orders[k].removed(); });
}

}  // namespace newsdep
