#pragma once
// Where a result comes from: the build that made it, and what may vary between two
// equal runs.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsdep::sim {

/// The build that runs, as CMake saw it. `git_commit` is "unknown" outside a git
/// checkout and ends in "-dirty" when the checkout had changes.
struct Build {
  std::string version;
  std::string git_commit;
  std::string compiler;
  std::string compiler_flags;
};
Build build();
/// "newsdep 0.1.0 (commit, compiler, flags)".
std::string in_words(const Build& build);

/// Wall time by name, seconds, in the order in which the names first came.
using Seconds = std::vector<std::pair<std::string, double>>;

/// Adds `seconds` to the entry of that name, which is made if it is new.
void add_seconds(Seconds& to, std::string_view name, double seconds);

/// All that may vary between two equal runs; the group `provenance` of a results file.
struct Circumstances {
  std::string command_line;
  std::int64_t threads = 1;
  std::string started;     ///< UTC, "2025-01-31T12:00:00Z"
  std::string ended;       ///< UTC
  Seconds phases;          ///< wall time by phase of the run
  Seconds processes;       ///< wall time by process of the step, all replicates
  double peak_memory = 0;  ///< bytes
};

/// The time now, UTC: "2025-01-31T12:00:00Z".
std::string utc_now();

/// Wall time since it was made or last asked, seconds.
class Stopwatch {
 public:
  double lap();

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace newsdep::sim
