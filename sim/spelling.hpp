#pragma once
// "Did you mean ...?": the words nearest to one that nobody knows.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsdep::sim {

/// Number of letters to insert, delete, replace or swap with their neighbour that turns
/// one word into the other (optimal string alignment).
/// Source: F. J. Damerau, Communications of the ACM 7 (1964) 171, for the four
/// mistakes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The words that `word` may have been meant to be, nearest first, at most three; none
/// when all are too far.
std::vector<std::string> nearest(std::string_view word,
                                 std::span<const std::string> words);

/// "; did you mean a or b?", or nothing when `words` is empty.
std::string did_you_mean(std::span<const std::string> words);

}  // namespace newsdep::sim
