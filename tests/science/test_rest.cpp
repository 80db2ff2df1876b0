// A year in which nothing happens: after the burn-in the world stays where it is.

#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

TEST_CASE("no share moves in a frozen year", "[science][rest]") {
  const Loaded rest = load("scenarios/tests/rest.yaml", {"population.citizens=10000"});
  const auto n = static_cast<double>(rest.scenario.population.citizens);
  const sim::Results results = run(rest, 1);
  for (const Medium& medium : rest.scenario.media) {
    const std::vector<double> share = series(results, "main_source_share", medium.name);
    REQUIRE(share.size() == 365);
    double target = 0;
    for (const auto& [name, wanted] : rest.base.burn_in.main_source) {
      if (name == medium.name) target = wanted;
    }
    std::vector<double> months;
    for (std::size_t first = 0; first + 30 <= share.size(); first += 30) {
      months.push_back(mean(std::span(share).subspan(first, 30)));
    }
    // A month against the first: two samples of n citizens each. That they are the same
    // citizens only makes it less.
    const double se = std::sqrt(2 * target * (1 - target) / n);
    double moved = 0;
    for (const double month : months) {
      moved = std::max(moved, std::abs(month - months[0]));
    }
    INFO(medium.name << ": wanted " << target << ", first month " << months[0]
                     << ", moved by up to " << moved << ", se " << se);
    CHECK(moved < 4 * se + 0.002);
    // And it rests where the scenario says; citizens and their conveniences are drawn.
    CHECK(std::abs(mean(share) - target) <
          4 * std::sqrt(target * (1 - target) / n) + rest.base.burn_in.tolerance);
  }
}

TEST_CASE("no outlet's attention and no belief moves in a frozen year",
          "[science][rest]") {
  // By months, against the scatter of the months themselves: no trend. The slope of 12
  // independent months has the standard error sd / sqrt(sum of (t - mean t)^2).
  const Loaded rest = load("scenarios/tests/rest.yaml", {"population.citizens=10000"});
  const sim::Results results = run(rest, 2);
  const auto check_trend = [](const std::string& what,
                              const std::vector<double>& days) {
    std::vector<double> months;
    for (std::size_t first = 0; first + 30 <= days.size(); first += 30) {
      months.push_back(mean(std::span(days).subspan(first, 30)));
    }
    const auto count = static_cast<double>(months.size());
    const double middle = (count - 1) / 2;
    double slope = 0, squares = 0;
    for (std::size_t k = 0; k < months.size(); ++k) {
      const double t = static_cast<double>(k) - middle;
      slope += t * months[k];
      squares += t * t;
    }
    slope /= squares;
    double rest_squares = 0;
    const double level = mean(months);
    for (std::size_t k = 0; k < months.size(); ++k) {
      const double off = months[k] - level - slope * (static_cast<double>(k) - middle);
      rest_squares += off * off;
    }
    const double se = std::sqrt(rest_squares / (count - 2) / squares);
    const double year = std::abs(slope) * (count - 1);
    INFO(what << " drifts by " << year << " a year, se " << se * (count - 1));
    // What one seldom turns to one learns slowly, so that values still move a little
    // when the burn-in ends: 0.0002 a year was found for the smaller radio.
    CHECK(year < 4 * se * (count - 1) + 0.002);
  };
  for (const Outlet& outlet : rest.scenario.outlets) {
    check_trend(outlet.name, series(results, "attention_share", outlet.name));
  }
  check_trend("belief", variable(results, "belief_mean").values);
  check_trend("slant met", variable(results, "exposure_slant").values);
}
