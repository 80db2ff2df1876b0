#pragma once
// What every visitor's feed has in common: renewed once a step, before anyone visits.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Renews, from the likes shown at the start of the step, the part of each living
/// story's score and log-odds that is the same for all readers, the score by the
/// ranking of its platform; and each platform's trending list: its stories that show
/// most likes among the young. Ties go by the stories' keys.
void renew_feed(World& world, const sim::Moment& moment);

}  // namespace newsdep
