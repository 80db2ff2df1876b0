#include "sim/keep.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "sim/errors.hpp"
#include "sim/spelling.hpp"

namespace newsdep::sim {
namespace {

constexpr std::string_view thinned_axis = "time";

bool keeps(const Keep& keep, const std::string& variable) {
  return keep.variables.empty() ||
         std::ranges::any_of(keep.variables, [&](const std::string& chosen) {
           return chosen == variable || chosen == group_of(variable);
         });
}

/// The places along an axis that stay.
std::vector<std::size_t> places_of(const Axis& axis, const Keep& keep) {
  std::vector<std::size_t> places;
  if (axis.name != thinned_axis) {
    places.resize(axis.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
  } else if (keep.last) {
    if (axis.size() > 0) places.push_back(axis.size() - 1);
  } else {
    const auto every = static_cast<std::size_t>(keep.every);
    for (std::size_t k = 0; k < axis.size(); k += every) places.push_back(k);
  }
  return places;
}

Axis thinned(const Axis& axis, std::span<const std::size_t> places) {
  Axis kept{axis.name, axis.group, {}, {}, axis.unit, axis.long_name};
  for (const std::size_t k : places) {
    if (axis.labels.empty()) {
      kept.values.push_back(axis.values[k]);
    } else {
      kept.labels.push_back(axis.labels[k]);
    }
  }
  return kept;
}

/// Copies the values at `places` (a list for each axis), slowest axis first.
void copy_places(std::span<const double> from, std::span<const std::size_t> shape,
                 std::span<const std::vector<std::size_t>> places, double*& to) {
  if (shape.empty()) {
    *to++ = from[0];
    return;
  }
  const std::size_t length = shape[0] == 0 ? 0 : from.size() / shape[0];
  for (const std::size_t k : places[0]) {
    const std::span<const double> row = from.subspan(k * length, length);
    copy_places(row, shape.subspan(1), places.subspan(1), to);
  }
}

}  // namespace

void check_keep(const Keep& keep, const Results& reported) {
  std::vector<std::string> known;
  for (const Variable& variable : reported.variables()) {
    const std::string group(group_of(variable.about.name));
    if (!group.empty() && std::ranges::count(known, group) == 0) known.push_back(group);
    known.push_back(variable.about.name);
  }
  for (const std::string& name : keep.variables) {
    if (std::ranges::count(known, name) > 0) continue;
    const std::string meant = did_you_mean(nearest(name, known));
    throw UserError(fmt::format(
        "keep.variables: a run reports nothing of the name '{}'{} There are {}", name,
        meant.empty() ? "." : meant, fmt::join(known, ", ")));
  }
}

Results kept(Results&& results, const Keep& keep) {
  assert(keep.every >= 1);
  if (keep.variables.empty() && keep.every == 1 && !keep.last) {
    return std::move(results);
  }
  std::vector<const Variable*> chosen;
  std::vector<const Axis*> used;
  for (const Variable& variable : results.variables()) {
    const std::string& name = variable.about.name;
    if (!keeps(keep, name)) continue;
    chosen.push_back(&variable);
    for (const std::string& axis : variable.about.axes) {
      used.push_back(&results.axis(axis, group_of(name)));
    }
  }
  Results reduced;
  for (const Axis& axis : results.axes()) {
    if (std::ranges::count(used, &axis) == 0) continue;
    reduced.add_axis(thinned(axis, places_of(axis, keep)));
  }
  for (const Variable* variable : chosen) {
    std::vector<std::vector<std::size_t>> places;
    for (const std::string& name : variable->about.axes) {
      places.push_back(
          places_of(results.axis(name, group_of(variable->about.name)), keep));
    }
    double* to = reduced.values(reduced.add(variable->about)).data();
    copy_places(variable->values, variable->shape, places, to);
  }
  return reduced;
}

}  // namespace newsdep::sim
