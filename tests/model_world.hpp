#pragma once
// Small countries for the tests of the model: scenarios, worlds driven by hand, whole
// runs, and the statistics by which runs are compared.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "models/world.hpp"
#include "sim/results.hpp"

namespace newsdep::test {

/// A country with everything in it: tv and radio with two outlets each, talk, and a
/// platform with two pages; 20 friends each; no burn-in. 60 days from 2013-01-01.
Scenario small_country(std::int64_t citizens);

/// The same with a burn-in that solves for main sources, 60 days long each half.
Scenario small_country_at_rest(std::int64_t citizens);

/// What is said when `text` is added to a country, both in YAML: the first mistake
/// without its place, "" when there is none.
std::string complaint_in(const std::string& country, const std::string& text);

/// The same of a country with a channel and two pages, from
/// 2013-01-01 to 2013-12-31.
std::string complaint_about(const std::string& text);

/// A scenario and the base that its burn-in is solved for.
struct Loaded {
  Scenario scenario;
  Scenario base;
};

/// Reads a scenario file, with overrides "key=value".
Loaded load(const std::filesystem::path& file, const std::vector<std::string>& sets);

/// A world with the scenario whose rules are in force, to be driven by hand.
struct OwnWorld {
  Scenario scenario;
  World world;

  explicit OwnWorld(Scenario s, std::uint64_t seed = 1)
      : scenario(std::move(s)), world(scenario, scenario, seed) {}
  OwnWorld(const OwnWorld&) = delete;
  OwnWorld& operator=(const OwnWorld&) = delete;

  sim::Moment moment(std::int32_t step) const { return scenario.clock().moment(step); }
  /// Everything that happens in the steps [from, to), measures and surveys aside.
  void live(std::int32_t from, std::int32_t to);
  OutletState& outlet(std::string_view name);
  /// Occasions at an outlet in the step that was lived last.
  double attention(std::string_view name);
};

/// A day as a date, `days` after 2013-01-01.
sim::Date day(int days);

/// One replicate, through the model's own `run`.
sim::Results run(const Scenario& scenario, std::uint64_t seed);
sim::Results run(const Loaded& loaded, std::uint64_t seed);

const sim::Variable& variable(const sim::Results& results, std::string_view name);
/// The values over time of one label of a variable's second axis.
std::vector<double> series(const sim::Results& results, std::string_view name,
                           std::string_view label);
/// The names of the variables whose bytes differ, or that only one has; empty when the
/// results are the same.
std::string differences(const sim::Results& a, const sim::Results& b);

/// Mean and standard error of independent numbers.
struct Sample {
  double mean = 0;
  double sd = 0;
  double se = 0;
};
Sample sample(std::span<const double> values);
double mean(std::span<const double> values);

}  // namespace newsdep::test
