// Files read whole into memory, and whether what they hold is text.

#include "sim/text_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>
#include <utility>

namespace newsdep::sim {
namespace {

/// Length of the UTF-8 sequence at the front, 0 when it is none (overlong, a surrogate,
/// beyond U+10FFFF or cut off).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[n]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t n = 1; n < length; ++n) {
    if ((byte(n) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  if (first == 0xE0 && second < 0xA0) return 0;
  if (first == 0xED && second > 0x9F) return 0;
  if (first == 0xF0 && second < 0x90) return 0;
  if (first == 0xF4 && second > 0x8F) return 0;
  return length;
}

bool is_control(std::string_view text) {
  const auto c = static_cast<unsigned char>(text[0]);
  if (c == '\r') return text.size() < 2 || text[1] != '\n';
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

}  // namespace

FileText read_text_file(const std::filesystem::path& file, std::uintmax_t most) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) return {"", "does not exist"};
  if (std::filesystem::is_directory(status)) return {"", "is a folder, not a file"};
  if (!std::filesystem::is_regular_file(status)) return {"", "is not a regular file"};
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return {"", "cannot be read (" + error.message() + ")"};
  if (size > most) {
    return {"", fmt::format("is {:.1f} MB, and more than {:.1f} MB are not read; a "
                            "scenario is a few hundred lines: put data in tables",
                            static_cast<double>(size) / 1e6,
                            static_cast<double>(most) / 1e6)};
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (!stream) return {"", "cannot be read (is it allowed?)"};
  return {std::move(text), ""};
}

std::string not_plain_text(std::string_view text) {
  for (std::size_t n = 0; n < text.size();) {
    const std::size_t length = sequence_length(text.substr(n));
    if (length == 0 || is_control(text.substr(n))) {
      return fmt::format("is no text file: byte {} is 0x{:02x}, which is {}", n,
                         static_cast<unsigned char>(text[n]),
                         length == 0 ? "not UTF-8" : "a control character");
    }
    n += length;
  }
  return "";
}

}  // namespace newsdep::sim
