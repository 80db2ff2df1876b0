#pragma once
// `newsdep run`: from a scenario, or from an earlier result, to a results file.

#include "sim/command_line.hpp"
#include "sim/model.hpp"

namespace newsdep::sim {

/// Runs a scenario and writes its results. Returns the exit status.
///
/// @throws UserError for bad usage, a bad scenario, too little memory or disk, an
/// output
///         that may not be written; Interrupted after Ctrl-C
int command_run(Arguments arguments, const Model& model, Console console);

}  // namespace newsdep::sim
