// Activity-driven contacts: the fork of the mean field, the order of the method, who
// contacts whom, and the two ways in which opinions part from the middle.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/mechanisms/reinforce.hpp"
#include "models/processes/conversation.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

const std::string validation = "scenarios/validation/";

/// Citizens who are always active and contact `contacts` others in one round of a day.
Scenario always_active(std::int64_t citizens, std::int64_t contacts) {
  Scenario s;
  s.population.citizens = citizens;
  s.friends.mean_degree = 0;
  s.conversation.kernel = ConversationKernel::activity_driven;
  s.conversation.mixing = Mixing::complete;
  s.conversation.reinforcement = {.strength = 1e-6,
                                  .controversialness = 1,
                                  .contacts = contacts,
                                  .homophily = 3,
                                  .reciprocity = 0,
                                  .activity_exponent = 2.1,
                                  .least_activity = 1};
  return s;
}

/// What each has heard in one round: with little influence dx = -x dt + K h dt.
std::vector<double> heard(const Scenario& s, const std::vector<double>& opinions,
                          std::uint64_t seed) {
  OwnWorld own(s, seed);
  sim::Results results;
  Conversation conversation(own.world, results);
  own.world.citizens.belief = opinions;
  conversation(own.moment(0));
  std::vector<double> sums;
  // One Runge-Kutta step of -x leaves 3/8 of it, and of a steady push 5/8.
  for (std::size_t i = 0; i < opinions.size(); ++i) {
    const double moved = own.world.citizens.belief[i] - 0.375 * opinions[i];
    sums.push_back(moved / 0.625 / s.conversation.reinforcement.strength);
  }
  return sums;
}

/// What `heard` finds of who heard one other, whose opinion x shrinks while he listens:
/// the same Runge-Kutta step, written out for K = 0.
double push_of(double x) {
  const double k1 = std::tanh(x);
  const double k2 = std::tanh(0.5 * x) - 0.5 * k1;
  const double k3 = std::tanh(0.75 * x) - 0.5 * k2;
  const double k4 = std::tanh(0.25 * x) - k3;
  return (k1 + 2 * k2 + 2 * k3 + k4) / 6 / 0.625;
}

}  // namespace

TEST_CASE("opinions fork where the mean field does", "[conversation][T20]") {
  const auto rest = [](const char* alpha) {
    const Loaded s =
        load(validation + "pitchfork.yaml",
             {std::string("conversation.reinforcement.controversialness=") + alpha});
    return variable(run(s, 1), "belief_mean").values.back();
  };
  CHECK(std::abs(rest("0.36") - 1.3718) < 1e-3);
  CHECK(std::abs(rest("0.5") - 2.5757) < 1e-3);
  CHECK(std::abs(rest("0.3")) < 1e-3);
}

TEST_CASE("the error of a step falls with its fourth power", "[conversation][T20]") {
  const auto after = [](int rounds) {
    const Loaded s = load(validation + "pitchfork.yaml",
                          {"time.end=2013-01-02",
                           "conversation.rounds_per_day=" + std::to_string(rounds)});
    return variable(run(s, 1), "belief_mean").values.back();
  };
  const double truth = after(400);
  const double coarse = std::abs(after(2) - truth);
  const double fine = std::abs(after(4) - truth);
  const double finer = std::abs(after(8) - truth);
  CHECK(std::log2(coarse / fine) == Approx(4).margin(0.3));
  CHECK(std::log2(fine / finer) == Approx(4).margin(0.3));
}

TEST_CASE("contacts fall with the distance of opinions, as a table of all pairs says",
          "[conversation]") {
  // Two nearly equal, a gap, a lone one: stretches of every kind.
  const std::vector<double> x{-0.8, -0.1, -0.0999, 0.05, 0.2, 0.21, 0.9};
  const std::size_t n = x.size();
  const Scenario s = always_active(static_cast<std::int64_t>(n), 1);
  // What the citizens of each subset say together, by the subset's bits.
  std::vector<double> said(std::size_t{1} << n, 0);
  for (std::size_t subset = 0; subset < said.size(); ++subset) {
    for (std::size_t i = 0; i < n; ++i) {
      if (subset >> i & 1) said[subset] += push_of(x[i]);
    }
  }
  const int runs = 2000;
  std::vector<std::vector<double>> count(n, std::vector<double>(n, 0));
  for (int seed = 1; seed <= runs; ++seed) {
    const std::vector<double> sums = heard(s, x, static_cast<std::uint64_t>(seed));
    for (std::size_t j = 0; j < n; ++j) {
      std::size_t best = 0;
      for (std::size_t subset = 0; subset < said.size(); ++subset) {
        const bool has_himself = subset >> j & 1;
        const bool is_nearer =
            std::abs(sums[j] - said[subset]) < std::abs(sums[j] - said[best]);
        if (!has_himself && is_nearer) best = subset;
      }
      for (std::size_t i = 0; i < n; ++i) count[i][j] += best >> i & 1;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    double all = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) all += std::pow(std::abs(x[i] - x[j]), -3.0);
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double chance = std::pow(std::abs(x[i] - x[j]), -3.0) / all;
      const double se = std::sqrt(chance * (1 - chance) / runs);
      INFO(i << " contacts " << j << ": " << count[i][j] / runs << ", " << chance);
      CHECK(std::abs(count[i][j] / runs - chance) < 4 * se + 1e-3);
    }
  }
}

TEST_CASE("who contacts as many as there are contacts each of them once",
          "[conversation]") {
  const std::vector<double> x{-0.5, -0.1, -0.1, -0.1, 0.3, 0.30000001, 0.6};
  Scenario s = always_active(7, 6);
  double all = 0;
  for (const double opinion : x) all += push_of(opinion);
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    for (const std::int64_t contacts : {6, 100}) {
      // Who is heard back is not heard twice.
      for (const double reciprocity : {0.0, 0.5, 1.0}) {
        s.conversation.reinforcement.contacts = contacts;
        s.conversation.reinforcement.reciprocity = reciprocity;
        const std::vector<double> sums = heard(s, x, seed);
        for (std::size_t i = 0; i < x.size(); ++i) {
          CHECK(sums[i] == Approx(all - push_of(x[i])).margin(1e-5));
        }
      }
    }
  }
}

TEST_CASE("the active are heard by whom they contact, and hear them back by chance",
          "[conversation]") {
  // Two who contact each other, and now and then only one is active.
  Scenario s = always_active(2, 1);
  s.conversation.reinforcement.least_activity = 0.2;
  s.conversation.reinforcement.activity_exponent = 10;
  const std::vector<double> x{-0.5, 0.4};
  for (const double reciprocity : {0.0, 1.0}) {
    s.conversation.reinforcement.reciprocity = reciprocity;
    int one_sided = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const std::vector<double> sums = heard(s, x, seed);
      const bool first = std::abs(sums[0]) > 0.1;
      const bool second = std::abs(sums[1]) > 0.1;
      one_sided += first != second;
    }
    INFO(reciprocity);
    CHECK((one_sided > 0) == (reciprocity == 0));
  }
}

TEST_CASE("activities follow their power law", "[conversation]") {
  const ReinforcementParameters p;
  CHECK(activity_of(p, 0.0) == Approx(0.01));
  CHECK(activity_of(p, 1.0) == Approx(1.0));
  // The share above a is (a^-1.1 - 1) / (0.01^-1.1 - 1).
  for (const double u : {0.1, 0.5, 0.9, 0.999}) {
    const double a = activity_of(p, u);
    const double above = (std::pow(a, -1.1) - 1) / (std::pow(0.01, -1.1) - 1);
    CHECK(above == Approx(1 - u).epsilon(1e-9));
  }
}

TEST_CASE("the mean activity is that of the power law, at exponent 2 as well",
          "[conversation]") {
  for (const double exponent : {1.5, 2.0, 2.1, 5.0}) {
    for (const double least : {0.01, 0.5, 1.0}) {
      const ReinforcementParameters p{.activity_exponent = exponent,
                                      .least_activity = least};
      const int n = 100'000;
      double sum = 0;
      for (int k = 0; k < n; ++k) sum += activity_of(p, (k + 0.5) / n);
      INFO(exponent << ", " << least);
      CHECK(mean_activity(p) == Approx(sum / n).epsilon(1e-4));
    }
  }
}
