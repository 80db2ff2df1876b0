#pragma once
// Numbers as people write them: 200000, 200_000, 2e5, 0.25.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsdep::sim {

/// A number, or what is wrong with its text ("is not a number").
template <class T>
struct NumberRead {
  std::optional<T> number;
  std::string wrong;
};

/// A finite decimal number; underscores may stand between digits.
NumberRead<double> read_number(std::string_view text);

/// The same, when it is whole (2e5 is).
NumberRead<std::int64_t> read_whole_number(std::string_view text);

}  // namespace newsdep::sim
