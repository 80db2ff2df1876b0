// The threads behind for_each. Not OpenMP: its waiting threads spin for long, which on
// a machine that does anything else cost 13 times the work itself (77 against 5.7 s of
// processor time for 5,000 citizens and 2,576 steps, 2 threads and 1), and the thread
// sanitizer cannot see its barriers. Ours spin for a tenth of a millisecond, in which
// the next loop of a step comes, and then sleep, for waking takes as long.

#include "sim/blocks.hpp"

#include <immintrin.h>

#include <atomic>
#include <cassert>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace newsdep::sim {
namespace {

/// One loop: its body, and what nobody has taken yet. The numbers are cut into a
/// stretch for each thread, the same one in every loop of this length, so that a block
/// stays in the cache of one core; who is done helps the others.
class Loop {
 public:
  Loop(std::uint32_t n, int threads, const std::function<void(std::uint32_t)>& body)
      : body_(body), stretches_(static_cast<std::size_t>(threads)) {
    for (std::size_t t = 0; t < stretches_.size(); ++t) {
      stretches_[t].next = static_cast<std::uint32_t>(n * t / stretches_.size());
      stretches_[t].end = static_cast<std::uint32_t>(n * (t + 1) / stretches_.size());
    }
  }

  /// What thread number `own` does of it.
  void work(std::size_t own) {
    for (std::size_t t = 0; t < stretches_.size(); ++t) {
      Stretch& stretch = stretches_[(own + t) % stretches_.size()];
      for (std::uint32_t k = stretch.next++; k < stretch.end; k = stretch.next++) {
        try {
          body_(k);
        } catch (...) {
          const std::lock_guard lock(mutex_);
          if (!failure_) failure_ = std::current_exception();
        }
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  struct alignas(64) Stretch {  // a cache line of its own
    std::atomic<std::uint32_t> next{0};
    std::uint32_t end = 0;
  };

  const std::function<void(std::uint32_t)>& body_;
  std::vector<Stretch> stretches_;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

/// Whether this thread is inside a loop, or keeps its loops to itself: then a loop runs
/// where it is.
thread_local bool is_working = false;

/// Waits a little while for what another thread is about to do.
template <class Ready>
void spin_until(const Ready& is_ready) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(100);
  while (!is_ready() && std::chrono::steady_clock::now() < end) _mm_pause();
}

/// Helpers that sleep until there is a loop to share. Nobody waits for a helper that
/// has not come by the time the work is done: on a busy machine it may be long asleep.
class Pool {
 public:
  explicit Pool(int helpers) {
    for (int h = 0; h < helpers; ++h) {
      threads_.emplace_back([this, h] { serve(static_cast<std::size_t>(h) + 1); });
    }
  }
  ~Pool() {
    is_over_ = true;
    round_ += 1;
    round_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  int helpers() const { return static_cast<int>(threads_.size()); }

  void run(Loop& loop) {
    loop_ = &loop;
    is_open_ = true;
    round_ += 1;
    round_.notify_all();
    loop.work(0);
    is_open_ = false;
    spin_until([this] { return at_work_ == 0; });
    for (int n = at_work_; n != 0; n = at_work_) at_work_.wait(n);
  }

 private:
  void serve(std::size_t number) {
    is_working = true;
    for (std::uint32_t seen = 0; !is_over_;) {
      spin_until([this, seen] { return round_ != seen; });
      round_.wait(seen);
      seen = round_;
      // First to be counted, then to look: a loop that is open stays while one counts.
      at_work_ += 1;
      if (is_open_) loop_->work(number);
      if (--at_work_ == 0) at_work_.notify_all();
    }
  }

  Loop* loop_ = nullptr;  ///< read only while the loop is open
  std::atomic<bool> is_open_{false};
  std::atomic<bool> is_over_{false};
  std::atomic<std::uint32_t> round_{0};
  std::atomic<int> at_work_{0};
  std::vector<std::thread> threads_;
};

/// The one pool of the process: threads, like the processors they stand for, are shared
/// by everything that runs.
std::unique_ptr<Pool>& pool() {
  static std::unique_ptr<Pool> the_pool = std::make_unique<Pool>(
      std::max(1, static_cast<int>(std::thread::hardware_concurrency())) - 1);
  return the_pool;
}

}  // namespace

void for_each(std::uint32_t n, const std::function<void(std::uint32_t)>& body) {
  if (n == 0) return;
  const bool is_alone = is_working || n == 1 || pool()->helpers() == 0;
  Loop loop(n, is_alone ? 1 : threads(), body);
  if (is_alone) {
    loop.work(0);
  } else {
    is_working = true;
    pool()->run(loop);
    is_working = false;
  }
  loop.rethrow();
}

LoopsRunHere::LoopsRunHere() : before_(std::exchange(is_working, true)) {}
LoopsRunHere::~LoopsRunHere() { is_working = before_; }

int threads() { return pool()->helpers() + 1; }

void set_threads(int n) {
  assert(n >= 1);
  if (n != threads()) pool() = std::make_unique<Pool>(n - 1);
}

}  // namespace newsdep::sim
