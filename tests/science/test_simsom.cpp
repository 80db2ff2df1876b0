// SimSoM: the platform with its accounts and bots gives the published mean quality of
// feeds (Truong, Lou, Flammini and Menczer, PNAS Nexus 3 (2024) pgae258).

#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// The quality of feeds in each step, for several seeds.
std::vector<std::vector<double>> qualities(const std::string& file,
                                           std::uint32_t seeds) {
  const Loaded scenario = load("scenarios/validation/" + file, {});
  std::vector<std::vector<double>> found(seeds);
  sim::for_each(seeds, [&](std::uint32_t k) {
    found[k] = variable(run(scenario, k + 1), "platform/feed_quality").values;
  });
  return found;
}

/// What was published of a run: quality smoothed from 1.0 on, 0.8 of the last and 0.2
/// of the new, until it moves by less than a ten-thousandth.
double as_published(const std::vector<double>& quality) {
  double smoothed = 1;
  for (std::size_t t = 1; t < quality.size(); ++t) {  // nothing has arrived in step 0
    const double next = 0.8 * smoothed + 0.2 * quality[t];
    const bool stands = std::abs(next - smoothed) / smoothed < 1e-4;
    smoothed = next;
    if (stands) break;
  }
  return smoothed;
}

double mean_from_step_50(const std::vector<double>& quality) {
  return mean(std::span(quality).subspan(50));
}

/// The mean over seeds of one number of each run.
Sample over_seeds(const std::vector<std::vector<double>>& runs,
                  double (*number)(const std::vector<double>&)) {
  std::vector<double> numbers;
  for (const std::vector<double>& quality : runs) numbers.push_back(number(quality));
  return sample(numbers);
}

}  // namespace

TEST_CASE("without bots feeds are as good as what is posted", "[science][simsom][S1]") {
  const double posted = 1 / (1 - std::exp(-10.0)) - 0.1;
  for (const std::vector<double>& quality : qualities("simsom_no_bots.yaml", 2)) {
    CHECK(std::abs(mean_from_step_50(quality) - posted) < 0.005);
  }
}

TEST_CASE("bots that a hundredth follow bring quality to 0.849",
          "[science][simsom][S2]") {
  const auto runs = qualities("simsom_gamma_001.yaml", 10);
  const Sample found = over_seeds(runs, as_published);
  INFO("quality " << found.mean << ", sd " << found.sd << "; steps 51 to 120 "
                  << over_seeds(runs, mean_from_step_50).mean);
  CHECK(std::abs(found.mean - 0.8487) < 0.015);
}

TEST_CASE("bots that a tenth follow bring quality to 0.530", "[science][simsom][S2]") {
  const auto runs = qualities("simsom_gamma_01.yaml", 10);
  const Sample found = over_seeds(runs, as_published);
  INFO("quality " << found.mean << ", sd " << found.sd << "; steps 51 to 120 "
                  << over_seeds(runs, mean_from_step_50).mean);
  CHECK(std::abs(found.mean - 0.5302) < 0.03);
}
