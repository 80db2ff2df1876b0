#pragma once
// The result of a sweep: one HDF5 file with all its runs, laid out like the file of one
// run behind the dimensions `point` and `replicate`, written from ledgers in memory
// that does not grow with the number of runs.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>

#include "sim/ledger.hpp"
#include "sim/provenance.hpp"
#include "sim/safe_file.hpp"

namespace newsdep::sim {

/// What to do when a planned run is in no ledger.
enum class MissingRuns { refuse, leave_out };

struct SweepOutput {
  std::filesystem::path path;
  Existing existing = Existing::keep;
  MissingRuns missing = MissingRuns::refuse;
  /// For the group `provenance`; times by process are added from the ledgers.
  Circumstances circumstances;
};

/// Told how many runs of how many are in the file; may throw to stop.
using OnRunsWritten = std::function<void(std::size_t done, std::size_t of)>;

/// Writes the file from the ledgers of one sweep, which all hold its plan and each some
/// of its runs.
///
/// The root holds the plan's attributes, the coordinates `point` and `replicate`, and a
/// variable over `point` for each swept parameter, which the root attribute
/// `coordinates` names. The model's variables have the union of the runs' labels and
/// times; what a run lacks, and all of one that failed, is NaN. The group `runs` holds
/// each run's seed, error and warnings, `inputs` the input files, `provenance` all that
/// may vary. Everything but `provenance` depends on plan and results alone: not on the
/// order in which runs were made, nor on which ledger holds them.
///
/// @throws UserError when the ledgers do not belong together, runs are missing, two
///     runs cannot stand in one file, or the disk is full
void write_sweep(std::span<const Ledger> ledgers, const SweepOutput& output,
                 const OnRunsWritten& on_runs_written = {});

}  // namespace newsdep::sim
