#pragma once
// Responding to a story: liking, sharing, following its page.

#include <algorithm>
#include <cstdint>

#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class ResponseKind : std::uint8_t { independent, one_of_feed };

/// A logistic response to a story.
struct LogisticResponse {
  double base = -4;
  double agreement = 1;
  double appeal = 1;
  double likes = 0.0;

  void declare(sim::Declarations& d) {
    d.add("base", base,
          {.unit = "log-odds", .low = -100, .high = 100, .meaning = "intercept b0"});
    d.add("agreement", agreement,
          {.unit = "log-odds",
           .low = -100,
           .high = 100,
           .meaning = "weight b_z of agreement, 1 - |slant - belief|"});
    d.add("appeal", appeal,
          {.unit = "log-odds",
           .low = -100,
           .high = 100,
           .meaning = "weight b_a of the story's appeal"});
    d.add("likes", likes,
          {.unit = "log-odds",
           .low = -100,
           .high = 100,
           .meaning = "weight b_l of log(1 + likes shown), cut at `likes_cap`"});
  }
};

struct ResponseParameters {
  ResponseKind kind = ResponseKind::independent;
  LogisticResponse like{-3.5, 1.5, 1.0, 0.40};
  LogisticResponse share{-5.0, 1.5, 1.0, 0.0};
  LogisticResponse follow{-7.0, 1.5, 0.0, 0.1};
  double likes_cap = 10;
  double page_likes_cap = 1e6;
  double post_chance = 0.05;

  void declare(sim::Declarations& d) {
    d.choice("kind", kind, {"independent", "one_of_feed"},
             {.meaning = "each story on its own, or post or reshare exactly one"});
    d.group("like", like, "chance of liking a story that is shown");
    d.group("share", share, "chance of sharing a story that is shown");
    d.group(
        "follow", follow,
        "chance of following the page of a story that is shown; `likes` looks at the "
        "page's likes");
    d.add("likes_cap", likes_cap,
          {.unit = "persons",
           .low = 0,
           .high = 1e9,
           .meaning = "likes shown above which more make no difference; sweep it"});
    d.add("page_likes_cap", page_likes_cap,
          {.unit = "persons",
           .low = 0,
           .high = 1e9,
           .meaning = "a page's likes above which more win it no more fans; sweep it"});
    d.add("post_chance", post_chance,
          {.unit = "1/visit",
           .low = 0,
           .high = 1,
           .meaning = "chance of posting a story of one's own on a visit"});
  }
};

/// The part of a response's log-odds that belongs to the story alone:
///
///     b0 + b_a appeal + b_l log(1 + min(likes shown, cap))
///
/// The reader adds b_z * agreement. One fake up-vote made the next 1.32 times as likely
/// (Muchnik, Aral and Taylor, Science 341 (2013) 647); with b_l = 0.40 the odds grow by
/// 2^0.40 = 1.32 from no like to one.
inline float story_log_odds(const LogisticResponse& response, double cap, float appeal,
                            float likes) {
  const float counted = std::min(likes, static_cast<float>(cap));
  return static_cast<float>(response.base) +
         static_cast<float>(response.appeal) * appeal +
         static_cast<float>(response.likes) * sim::log(1.0f + counted);
}

}  // namespace newsdep
