#pragma once
// Timetable: dated events of the scenario take effect.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Undoes every enabled event whose end falls in this step, then applies those whose
/// date does, each in the order of the file. Reads the scenario's events; writes
/// outlets, sources, the ranking, where pages stand, zero-rating and whether the
/// platform is up.
void take_effect(World& world, const sim::Moment& moment);

}  // namespace newsdep
