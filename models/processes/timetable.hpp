#pragma once
// Timetable: dated events of the scenario take effect.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Applies every enabled event whose date falls in this step, and undoes those whose
/// end does, in the order of the file. Reads the scenario's events; writes outlets,
/// sources, the ranking and whether the platform is up.
void take_effect(World& world, const sim::Moment& moment);

}  // namespace newsdep
