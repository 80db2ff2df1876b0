// Measures of ads: what was spent on what, and what of it the public is told.

#include <limits>

#include "models/mechanisms/ad_library.hpp"
#include "models/processes/measures.hpp"

namespace newsdep {

void Measures::add_ads() {
  const auto add_advertiser = [this](std::string name, std::string unit,
                                     std::string long_name, std::string comment,
                                     auto value) {
    add({.name = "ads/" + name,
         .axes = {"advertiser"},
         .unit = std::move(unit),
         .long_name = std::move(long_name),
         .comment = std::move(comment)},
        [this, value](std::span<double> row) {
          for (std::size_t a = 0; a < row.size(); ++a) {
            row[a] = value(world_.ads.advertisers[a], a);
          }
        });
  };
  using State = const AdvertiserState&;
  add_advertiser("spend", "USD", "spend on ads", "Billed since the start of the run.",
                 [](State advertiser, std::size_t) { return advertiser.spent; });
  add_advertiser("impressions", "persons", "impressions",
                 "Places for ads that it took since the start of the run, in persons.",
                 [](State advertiser, std::size_t) { return advertiser.impressions; });
  add_advertiser("cpm", "USD per 1000", "price of 1,000 impressions",
                 "Price at which it bought in the step; NaN when it bought nothing.",
                 [this](State advertiser, std::size_t a) {
                   return world_.today.ad_impressions[a] > 0
                              ? advertiser.price
                              : std::numeric_limits<double>::quiet_NaN();
                 });
  add_advertiser(
      "place_share", "1", "share of places taken",
      "Of the places for ads that the visits of its audience had in the step, "
      "the share that it took.",
      [this](State, std::size_t a) {
        return world_.today.ad_impressions[a] / world_.today.ad_places[a];
      });
  add_advertiser("follows", "persons", "fans won by ads",
                 "Who followed a page on one of its ads since the start of the run.",
                 [](State advertiser, std::size_t) { return advertiser.follows; });
  add_advertiser("attention_share", "1", "share of attention in ads",
                 "Share of the step's attention at stories that were shown in its ads.",
                 [this](State, std::size_t a) {
                   return world_.today.ad_attention[a] / all_attention();
                 });
  add_library();
}

/// What an ad library makes public of each advertiser, while there is one.
void Measures::add_library() {
  const auto add_range = [this](const std::string& name, std::string unit,
                                std::span<const double> ends,
                                double AdvertiserState::*amount) {
    for (const bool is_low : {true, false}) {
      add({.name = "ads/library_" + name + (is_low ? "_low" : "_high"),
           .axes = {"advertiser"},
           .unit = unit,
           .long_name =
               (is_low ? "lower" : "upper") + std::string(" end of published ") + name,
           .comment = "End of the range in which the ad library publishes its " + name +
                      "; NaN without a library, and above the last range."},
          [this, ends, amount, is_low](std::span<double> row) {
            const bool is_public = world_.ads.library == AdLibrary::library;
            for (std::size_t a = 0; a < row.size(); ++a) {
              const auto range =
                  published_range(world_.ads.advertisers[a].*amount, ends);
              row[a] = is_public ? (is_low ? range.low : range.high)
                                 : std::numeric_limits<double>::quiet_NaN();
            }
          });
    }
  };
  add_range("spend", "USD", library_spend, &AdvertiserState::spent);
  add_range("impressions", "persons", library_impressions,
            &AdvertiserState::impressions);
}

}  // namespace newsdep
