#pragma once
// Marching: who joins a protest, and what keeps him at home.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/luck.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class ThresholdLaw : std::uint8_t { normal, uniform };

/// How ready people are to march.
struct ThresholdParameters {
  ThresholdLaw law = ThresholdLaw::normal;
  double mean = 1;
  double sd = 0.3;
  double instigators = 0;
  sim::InputFile table;

  void declare(sim::Declarations& d) {
    d.choice("law", law, {"normal", "uniform"},
             {.meaning = "the law of thresholds theta over citizens",
              .source = "assumed; Granovetter 1978 has both"});
    d.add("mean", mean,
          {.low = -100,
           .high = 100,
           .meaning = "mean threshold, in units of grievance: belief -1 at salience 1 "
                      "is 1, and so is seeing all friends march, by `friends_weight`"});
    d.add("sd", sd,
          {.low = 0, .high = 100, .meaning = "standard deviation of thresholds"});
    d.add("instigators", instigators,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of citizens, drawn, whose threshold is 0: they march for "
                      "any issue, alone and unless afraid",
           .source = "assumed; Granovetter 1978, Watts 2002, for the notion"});
    d.add("table", table,
          {.unit = "file",
           .meaning = "CSV with a column threshold: citizens take its rows in turn, in "
                      "the stead of the law"});
  }
};

/// The threshold that belongs to four random words, by the law.
inline double threshold_of(const ThresholdParameters& p, const sim::Words& words) {
  if (p.law == ThresholdLaw::uniform) {
    const double u = sim::uniform_open(words[0], words[1]);
    return p.mean + p.sd * std::sqrt(3.0) * (2 * u - 1);
  }
  return p.mean + p.sd * sim::normal(words[0], words[1], words[2], words[3]);
}

/// What one citizen has before him in one round.
struct MarchSituation {
  double belief = 0;     ///< x in [-1, 1]
  double salience = 0;   ///< g >= 0 of what is at issue, for his region, area and age
  double seen = 0;       ///< n: share of his friends whom he saw march last round
  double national = 0;   ///< N: share of all citizens who marched last round
  double threshold = 0;  ///< theta
  double fear = 0;       ///< r in [0, 1]
};

/// Whether he marches in this round:
///
///     (-x)+ g + w n >= theta + r (1 - N)
///
/// (-x)+ is the grievance of who stands against the regime and 0 for who is for it; w
/// is `friends_weight`; fear counts the less the more march. With x = 0, r = 0 and w =
/// 1 it is the threshold model. Never falls with g, n or N. Draws nothing. Source:
/// Granovetter, Am. J. Sociol. 83 (1978) 1420; for a share of friends in the place of a
/// share of all, Watts, PNAS 99 (2002) 5766; for safety in numbers, Kuran, Public
/// Choice 61 (1989) 41.
inline bool marches(const MarchSituation& s, double friends_weight) {
  const double grievance = std::max(0.0, -s.belief) * s.salience;
  return grievance + friends_weight * s.seen >= s.threshold + s.fear * (1 - s.national);
}

}  // namespace newsdep
