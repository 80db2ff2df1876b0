#pragma once
// Running the runs of a sweep side by side, one a thread, from starts that they share.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/model.hpp"
#include "sim/provenance.hpp"
#include "sim/sweep.hpp"

namespace newsdep::sim {

/// One run of a sweep.
struct SweepRun {
  std::size_t point = 0;
  std::int64_t replicate = 0;  ///< from 0
};

/// What became of a run.
struct SweepOutcome {
  SweepRun run;
  std::int64_t seed = 0;
  Replicate replicate;  ///< without results when it failed
  std::string error;    ///< why it failed; "" when it did not
  double seconds = 0;   ///< wall time, that of a start that it built too
};

/// Told of each run that has ended, by several threads at once. What it throws ends
/// the sweep.
using OnOutcome = std::function<void(std::size_t thread, SweepOutcome)>;

/// Told how far the run of a thread is, a share in [0, 1]; by several threads at
/// once. Throws to stop the sweep (Ctrl-C).
using OnPart = std::function<void(std::size_t thread, double part)>;

/// All runs of a sweep, those with one start next to each other.
std::vector<SweepRun> runs_of(const Sweep& sweep, const Model& model);

/// The part i of n, from 1, of runs: all parts together are the whole, none has more
/// than one run more than another, and starts are cut as little as can be.
std::span<const SweepRun> shard_of(std::span<const SweepRun> runs, std::int64_t i,
                                   std::int64_t n);

/// How many starts some runs need.
std::size_t starts_of(const Sweep& sweep, const Model& model,
                      std::span<const SweepRun> runs);

/// Runs them on so many threads. A start is built once, by the first that needs it, and
/// each run gets a copy; a thread whose start is used up takes the next, and when there
/// is none it helps another. A run that fails fails alone; runs whose start fails all
/// fail. Results do not depend on the order or on the number of threads.
///
/// @throws whatever `on_outcome` and `on_part` throw, after every thread has stopped
void run_sweep(const Sweep& sweep, const Model& model, std::span<const SweepRun> runs,
               std::size_t threads, const OnOutcome& on_outcome, const OnPart& on_part);

}  // namespace newsdep::sim
