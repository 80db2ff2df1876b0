#pragma once
// The ledgers of one sweep as if they were one: whether they belong together, which
// holds what, and what is missing.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/ledger.hpp"

namespace newsdep::sim {

/// What ledgers of one sweep hold between them, by the plan's points and replicates.
class Shards {
 public:
  /// @param ledgers  at least one; none may change while this lives
  /// @throws UserError when they are of different sweeps, plans or builds
  explicit Shards(std::span<const Ledger> ledgers);

  const SweepPlan& plan() const { return ledgers_[0].plan(); }
  std::size_t points() const { return plan().points.size(); }
  std::size_t replicates() const { return plan().replicates.size(); }

  RunId run(std::size_t point, std::size_t replicate) const;
  /// The ledger that holds a run; where one has it finished and another failed, the
  /// first. Null when the run is missing.
  const Ledger* holder(std::size_t point, std::size_t replicate) const;
  /// The runs that no ledger holds, in the plan's order.
  std::vector<RunId> missing() const;
  /// The axes and variables of all runs that went well, as LayoutUnion orders them.
  Results layout() const;

 private:
  std::span<const Ledger> ledgers_;
  std::vector<std::size_t> home_;  ///< for each point the first that is equal to it
  /// For each run of the plan the number of its ledger, from 1; 0 for none. Those of
  /// equal points are found at the first.
  std::vector<std::uint32_t> holders_;
};

}  // namespace newsdep::sim
