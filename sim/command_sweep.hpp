#pragma once
// `newsdep sweep`: many runs of a scenario in one file.

#include "sim/command_line.hpp"
#include "sim/model.hpp"

namespace newsdep::sim {

/// Runs a sweep, or goes on with it, and writes its result. Returns 0, or 3 when some
/// runs have failed.
///
/// @throws UserError for bad usage, a bad sweep, an output that is another's, too
///         little memory or disk; Interrupted after Ctrl-C
int command_sweep(Arguments arguments, const Model& model, Console console);

}  // namespace newsdep::sim
