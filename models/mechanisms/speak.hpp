#pragma once
// Speaking or not: what one thinks that others think, and what one dares to say.

#include <optional>

#include "sim/lanes.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// How much people mind to stand alone, and how sharply.
struct Minding {
  float h = 0;
  float kappa = 0;
};

/// The chance that a citizen says what is on one side, or of eight at a time:
///
///     w = (1 - r) (1 - h + h logistic(kappa (own - tau)))
///
/// r fear in [0, 1] (0 for what is not against the regime), h how much he minds, own
/// the share of the country that he thinks is on that side, tau his threshold. Unafraid
/// and unminding w is 1; with h = 1 and kappa without bound it is a step at tau. Draws
/// nothing. Source: Noelle-Neumann, J. Commun. 24 (1974) 43, for the form; Kuran, World
/// Politics 44 (1991) 7, for the step.
template <class Real>
Real willingness(Minding minding, Real fear, Real own, Real threshold) {
  const Real safety = 1.0f / (1.0f + sim::exp(minding.kappa * (threshold - own)));
  return (1.0f - fear) * (1.0f - minding.h + minding.h * safety);
}

/// What a citizen has seen and heard of either side in a step.
struct Impression {
  double likes_for = 0;  ///< likes shown, persons, on stories seen
  double likes_against = 0;
  double voices_for = 0;  ///< friends who said so, posted or shared
  double voices_against = 0;

  void see(float slant, double likes) {
    likes_for += slant > 0 ? likes : 0.0;
    likes_against += slant < 0 ? likes : 0.0;
  }
  void hear(float slant, double voices) {
    voices_for += slant > 0 ? voices : 0.0;
    voices_against += slant < 0 ? voices : 0.0;
  }
};

/// The regime's share in an impression:
///
///     o = (g l + (1 - g) v) / (g + 1 - g), l and v its shares among likes and voices
///
/// where what was not met is left out above and below; nothing when nothing was met:
/// silence is missing, not neutral.
inline std::optional<double> regime_share(const Impression& of, double likes_weight) {
  const double likes = of.likes_for + of.likes_against;
  const double voices = of.voices_for + of.voices_against;
  const double g = likes > 0 ? likes_weight : 0.0;
  const double rest = voices > 0 ? 1 - likes_weight : 0.0;
  if (g + rest <= 0) return std::nullopt;
  const double sum = (g > 0 ? g * of.likes_for / likes : 0.0) +
                     (rest > 0 ? rest * of.voices_for / voices : 0.0);
  return sum / (g + rest);
}

/// Perceived support after a step in which the regime's share was o:
/// p <- p + (1 - exp(-lambda dt)) (o - p); `pull` is the bracket.
inline double perceive(double perceived, double share, double pull) {
  return perceived + pull * (share - perceived);
}

}  // namespace newsdep
