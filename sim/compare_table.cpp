// The table of a comparison, for the screen.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>

#include "sim/compare.hpp"

namespace newsdep::sim {
namespace {

constexpr std::size_t labels_in_short_table = 12;

/// The axis of a variable, as compare() collected it.
const Axis& axis_of(const Comparison& comparison, const VariableAbout& about,
                    const std::string& name) {
  const std::size_t slash = about.name.rfind('/');
  const std::string group =
      slash == std::string::npos ? "" : about.name.substr(0, slash);
  const auto in_group = [&](const std::string& wanted) {
    return std::find_if(
        comparison.axes.begin(), comparison.axes.end(),
        [&](const Axis& axis) { return axis.name == name && axis.group == wanted; });
  };
  const auto found = in_group(group);
  return found != comparison.axes.end() ? *found : *in_group("");
}

std::string label_at(const Axis& axis, std::size_t k) {
  if (k < axis.labels.size()) return axis.labels[k];
  if (k < axis.values.size()) return fmt::format("{}", axis.values[k]);
  return fmt::format("{}", k);
}

double mean_of(std::span<const double> values) {
  double n = 0, sum = 0;
  for (const double value : values) {
    if (!std::isnan(value)) n += 1, sum += value;
  }
  return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}

/// A number with four significant digits, "-" for none.
std::string number(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.4g}", value);
}

/// One scalar of each replicate, on both sides.
struct Row {
  std::string variable;
  std::string label;
  std::string what;
  std::vector<double> a;
  std::vector<double> b;
};

std::vector<std::string> cells_of(const Row& row) {
  std::vector<double> differences(row.a.size());
  std::transform(row.b.begin(), row.b.end(), row.a.begin(), differences.begin(),
                 [](double b, double a) { return b - a; });
  const Estimate found = estimate(differences);
  const bool has_interval = !std::isnan(found.lower);
  const bool is_away_from_0 = has_interval && (found.lower > 0 || found.upper < 0);
  return {row.variable,
          row.label,
          row.what,
          number(mean_of(row.a)),
          number(mean_of(row.b)),
          number(found.mean),
          has_interval ? fmt::format("[{}, {}]{}", number(found.lower),
                                     number(found.upper), is_away_from_0 ? " *" : "")
                       : "-"};
}

/// Reduces the first axis, if it is time, to its mean and its last value; one row per
/// element of the rest.
void add_rows(std::vector<Row>& rows, const Comparison& comparison,
              const ComparedVariable& variable, std::size_t most_labels) {
  const VariableAbout& about = variable.about;
  const bool has_time = !about.axes.empty() && about.axes[0] == "time";
  const std::size_t steps = has_time ? variable.shape[0] : 1;
  const std::size_t n = variable.elements();
  if (n == 0) return;
  const std::size_t rest = n / steps;
  const std::size_t pairs = comparison.seeds.size();
  for (std::size_t k = 0; k < std::min(rest, most_labels); ++k) {
    std::string label;
    std::size_t left = k, inside = rest;
    for (std::size_t axis = has_time ? 1 : 0; axis < about.axes.size(); ++axis) {
      inside /= variable.shape[axis];
      if (!label.empty()) label += ", ";
      label += label_at(axis_of(comparison, about, about.axes[axis]), left / inside);
      left %= inside;
    }
    const auto reduce = [&](const std::vector<double>& values, bool to_mean) {
      std::vector<double> scalars;
      std::vector<double> series(steps);
      for (std::size_t r = 0; r < pairs; ++r) {
        for (std::size_t t = 0; t < steps; ++t)
          series[t] = values[r * n + t * rest + k];
        scalars.push_back(to_mean ? mean_of(series) : series.back());
      }
      return scalars;
    };
    rows.push_back({about.name, label, has_time ? "mean" : "value",
                    reduce(variable.a, true), reduce(variable.b, true)});
    if (has_time) {
      rows.push_back({about.name, label, "last", reduce(variable.a, false),
                      reduce(variable.b, false)});
    }
  }
  if (rest > most_labels) {
    rows.push_back(
        {about.name, fmt::format("(and {} more)", rest - most_labels), "", {}, {}});
  }
}

/// The length of UTF-8 text on the screen, near enough: its code points.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

void print_aligned(std::ostream& out,
                   const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths(lines[0].size(), 0);
  for (const auto& line : lines) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      widths[c] = std::max(widths[c], width_of(line[c]));
    }
  }
  constexpr std::size_t first_number = 3, interval = 6;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t c = 0; c < line.size(); ++c) {
      const std::string space(widths[c] - width_of(line[c]), ' ');
      const bool is_right = first_number <= c && c < interval;
      text += (c > 0 ? "  " : "") + (is_right ? space + line[c] : line[c] + space);
    }
    out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
  }
}

}  // namespace

void print_table(std::ostream& out, const Comparison& comparison, Detail detail) {
  const bool everything = detail == Detail::everything;
  std::vector<Row> rows;
  std::vector<std::string> left_out;
  for (const ComparedVariable& variable : comparison.variables) {
    const std::size_t label_axes =
        variable.about.axes.size() -
        (!variable.about.axes.empty() && variable.about.axes[0] == "time" ? 1 : 0);
    if (!everything && label_axes > 1) {
      left_out.push_back(variable.about.name);
      continue;
    }
    add_rows(rows, comparison, variable,
             everything ? variable.elements() : labels_in_short_table);
  }

  const std::size_t pairs = comparison.seeds.size();
  std::vector<std::vector<std::string>> lines{
      {"variable", "label", "over time", "A", "B", "B - A", "95 % interval"}};
  const std::string* last = nullptr;
  for (const Row& row : rows) {
    lines.push_back(row.a.empty() ? std::vector<std::string>{row.variable, row.label,
                                                             "", "", "", "", ""}
                                  : cells_of(row));
    // A variable's name stands in its first row only.
    if (last && *last == row.variable) lines.back()[0] = "";
    last = &row.variable;
  }
  if (rows.empty()) {
    out << "nothing to show\n";
  } else {
    print_aligned(out, lines);
  }
  out << '\n';
  if (pairs > 1) {
    out << fmt::format(
        "{} replicates, paired by seed; intervals by Student's t; * is away from 0\n",
        pairs);
  } else {
    out << "one replicate: differences without intervals, which may be luck; run both "
           "with --replicates 5 or more\n";
  }
  if (!left_out.empty()) {
    out << fmt::format(
        "more than one axis of labels, so only with --variables or -o: {}\n",
        fmt::join(left_out, ", "));
  }
  for (const auto& [name, why] : comparison.incomparable) {
    out << fmt::format("not comparable: {}: {}\n", name, why);
  }
}

}  // namespace newsdep::sim
