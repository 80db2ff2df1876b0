// The civil calendar on std::chrono, and the steps of a run.

#include "sim/calendar.hpp"

#include <algorithm>
#include <cmath>

namespace newsdep::sim {
namespace {

/// Day on which a step begins. Rounding must not move a step to the day before (1/24
/// times 24 may fall just short of 1), so what is whole up to rounding is whole.
double begin_of(std::int32_t step, double dt) {
  const double day = step * dt;
  const double whole = std::round(day);
  return std::abs(day - whole) <= 1e-9 * std::max(1.0, std::abs(day)) ? whole : day;
}

/// The number that exactly `count` digits at `from` spell.
std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(std::abs(number));
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return number < 0 ? "-" + text : text;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2),
             day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day civil(
      std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day)));
  if (!civil.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(civil).time_since_epoch().count();
  return Date{static_cast<std::int32_t>(days)};
}

std::string Date::to_string() const {
  const std::chrono::year_month_day date = civil();
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::chrono::year_month_day Date::civil() const {
  return std::chrono::sys_days(std::chrono::days(days));
}

double Date::decimal_year() const {
  const std::chrono::year year = civil().year();
  const auto first_day = [](std::chrono::year y) {
    return std::chrono::sys_days(y / std::chrono::January / 1)
        .time_since_epoch()
        .count();
  };
  const auto begin = first_day(year), end = first_day(year + std::chrono::years(1));
  return static_cast<int>(year) +
         static_cast<double>(days - begin) / static_cast<double>(end - begin);
}

std::int32_t Clock::steps() const { return step_of(Date{end.days + 1}); }

Moment Clock::moment(std::int32_t step) const {
  const double day = begin_of(step, dt);
  const Date date{start.days + static_cast<std::int32_t>(std::floor(day))};
  return {step, day, dt, date};
}

std::int32_t Clock::step_of(Date date) const {
  const double day = date.days - start.days;
  auto step = static_cast<std::int32_t>(std::ceil(day / dt));
  // The quotient may be off by one where it is whole up to rounding.
  while (begin_of(step - 1, dt) >= day) --step;
  while (begin_of(step, dt) < day) ++step;
  return step;
}

}  // namespace newsdep::sim
