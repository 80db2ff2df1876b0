#pragma once
// Fear: from what is read, how it fades, and how pressure bends newsrooms.

#include "sim/math.hpp"

namespace newsdep {

/// Fear of one who reads a story with a threat:
///
///     r <- r + (1 - exp(-s * threat)) (1 - r)
///
/// r fear in [0, 1], s sensitivity, 1/threat; threat in [0, 1]. Without a threat no
/// fear. Draws nothing. Assumed; its form, that fear cannot pass 1 and that many small
/// threats add up as one large one does, is a choice.
inline double frighten(double fear, double sensitivity, double threat) {
  return fear + sim::chance(sensitivity * threat, 1) * (1 - fear);
}

/// Belief after the backlash to a story with a threat:
///
///     x <- x - b * threat (1 + x)
///
/// b and threat in [0, 1]: x goes toward -1, against the regime, and never past it.
inline double turn_against(double belief, double backlash, double threat) {
  return belief - backlash * threat * (1 + belief);
}

/// The share of a fear that is left after dt days: 2^(-dt / half_life).
inline double fear_left(double half_life, double dt) {
  constexpr double log_two = 0.6931471805599453;
  return sim::exp(-log_two * dt / half_life);
}

/// The pressure that harassment puts on newsrooms:
///
///     f = 1 - exp(-m / c)
///
/// m money a day, c the money at which it is 1 - 1/e, both USD/day: none without money,
/// and twice the money presses less than twice as hard. Assumed.
inline double harass(double money, double price) {
  return sim::chance(money / price, 1);
}

/// The mean slant of a newsroom under pressure f in [0, 1], z + f (line - z): without
/// any it writes as it would, under the utmost it writes the regime's line.
inline double bend(double slant, double pressure, double line) {
  return slant + pressure * (line - slant);
}

}  // namespace newsdep
