#pragma once
// How far a sweep is: runs done and failed, the rate, the time left.

#include <cstdint>
#include <iosfwd>
#include <mutex>
#include <string_view>
#include <vector>

#include "sim/progress.hpp"

namespace newsdep::sim {

/// Shows how far the runs of a sweep are, as Progress shows one run. May be told by
/// several threads at once.
class SweepProgress {
 public:
  /// @param before  runs that an earlier call has finished
  /// @param of      runs that this one is to do
  SweepProgress(ProgressKind kind, std::ostream& out, std::int64_t before,
                std::int64_t of, std::size_t threads, SecondsNow now = steady_seconds);
  /// Takes the bar off the terminal.
  ~SweepProgress();
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;

  /// The run of a thread has come so far, a share in [0, 1].
  void show_part(std::size_t thread, double part);
  /// The run of a thread has ended, well or not.
  void count(std::size_t thread, bool has_failed);
  std::int64_t failed() const { return failed_; }

 private:
  void show(double now);
  void take_bar_off();

  ProgressKind kind_;
  std::ostream& out_;
  std::int64_t before_;
  std::int64_t of_;
  SecondsNow now_;
  double began_;
  double next_show_;
  std::mutex mutex_;
  std::vector<double> parts_;  ///< of the runs under way
  std::int64_t done_ = 0;
  std::int64_t failed_ = 0;
  bool bar_is_shown_ = false;
};

}  // namespace newsdep::sim
