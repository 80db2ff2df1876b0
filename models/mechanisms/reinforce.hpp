#pragma once
// Activity-driven contacts whose opinions reinforce each other.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// How active citizens are, whom they contact, and what it does to them. Defaults are
/// those of Baumann, Lorenz-Spreen, Sokolov and Starnini, Phys. Rev. Lett. 124 (2020)
/// 048301, fig. 2(c).
struct ReinforcementParameters {
  double strength = 3;
  double controversialness = 3;
  std::int64_t contacts = 10;
  double homophily = 3;
  double reciprocity = 0.5;
  double activity_exponent = 2.1;
  double least_activity = 0.01;

  bool operator==(const ReinforcementParameters&) const = default;

  void declare(sim::Declarations& d) {
    const std::string_view source = "Baumann et al. 2020, fig. 2";
    d.add("strength", strength,
          {.unit = "1/day",
           .low = 0,
           .high = 1000,
           .meaning = "strength K of social influence",
           .source = source});
    d.add("controversialness", controversialness,
          {.low = 0,
           .high = 1000,
           .meaning = "controversialness alpha of the issue: how soon an opinion "
                      "counts in full",
           .source = source});
    d.add("contacts", contacts,
          {.low = 1,
           .high = 1000,
           .meaning = "how many others m an active citizen contacts",
           .source = source});
    d.add("homophily", homophily,
          {.low = 0,
           .high = 20,
           .meaning = "exponent beta of homophily: contacts fall with the distance of "
                      "opinions to this power; 0 for contacts at random",
           .source = source});
    d.add("reciprocity", reciprocity,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "chance that who is contacted, and hears the one who contacts "
                      "him, is heard too",
           .source = source});
    d.add("activity_exponent", activity_exponent,
          {.low = 1.001,
           .high = 10,
           .meaning = "exponent gamma of the power law of activities",
           .source = source});
    d.add("least_activity", least_activity,
          {.unit = "1/round",
           .low = 1e-6,
           .high = 1,
           .meaning = "least activity, the chance that one is active in a round; the "
                      "most is 1",
           .source = source});
  }
};

/// A citizen's activity in [least, 1], density ~ a^-exponent, from u uniform on (0, 1).
/// Source: Perra, Goncalves, Pastor-Satorras and Vespignani, Sci. Rep. 2 (2012) 469.
inline double activity_of(const ReinforcementParameters& p, double u) {
  const double power = 1 - p.activity_exponent;
  const double at_least = sim::pow(p.least_activity, power);
  return std::clamp(sim::pow(at_least + u * (1 - at_least), 1 / power),
                    p.least_activity, 1.0);
}

/// The mean of these activities; 1 where all are always active.
inline double mean_activity(const ReinforcementParameters& p) {
  const double least = p.least_activity;
  if (least >= 1) return 1;
  // The integral of a^(power - 1) from the least activity to 1.
  const auto integral = [&](double power) {
    return std::abs(power) < 1e-9 ? -std::log(least)
                                  : (1 - std::pow(least, power)) / power;
  };
  return integral(2 - p.activity_exponent) / integral(1 - p.activity_exponent);
}

/// How much an opinion counts for who hears it, tanh(alpha x).
inline double heard_as(const ReinforcementParameters& p, double opinion) {
  return 1 - 2 / (sim::exp(2 * p.controversialness * opinion) + 1);
}

/// How fast an opinion changes, 1/day:
///
///     dx_i / dt = -x_i + K sum_j A_ij tanh(alpha x_j)
///
/// `heard` is the sum, over whom i hears in the round. Opinions have no bounds but
/// those of the sum. Source: Baumann et al. 2020, eq. 1.
inline double opinion_slope(const ReinforcementParameters& p, double opinion,
                            double heard) {
  return -opinion + p.strength * heard;
}

/// The weight of a contact at a distance of opinions, distance^-beta. Opinions nearer
/// than 1e-10 count as 1e-10 apart, for equal ones would weigh without bound.
inline double contact_weight(const ReinforcementParameters& p, double distance) {
  return sim::exp(-p.homophily * sim::log(std::max(distance, 1e-10)));
}

}  // namespace newsdep
