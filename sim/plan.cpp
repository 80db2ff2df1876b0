#include "sim/plan.hpp"

#include <chrono>

namespace newsdep::sim {

void Plan::step(const Moment& moment) {
  for (PlannedProcess& process : processes_) {
    if (!process.enabled) continue;
    const auto begin = std::chrono::steady_clock::now();
    process.act(moment);
    const std::chrono::duration<double> passed =
        std::chrono::steady_clock::now() - begin;
    process.seconds += passed.count();
  }
}

}  // namespace newsdep::sim
