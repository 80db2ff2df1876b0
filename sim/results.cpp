#include "sim/results.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

namespace newsdep::sim {
namespace {

const Axis* find_axis(std::span<const Axis> axes, std::string_view name,
                      std::string_view group) {
  const auto found = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) {
    return axis.name == name && axis.group == group;
  });
  return found == axes.end() ? nullptr : &*found;
}

}  // namespace

std::string_view group_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

void Results::add_axis(Axis axis) {
  assert(!axis.name.empty());
  assert(axis.labels.empty() || axis.values.empty());
  assert(!find_axis(axes_, axis.name, axis.group));
  axes_.push_back(std::move(axis));
}

VariableId Results::add(VariableAbout about) {
  assert(std::none_of(variables_.begin(), variables_.end(), [&](const Variable& other) {
    return other.about.name == about.name;
  }));
  Variable variable;
  for (const std::string& name : about.axes) {
    variable.shape.push_back(axis(name, group_of(about.name)).size());
  }
  const std::size_t count =
      std::accumulate(variable.shape.begin(), variable.shape.end(), std::size_t{1},
                      std::multiplies<>());
  variable.values.assign(count, std::numeric_limits<double>::quiet_NaN());
  variable.about = std::move(about);
  variables_.push_back(std::move(variable));
  return VariableId{variables_.size() - 1};
}

std::span<double> Results::row(VariableId id, std::size_t k) {
  Variable& variable = variables_[static_cast<std::size_t>(id)];
  assert(!variable.shape.empty() && k < variable.shape[0]);
  const std::size_t length = variable.values.size() / variable.shape[0];
  return {variable.values.data() + k * length, length};
}

std::span<double> Results::values(VariableId id) {
  return variables_[static_cast<std::size_t>(id)].values;
}

const Axis& Results::axis(std::string_view name, std::string_view group) const {
  const Axis* found = find_axis(axes_, name, group);
  if (!found) found = find_axis(axes_, name, "");
  assert(found);
  return *found;
}

std::size_t Results::bytes() const {
  std::size_t sum = 0;
  for (const Variable& variable : variables_) {
    sum += variable.values.size() * sizeof(double);
  }
  return sum;
}

}  // namespace newsdep::sim
