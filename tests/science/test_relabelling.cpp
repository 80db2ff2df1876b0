// Which citizen stands at which place decides nothing.

#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr std::uint32_t citizens = 300;

/// The edges of a lopsided graph: a hub, a ring and a clique, under any naming.
std::string edges(const std::vector<std::uint32_t>& name) {
  std::string text;
  const auto edge = [&](std::uint32_t a, std::uint32_t b) {
    text += std::to_string(name[a]) + " " + std::to_string(name[b]) + "\n";
  };
  for (std::uint32_t i = 1; i < citizens; ++i) {
    if (i % 3 == 0) edge(0, i);
    if (i > 1) edge(i, i - 1);
  }
  for (std::uint32_t i = 1; i <= 20; ++i) {
    for (std::uint32_t j = i + 2; j <= 20; ++j) edge(i, j);
  }
  return text;
}

/// Citizens who differ by their luck alone, so that every naming is as good.
Scenario country(const std::vector<std::uint32_t>& name) {
  Scenario s = small_country(citizens);
  s.time.end = day(39);
  s.population.leaning_spread = 0;
  s.friends.file = {"edges.txt", edges(name)};
  s.adoption.innovation = 0.002;
  s.adoption.imitation = 0.05;
  s.adoption.start_share = 0.1;
  s.media[3].convenience = 0.5;
  s.platform.response.share.base = -3;
  s.platform.response.post_chance = 0.2;
  return s;
}

std::vector<std::vector<double>> runs(const std::vector<std::uint32_t>& name,
                                      std::uint64_t first_seed, int count) {
  const Scenario s = country(name);
  std::vector<std::vector<double>> found;
  for (int k = 0; k < count; ++k) {
    const sim::Results results = run(s, first_seed + static_cast<std::uint64_t>(k));
    std::vector<double> of_run;
    for (const char* variable_name :
         {"platform_users", "belief_mean", "belief_variance", "platform_dependency",
          "platform/likes", "platform/shares", "platform/messages", "exposure_slant"}) {
      of_run.push_back(
          mean(std::span(variable(results, variable_name).values).last(10)));
    }
    found.resize(of_run.size());
    for (std::size_t m = 0; m < of_run.size(); ++m) found[m].push_back(of_run[m]);
  }
  return found;
}

}  // namespace

TEST_CASE("relabelling citizens changes nothing in distribution",
          "[science][relabelling]") {
  std::vector<std::uint32_t> name(citizens);
  std::iota(name.begin(), name.end(), 0u);
  const auto as_named = runs(name, 1, 150);
  std::vector<std::uint32_t> reversed(name.rbegin(), name.rend());
  std::vector<std::uint32_t> shuffled = name;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
  for (const auto& other : {reversed, shuffled}) {
    const auto renamed = runs(other, 1001, 150);
    for (std::size_t m = 0; m < as_named.size(); ++m) {
      const Sample a = sample(as_named[m]);
      const Sample b = sample(renamed[m]);
      INFO("measure " << m << ": " << a.mean << " +- " << a.se << " against " << b.mean
                      << " +- " << b.se);
      CHECK(std::abs(a.mean - b.mean) < 4 * std::hypot(a.se, b.se));
      // A standard deviation of 150 normal numbers is known to 1/sqrt(300).
      CHECK(std::abs(std::log(a.sd / b.sd)) < 5 * std::sqrt(2.0 / 300));
    }
  }
}
