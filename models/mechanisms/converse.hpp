#pragma once
// Conversation: what becomes of opinions when people talk, by the textbook models.

#include <cmath>
#include <utility>

namespace newsdep {

/// Opinion after hearing others:
///
///     x <- a h + (1 - a) s
///
/// h the weighted mean of what was heard, one's own opinion among it; s the opinion
/// that one began with, and a in [0, 1] one's susceptibility: 1 is DeGroot's model, 0
/// a stubborn citizen. Draws nothing. Source: DeGroot, J. Am. Stat. Assoc. 69 (1974)
/// 118; Friedkin and Johnsen, J. Math. Sociol. 15 (1990) 193, and with a susceptibility
/// for each citizen Adv. Group Process. 16 (1999) 1.
inline double heed(double heard, double began_with, double susceptibility) {
  return susceptibility * heard + (1 - susceptibility) * began_with;
}

/// The opinions of two who meet: if they are nearer than `confidence`, each moves
/// toward the other by the share `convergence` of the distance, and their mean stays.
/// Draws nothing. Source: Deffuant, Neau, Amblard and Weisbuch, Adv. Complex Syst. 3
/// (2000) 87, eq. 1.
inline std::pair<double, double> meet(double x, double y, double confidence,
                                      double convergence) {
  const double distance = y - x;
  if (!(std::abs(distance) < confidence)) return {x, y};
  return {x + convergence * distance, y - convergence * distance};
}

/// Whether one takes the other into account at all: the models of Hegselmann and
/// Krause, J. Artif. Soc. Soc. Simul. 5(3) (2002) 2, take those within `confidence`,
/// its edge included.
inline bool takes_seriously(double x, double y, double confidence) {
  return std::abs(y - x) <= confidence;
}

}  // namespace newsdep
