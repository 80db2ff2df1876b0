#pragma once
// What citizens do: how much they read, how they join platforms, what they post.

#include <cstdint>

#include "sim/parameters.hpp"

namespace newsdep {

enum class Timing : std::uint8_t { random, regular };

struct AttentionParameters {
  double occasions = 3;
  Timing timing = Timing::random;
  double spread = 0.6;
  double activity_spread = 0.5;

  void declare(sim::Declarations& d) {
    d.add("occasions", occasions,
          {.unit = "1/day",
           .low = 0,
           .high = 20,
           .meaning = "mean reading occasions of a citizen"});
    d.choice("timing", timing, {"random", "regular"},
             {.meaning = "whether a citizen's occasions come at random (Poisson) or at "
                         "even distances"});
    d.add("spread", spread,
          {.low = 0,
           .high = 1.5,
           .meaning = "standard deviation of the logarithm of a citizen's occasions"});
    d.add("activity_spread", activity_spread,
          {.low = 0,
           .high = 1.5,
           .meaning = "standard deviation of the logarithm of activity, how easily a "
                      "citizen reaches platforms"});
  }
};

enum class Mixing : std::uint8_t { friends, complete };

struct AdoptionParameters {
  bool enabled = true;
  double start_share = 0;
  double innovation = 0.0005;
  double imitation = 0.003;
  double leaving = 0;
  Mixing mixing = Mixing::friends;
  sim::DatedNumbers affordability;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Adoption"});
    d.add("start_share", start_share,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of citizens on the first platform at the start, among "
                      "those who can reach it"});
    d.add("innovation", innovation,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard p of joining unprompted",
           .source = "assumed; form: Bass 1969"});
    d.add("imitation", imitation,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard q of joining when all friends are there",
           .source = "assumed; form: Bass 1969"});
    d.add("leaving", leaving,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard of leaving a platform"});
    d.choice("mixing", mixing, {"friends", "complete"},
             {.meaning = "whose use is imitated: friends', or everybody's"});
    d.add("affordability", affordability,
          {.low = 0,
           .high = 1000,
           .meaning = "factor on both hazards by date, by line between dates; 1 when "
                      "nothing is given"});
  }
};

}  // namespace newsdep
