#include "sim/sweep_probe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/blocks.hpp"
#include "sim/interrupt.hpp"
#include "sim/keep.hpp"
#include "sim/memory.hpp"
#include "sim/progress.hpp"

namespace newsdep::sim {
namespace {

/// Seconds that a probe spends on the steps of its run.
constexpr double long_enough = 3;

/// The probe has seen enough of the run.
struct Enough {};

/// What one run takes on one thread.
struct Cost {
  double start = 0;  ///< seconds
  double run = 0;    ///< seconds
  double bytes = 0;  ///< of what is kept
};

Cost measure(const Sweep& sweep, const Model& model, const SweepRun& run) {
  const LoopsRunHere loops_run_here;
  const PointScenario own = scenario_of(sweep, model, run.point);
  const auto seed =
      static_cast<std::uint64_t>(seed_of(sweep, run.point, run.replicate));
  Cost cost;
  Stopwatch watch;
  auto start = model.start(*own.base, *own.scenario, seed, nullptr,
                           [](const Advance&) { throw_if_interrupted(); });
  cost.start = watch.lap();
  double part = 0;
  const double began = steady_seconds();
  try {
    model.run(std::move(start), *own.scenario, [&](const Advance& advance) {
      throw_if_interrupted();
      // There is room for all records from the first step on.
      if (cost.bytes == 0) {
        cost.bytes =
            static_cast<double>(kept(Results(*advance.results), sweep.keep).bytes());
      }
      part = static_cast<double>(advance.done) / static_cast<double>(advance.of);
      if (part < 1 && steady_seconds() - began > long_enough) throw Enough();
    });
  } catch (const Enough&) {
  }
  cost.run = watch.lap() / part;
  return cost;
}

}  // namespace

double most_memory(const Sweep& sweep, const Model& model) {
  const bool is_same = std::ranges::all_of(sweep.parameters, [&](const auto& swept) {
    return model.is_late_key(swept.key);
  });
  double most = total(model.memory(*sweep.base.scenario));
  for (std::size_t point = 0; point < sweep.points.size() && !is_same; ++point) {
    most =
        std::max(most, total(model.memory(*scenario_of(sweep, model, point).scenario)));
  }
  return most;
}

std::string probe(const Sweep& sweep, const Model& model,
                  std::span<const SweepRun> runs, std::size_t before,
                  std::int64_t threads) {
  std::string said =
      fmt::format("points   {} ({})\nruns     {} of {} replicate{} each{}\n",
                  sweep.points.size(), sweep.design, runs.size() + before,
                  sweep.replicates, sweep.replicates == 1 ? "" : "s",
                  before > 0 ? fmt::format("; {} are done already", before) : "");
  if (runs.empty()) return said + "nothing is left to be run\n";
  const Cost cost = measure(sweep, model, runs.front());
  const std::size_t starts = starts_of(sweep, model, runs);
  const auto count = static_cast<double>(runs.size());
  const double at_a_time = std::min(static_cast<double>(threads), count);
  const double seconds =
      (cost.start * static_cast<double>(starts) + cost.run * count) / at_a_time;
  const double disk = cost.bytes * (count + static_cast<double>(before));
  said += fmt::format(
      "starts   {}, shared by runs that differ only in what happens later\n"
      "time     about {}, {} run{} at a time ({:.2g} s a start, {:.2g} s a run)\n"
      "disk     about {} for the ledger, and less for the result\n"
      "memory   about {}\n",
      starts, clock_words(seconds), at_a_time, at_a_time == 1 ? "" : "s", cost.start,
      cost.run, bytes_in_words(disk),
      bytes_in_words(2 * at_a_time * most_memory(sweep, model)));
  return said;
}

}  // namespace newsdep::sim
