#pragma once
// Adoption: citizens gain access to media, join the platform, leave it.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Renews access on its days, then lets every citizen who can reach the platform join
/// with the chance of mechanisms/adopt.hpp, and every user leave with a constant
/// hazard. All look at yesterday's users. Reads access, friends on the platform,
/// affordability and zero-rating; writes who is on the platform.
class Adoption {
 public:
  explicit Adoption(World& world) : world_(world) {}
  void operator()(const sim::Moment& moment);

 private:
  World& world_;
};

}  // namespace newsdep
