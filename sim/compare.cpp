#include "sim/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "sim/errors.hpp"
#include "sim/spelling.hpp"

namespace newsdep::sim {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::size_t count_of(const std::vector<std::size_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1},
                         std::multiplies<>());
}

const StoredVariable* find(const ResultsReader& file, const std::string& name) {
  for (const StoredVariable& variable : file.variables()) {
    if (variable.about.name == name) return &variable;
  }
  return nullptr;
}

std::string list_of(std::span<const std::int64_t> seeds) {
  return fmt::format("{}", fmt::join(seeds, ", "));
}

/// The seeds of both files, which must be the same set; in the order of A.
std::vector<std::int64_t> paired_seeds(const ResultsReader& a, const ResultsReader& b) {
  std::vector<std::int64_t> in_a = a.seeds();
  const std::vector<std::int64_t> in_b = b.seeds();
  if (std::is_permutation(in_a.begin(), in_a.end(), in_b.begin(), in_b.end())) {
    return in_a;
  }
  throw UserError(fmt::format(
      "the seeds do not pair up: {} has {}, {} has {}. Runs are compared replicate by "
      "replicate with the same luck; repeat one with the seed and the number of "
      "replicates of the other (--seed, --replicates)",
      a.path().string(), list_of(in_a), b.path().string(), list_of(in_b)));
}

/// The axes and shape of a variable less `replicate`.
struct Extent {
  std::vector<std::string> axes;
  std::vector<std::size_t> shape;
};

Extent extent_of(const ResultsReader& file, const StoredVariable& variable) {
  const std::ptrdiff_t skip = file.has_replicate_axis() ? 1 : 0;
  return {{variable.about.axes.begin() + skip, variable.about.axes.end()},
          {variable.shape.begin() + skip, variable.shape.end()}};
}

/// Why two variables of one name cannot be compared, if so.
std::optional<std::string> obstacle(const ResultsReader& file_a,
                                    const StoredVariable& a,
                                    const ResultsReader& file_b,
                                    const StoredVariable& b) {
  const Extent in_a = extent_of(file_a, a);
  const Extent in_b = extent_of(file_b, b);
  if (in_a.axes != in_b.axes) {
    return fmt::format("its axes differ: ({}) and ({})", fmt::join(in_a.axes, ", "),
                       fmt::join(in_b.axes, ", "));
  }
  if (in_a.shape != in_b.shape) {
    return fmt::format("its shape differs: ({}) and ({})", fmt::join(in_a.shape, ", "),
                       fmt::join(in_b.shape, ", "));
  }
  for (const std::string& name : in_a.axes) {
    const Axis axis_a = file_a.axis(name, std::string(group_of(a.about.name)));
    const Axis axis_b = file_b.axis(name, std::string(group_of(b.about.name)));
    if (axis_a.labels != axis_b.labels) return "the labels of " + name + " differ";
    if (axis_a.values != axis_b.values || axis_a.unit != axis_b.unit) {
      return "the values of " + name + " differ";
    }
  }
  return std::nullopt;
}

/// The replicates of `values`, put in the order of `wanted`.
std::vector<double> in_order(std::vector<double> values,
                             const std::vector<std::int64_t>& stored,
                             const std::vector<std::int64_t>& wanted) {
  if (stored == wanted) return values;
  const std::size_t length = values.size() / stored.size();
  std::vector<double> ordered;
  for (const std::int64_t seed : wanted) {
    const auto place = std::find(stored.begin(), stored.end(), seed) - stored.begin();
    const auto begin = values.begin() + place * static_cast<std::ptrdiff_t>(length);
    ordered.insert(ordered.end(), begin, begin + static_cast<std::ptrdiff_t>(length));
  }
  return ordered;
}

void check_names(const ResultsReader& a, const ResultsReader& b,
                 std::span<const std::string> only) {
  std::vector<std::string> known;
  for (const StoredVariable& variable : a.variables()) {
    known.push_back(variable.about.name);
  }
  for (const StoredVariable& variable : b.variables()) {
    if (!find(a, variable.about.name)) known.push_back(variable.about.name);
  }
  for (const std::string& name : only) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::vector<std::string> meant;  // the same name in a group, or one like it
      for (const std::string& word : known) {
        if (word.ends_with("/" + name)) meant.push_back(word);
      }
      if (meant.empty()) meant = nearest(name, known);
      throw UserError(
          fmt::format("neither file has a variable '{}'{}", name, did_you_mean(meant)));
    }
  }
}

}  // namespace

std::size_t ComparedVariable::elements() const { return count_of(shape); }

Estimate estimate(std::span<const double> differences) {
  double n = 0, sum = 0;
  for (const double d : differences) {
    if (!std::isnan(d)) n += 1, sum += d;
  }
  if (n == 0) return {nan, nan, nan, nan};
  const double mean = sum / n;
  if (n == 1) return {mean, nan, nan, nan};
  double squares = 0;
  for (const double d : differences) {
    if (!std::isnan(d)) squares += (d - mean) * (d - mean);
  }
  const double standard_error = std::sqrt(squares / (n - 1) / n);
  const boost::math::students_t student(n - 1);
  const double half = boost::math::quantile(student, 0.975) * standard_error;
  return {mean, standard_error, mean - half, mean + half};
}

Comparison compare(const ResultsReader& a, const ResultsReader& b,
                   std::span<const std::string> only) {
  check_names(a, b, only);
  Comparison result;
  result.seeds = paired_seeds(a, b);
  const std::vector<std::int64_t> seeds_b = b.seeds();
  const auto wanted = [&](const std::string& name) {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
  };
  const auto has_axis = [&](const Axis& axis) {
    return std::any_of(result.axes.begin(), result.axes.end(), [&](const Axis& other) {
      return other.name == axis.name && other.group == axis.group;
    });
  };
  for (const StoredVariable& in_a : a.variables()) {
    const std::string& name = in_a.about.name;
    if (!wanted(name)) continue;
    const StoredVariable* in_b = find(b, name);
    if (!in_b) {
      result.incomparable.push_back({name, "only A has it"});
      continue;
    }
    if (const auto why = obstacle(a, in_a, b, *in_b)) {
      result.incomparable.push_back({name, *why});
      continue;
    }
    Extent extent = extent_of(a, in_a);
    for (const std::string& axis_name : extent.axes) {
      Axis axis = a.axis(axis_name, std::string(group_of(name)));
      if (!has_axis(axis)) result.axes.push_back(std::move(axis));
    }
    ComparedVariable both{in_a.about, std::move(extent.shape), a.values(in_a),
                          in_order(b.values(*in_b), seeds_b, result.seeds)};
    both.about.axes = std::move(extent.axes);
    result.variables.push_back(std::move(both));
  }
  for (const StoredVariable& in_b : b.variables()) {
    const std::string& name = in_b.about.name;
    if (wanted(name) && !find(a, name)) {
      result.incomparable.push_back({name, "only B has it"});
    }
  }
  return result;
}

Results differences(const Comparison& comparison) {
  Results results;
  for (const Axis& axis : comparison.axes) results.add_axis(axis);
  const std::size_t pairs = comparison.seeds.size();
  for (const ComparedVariable& variable : comparison.variables) {
    const auto add = [&](const char* suffix, const char* what) {
      VariableAbout about = variable.about;
      about.name += suffix;
      about.long_name = fmt::format("{}: {}", variable.about.long_name, what);
      return results.add(about);
    };
    const VariableId mean = add("_difference", "B - A, mean over replicates");
    const VariableId se = add("_se", "standard error of B - A");
    const VariableId lower = add("_lower", "B - A, lower end of the 95 % interval");
    const VariableId upper = add("_upper", "B - A, upper end of the 95 % interval");
    const std::size_t n = variable.elements();
    std::vector<double> of_element(pairs);
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t r = 0; r < pairs; ++r) {
        of_element[r] = variable.b[r * n + k] - variable.a[r * n + k];
      }
      const Estimate found = estimate(of_element);
      results.values(mean)[k] = found.mean;
      results.values(se)[k] = found.standard_error;
      results.values(lower)[k] = found.lower;
      results.values(upper)[k] = found.upper;
    }
  }
  return results;
}

}  // namespace newsdep::sim
