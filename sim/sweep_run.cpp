#include "sim/sweep_run.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "sim/blocks.hpp"
#include "sim/interrupt.hpp"

namespace newsdep::sim {
namespace {

/// What the start of a run depends on: runs that agree in it share one.
struct StartKey {
  std::int64_t seed = 0;
  std::vector<std::string> values;  ///< of the swept parameters that are no late keys

  auto operator<=>(const StartKey&) const = default;
};

StartKey start_key(const Sweep& sweep, const Model& model, const SweepRun& run) {
  StartKey key{.seed = seed_of(sweep, run.point, run.replicate), .values = {}};
  for (std::size_t k = 0; k < sweep.parameters.size(); ++k) {
    const std::string& name = sweep.parameters[k].key;
    if (model.is_late_key(name)) continue;
    key.values.push_back(sweep.points[run.point][k]);
  }
  return key;
}

/// Runs that begin from one start.
struct Group {
  std::span<const SweepRun> runs;
  std::size_t taken = 0;  ///< guarded by the board
  std::mutex building;    ///< guards what follows
  std::shared_ptr<const Start> start;
  std::string error;       ///< why there is no start
  std::size_t served = 0;  ///< runs that have had their copy
};

/// Another thread has failed: stop where you are.
struct Stopped {};

/// The runs that are still to be done, and who does what.
class Board {
 public:
  Board(const Sweep& sweep, const Model& model, std::span<const SweepRun> runs) {
    for (std::size_t first = 0; first < runs.size();) {
      const StartKey key = start_key(sweep, model, runs[first]);
      std::size_t end = first + 1;
      while (end < runs.size() && start_key(sweep, model, runs[end]) == key) ++end;
      groups_.push_back(std::make_unique<Group>());
      groups_.back()->runs = runs.subspan(first, end - first);
      first = end;
    }
  }

  struct Task {
    Group* group;
    const SweepRun* run;
  };

  /// The next run for a thread that has worked on `own`; nothing when all are taken.
  std::optional<Task> take(Group* own) {
    const std::lock_guard lock(mutex_);
    if (own == nullptr || left(*own) == 0) own = next_group();
    if (own == nullptr) return std::nullopt;
    return Task{own, &own->runs[own->taken++]};
  }

 private:
  static std::size_t left(const Group& group) {
    return group.runs.size() - group.taken;
  }

  /// A group that nobody has begun, or the one in which most is left.
  Group* next_group() {
    if (begun_ < groups_.size()) return groups_[begun_++].get();
    Group* most = nullptr;
    for (const auto& group : groups_) {
      if (left(*group) > (most == nullptr ? 0 : left(*most))) most = group.get();
    }
    return most;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::size_t begun_ = 0;
};

/// A sentence about an exception of a run.
std::string reason_of(const std::exception& error) {
  return dynamic_cast<const std::bad_alloc*>(&error) != nullptr ? "out of memory"
                                                                : error.what();
}

/// One thread's part of the sweep.
class Worker {
 public:
  Worker(const Sweep& sweep, const Model& model, Board& board, std::size_t number,
         const std::atomic<bool>& is_stopped, const OnOutcome& on_outcome,
         const OnPart& on_part)
      : sweep_(sweep),
        model_(model),
        board_(board),
        number_(number),
        is_stopped_(is_stopped),
        on_outcome_(on_outcome),
        on_part_(on_part) {}

  void work() {
    const LoopsRunHere loops_run_here;
    Group* own = nullptr;
    while (!is_stopped_) {
      const std::optional<Board::Task> task = board_.take(own);
      if (!task) return;
      own = task->group;
      on_outcome_(number_, do_run(*task));
    }
  }

 private:
  SweepOutcome do_run(const Board::Task& task) {
    Stopwatch watch;
    SweepOutcome outcome{.run = *task.run,
                         .seed = seed_of(sweep_, task.run->point, task.run->replicate)};
    try {
      const PointScenario own = scenario_of(sweep_, model_, task.run->point);
      const OnAdvance advance = [&](const Advance& how_far) {
        if (is_stopped_) throw Stopped();
        const bool is_run = how_far.phase == "run" && how_far.of > 0;
        on_part_(number_, is_run ? double(how_far.done) / double(how_far.of) : 0.0);
      };
      std::unique_ptr<Start> start = start_of(task, outcome, advance);
      if (start != nullptr) {
        outcome.replicate = model_.run(std::move(start), *own.scenario, advance);
      }
    } catch (const Interrupted&) {
      throw;
    } catch (const std::exception& error) {
      outcome.error = reason_of(error);
    }
    outcome.seconds = watch.lap();
    return outcome;
  }

  /// A copy of the start of a run, which is built if this is the first that needs it;
  /// nothing, and the outcome's error, when it cannot be.
  std::unique_ptr<Start> start_of(const Board::Task& task, SweepOutcome& outcome,
                                  const OnAdvance& advance) {
    Group& group = *task.group;
    const std::lock_guard lock(group.building);
    if (group.start == nullptr && group.error.empty()) {
      build(group, *task.run, outcome.seed, advance);
    }
    ++group.served;
    outcome.error = group.error;
    if (!group.error.empty()) return nullptr;
    akin_ = group.start;
    akin_seed_ = outcome.seed;
    if (group.served == group.runs.size()) group.start.reset();
    return akin_->copy();
  }

  void build(Group& group, const SweepRun& run, std::int64_t seed,
             const OnAdvance& advance) {
    try {
      const PointScenario own = scenario_of(sweep_, model_, run.point);
      const Start* akin = akin_seed_ == seed ? akin_.get() : nullptr;
      group.start = model_.start(*own.base, *own.scenario,
                                 static_cast<std::uint64_t>(seed), akin, advance);
    } catch (const Interrupted&) {
      throw;
    } catch (const std::exception& error) {
      group.error = reason_of(error);
    }
  }

  const Sweep& sweep_;
  const Model& model_;
  Board& board_;
  std::size_t number_;
  const std::atomic<bool>& is_stopped_;
  const OnOutcome& on_outcome_;
  const OnPart& on_part_;
  std::shared_ptr<const Start> akin_;  ///< the last start that this thread has used
  std::optional<std::int64_t> akin_seed_;
};

}  // namespace

std::vector<SweepRun> runs_of(const Sweep& sweep, const Model& model) {
  std::vector<std::pair<StartKey, SweepRun>> keyed;
  for (std::size_t point = 0; point < sweep.points.size(); ++point) {
    for (std::int64_t r = 0; r < sweep.replicates; ++r) {
      const SweepRun run{point, r};
      keyed.emplace_back(start_key(sweep, model, run), run);
    }
  }
  std::ranges::stable_sort(keyed, {}, &std::pair<StartKey, SweepRun>::first);
  std::vector<SweepRun> runs;
  for (const auto& [key, run] : keyed) runs.push_back(run);
  return runs;
}

std::span<const SweepRun> shard_of(std::span<const SweepRun> runs, std::int64_t i,
                                   std::int64_t n) {
  const std::size_t first =
      runs.size() * static_cast<std::size_t>(i - 1) / static_cast<std::size_t>(n);
  const std::size_t end =
      runs.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(n);
  return runs.subspan(first, end - first);
}

std::size_t starts_of(const Sweep& sweep, const Model& model,
                      std::span<const SweepRun> runs) {
  std::size_t starts = 0;
  StartKey last;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    StartKey key = start_key(sweep, model, runs[k]);
    starts += k == 0 || key != last;
    last = std::move(key);
  }
  return starts;
}

void run_sweep(const Sweep& sweep, const Model& model, std::span<const SweepRun> runs,
               std::size_t threads, const OnOutcome& on_outcome,
               const OnPart& on_part) {
  Board board(sweep, model, runs);
  std::atomic<bool> is_stopped{false};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&](std::size_t number) {
    try {
      Worker(sweep, model, board, number, is_stopped, on_outcome, on_part).work();
    } catch (const Stopped&) {
    } catch (...) {
      is_stopped = true;
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(work, t);
  work(0);
  workers.clear();  // waits for them
  if (failure) std::rethrow_exception(failure);
}

}  // namespace newsdep::sim
