// Numbers as people write them, whatever the locale.

#include "sim/numbers.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <system_error>

namespace newsdep::sim {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text without a leading plus and without underscores between digits; nothing when
/// it has other letters than a decimal number may have.
std::optional<std::string> cleaned(std::string_view text) {
  std::string result;
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  for (std::size_t n = 0; n < text.size(); ++n) {
    const char c = text[n];
    if (c == '_') {
      const bool between = n > 0 && n + 1 < text.size() && is_digit(text[n - 1]) &&
                           is_digit(text[n + 1]);
      if (!between) return std::nullopt;
    } else if (is_digit(c) ||
               std::string_view("+-.eE").find(c) != std::string_view::npos) {
      result += c;
    } else {
      return std::nullopt;
    }
  }
  return result;
}

/// Why a text that is no decimal number is none.
std::string why_not(std::string_view text) {
  std::string word;
  for (const char c : text) {
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (word.starts_with('+') || word.starts_with('-')) word.erase(0, 1);
  if (word.starts_with('.')) word.erase(0, 1);
  if (word == "nan") return "is refused: NaN is not a value to compute with";
  if (word == "inf" || word == "infinity") return "is refused: a number must be finite";
  if (word.ends_with('%')) return "is not a number; write 0.1 for 10%";
  if (word.find(',') != word.npos) return "is not a number; write 1.5, or 200_000";
  return "is not a number";
}

}  // namespace

NumberRead<double> read_number(std::string_view text) {
  const std::optional<std::string> clean = cleaned(text);
  if (!clean || clean->empty()) return {std::nullopt, why_not(text)};
  double number = 0;
  const char* end = clean->data() + clean->size();
  const auto [stop, error] = std::from_chars(clean->data(), end, number);
  if (stop != end || error == std::errc::invalid_argument) {
    return {std::nullopt, why_not(text)};
  }
  if (error == std::errc::result_out_of_range) {
    return {std::nullopt, "is too large or too near to zero for a number"};
  }
  return {number, ""};
}

NumberRead<std::int64_t> read_whole_number(std::string_view text) {
  const std::optional<std::string> clean = cleaned(text);
  if (clean && !clean->empty()) {
    std::int64_t whole = 0;
    const char* end = clean->data() + clean->size();
    const auto [stop, error] = std::from_chars(clean->data(), end, whole);
    if (stop == end && error == std::errc()) return {whole, ""};
  }
  const NumberRead<double> read = read_number(text);
  if (!read.number) return {std::nullopt, read.wrong};
  if (std::trunc(*read.number) != *read.number) {
    return {std::nullopt, "is not a whole number"};
  }
  // Above 2^53 a double cannot tell neighbours apart, so 2e18 is no exact number.
  if (std::abs(*read.number) > 9007199254740992.0) {
    return {std::nullopt, "is too large for a whole number"};
  }
  return {static_cast<std::int64_t>(*read.number), ""};
}

}  // namespace newsdep::sim
