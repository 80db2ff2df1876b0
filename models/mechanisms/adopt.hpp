#pragma once
// Joining a platform, and leaving it.

#include "sim/math.hpp"

namespace newsdep {

/// The chance that a citizen who can reach a platform joins it within dt days:
///
///     1 - exp(-(p + q * share of friends on the platform) * affordability * dt)
///
/// p, q 1/day. Source: Bass, Manage. Sci. 15 (1969) 215, on a network.
inline double join_chance(double p, double q, double friends_share,
                          double affordability, double dt) {
  return sim::chance((p + q * friends_share) * affordability, dt);
}

}  // namespace newsdep
