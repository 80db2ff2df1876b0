#pragma once
// Flows: where attention went between two dates.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Compares each citizen with himself on two dates. For attention, p and q are the
/// citizen's choice probabilities on the first and second date; what both have in
/// common stays, and what an alternative lost goes to those that gained, in proportion:
///
///     stays(a) = min(p_a, q_a),   flow(a -> b) = loss_a gain_b / sum of gains
///
/// averaged over citizens with weights a_i. For main sources, the share of citizens who
/// named one medium on the first date and another on the second. Reads citizens; writes
/// flow/attention and flow/main_source; draws nothing.
class Flows {
 public:
  Flows(const World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  struct Snapshot {
    std::vector<float> probability;  ///< [n * alternatives]
    std::vector<std::uint8_t> main;  ///< [n] medium, or max_media for none
  };
  Snapshot take() const;
  void compare(const Snapshot& before, const Snapshot& after);

  const World& world_;
  sim::Results& results_;
  std::optional<Snapshot> before_;
  sim::VariableId attention_{};
  sim::VariableId main_source_{};
};

}  // namespace newsdep
