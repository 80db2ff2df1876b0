#pragma once
// The step as a list.

#include "models/world.hpp"
#include "sim/plan.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// The processes of a run, in their fixed order, with their switches.
sim::Plan make_plan(World& world, sim::Results& results);

/// The processes that go on while the world comes to rest: no events, nobody joins or
/// leaves, nothing is bought.
sim::Plan make_resting_plan(World& world);

}  // namespace newsdep
