#pragma once
// The layout of results: axes and variables without values. As text, which equal
// layouts have in common; and the layout in which the results of several runs fit.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results.hpp"

namespace newsdep::sim {

/// Axes and variables as JSON.
std::string layout_text(const Results& results);
/// Results of that layout, all NaN.
///
/// @throws UserError when the text is none of layout_text()
Results results_of_layout(const std::string& text);

/// Gathers the layouts of runs that report different things: the labels of an axis in
/// the order in which they first came, its numbers in rising order, every variable that
/// any of them has. Times since different days become times since the first one's.
class LayoutUnion {
 public:
  /// @throws UserError when a variable has other axes, or an axis another unit, than in
  ///     an earlier layout
  void add(const Results& layout);
  /// All of them, every value NaN.
  Results results() const;

 private:
  std::vector<Axis> axes_;
  std::vector<VariableAbout> variables_;
};

/// Where the values of one layout lie in a union that holds it.
class Placement {
 public:
  Placement(const Results& layout, const Results& whole);

  /// The variables of the layout, in its order, each with its place in the union.
  std::size_t variables() const { return moves_.size(); }
  std::size_t variable(std::size_t v) const { return moves_[v].variable; }
  /// Copies the values of variable `v` to where they lie in those of the union.
  void copy(std::size_t v, std::span<const double> from, std::span<double> to) const;

 private:
  struct Move {
    std::size_t variable;  ///< in the union
    bool is_whole = true;  ///< nothing lies elsewhere
    std::vector<std::size_t> shape;
    std::vector<std::vector<std::size_t>> places;  ///< for each axis, in the union's
  };
  std::vector<Move> moves_;
};

}  // namespace newsdep::sim
