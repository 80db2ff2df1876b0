#pragma once
// Files read whole into memory, and whether what they hold is text.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace newsdep::sim {

/// What a file holds, or, as the end of a sentence about it, what is wrong.
struct FileText {
  std::string text;
  std::string wrong;
};

/// Reads a regular file of at most `most` bytes; a larger one is refused unread.
FileText read_text_file(const std::filesystem::path& file, std::uintmax_t most);

/// What makes a text no plain UTF-8 (NUL and other control characters, broken
/// sequences), with the offset of the first such byte; empty when it is plain.
std::string not_plain_text(std::string_view text);

}  // namespace newsdep::sim
