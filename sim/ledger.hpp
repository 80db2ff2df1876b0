#pragma once
// The ledger of a sweep: each finished run, durable on disk before it counts. An SQLite
// database, of which one process at a time has the use.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/provenance.hpp"
#include "sim/results.hpp"
#include "sim/sweep_plan.hpp"

namespace newsdep::sim {

/// What is known of a run beside its results.
struct RunRecord {
  std::string point;  ///< of SweepPlan::point_keys
  std::int64_t replicate = 0;
  std::int64_t seed = 0;
  std::string error;  ///< "" when it went well
  std::vector<std::string> warnings;
  double seconds = 0;  ///< wall time
  Seconds processes;   ///< wall time by process of the step
};

/// A run as the ledger has it.
struct StoredRun {
  RunRecord record;
  std::optional<std::int64_t> layout;  ///< none when it failed
  std::vector<double> values;          ///< of all variables, in the layout's order
};

/// When commit() returns, the run is on the disk: neither SIGKILL nor a power failure
/// loses it. A run that was not committed leaves no trace. Commits may come from
/// several threads.
class Ledger {
 public:
  /// Opens the ledger of a sweep, which is made where there is none. A plan that has
  /// grown replaces the one in the ledger; no run that is there may be outside it.
  ///
  /// @throws UserError when it is another sweep's (with the lines that differ), of
  ///     another build, in use by another process, damaged or no ledger
  static Ledger of_sweep(const std::filesystem::path& path, const SweepPlan& plan,
                         const Build& made_by = build());
  /// Opens a ledger that is there, of whatever sweep and build.
  static Ledger open(const std::filesystem::path& path);
  ~Ledger();
  Ledger(Ledger&&) noexcept;

  const std::filesystem::path& path() const;
  const SweepPlan& plan() const;
  const Build& made_by() const;

  /// Stores a run; `kept` is null when it failed. Its point and replicate must be of
  /// the plan, and not be stored already.
  ///
  /// @throws UserError when the disk is full; the runs before are safe
  void commit(const RunRecord& record, const Results* kept);

  /// The runs that went well, and those that failed, by point and replicate of the
  /// plan.
  std::vector<RunId> finished() const;
  std::vector<RunRecord> failed() const;
  /// Forgets the runs that failed, so that they are made again; how many there were.
  std::size_t forget_failed();

  /// @throws UserError when what is stored is damaged
  std::optional<StoredRun> read(const RunId& run) const;
  /// The layout of a run without its values: for reading many.
  std::optional<std::int64_t> layout_of(const RunId& run) const;
  /// The axes and variables of a layout, all values NaN.
  Results layout(std::int64_t id) const;

  /// Bytes on disk.
  double bytes() const;

 private:
  struct File;
  explicit Ledger(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

/// The results of a run that went well.
Results results_of(const Ledger& ledger, const StoredRun& run);

}  // namespace newsdep::sim
