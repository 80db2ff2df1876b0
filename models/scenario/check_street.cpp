// Cross-checks of the street: rounds and issues.

#include <cmath>

#include "models/scenario/checks.hpp"

namespace newsdep {

void check_street(const Scenario& s, sim::Problems& problems) {
  if (!s.street.enabled) return;
  const double rounds = static_cast<double>(s.street.rounds_per_day) * s.time.step;
  if (!(rounds > 0.5) || std::abs(rounds - std::round(rounds)) > 1e-9) {
    problems.at("street.rounds_per_day",
                std::to_string(s.street.rounds_per_day) +
                    " rounds a day are no whole number of rounds a step; take a "
                    "multiple of the steps of a day (`time.step`)");
  }
  for (const Issue& issue : s.street.issues) {
    if (!issue.enabled) continue;
    const std::string key = "street.issues." + issue.name + ".salience";
    if (issue.salience.empty()) {
      problems.at(key,
                  "nothing says when this is an issue; give at least one date, as in "
                  "{2013-07-28: 1, 2013-08-28: 0}");
      continue;
    }
    const sim::Date first = issue.salience.front().first;
    const sim::Date last = issue.salience.back().first;
    if (first <= s.time.end && s.time.start <= last) continue;
    problems.at(key, "its dates, " + first.to_string() + " to " + last.to_string() +
                         ", are outside the run, " + s.time.start.to_string() + " to " +
                         s.time.end.to_string() +
                         ", so it would be no issue on any day; move them, or switch "
                         "it off with `enabled: false`");
  }
}

}  // namespace newsdep
