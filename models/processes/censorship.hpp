#pragma once
// What fear and pressure do to what newsrooms write.

#include <cstdint>

#include "models/processes/newsroom.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// The fear of a newsroom in [0, 1], the most of its own, what news of threats has
/// brought, and the pressure on it; 0 where fear is off, and of what is no newsroom.
double fear_of(const World& world, const Publisher& publisher);
/// The same of a source's newsrooms, where fear is on.
double fear_of(const SourceState& source);

/// The mean slant with which a newsroom writes today, bent toward the regime's line by
/// the pressure on it (mechanisms/frighten.hpp).
double slant_in_force(const World& world, const Publisher& publisher);

/// Whether the newsroom drops a story of this slant: one against the regime, with
/// chance equal to its fear. Draws "Newsroom fear" (publisher, step, number).
bool drops(const World& world, const Publisher& publisher, const sim::Moment& moment,
           std::uint32_t number, float slant);

}  // namespace newsdep
