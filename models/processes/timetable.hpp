#pragma once
// Timetable: dated events of the scenario take effect.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Undoes every event whose end falls in this step, then applies those whose date does,
/// each in the order of the file; a burst of likes from abroad goes on on all days
/// between. What events of one kind do to one thing together:
///
///     an outlet is open    if it is by itself, or by an event `open` in force, and no
///                          closure is in force and its source not in exile (pages
///                          stay open in exile)
///     a platform is up     if no block is in force
///     a source is pressed  by the strongest event `press` in force
///
/// Reads the scenario's events; writes outlets, sources, the ranking, where pages
/// stand, zero-rating, whether the platform is up, and the likes of pages and stories.
/// Draws nothing.
void take_effect(World& world, const sim::Moment& moment);

}  // namespace newsdep
