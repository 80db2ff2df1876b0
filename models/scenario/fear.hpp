#pragma once
// Fear: what news of repression does to those who read it, and to newsrooms.

#include "sim/parameters.hpp"

namespace newsdep {

struct FearParameters {
  bool enabled = false;
  double sensitivity = 0.5;
  double spread = 0.5;
  double half_life = 60;
  double backlash = 0;
  double news_days = 3;
  double coverage = 0.25;
  double newsrooms = 0;
  double line = 1;
  double unfollowing = 0;

  void declare(sim::Declarations& d) {
    d.add(
        "enabled", enabled,
        {.meaning = "switch of fear: stories with a threat, readers and newsrooms who "
                    "take fright"});
    d.add("sensitivity", sensitivity,
          {.unit = "1/threat",
           .low = 0,
           .high = 100,
           .meaning = "mean over citizens of how much fear a story's threat brings"});
    d.add(
        "spread", spread,
        {.low = 0,
         .high = 1.5,
         .meaning = "standard deviation of the logarithm of a citizen's sensitivity"});
    d.add("half_life", half_life,
          {.unit = "days",
           .low = 0.01,
           .high = 1e6,
           .meaning = "time in which half of a fear is gone"});
    d.add("backlash", backlash,
          {.low = 0,
           .high = 1,
           .meaning = "b, how far the threat of a story turns its reader against the "
                      "regime: share of the way to -1, times the threat"});
    d.add("news_days", news_days,
          {.unit = "days",
           .low = 0,
           .high = 366,
           .meaning = "how long an event with a threat is news, from its date"});
    d.add(
        "coverage", coverage,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "share of an outlet's stories that are about one such event while "
                    "it is news, where neither the state nor fear keeps it out"});
    d.add(
        "newsrooms", newsrooms,
        {.unit = "1/threat",
         .low = 0,
         .high = 100,
         .meaning = "how much fear a threat in the news brings to newsrooms, those of "
                    "the state and those in exile aside; it fades as citizens' does"});
    d.add("line", line,
          {.low = -1,
           .high = 1,
           .meaning = "the regime's line: the slant to which pressure bends what a "
                      "newsroom writes"});
    d.add("unfollowing", unfollowing,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard, times fear, of unfollowing a page whose source is "
                      "against the regime"});
  }
};

}  // namespace newsdep
