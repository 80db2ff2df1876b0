#pragma once
// What fear keeps out of the news: stories against the regime, and news of repression.

#include <cstdint>

#include "models/processes/newsroom.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// The mean slant with which a newsroom writes today, bent toward the regime's line by
/// the pressure on it (mechanisms/frighten.hpp).
double slant_in_force(const World& world, const Publisher& publisher);

/// Whether the newsroom drops a story of this slant: one against the regime, with
/// chance equal to its fear: its own, or the pressure on it, if that is more. Draws
/// "Newsroom fear" (publisher, step, number).
bool drops(const World& world, const Publisher& publisher, const sim::Moment& moment,
           std::uint32_t number, float slant);

/// The threat of a newsroom's story number `number` of the step: that of the first
/// event, in the order of the file, which is news and which the story is about; 0 for
/// none. It is about one with chance
///
///     coverage * (1 - fear of the newsroom), and 0 at the state's own media
///
/// Draws "Newsroom report" (publisher, step, number and event). In the burn-in there
/// are no events.
float threat_of(const World& world, const Publisher& publisher,
                const sim::Moment& moment, std::uint32_t number);

}  // namespace newsdep
