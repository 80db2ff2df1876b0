#pragma once
// A small country with something to march for.

#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/model_world.hpp"

namespace newsdep::test {

inline Issue issue_from(int first, int last, double salience = 1) {
  Issue issue;
  issue.name = "recount";
  issue.salience = {{day(first), salience}, {day(last), salience}};
  return issue;
}

/// The small country with an issue on every one of its 60 days.
inline Scenario restless_country(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.street.enabled = true;
  s.street.threshold.mean = 0.6;
  s.street.threshold.sd = 0.25;
  s.street.issues = {issue_from(0, 59)};
  return s;
}

inline std::vector<double> protesters(const Scenario& s, std::uint64_t seed = 1) {
  return variable(run(s, seed), "protesters").values;
}

/// The variables that differ, those of the street aside.
inline std::string differences_elsewhere(const sim::Results& a, const sim::Results& b) {
  static const std::set<std::string> own = {"protesters", "protesters_region",
                                            "marcher_days"};
  std::string names;
  for (const auto& words : {differences(a, b), differences(b, a)}) {
    std::istringstream in(words);
    for (std::string name; in >> name;) {
      if (name.find('(') != name.npos) break;  // (another number of them)
      if (!own.contains(name)) names += name + " ";
    }
  }
  return names;
}

}  // namespace newsdep::test
