#pragma once
// What a run reports: axes and variables, filled by the model, written by
// results_file.cpp. Knows nothing of files.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsdep::sim {

/// A named dimension with its coordinate: labels (words) or values (numbers). `group`
/// is
/// "" for the root; a variable may use the axes of its own group and of the root.
struct Axis {
  std::string name;
  std::string group;
  std::vector<std::string> labels;
  std::vector<double> values;
  std::string unit;  ///< CF: "days since 2013-01-01 00:00:00" for time
  std::string long_name;
  std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }
};

/// What one variable is; every one has a unit, a title and a sentence of meaning.
struct VariableAbout {
  std::string name;  ///< "platform/likes_shown": group, slash, name; root without slash
  std::vector<std::string> axes;  ///< names of axes, slowest first
  std::string unit = "1";
  std::string long_name;
  std::string comment;
};

struct Variable {
  VariableAbout about;
  std::vector<std::size_t> shape;
  std::vector<double> values;  ///< row-major; NaN where nothing was measured
};

/// The group of a variable: "platform" of "platform/reach", "" for a name at the root.
std::string_view group_of(std::string_view name);

/// The index of a variable in its Results.
enum class VariableId : std::size_t {};

class Results {
 public:
  /// Adds an axis; its name must be new in its group.
  void add_axis(Axis axis);
  /// Adds a variable, all NaN, over axes that were added before.
  VariableId add(VariableAbout about);

  /// The values of a variable at index `k` of its first axis.
  std::span<double> row(VariableId id, std::size_t k);
  std::span<double> values(VariableId id);

  std::span<const Axis> axes() const { return axes_; }
  std::span<const Variable> variables() const { return variables_; }
  /// The axis that a variable of `group` means by `name`; asserts that there is one.
  const Axis& axis(std::string_view name, std::string_view group) const;
  /// Bytes held.
  std::size_t bytes() const;

 private:
  std::vector<Axis> axes_;
  std::vector<Variable> variables_;
};

}  // namespace newsdep::sim
