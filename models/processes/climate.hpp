#pragma once
// Climate: fear fades, and citizens decide what they say today.

#include <cstdint>
#include <vector>

#include "models/mechanisms/speak.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Starts each step's climate of opinion, before anybody reads:
///
///   - on its first call gives everybody his fear (0) and sensitivity to threats, his
///     threshold and perceived support (what `climate.start_at` says), so that nobody
///     is afraid and nobody minds in the burn-in;
///   - lets fear fade, of citizens and newsrooms; newsrooms take fright at what is news
///     from this day on, and those who follow its pages at a law of this date; fear
///     unfollows pages of sources against the regime;
///   - finds how willing everybody is today to voice what is on either side, draws who
///     says what he thinks to friends who ask, and counts them.
///
/// In the step NewsDay moves fear by what is read and perceived support by what is seen
/// and heard. Reads beliefs, follows, events; writes what citizens have of fear and
/// climate, follows, the fans of pages, SourceState::fear, and World::opinion. Draws
/// "Climate voice" (citizen, step), "Climate threshold" and "Fear sensitivity"
/// (citizen), "Fear unfollow" (citizen, step), mixed with the page. Source:
/// models/mechanisms/frighten.hpp and speak.hpp.
void hold_climate(World& world, const sim::Moment& moment);

/// Lets citizen i, whose belief is x, read of a threat: it moves his fear, and belief
/// by backlash, which is returned.
double read_threat(World& world, std::uint32_t i, double belief, double threat);

/// Lets citizen i, at the end of his day, look at what others seem to think: moves his
/// perceived support by what he has seen and heard, with `mixing: complete` by all
/// voices of the day; `pull` is 1 - exp(-lambda dt).
void look_around(World& world, std::uint32_t i, Impression seen, double pull);

/// The thresholds of n citizens, who take the rows of the file in turn. Throws
/// UserError when n is no multiple of the rows, or a threshold is out of range.
std::vector<float> read_thresholds(const ClimateParameters& climate, std::uint32_t n);

}  // namespace newsdep
