#pragma once
// Believing: how a story moves belief, and what pulls it back.

#include <cmath>
#include <cstdint>

#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class BeliefKernel : std::uint8_t { all, bounded, smooth, backfire };

struct BeliefParameters {
  BeliefKernel kernel = BeliefKernel::all;
  double confidence = 1.0;
  double anchor_rate = 0.03;

  void declare(sim::Declarations& d) {
    d.choice("kernel", kernel, {"all", "bounded", "smooth", "backfire"},
             {.meaning = "which stories move belief: all, those within `confidence`, "
                         "nearer ones more, or far ones away"});
    d.add("confidence", confidence,
          {.unit = "belief",
           .low = 1e-6,
           .high = 2,
           .meaning = "distance eps between slant and belief that the kernel looks at",
           .source = "assumed; form: Deffuant et al. 2000"});
    d.add("anchor_rate", anchor_rate,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "rate rho at which belief returns to leaning",
           .source = "assumed; form: Friedkin and Johnsen 1990"});
  }
};

/// How far a story of slant z moves belief x, for a persuasion `gain` = eta * credence
/// in [0, 1]:
///
///     x <- x + gain K(z - x) (z - x)
///
/// with K 1 (all), 1 if |z - x| < eps (bounded), exp(-(z - x)^2 / (2 eps^2)) (smooth),
/// or the same within eps and away from z, toward the end of the axis, by the same
/// fraction beyond it (backfire). x stays in [-1, 1]. Draws nothing. Source: Deffuant
/// et al., Adv. Complex Syst. 3 (2000) 87, eq. 1, for the bounded kernel; Peisakhin and
/// Rozenas, Am. J. Polit. Sci. 62 (2018) 535, for backfire.
inline double believe(BeliefKernel kernel, double confidence, double belief,
                      double slant, double gain) {
  const double distance = slant - belief;
  switch (kernel) {
    case BeliefKernel::all:
      return belief + gain * distance;
    case BeliefKernel::bounded:
      return std::abs(distance) < confidence ? belief + gain * distance : belief;
    case BeliefKernel::smooth:
    case BeliefKernel::backfire: {
      const double ratio = distance / confidence;
      const double nearness = sim::exp(-0.5 * ratio * ratio);
      if (kernel == BeliefKernel::smooth || std::abs(distance) < confidence) {
        return belief + gain * nearness * distance;
      }
      const double away = distance > 0 ? -1.0 : 1.0;
      return belief + gain * nearness * (away - belief);
    }
  }
  return belief;
}

/// Belief after a step of return toward leaning, x + (1 - exp(-rho dt)) (s - x);
/// `pull` is the bracket. Source: Friedkin and Johnsen, J. Math. Sociol. 15 (1990) 193.
inline double anchor(double belief, double leaning, double pull) {
  return belief + pull * (leaning - belief);
}

}  // namespace newsdep
