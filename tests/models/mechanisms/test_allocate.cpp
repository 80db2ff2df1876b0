// How a budget is divided: nothing is lost, a trend is no gain, and a hill climber goes
// where more comes back.

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "models/mechanisms/allocate.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

double sum(const std::vector<double>& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

sim::Words words(std::int32_t t) {
  return sim::Luck(7).draw(sim::Purpose{"test"}, t, 0, 0);
}

/// The shares after so many trials, of levers each of which brings so much a period for
/// a whole budget, while support has a trend of its own; nothing is noisy.
std::vector<double> after_trials(int trials, const std::vector<double>& worth,
                                 double trend) {
  std::vector<double> shares(worth.size(), 1.0 / static_cast<double>(worth.size()));
  std::vector<double> brings(worth.size());
  const auto gain = [&](const std::vector<double>& tried) {
    return std::inner_product(tried.begin(), tried.end(), worth.begin(), trend);
  };
  for (int n = 1; n <= trials; ++n) {
    const Trial trial = draw_trial(shares, 0.4, words(n));
    const double difference = gain(shares_in(trial, Half::first, shares)) -
                              gain(shares_in(trial, Half::second, shares));
    learn(brings, trial, difference, weight_of_trial(n, worth.size(), 0.1));
    climb(shares, brings, 0.1);
  }
  return shares;
}

}  // namespace

TEST_CASE("a gain per dollar is the change of support over what was paid", "[state]") {
  CHECK(gain_per_dollar(0.4, 0.5, 50) == Approx(0.002));
  CHECK(gain_per_dollar(0.5, 0.4, 50) == Approx(-0.002));
  CHECK_FALSE(gain_per_dollar(0.4, 0.5, 0).has_value());
}

TEST_CASE("an alarm sounds when all that it is given holds", "[state]") {
  const double unseen = std::numeric_limits<double>::quiet_NaN();
  SECTION("of approval, less is worse") {
    const Alarming fall{.change = 0.125, .is_fall = true};
    CHECK(fall(0.5, 0.25));
    CHECK_FALSE(fall(0.5, 0.375));
    CHECK_FALSE(fall(0.25, 0.5));
    CHECK_FALSE(fall(unseen, 0.1));
    const Alarming low{.level = 0.5, .is_fall = true};
    CHECK(low(unseen, 0.4));
    CHECK_FALSE(low(unseen, 0.5));
    const Alarming both{.change = 0.125, .level = 0.5, .is_fall = true};
    CHECK(both(0.6, 0.4));
    CHECK_FALSE(both(0.45, 0.4));
    CHECK_FALSE(both(0.9, 0.6));
  }
  SECTION("of marchers, more is") {
    const Alarming rise{.change = 1000};
    CHECK(rise(500, 1501));
    CHECK_FALSE(rise(500, 1500));
    CHECK_FALSE(rise(5000, 1));
    const Alarming many{.level = 1000};
    CHECK(many(unseen, 1000));
    CHECK_FALSE(many(unseen, 999));
    CHECK_FALSE(many(unseen, unseen));
  }
  SECTION("without any condition never") {
    CHECK_FALSE(Alarming{}(0, 1));
    CHECK_FALSE(Alarming{.is_fall = true}(1, 0));
  }
}

TEST_CASE("trials and climbing lose nothing and take no more than a lever has",
          "[state]") {
  std::vector<double> shares = {0.5, 0.3, 0.2};
  std::vector<double> brings(3);
  bool within = true;
  const auto is_whole = [](const std::vector<double>& s) {
    bool all = std::abs(sum(s) - 1) < 1e-12;
    for (const double share : s) all &= share >= 0;
    return all;
  };
  for (std::int32_t t = 1; t < 5000; ++t) {
    const sim::Words luck = words(t);
    const Trial trial = draw_trial(shares, 0.4, luck);
    const std::vector<double> first = shares_in(trial, Half::first, shares);
    const std::vector<double> second = shares_in(trial, Half::second, shares);
    within &= trial.first != trial.second && trial.wide > 0 && is_whole(first) &&
              is_whole(second);
    within &= std::abs(first[trial.first] - second[trial.first] - trial.wide) < 1e-12;
    learn(brings, trial, luck[3] % 2 == 0 ? 1 : -1, 0.5);
    climb(shares, brings, 0.1);
    within &= is_whole(shares);
  }
  CHECK(within);
}

TEST_CASE("two levers are tried around what they have, or from what they can",
          "[state]") {
  const Trial trial{.first = 1, .second = 0, .wide = 0.25};
  const std::vector<double> even = {0.5, 0.5};
  CHECK(shares_in(trial, Half::first, even) == std::vector{0.375, 0.625});
  CHECK(shares_in(trial, Half::second, even) == std::vector{0.625, 0.375});
  const std::vector<double> all = {0, 1};
  CHECK(shares_in(trial, Half::first, all) == std::vector{0.0, 1.0});
  CHECK(shares_in(trial, Half::second, all) == std::vector{0.25, 0.75});
}

TEST_CASE("what each lever brings is the mean of its trials, the newest counting most",
          "[state]") {
  CHECK(weight_of_trial(1, 2, 0) == 1);
  CHECK(weight_of_trial(4, 2, 0) == 0.25);
  CHECK(weight_of_trial(4, 4, 0) == 0.5);
  CHECK(weight_of_trial(50, 2, 0.1) == 0.1);
  std::vector<double> brings(2);
  const Trial trial{.first = 0, .second = 1, .wide = 0.5};
  const Trial turned{.first = 1, .second = 0, .wide = 0.5};
  learn(brings, trial, 4, weight_of_trial(1, 2, 0));
  learn(brings, turned, 1, weight_of_trial(2, 2, 0));
  learn(brings, trial, 3, weight_of_trial(3, 2, 0));
  CHECK(brings[0] - brings[1] == Approx((4 - 1 + 3) / 0.5 / 3));
}

TEST_CASE("without noise the better lever gets everything, whatever the trend",
          "[state]") {
  for (const double trend : {0.0, -10.0, 10.0}) {
    CHECK(after_trials(6, {3, 1}, trend) == std::vector{1.0, 0.0});
    CHECK(after_trials(6, {1, 3}, trend) == std::vector{0.0, 1.0});
    CHECK(after_trials(60, {1, 2, 4, 3}, trend)[2] == Approx(1));
  }
  CHECK(after_trials(20, {2, 2}, 0) == std::vector{0.5, 0.5});
}
