#include "sim/results_layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "sim/calendar.hpp"
#include "sim/errors.hpp"

namespace newsdep::sim {
namespace {

using nlohmann::json;

/// The day of "days since 2013-01-01 00:00:00".
std::optional<Date> first_day(std::string_view unit) {
  constexpr std::string_view before = "days since ", after = " 00:00:00";
  if (!unit.starts_with(before) || !unit.ends_with(after)) return std::nullopt;
  unit.remove_prefix(before.size());
  unit.remove_suffix(after.size());
  return Date::parse(unit);
}

/// The numbers of an axis in the unit of another of its name.
std::vector<double> values_in(const Axis& axis, const std::string& unit) {
  std::vector<double> values = axis.values;
  if (axis.unit == unit) return values;
  const std::optional<Date> here = first_day(axis.unit), there = first_day(unit);
  if (!here || !there) {
    throw UserError(
        fmt::format("the axis '{}' is in '{}' in one run and in '{}' in another, so "
                    "one file cannot "
                    "hold both",
                    axis.name, unit, axis.unit));
  }
  const double shift = here->days - there->days;
  for (double& value : values) value += shift;
  return values;
}

void add_labels(std::vector<std::string>& to, const std::vector<std::string>& labels) {
  if (to == labels) return;
  const std::unordered_set<std::string> known(to.begin(), to.end());
  for (const std::string& label : labels) {
    if (!known.contains(label)) to.push_back(label);
  }
}

void add_values(std::vector<double>& to, const std::vector<double>& values) {
  if (to == values) return;
  to.insert(to.end(), values.begin(), values.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

void add_axis(std::vector<Axis>& axes, const Axis& axis) {
  const auto known = std::find_if(axes.begin(), axes.end(), [&](const Axis& other) {
    return other.name == axis.name && other.group == axis.group;
  });
  if (known == axes.end()) {
    axes.push_back(axis);
    return;
  }
  add_labels(known->labels, axis.labels);
  add_values(known->values, values_in(axis, known->unit));
  if (!known->labels.empty() && !known->values.empty()) {
    throw UserError(fmt::format(
        "the axis '{}' has words in one run and numbers in another, so one file cannot "
        "hold both",
        axis.name));
  }
}

/// The place of each label or number of `axis` along `whole`.
std::vector<std::size_t> places_along(const Axis& axis, const Axis& whole) {
  std::vector<std::size_t> places;
  if (axis.labels.empty()) {
    for (const double value : values_in(axis, whole.unit)) {
      const auto found =
          std::lower_bound(whole.values.begin(), whole.values.end(), value);
      assert(found != whole.values.end() && *found == value);
      places.push_back(static_cast<std::size_t>(found - whole.values.begin()));
    }
    return places;
  }
  std::unordered_map<std::string_view, std::size_t> place;
  for (std::size_t k = 0; k < whole.labels.size(); ++k) place[whole.labels[k]] = k;
  for (const std::string& label : axis.labels) places.push_back(place.at(label));
  return places;
}

bool is_identity(std::span<const std::size_t> places, std::size_t size) {
  if (places.size() != size) return false;
  for (std::size_t k = 0; k < size; ++k) {
    if (places[k] != k) return false;
  }
  return true;
}

/// Spreads values of `places.size()` dimensions over a box in which each step along the
/// first dimension is `to.size() / whole[0]` values, and so on.
void spread(std::span<const double> from,
            std::span<const std::vector<std::size_t>> places, std::span<double> to,
            std::span<const std::size_t> whole) {
  if (places.empty()) {
    to[0] = from[0];
    return;
  }
  if (places[0].empty()) return;
  const std::size_t here = from.size() / places[0].size();
  const std::size_t there = to.size() / whole[0];
  for (std::size_t k = 0; k < places[0].size(); ++k) {
    spread(from.subspan(k * here, here), places.subspan(1),
           to.subspan(places[0][k] * there, there), whole.subspan(1));
  }
}

}  // namespace

std::string layout_text(const Results& results) {
  json axes = json::array(), variables = json::array();
  for (const Axis& axis : results.axes()) {
    axes.push_back(
        {axis.name, axis.group, axis.labels, axis.values, axis.unit, axis.long_name});
  }
  for (const Variable& variable : results.variables()) {
    const VariableAbout& about = variable.about;
    variables.push_back(
        {about.name, about.axes, about.unit, about.long_name, about.comment});
  }
  return json{{"axes", std::move(axes)}, {"variables", std::move(variables)}}.dump();
}

Results results_of_layout(const std::string& text) {
  try {
    const json layout = json::parse(text);
    Results results;
    for (const json& axis : layout.at("axes")) {
      results.add_axis(
          {axis.at(0), axis.at(1), axis.at(2), axis.at(3), axis.at(4), axis.at(5)});
    }
    for (const json& about : layout.at("variables")) {
      results.add({about.at(0), about.at(1), about.at(2), about.at(3), about.at(4)});
    }
    return results;
  } catch (const json::exception& error) {
    throw UserError(fmt::format("the layout of a run is damaged: {}", error.what()));
  }
}

void LayoutUnion::add(const Results& layout) {
  for (const Axis& axis : layout.axes()) add_axis(axes_, axis);
  for (const Variable& variable : layout.variables()) {
    const VariableAbout& about = variable.about;
    const auto known = std::find_if(
        variables_.begin(), variables_.end(),
        [&](const VariableAbout& other) { return other.name == about.name; });
    if (known == variables_.end()) {
      variables_.push_back(about);
    } else if (known->axes != about.axes) {
      throw UserError(fmt::format(
          "the variable '{}' runs along ({}) in one run and along ({}) in another, so "
          "one file cannot hold both",
          about.name, fmt::join(known->axes, ", "), fmt::join(about.axes, ", ")));
    }
  }
}

Results LayoutUnion::results() const {
  Results results;
  for (const Axis& axis : axes_) results.add_axis(axis);
  for (const VariableAbout& about : variables_) results.add(about);
  return results;
}

Placement::Placement(const Results& layout, const Results& whole) {
  for (const Variable& variable : layout.variables()) {
    const std::string& name = variable.about.name;
    const std::string_view group = group_of(name);
    const auto all = whole.variables();
    const auto in_union =
        std::find_if(all.begin(), all.end(),
                     [&](const Variable& other) { return other.about.name == name; });
    assert(in_union != all.end());
    Move& move = moves_.emplace_back(
        Move{static_cast<std::size_t>(in_union - all.begin()), true, {}, {}});
    move.shape = in_union->shape;
    for (const std::string& axis : variable.about.axes) {
      const Axis& along = whole.axis(axis, group);
      move.places.push_back(places_along(layout.axis(axis, group), along));
      move.is_whole = move.is_whole && is_identity(move.places.back(), along.size());
    }
  }
}

void Placement::copy(std::size_t v, std::span<const double> from,
                     std::span<double> to) const {
  const Move& move = moves_[v];
  if (move.is_whole) {
    std::copy(from.begin(), from.end(), to.begin());
  } else {
    spread(from, move.places, to, move.shape);
  }
}

}  // namespace newsdep::sim
