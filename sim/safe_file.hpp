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

/// A file too large to be laid out in memory: it grows beside `path` under a name of
/// its own, and has its final name once it is whole. Until then what is at `path` stays
/// as it is. What a killed process left under the other name is overwritten by the
/// next.
class GrowingFile {
 public:
  /// @throws UserError when it cannot be made, or another process is writing it
  GrowingFile(const std::filesystem::path& path, Existing existing);
  /// Removes what is not finished.
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  /// Where it grows: ".NAME.part" in the folder of NAME.
  const std::filesystem::path& growing_path() const { return growing_path_; }

  /// Syncs it to disk and gives it its final name, as write_safely() does.
  void finish();
  /// Says why it cannot be written, by the system's error number (0 when unknown).
  ///
  /// @throws UserError in one line
  [[noreturn]] void fail(int error) const;

 private:
  std::filesystem::path path_;
  std::filesystem::path growing_path_;
  Existing existing_;
  int descriptor_ = -1;
  bool is_finished_ = false;
};

}  // namespace newsdep::sim
