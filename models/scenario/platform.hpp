#pragma once
// Platforms: the inbox, the ranking, what visitors do; the same on all of them, unless
// the medium says otherwise.

#include <cstdint>
#include <string>

#include "models/mechanisms/rank.hpp"
#include "models/mechanisms/receive.hpp"
#include "models/mechanisms/respond.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

struct PlatformParameters {
  std::string home = "home";
  std::int64_t inbox = 16;
  Survivors survivors = Survivors::drawn;
  std::int64_t shown = 10;
  std::int64_t memory = 32;
  std::int64_t trending = 8;
  std::int64_t page_stories = 2;
  double story_days = 14;
  double page_days = 2;
  double trending_days = 2;
  Ranking ranking = Ranking::engagement;
  Selection selection = Selection::top;
  RankingWeights weights;
  double explore_chance = 0.1;
  bool following = true;
  ResponseParameters response;
  double post_quality = 0.5;
  double post_quality_exponent = 0;
  double appeal_shape = 5;

  void declare(sim::Declarations& d) {
    d.add("home", home,
          {.meaning = "what the origins of likes call the country itself"});
    d.add("inbox", inbox,
          {.unit = "stories",
           .low = 1,
           .high = max_inbox,
           .meaning = "stories F that an inbox holds",
           .source = "Weng et al. 2012; SimSoM uses 15"});
    d.choice(
        "survivors", survivors, {"drawn", "first_senders"},
        {.meaning = "which of equally young stories stay in a full inbox: drawn for "
                    "each recipient, or those of the first senders in an order "
                    "drawn in each step for all recipients",
         .source = "Truong et al. 2024: first_senders"});
    d.add("shown", shown,
          {.unit = "stories",
           .low = 1,
           .high = max_shown,
           .meaning = "stories L that one visit shows"});
    d.add("memory", memory,
          {.unit = "stories",
           .low = 0,
           .high = 256,
           .meaning = "stories a citizen remembers having met; older ones than the "
                      "forgotten are not shown to him any more. With 0 whatever he has "
                      "met comes again"});
    d.add("trending", trending,
          {.unit = "stories",
           .low = 0,
           .high = 16,
           .meaning = "trending stories among the candidates of a visit"});
    d.add("page_stories", page_stories,
          {.unit = "stories",
           .low = 0,
           .high = 8,
           .meaning = "newest stories of a followed page among the candidates"});
    d.add("story_days", story_days,
          {.unit = "days",
           .low = 1,
           .high = 1e6,
           .meaning = "age at which a story leaves the platform"});
    d.add("page_days", page_days,
          {.unit = "days",
           .low = 0,
           .high = 1e6,
           .meaning = "age up to which a page's story is new"});
    d.add("trending_days", trending_days,
          {.unit = "days",
           .low = 0,
           .high = 1e6,
           .meaning = "age up to which a story can trend"});
    d.choice("ranking", ranking,
             {"chronological", "engagement", "friends_first", "affinity", "random",
              "custom"},
             {.meaning = "the ranking: a preset of the weights, or `custom`; "
                         "media.*.ranking may set another"});
    d.choice("selection", selection, {"top", "proportional"},
             {.meaning = "show the best, or draw with chances ~ exp(score)"});
    d.group("weights", weights, "weights of the ranking `custom`");
    d.add("explore_chance", explore_chance,
          {.unit = "1/visit",
           .low = 0,
           .high = 1,
           .meaning = "chance that a visit opens the pages' tab instead of the main "
                      "feed, while an event explore_feed keeps pages there"});
    d.add("following", following,
          {.meaning = "whether who sees a page's story may become its fan"});
    d.group("response", response, "what a visitor does with a story");
    d.add("post_quality", post_quality,
          {.low = 0,
           .high = 1,
           .meaning = "mean quality of citizens' own stories; each "
                      "is uniform within what [0, 1] allows"});
    d.add(
        "post_quality_exponent", post_quality_exponent,
        {.low = -100,
         .high = 100,
         .meaning = "when not 0, the quality q of citizens' own stories has density ~ "
                    "exp(lambda q) on [0, 1] with this lambda instead",
         .source = "Truong et al. 2024: 10"});
    d.add("appeal_shape", appeal_shape,
          {.low = 1,
           .high = 100,
           .meaning = "shape k of appeal a, with density k (1 - a)^(k - 1)",
           .source = "Truong et al. 2024: 5"});
  }
};

}  // namespace newsdep
