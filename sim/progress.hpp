#pragma once
// How far a run is: a bar on a terminal, a line every few seconds in a log file, JSON
// for machines.

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "sim/model.hpp"

namespace newsdep::sim {

enum class ProgressKind { bar, lines, json, none };

/// The kind of that name; nothing for another word.
std::optional<ProgressKind> progress_kind(std::string_view word);

/// How often at most the bar is redrawn, and a line or JSON comes.
inline constexpr double seconds_between_bars = 0.1;
inline constexpr double seconds_between_lines = 5;

/// "1:05", "2:03:04".
std::string clock_words(double seconds);

/// Seconds that only go forward.
using SecondsNow = std::function<double()>;
double steady_seconds();

/// Shows the advance of a run's replicates on a stream. The bar is redrawn ten times a
/// second at most, lines and JSON come every five seconds and at the end of each phase.
/// Rates and times left are those of the phase.
class Progress {
 public:
  Progress(ProgressKind kind, std::ostream& out, std::int64_t replicates,
           SecondsNow now = steady_seconds);
  /// Takes the bar off the terminal.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Counts from 0.
  void begin_replicate(std::int64_t replicate);
  void show(const Advance& advance);
  /// Shows one sentence that the user should read, whatever the kind: a warning is no
  /// progress.
  void warn(std::string_view warning);

 private:
  void begin_phase(std::string_view phase);
  void take_bar_off();
  void show_bar(const Advance& advance, double seconds);
  void show_line(const Advance& advance, double seconds);
  void show_json(const Advance& advance, double seconds);

  ProgressKind kind_;
  std::ostream& out_;
  std::int64_t replicates_;
  SecondsNow now_;
  std::int64_t replicate_ = 0;
  std::string phase_;
  double phase_began_ = 0;
  double next_show_ = 0;
  bool bar_is_shown_ = false;
};

}  // namespace newsdep::sim
