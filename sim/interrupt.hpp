#pragma once
// Ctrl-C: a run ends at its next step, cleanly.

#include <signal.h>

#include <array>
#include <exception>

namespace newsdep::sim {

/// Thrown by throw_if_interrupted() to unwind a run.
class Interrupted : public std::exception {
 public:
  explicit Interrupted(int signal) : signal_(signal) {}
  const char* what() const noexcept override { return "interrupted"; }
  /// What a shell expects of a program that ended by this signal: 130 for Ctrl-C.
  int exit_status() const { return 128 + signal_; }

 private:
  int signal_;
};

/// While it lives, SIGINT and SIGTERM are noted instead of killing the program; a
/// second one kills. A file that grows above its limit (SIGXFSZ) becomes an error of
/// write().
class CatchInterrupts {
 public:
  CatchInterrupts();
  ~CatchInterrupts();
  CatchInterrupts(const CatchInterrupts&) = delete;
  CatchInterrupts& operator=(const CatchInterrupts&) = delete;

 private:
  std::array<struct sigaction, 3> before_;  ///< what was done about the three
};

/// @throws Interrupted when a signal has come since CatchInterrupts was made
void throw_if_interrupted();

}  // namespace newsdep::sim
