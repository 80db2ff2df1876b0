#include "sim/interrupt.hpp"

#include <atomic>
#include <cstddef>

namespace newsdep::sim {
namespace {

// A signal handler can reach nothing but a global; this is the only one there is.
std::atomic<int> noted_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void note_signal(int signal) { noted_signal = signal; }

constexpr std::array signals{SIGINT, SIGTERM, SIGXFSZ};

}  // namespace

CatchInterrupts::CatchInterrupts() {
  noted_signal = 0;
  for (std::size_t k = 0; k < signals.size(); ++k) {
    struct sigaction action {};
    action.sa_handler = signals[k] == SIGXFSZ ? SIG_IGN : note_signal;
    // Once: a second Ctrl-C kills a program that does not come to its next step.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    ::sigaction(signals[k], &action, &before_[k]);
  }
}

CatchInterrupts::~CatchInterrupts() {
  for (std::size_t k = 0; k < signals.size(); ++k) {
    ::sigaction(signals[k], &before_[k], nullptr);
  }
}

void throw_if_interrupted() {
  if (const int signal = noted_signal) throw Interrupted(signal);
}

}  // namespace newsdep::sim
