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

/// What a citizen has seen and heard of either side in a step, or eight parts of it.
template <class Real>
struct ImpressionOf {
  Real likes_for = {};  ///< likes shown, persons, on stories seen
  Real likes_against = {};
  Real voices_for = {};  ///< friends who said so, posted or shared
  Real voices_against = {};

  void see(Real slant, Real likes) {
    likes_for += slant > Real{} ? likes : Real{};
    likes_against += slant < Real{} ? likes : Real{};
  }
  void hear(Real slant, Real voices) {
    voices_for += slant > Real{} ? voices : Real{};
    voices_against += slant < Real{} ? voices : Real{};
  }
};
using Impression = ImpressionOf<double>;

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
