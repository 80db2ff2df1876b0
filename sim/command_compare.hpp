#pragma once
// `newsdep compare`: the difference between two runs, or whether there is any.

#include "sim/command_line.hpp"

namespace newsdep::sim {

/// Prints, and writes if asked, the paired differences of two results files; with
/// --identical says whether they hold the same bytes. Returns the exit status.
///
/// @throws UserError for bad usage, files that are no results or do not pair up
int command_compare(Arguments arguments, Console console);

}  // namespace newsdep::sim
