// Survey: a wave is unbiased against the census of all, with an honest standard error.

#include <cmath>
#include <string>
#include <vector>

#include "models/processes/measures.hpp"
#include "models/processes/survey.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

struct Asked {
  std::vector<std::vector<double>> share;  // [media][waves]
  std::vector<std::vector<double>> error;
  std::vector<double> truth;  // [media]
};

/// Asks many waves on one day of one world.
Asked ask(std::int64_t citizens, std::int64_t sample_size, int waves) {
  Scenario s = small_country(citizens);
  s.survey.sample = sample_size;
  for (int w = 0; w < waves; ++w)
    s.survey.waves.push_back({"wave_" + std::to_string(w), day(19)});
  OwnWorld own(std::move(s));
  own.live(0, 20);
  sim::Results results;
  sim::Axis media{.name = "medium"};
  for (const Medium& m : own.world.media) media.labels.push_back(m.name);
  results.add_axis(media);
  Survey survey(own.world, results);
  survey(own.moment(18));  // not yet
  REQUIRE(std::isnan(variable(results, "survey/main_source").values[0]));
  survey(own.moment(19));
  const Census30 census = take_census(own.world);
  Asked asked;
  const std::size_t width = own.world.media.size();
  for (std::size_t m = 0; m < width; ++m) {
    asked.truth.push_back(census.main_source[m] / census.readers);
    asked.share.emplace_back();
    asked.error.emplace_back();
    for (std::size_t w = 0; w < static_cast<std::size_t>(waves); ++w) {
      asked.share[m].push_back(
          variable(results, "survey/main_source").values[w * width + m]);
      asked.error[m].push_back(
          variable(results, "survey/main_source_se").values[w * width + m]);
    }
  }
  return asked;
}

}  // namespace

TEST_CASE("waves agree on average with the census, and scatter by their standard error",
          "[survey]") {
  const Asked asked = ask(5000, 100, 500);
  for (std::size_t m = 0; m < asked.truth.size(); ++m) {
    const Sample found = sample(asked.share[m]);
    INFO("medium " << m << ": " << found.mean << " of " << asked.truth[m]);
    CHECK(std::abs(found.mean - asked.truth[m]) < 4 * found.se);
    // A sample of 100 without replacement from 5,000 scatters 1 % less; the standard
    // deviation of 500 waves is known to 3 %.
    const double told = sample(asked.error[m]).mean;
    CHECK(found.sd / told == Approx(0.99).margin(4 * 0.032));
  }
}

TEST_CASE("the shares of a wave sum to 1", "[survey]") {
  const Asked asked = ask(500, 60, 20);
  for (std::size_t w = 0; w < 20; ++w) {
    double sum = 0;
    for (const auto& share : asked.share) sum += share[w];
    CHECK(sum == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("a sample of everybody is the census", "[survey]") {
  const Asked asked = ask(300, 1000, 1);
  for (std::size_t m = 0; m < asked.truth.size(); ++m) {
    CHECK(asked.share[m][0] == Approx(asked.truth[m]).epsilon(1e-12));
  }
}

TEST_CASE("asking changes nothing", "[survey]") {
  const Scenario plain = small_country(300);
  Scenario asked = plain;
  asked.survey.waves = {{"first", day(10)}, {"second", day(30)}};
  const sim::Results a = run(plain, 1);
  const sim::Results b = run(asked, 1);
  for (const sim::Variable& v : a.variables()) {
    const std::vector<double>& other = variable(b, v.about.name).values;
    REQUIRE(v.values.size() == other.size());
    bool same = true;
    for (std::size_t k = 0; k < other.size(); ++k) {
      same &= v.values[k] == other[k] || std::isnan(v.values[k]);
    }
    INFO(v.about.name);
    CHECK(same);
  }
}
