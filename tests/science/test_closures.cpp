// The founding case: what the closures of 2017 did to the platform's share, found in
// paired runs that differ by the closures alone.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// The mean over October 2017 to June 2018 of the platform's main-source share.
double platform_share(const Loaded& country, std::uint64_t seed) {
  const sim::Results results = run(country, seed);
  const sim::Clock clock = country.scenario.clock();
  const auto from = clock.step_of(*sim::Date::parse("2017-10-01"));
  const auto to = clock.step_of(*sim::Date::parse("2018-07-01"));
  const std::vector<double> share = series(results, "main_source_share", "platform");
  return mean(std::span(share).subspan(static_cast<std::size_t>(from),
                                       static_cast<std::size_t>(to - from)));
}

}  // namespace

TEST_CASE("the closures of 2017 raise the platform's share", "[science][closures]") {
  const std::vector<std::string> small = {"population.citizens=2000"};
  std::vector<std::string> without_closures = small;
  for (const char* event :
       {"vod_relays_closed", "rfa_voa_relays_closed", "cambodia_daily_closed"}) {
    without_closures.push_back("events." + std::string(event) + ".enabled=false");
  }
  const Loaded history = load("scenarios/cambodia.yaml", small);
  const Loaded open_press = load("scenarios/cambodia.yaml", without_closures);
  std::vector<double> difference(20);
  sim::for_each(20, [&](std::uint32_t k) {  // runs so small that each has one thread
    difference[k] = platform_share(history, k + 1) - platform_share(open_press, k + 1);
  });
  const Sample found = sample(difference);
  const double half_width =
      2.093 * found.se;  // Student's t, 19 degrees of freedom, 95 %
  INFO("difference " << found.mean << ", 95 % interval " << found.mean - half_width
                     << " to " << found.mean + half_width);
  // Found: +0.0090, 95 % interval 0.0079 to 0.0101. The closures send a part of the
  // stations' listeners to the platform.
  CHECK(found.mean - half_width > 0);
}
