// The threads behind for_each. Not OpenMP: its waiting threads spin, which on a machine
// that does anything else cost 13 times the work itself (77 against 5.7 s of processor
// time for 5,000 citizens and 2,576 steps, 2 threads and 1), and the thread sanitizer
// cannot see its barriers.

#include "sim/blocks.hpp"

#include <atomic>
#include <cassert>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace newsdep::sim {
namespace {

/// One loop: its body, and the next number that nobody has taken.
struct Loop {
  std::uint32_t n;
  const std::function<void(std::uint32_t)>& body;
  std::atomic<std::uint32_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;

  Loop(std::uint32_t count, const std::function<void(std::uint32_t)>& what)
      : n(count), body(what) {}

  void work() {
    for (std::uint32_t k = next++; k < n; k = next++) {
      try {
        body(k);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
      }
    }
  }
};

/// Whether this thread is inside a loop: a loop in a loop runs where it is.
thread_local bool is_working = false;

/// Helpers that sleep until there is a loop to share.
class Pool {
 public:
  explicit Pool(int helpers) {
    for (int h = 0; h < helpers; ++h) threads_.emplace_back([this] { serve(); });
  }
  ~Pool() {
    loop_ = nullptr;
    round_ += 1;
    round_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  int helpers() const { return static_cast<int>(threads_.size()); }

  void run(Loop& loop) {
    loop_ = &loop;
    busy_ = helpers();
    round_ += 1;
    round_.notify_all();
    loop.work();
    for (int busy = busy_; busy != 0; busy = busy_) busy_.wait(busy);
  }

 private:
  void serve() {
    is_working = true;
    for (std::uint32_t seen = 0;;) {
      round_.wait(seen);
      seen = round_;
      if (loop_ == nullptr) return;
      loop_->work();
      if (--busy_ == 0) busy_.notify_all();
    }
  }

  Loop* loop_ = nullptr;
  std::atomic<std::uint32_t> round_{0};
  std::atomic<int> busy_{0};
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
  Loop loop(n, body);
  if (is_working || n == 1 || pool()->helpers() == 0) {
    loop.work();
  } else {
    is_working = true;
    pool()->run(loop);
    is_working = false;
  }
  if (loop.failure) std::rethrow_exception(loop.failure);
}

int threads() { return pool()->helpers() + 1; }

void set_threads(int n) {
  assert(n >= 1);
  if (n != threads()) pool() = std::make_unique<Pool>(n - 1);
}

}  // namespace newsdep::sim
