#pragma once
// An accusation: whether the state answers it, what belief it costs, how a court reads
// the evidence.

#include <cmath>

#include "sim/math.hpp"

namespace newsdep {

/// The chance that the state answers an accusation by a suit within dt days:
///
///     1 - exp(-a * reach * dt)
///
/// a hazard at a reach of everybody, 1/day; reach in [0, 1], share of citizens who have
/// read it. What nobody has read is not answered. Assumed.
inline double chance_of_suit(double answer, double reach, double dt) {
  return sim::chance(answer * reach, dt);
}

/// What an accusation leaves of the accused's credence to one who reads it:
///
///     1 - loss * credence of the accuser
///
/// both in [0, 1]: an accuser whom nobody believes takes nothing away. Assumed.
inline double left_by_accusation(double loss, double credence) {
  return 1 - loss * credence;
}

/// How a court reads the evidence of a charge that says "what you said of bought likes
/// is false".
struct Bench {
  double standard = 3;  ///< log Bayes factor for "bought" at which the charge falls
  double spread = 1;    ///< how loosely it reads that; 0: not at all
  double capture = 0;   ///< chance that the charge stands whatever the evidence
};

/// The chance that the charge stands:
///
///     C + (1 - C) logistic((s - log B) / w)
///
/// B Bayes factor for "bought" of what the court may see, s standard, w spread, C
/// capture. With w = 0 a step: the charge falls where log B reaches s. An infinite log
/// B, where payments are shown, decides alone: the chance is C or 1. It never rises
/// with B. Draws nothing. Assumed; the form is that of a choice between two errors, a
/// conviction for the truth and an acquittal for a slander, by one who weighs them with
/// logistic noise.
inline double chance_stands(const Bench& bench, double log_bayes_factor) {
  const double doubt = bench.standard - log_bayes_factor;
  const bool is_step = bench.spread <= 0 || std::isinf(doubt);
  const double by_evidence =
      is_step ? (doubt > 0 ? 1.0 : 0.0) : sim::logistic(doubt / bench.spread);
  return bench.capture + (1 - bench.capture) * by_evidence;
}

}  // namespace newsdep
