#pragma once
// Memory: what a run needs, what there is, and the refusal of what does not fit.

#include <filesystem>
#include <optional>
#include <string>

#include "sim/model.hpp"

namespace newsdep::sim {

/// "812 MB", "1.2 GB": three digits, powers of 1000.
std::string bytes_in_words(double bytes);

/// Bytes that this process may still take: the smaller of what the kernel says is
/// available and what the memory limit of its control group (version 1 or 2) leaves.
/// Nothing where the kernel does not say. `root` is "/" but in tests.
std::optional<double> available_memory(const std::filesystem::path& root = "/");

/// Lets all threads allocate from one heap, so that what one frees another can use:
/// with a heap each, a million citizens peaked at 650 bytes each on two threads, with
/// one at 597. Not for a sweep, whose threads allocate side by side all the time: there
/// they waited for each other in 6 % of the time. To be called before any thread is
/// made.
void share_one_heap();

/// The largest memory that this process has held, bytes.
double peak_memory();

/// The sum of `use`, bytes.
double total(const MemoryUse& use);

/// Refuses a need above what is available, largest parts first.
///
/// @throws UserError that says which parts to make smaller
void check_memory(const MemoryUse& use, std::optional<double> available);

}  // namespace newsdep::sim
