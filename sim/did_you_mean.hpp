#pragma once
// "did you mean ...?": the known word nearest to a misspelt one.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace newsdep::sim {

/// The number of letters to insert, delete, replace or swap with their neighbour that
/// turn `a` into `b` (Damerau and Levenshtein, each place touched once).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `known`, if it is near enough to be meant: at most a third of its
/// letters differ (two in a short word). The first of equally near ones.
std::optional<std::string> nearest(std::string_view word,
                                   std::span<const std::string> known);

/// "; did you mean 'seed'?", or "" when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace newsdep::sim
