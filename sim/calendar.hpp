#pragma once
// The civil calendar: dates, and the steps of a run.

#include <chrono>
#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsdep::sim {

/// A civil (Gregorian) date, stored as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  auto operator<=>(const Date&) const = default;

  /// Reads "YYYY-MM-DD"; nothing when the text is no such date or the day does not
  /// exist.
  static std::optional<Date> parse(std::string_view text);

  /// "YYYY-MM-DD".
  std::string to_string() const;
  std::chrono::year_month_day civil() const;
  /// The date as a year with fraction: 2013-07-02 is about 2013.5.
  double decimal_year() const;
};

/// One step of a run: which, when it begins and how long it is.
struct Moment {
  std::int32_t step = 0;  ///< 0 is the first step; the burn-in counts from below 0
  double day = 0;         ///< days since the run's start at which the step begins
  double dt = 1;          ///< length of the step, days
  Date date;              ///< the civil date on which the step begins
};

/// The steps of a run from `start` to `end`, both included, `dt` days each.
struct Clock {
  Date start;
  Date end;
  double dt = 1;

  /// Number of steps that begin on a day from `start` to `end`.
  std::int32_t steps() const;
  Moment moment(std::int32_t step) const;
  /// The first step that begins on `date` or later.
  std::int32_t step_of(Date date) const;
};

/// How often something that comes `per_step` times a step, at even distances, comes in
/// one step; `offset` in [0, 1) says when the first time is.
inline std::int32_t even_count(double per_step, std::int32_t step, double offset) {
  const auto had_by = [&](std::int32_t s) { return std::floor(per_step * s + offset); };
  return static_cast<std::int32_t>(had_by(step + 1) - had_by(step));
}

}  // namespace newsdep::sim
