// A country of 20,000 citizens and one of 200,000 are the same country.

#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What is compared: means over the run's last 60 days, by name.
std::vector<std::pair<std::string, double>> summary(const sim::Results& results,
                                                    const Scenario& s) {
  std::vector<std::pair<std::string, double>> all;
  const auto add = [&](const std::string& name, const std::vector<double>& values) {
    all.emplace_back(name, mean(std::span(values).last(60)));
  };
  for (const Medium& medium : s.media) {
    add("main source " + medium.name,
        series(results, "main_source_share", medium.name));
  }
  for (const char* name :
       {"platform_dependency", "effective_media", "belief_mean", "support_share",
        "exposure_slant", "platform_users", "platform/visits", "platform/shares"}) {
    add(name, variable(results, name).values);
  }
  return all;
}

/// The founding case's country, small in outlets, for 120 days. Without burn-in, for
/// two thirds of the time would go there: values start unlearnt and move.
Loaded country(int citizens) {
  return load(
      "scenarios/tests/closures.yaml",
      {"population.citizens=" + std::to_string(citizens), "burn_in.enabled=false",
       "time.end=2017-04-30", "events.relays_closed.enabled=false",
       "measures.flow_from=2017-01-10", "measures.flow_to=2017-03-10"});
}

}  // namespace

TEST_CASE("20,000 citizens and 200,000 find the same", "[science][sizes]") {
  constexpr int seeds = 8;
  const Loaded small = country(20000);
  std::vector<std::vector<double>> found;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto of_seed = summary(run(small, seed), small.scenario);
    found.resize(of_seed.size());
    for (std::size_t k = 0; k < of_seed.size(); ++k) {
      found[k].push_back(of_seed[k].second);
    }
  }
  const Loaded large = country(200000);
  const auto of_large = summary(run(large, 1), large.scenario);
  for (std::size_t k = 0; k < of_large.size(); ++k) {
    const auto& [name, value] = of_large[k];
    const Sample s = sample(found[k]);
    // The large run scatters a tenth as much in variance. Eight seeds tell a standard
    // deviation to a quarter, so the tolerance is more than 4 of them.
    const double se = s.sd * std::sqrt(1.0 / seeds + 0.1);
    INFO(name << ": 20,000 " << s.mean << " +- " << s.se << ", 200,000 " << value);
    CHECK(std::abs(value - s.mean) < 6 * se + 0.001 * std::abs(value));
  }
}
