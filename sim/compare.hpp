#pragma once
// Comparing two runs with the same luck: differences of every variable, paired by seed,
// with intervals over replicates.

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "sim/results_reader.hpp"

namespace newsdep::sim {

/// A mean over replicates and its 95 % interval by Student's t, which holds for means
/// of pairs that differ normally. With one pair the mean alone; the rest is NaN.
struct Estimate {
  double mean;
  double standard_error;  ///< of the mean
  double lower;
  double upper;
};

/// The estimate from `n` differences, NaN left out; all NaN when none is left.
Estimate estimate(std::span<const double> differences);

/// One variable on both sides. Values are [pairs x elements], pair by pair.
struct ComparedVariable {
  VariableAbout about;             ///< axes less `replicate`
  std::vector<std::size_t> shape;  ///< less `replicate`
  std::vector<double> a;
  std::vector<double> b;

  std::size_t elements() const;
};

/// A variable that cannot be compared, and why.
struct Incomparable {
  std::string name;
  std::string why;
};

/// Two results files side by side.
struct Comparison {
  std::vector<std::int64_t> seeds;  ///< one for each pair
  std::vector<ComparedVariable> variables;
  std::vector<Incomparable> incomparable;
  std::vector<Axis> axes;  ///< those that the variables use
};

/// Reads both files, pairs replicates of the same seed, and lines up the variables that
/// have the same name, axes, labels and shape.
///
/// @param only  names to compare; all when empty
/// @throws UserError when a seed is in one file only, or a name of `only` in neither
Comparison compare(const ResultsReader& a, const ResultsReader& b,
                   std::span<const std::string> only);

/// The differences B - A as results: for each variable NAME the variables
/// NAME_difference, NAME_se, NAME_lower and NAME_upper.
Results differences(const Comparison& comparison);

/// How much of a table to print.
enum class Detail { short_table, everything };

/// Prints, for each variable and label, the mean over time and the last value: A, B,
/// B - A and its interval. The short table leaves out variables with more than one axis
/// of labels and the labels after the twelfth.
void print_table(std::ostream& out, const Comparison& comparison, Detail detail);

}  // namespace newsdep::sim
