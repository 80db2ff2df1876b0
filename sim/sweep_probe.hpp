#pragma once
// What a sweep will take, before it is run.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "sim/sweep_run.hpp"

namespace newsdep::sim {

/// Memory of the largest world among the points, bytes.
double most_memory(const Sweep& sweep, const Model& model);

/// Makes the first of some runs, or the first seconds of it, and says from that how
/// long all of them will take on so many threads, and what room they need.
///
/// @param before  how many runs of the sweep are done already, and not among `runs`
std::string probe(const Sweep& sweep, const Model& model,
                  std::span<const SweepRun> runs, std::size_t before,
                  std::int64_t threads);

}  // namespace newsdep::sim
