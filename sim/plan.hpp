#pragma once
// The plan: the step as a list of processes, each with a switch.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/calendar.hpp"

namespace newsdep::sim {

/// One line of the plan.
struct PlannedProcess {
  std::string name;
  bool enabled = true;
  std::function<void(const Moment&)> act;
  double seconds = 0;  ///< wall time so far
};

/// Runs the enabled processes in their order, one step at a time.
class Plan {
 public:
  explicit Plan(std::vector<PlannedProcess> processes)
      : processes_(std::move(processes)) {}

  void step(const Moment& moment);
  std::span<const PlannedProcess> processes() const { return processes_; }

 private:
  std::vector<PlannedProcess> processes_;
};

}  // namespace newsdep::sim
