#pragma once
// Adoption: citizens gain access to media, join platforms, leave them.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Renews access on its days, then, platform by platform, lets every citizen who can
/// reach it join with the chance of mechanisms/adopt.hpp, and every user leave with a
/// constant hazard; one may be on both. All look at yesterday's users. Who joins
/// follows along (World::follow_along). Reads access, friends on the platform,
/// affordability and zero-rating; writes who is on which platform, and fans; draws from
/// (step, citizen, platform).
class Adoption {
 public:
  explicit Adoption(World& world) : world_(world) {}
  void operator()(const sim::Moment& moment);

 private:
  void join_and_leave(std::uint32_t p, const sim::Moment& moment);

  World& world_;
};

}  // namespace newsdep
