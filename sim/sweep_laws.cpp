// What a swept parameter is drawn from, and the value at a place of the unit interval.

#include "sim/sweep_laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/math.hpp"
#include "sim/normal_law.hpp"
#include "sim/numbers.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

using Kind = SweptLaw::Kind;

/// Whole numbers have all numbers that are rounded to them.
struct Ends {
  double low;
  double high;
};

Ends normal_ends(const SweptLaw& law) {
  const double margin = law.is_whole ? 0.5 : 0.0;
  return {(law.low - margin - law.mean) / law.sd,
          (law.high + margin - law.mean) / law.sd};
}

/// A standard normal number cut to [low, high], at the place u. It is counted from the
/// tail in which the interval lies, where chances are exact.
double cut_normal(const Ends& ends, double u) {
  const bool is_above = ends.low > 0;
  const double from = is_above ? ends.high : -ends.low;
  const double to = is_above ? ends.low : -ends.high;
  const double first = normal_upper_tail(from);
  const double last = normal_upper_tail(to);
  const double place = is_above ? 1.0 - u : u;
  const double chance = first + place * (last - first);
  if (chance <= 0) return is_above ? from : -from;
  if (chance >= 1) return is_above ? to : -to;
  const double z = normal_quantile(chance);
  return is_above ? -z : z;
}

double number_at(const SweptLaw& law, double u) {
  const double beyond = law.is_whole ? 1.0 : 0.0;
  if (law.kind == Kind::uniform) return law.low + u * (law.high + beyond - law.low);
  if (law.kind == Kind::log_uniform) {
    const double low = log(law.low);
    return exp(low + u * (log(law.high + beyond) - low));
  }
  return law.mean + law.sd * cut_normal(normal_ends(law), u);
}

}  // namespace

std::string value_at(const SweptLaw& law, double u) {
  if (law.kind == Kind::values) {
    const auto n = static_cast<double>(law.values.size());
    return law.values[static_cast<std::size_t>(std::min(u * n, n - 1))];
  }
  double number = number_at(law, u);
  if (!law.is_whole) return number_text(std::clamp(number, law.low, law.high));
  number = std::floor(law.kind == Kind::normal ? number + 0.5 : number);
  return std::to_string(
      static_cast<std::int64_t>(std::clamp(number, law.low, law.high)));
}

double chance_within(const SweptLaw& law) {
  if (law.kind != Kind::normal) return 1;
  const Ends ends = normal_ends(law);
  return ends.low > 0 ? normal_upper_tail(ends.low) - normal_upper_tail(ends.high)
                      : normal_upper_tail(-ends.high) - normal_upper_tail(-ends.low);
}

std::string law_in_words(const SweptLaw& law) {
  if (law.kind == Kind::values) return "one of " + in_words(law.values);
  const std::string range = range_text({.low = law.low, .high = law.high});
  const std::string on = range.empty() ? "" : " on " + range;
  const std::string what = law.is_whole ? ", whole numbers" : "";
  if (law.kind == Kind::uniform) return "uniform" + on + what;
  if (law.kind == Kind::log_uniform) return "log-uniform" + on + what;
  return fmt::format("normal with mean {} and sd {}{}{}", law.mean, law.sd,
                     on.empty() ? "" : "," + on, what);
}

std::string law_as_json(const std::string& key, const SweptLaw& law) {
  nlohmann::ordered_json json{{"key", key}};
  if (law.kind == Kind::values) {
    json["law"] = "values";
    json["values"] = nlohmann::ordered_json::array();
    for (const std::string& value : law.values) {
      const auto number = law.is_number ? read_number(value).number : std::nullopt;
      if (number) {
        json["values"].push_back(*number);
      } else {
        json["values"].push_back(value);
      }
    }
    return json.dump();
  }
  json["law"] = law.kind == Kind::uniform       ? "uniform"
                : law.kind == Kind::log_uniform ? "log_uniform"
                                                : "normal";
  if (law.kind == Kind::normal) {
    json["mean"] = law.mean;
    json["sd"] = law.sd;
  }
  if (std::isfinite(law.low)) json["low"] = law.low;
  if (std::isfinite(law.high)) json["high"] = law.high;
  json["whole"] = law.is_whole;
  return json.dump();
}

}  // namespace newsdep::sim
