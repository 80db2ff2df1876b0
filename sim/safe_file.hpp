#pragma once
// Writing a file so that nothing is ever lost: refused before the run where that can be
// known, and otherwise whole under its final name or not there at all.

#include <cstddef>
#include <filesystem>
#include <span>

namespace newsdep::sim {

/// What to do when the output exists already.
enum class Existing { keep, replace };

/// Refuses an output that cannot be written: it exists (unless it may be replaced), is
/// a folder, or its folder is missing, unwritable or on a disk with less than `bytes`
/// free.
///
/// @throws UserError with what to do
void check_output(const std::filesystem::path& path, Existing existing, double bytes);

/// Writes `content` beside `path`, syncs it to disk and renames it to `path`. When that
/// fails, what was at `path` is as before and nothing is left beside it. A file that
/// appeared at `path` since the check is kept unless it may be replaced; then the new
/// one stays under the name that the message gives.
///
/// @throws UserError in one line: full disk, file size limit, folder gone
void write_safely(const std::filesystem::path& path, std::span<const std::byte> content,
                  Existing existing);

}  // namespace newsdep::sim
