#pragma once
// What of a run a sweep keeps: ten thousand runs with everything in them fill a disk.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/results.hpp"

namespace newsdep::sim {

/// What of each run is kept; everything unless told otherwise.
struct Keep {
  std::vector<std::string> variables;  ///< a group's name means all of it; empty: all
  std::int64_t every = 1;  ///< of what runs along `time`: records 0, n, 2n, ...
  bool last = false;       ///< of what runs along `time`: the last record alone
};

/// Checks the names of `keep` against `reported`, all that a run may report
/// (Model::variables()).
///
/// @throws UserError when a name is neither a variable's nor a group's
void check_keep(const Keep& keep, const Results& reported);

/// Reduces results to what is kept of them; axes that no variable uses any more are
/// dropped. `last` goes before `every`. A name that this run does not report is no
/// mistake: another point of the sweep may.
Results kept(Results&& results, const Keep& keep);

}  // namespace newsdep::sim
