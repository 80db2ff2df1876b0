#pragma once
// `newsdep collect`: the shards of a sweep into its result.

#include <filesystem>
#include <iosfwd>
#include <span>

#include "sim/command_line.hpp"
#include "sim/ledger.hpp"

namespace newsdep::sim {

/// Says how large a result that was written is.
void tell_result(const std::filesystem::path& output, std::ostream& err);

/// Says which runs have failed, the first of them with their reasons. Returns the exit
/// status: 3 when there are any, else 0.
int tell_failures(std::span<const Ledger> ledgers, std::ostream& err);

/// Merges the shards of a sweep into its result. Returns 0, or 3 when some runs have
/// failed.
///
/// @throws UserError for bad usage, shards that do not belong together, runs that are
///         missing unless they may be
int command_collect(Arguments arguments, Console console);

}  // namespace newsdep::sim
