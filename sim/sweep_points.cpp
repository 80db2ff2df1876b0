// The points of a sweep: making them by a design, and checking each one's scenario.

#include "sim/sweep_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "sim/design.hpp"

namespace newsdep::sim {
namespace {

constexpr std::size_t most_points_shown = 10;
constexpr std::size_t most_of_a_point = 3;

UnitPoints places(const Sampling& sampling, std::size_t dimensions) {
  const auto samples = static_cast<std::size_t>(sampling.samples);
  switch (sampling.design) {
    case Design::random:
      return random_points(samples, dimensions, sampling.seed);
    case Design::latin_hypercube:
      return latin_hypercube_points(samples, dimensions, sampling.seed);
    case Design::sobol:
      return sobol_points(samples, dimensions, sampling.seed);
    case Design::saltelli:
      return saltelli_points(samples, dimensions, sampling.seed);
    case Design::morris:
      return morris_points(samples, dimensions,
                           static_cast<std::size_t>(sampling.levels), sampling.seed);
    case Design::grid:
    case Design::list:
      break;
  }
  assert(false && "a grid and a list are not sampled");
  return {0, dimensions};
}

std::vector<std::vector<std::string>> grid_points(std::span<const SweptLaw> laws) {
  std::vector<std::vector<std::string>> points{{}};
  for (const SweptLaw& law : laws) {
    std::vector<std::vector<std::string>> longer;
    longer.reserve(points.size() * law.values.size());
    for (const auto& point : points) {
      for (const std::string& value : law.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    }
    points = std::move(longer);
  }
  return points;
}

/// What a point's scenario and its base say is wrong, a message each.
std::vector<std::string> problems_of(const PointScenario& point) {
  std::vector<std::string> messages;
  std::set<std::pair<std::string, std::string>> told;
  const auto add = [&](const ScenarioBase& scenario, const std::string& remark) {
    Problems problems;
    scenario.check(problems);
    for (const Problems::Problem& problem : problems.list()) {
      if (!told.emplace(problem.key, problem.message).second) continue;
      messages.push_back(problem.key + ": " + problem.message + remark);
    }
  };
  add(*point.scenario, "");
  add(*point.base, " (in the base scenario, which the burn-in is solved for)");
  return messages;
}

}  // namespace

double count_points(const Sampling& sampling, std::span<const SweptLaw> laws) {
  const auto samples = static_cast<double>(sampling.samples);
  const auto dimensions = static_cast<double>(laws.size());
  if (sampling.design == Design::grid) return count_different(laws);
  if (sampling.design == Design::saltelli) return samples * (dimensions + 2);
  if (sampling.design == Design::morris) return samples * (dimensions + 1);
  return samples;
}

double count_different(std::span<const SweptLaw> laws) {
  double count = 1;
  for (const SweptLaw& law : laws) {
    if (law.kind == SweptLaw::Kind::values) {
      count *= static_cast<double>(law.values.size());
    } else {
      count *= law.is_whole ? law.high - law.low + 1
                            : std::numeric_limits<double>::infinity();
    }
  }
  return count;
}

std::vector<std::vector<std::string>> make_points(const Sampling& sampling,
                                                  std::span<const SweptLaw> laws) {
  if (sampling.design == Design::grid) return grid_points(laws);
  const UnitPoints unit = places(sampling, laws.size());
  std::vector<std::vector<std::string>> points(unit.size());
  for (std::size_t n = 0; n < unit.size(); ++n) {
    for (std::size_t k = 0; k < laws.size(); ++k) {
      points[n].push_back(value_at(laws[k], unit[n][k]));
    }
  }
  return points;
}

std::string point_in_words(std::span<const std::string> keys,
                           std::span<const std::string> values) {
  std::string text;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    text += (k == 0 ? "" : ", ") + keys[k] + " = " + fit_for_message(values[k]);
  }
  return text;
}

void check_points(const Sweep& sweep, const Model& model,
                  std::span<const Place> place_of, Mistakes& mistakes) {
  std::vector<std::string> keys;
  for (const SweptParameter& swept : sweep.parameters) keys.push_back(swept.key);
  std::size_t wrong = 0;
  for (std::size_t n = 0; n < sweep.points.size(); ++n) {
    const auto messages = problems_of(scenario_of(sweep, model, n));
    if (messages.empty() || ++wrong > most_points_shown) continue;
    const std::size_t shown = std::min(messages.size(), most_of_a_point);
    for (std::size_t m = 0; m < shown; ++m) {
      const bool is_cut = m + 1 == shown && shown < messages.size();
      mistakes.at(
          place_of[place_of.size() == 1 ? 0 : n], "",
          fmt::format(
              "point {} ({}): {}{}", n, point_in_words(keys, sweep.points[n]),
              messages[m],
              is_cut ? fmt::format(" (and {} more)", messages.size() - shown) : ""));
    }
  }
  if (wrong > most_points_shown) {
    mistakes.at(place_of.back(), "",
                fmt::format("{} more points have mistakes, {} of {} in all",
                            wrong - most_points_shown, wrong, sweep.points.size()));
  }
}

}  // namespace newsdep::sim
