// The knock-out by formula against the knock-out by running it dark.

#include <cmath>
#include <string>
#include <vector>

#include "models/processes/knockout.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr int dark_day = 10;

/// A country in which nobody joins or leaves, so that a day is drawn from the values
/// with which the day before has ended.
Scenario country(double learning_rate) {
  Scenario s = small_country(4000);
  s.media[0].reach = s.media[1].reach = 0.7;
  s.friends.mean_degree = 4;
  s.adoption.enabled = false;
  s.choice.learning_rate = learning_rate;
  return s;
}

/// The same country, dark from `dark_day` on.
Scenario in_the_dark(double learning_rate) {
  Scenario s = country(learning_rate);
  Event block;
  block.name = "block";
  block.kind = EventKind::block_platform;
  block.date = day(dark_day);
  s.events = {block};
  return s;
}

/// Expected occasions by label in the step after the last that was lived, all citizens.
struct Expected {
  std::vector<double> lit;
  std::vector<double> dark;
};
Expected expect_next(OwnWorld& own, int last) {
  sim::Results results;
  sim::Axis outlets{.name = "outlet", .labels = own.world.attention_labels()};
  sim::Axis sources{.name = "source"};
  for (const SourceState& s : own.world.sources) sources.labels.push_back(s.name);
  results.add_axis(outlets);
  results.add_axis(sources);
  own.scenario.measures.knockouts = {{"last", day(last)}};
  Knockout(own.world, results)(own.moment(last));
  Expected expected{variable(results, "knockout/attention").values,
                    variable(results, "knockout/attention_dark").values};
  for (double& value : expected.lit) value *= own.world.n();
  for (double& value : expected.dark) value *= own.world.n();
  return expected;
}

void add_to(std::vector<double>& to, const std::vector<double>& from) {
  to.resize(from.size());
  for (std::size_t k = 0; k < from.size(); ++k) to[k] += from[k];
}

/// Whether `counted` is a Poisson count with mean `expected`. A citizen's occasions are
/// Poisson with mean a_i, each goes to c with chance P'_i(c) on its own, so the count
/// at c is Poisson with mean sum a_i P'_i(c), its own variance.
bool agree(double counted, double expected) {
  return std::abs(counted - expected) <= 4 * std::sqrt(expected);
}

double sum(const std::vector<double>& values) {
  return mean(values) * static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("without learning the first dark day is as the formula has it",
          "[science][knockout]") {
  constexpr std::uint64_t seeds = 8;
  std::vector<double> all_counted, all_expected, all_lit;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    OwnWorld lit(country(0), seed);
    lit.live(0, dark_day);
    const Expected expected = expect_next(lit, dark_day - 1);
    lit.live(dark_day, dark_day + 1);
    OwnWorld dark(in_the_dark(0), seed);
    dark.live(0, dark_day + 1);
    const std::vector<double>& counted = dark.world.today.attention;
    const std::vector<std::string> labels = dark.world.attention_labels();
    for (std::size_t k = 0; k < labels.size(); ++k) {
      INFO("seed " << seed << ", " << labels[k] << ": " << counted[k] << " of "
                   << expected.dark[k] << "; lit " << lit.world.today.attention[k]
                   << " of " << expected.lit[k]);
      CHECK(agree(counted[k], expected.dark[k]));
      const bool is_of_platform =
          k >= 4 && labels[k] != "word_of_mouth";  // what a visit shows is no count
      if (!is_of_platform) CHECK(agree(lit.world.today.attention[k], expected.lit[k]));
    }
    CHECK(agree(sum(lit.world.today.attention), sum(expected.lit)));
    add_to(all_counted, counted);
    add_to(all_expected, expected.dark);
    add_to(all_lit, expected.lit);
  }
  for (std::size_t k = 0; k < all_counted.size(); ++k) {
    CHECK(agree(all_counted[k], all_expected[k]));
    // The formula does not only say that things stay as they are.
    if (all_lit[k] > 0) CHECK_FALSE(agree(all_lit[k], all_expected[k]));
  }
}

TEST_CASE(
    "with learning, later dark days differ from the formula by substitution alone",
    "[science][knockout]") {
  // Three things stand side by side on each dark day: what was read, the formula with
  // what citizens have learnt in the dark, and the formula of the country that stayed
  // lit. Between the first two is luck alone, between the last two substitution.
  constexpr std::size_t seeds = 8;
  constexpr int days = 20;
  std::vector<double> counted, expected;
  std::vector<std::vector<double>> substituted;  // [labels][seeds] share of the lit one
  std::vector<std::string> labels;
  for (std::size_t seed = 1; seed <= seeds; ++seed) {
    OwnWorld lit(country(0.1), seed), dark(in_the_dark(0.1), seed);
    lit.live(0, dark_day);
    dark.live(0, dark_day);
    std::vector<double> learnt, unlearnt;
    for (int d = dark_day; d < dark_day + days; ++d) {
      add_to(unlearnt, expect_next(lit, d - 1).dark);
      add_to(learnt, expect_next(dark, d - 1).dark);
      lit.live(d, d + 1);
      dark.live(d, d + 1);
      add_to(counted, dark.world.today.attention);
    }
    add_to(expected, learnt);
    // What was lost stays lost: who has something left reads as often as before.
    CHECK(sum(learnt) == Approx(sum(unlearnt)).epsilon(1e-5));  // sums of floats
    labels = dark.world.attention_labels();
    substituted.resize(labels.size());
    for (std::size_t k = 0; k < labels.size(); ++k) {
      substituted[k].push_back(unlearnt[k] > 0 ? learnt[k] / unlearnt[k] - 1 : 0.0);
    }
  }
  bool is_substituted = false;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    const Sample change = sample(substituted[k]);
    UNSCOPED_INFO(labels[k] << ": " << counted[k] << " of " << expected[k]
                            << ", by substitution " << change.mean << " +- "
                            << change.se);
    CHECK(agree(counted[k], expected[k]));
    is_substituted |= std::abs(change.mean) > 4 * change.se;
  }
  CHECK(is_substituted);
}
