#pragma once
// Street: protest, as long as there is something to march for.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Lets citizens march. In each of the step's rounds everybody looks at who marched in
/// the last round, and decides anew by mechanisms/march.hpp, all at once; yesterday's
/// last round is this morning's last. Who is tired, or for whom nothing is at issue,
/// stays at home. A friend's marching is seen by whom he meets (`seen_off_platform`, of
/// a friendship, drawn once for both) or who is with him on a platform that is up.
///
/// Before the rounds, who marched yesterday tires with chance 1 - exp(-tiring dt), and
/// who is tired is ready again with chance 1 - exp(-rest dt).
///
/// Reads beliefs, friends, who is on which platform; writes World::street. Draws
/// "Street tire" from (step, citizen) and "Street meet" from (the keys of both
/// friends).
void take_to_street(World& world, const sim::Moment& moment);

}  // namespace newsdep
