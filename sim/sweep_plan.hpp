#pragma once
// What a sweep's file holds before any run is in it: the points, what they stand for,
// the replicates. Kept in every ledger of the sweep, so that the file can be written
// from ledgers alone.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/results_file.hpp"

namespace newsdep::sim {

/// A swept parameter: a variable over `point` in the sweep's file.
struct PlanParameter {
  std::string key;  ///< dotted
  std::string unit;
  std::string meaning;
  std::string law;         ///< in words: "uniform on [1, 5]"
  bool is_number = false;  ///< whole or not; text otherwise

  bool operator==(const PlanParameter&) const = default;
};

struct SweepPlan {
  /// What must not change when the sweep goes on: lines of "name: value".
  std::string definition;
  RootAttributes attributes;  ///< after Conventions and format_version
  std::vector<PlanParameter> parameters;
  std::vector<std::string>
      point_keys;  ///< what identifies each point; equal for equal ones
  std::vector<std::vector<std::string>> points;  ///< [points x parameters]
  std::vector<std::int64_t> replicates;  ///< the coordinate's value of each replicate
  InputTexts inputs;

  bool operator==(const SweepPlan&) const = default;
};

/// One run of a plan.
struct RunId {
  std::string point;  ///< of SweepPlan::point_keys
  std::int64_t replicate = 0;

  auto operator<=>(const RunId&) const = default;
};

/// A point's key on one line.
std::string point_on_a_line(std::string key);

/// Everything of a plan but its points and inputs, as JSON, and back.
std::string plan_text(const SweepPlan& plan);
SweepPlan plan_of_text(const std::string& text);

/// The lines in which two definitions differ, "- name: old" and "+ name: new", at most
/// `most` of them and how many more there are; "" when they are equal.
std::string difference_of(const std::string& before, const std::string& now,
                          std::size_t most = 20);

}  // namespace newsdep::sim
