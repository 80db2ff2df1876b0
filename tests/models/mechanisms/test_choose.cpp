// Choosing: the logit in long double, a naive nested logit, closing an alternative.

#include <cmath>
#include <random>
#include <vector>

#include "models/mechanisms/choose.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

/// One random choice: values, who can be reached, nests.
struct Case {
  ChoiceRule rule;
  std::vector<float> value = std::vector<float>(max_alternatives);
  std::uint32_t reach = 0;
  float activity = 1;
};

Case random_case(std::mt19937& luck, double value_sd, double dissimilarity) {
  std::normal_distribution<float> normal;
  Case c;
  c.rule.inverse_temperature = 4;
  c.rule.dissimilarity = static_cast<float>(dissimilarity);
  c.rule.platforms = 1u << luck() % max_alternatives;
  for (std::size_t a = 0; a < max_alternatives; ++a) {
    c.value[a] = static_cast<float>(value_sd) * normal(luck);
    c.rule.nests.nest[a] = static_cast<std::uint8_t>(luck() % 5);
  }
  while (c.reach == 0) c.reach = luck() & 0xffffu;
  c.activity = std::exp(0.5f * normal(luck));
  return c;
}

/// One citizen alone in the first lane.
Choices weigh_one(const Case& c) {
  Choosers one{.value = c.value.data(), .count = 1};
  one.reach[0] = c.reach;
  one.activity[0] = c.activity;
  return weigh(c.rule, one);
}

int pick(const Choices& choices, float u, int lane = 0) {
  return choices.pick({sim::broadcast(u)})[0][lane];
}

std::vector<double> probabilities(const Case& c) {
  const auto p = weigh_one(c).probabilities(0);
  return {p.begin(), p.end()};
}

/// McFadden's nested logit as the textbook writes it: the nest by its inclusive value,
/// then the alternative within the nest.
std::vector<double> textbook(const Case& c) {
  const long double mu = c.rule.dissimilarity;
  std::vector<long double> utility(max_alternatives);
  std::vector<long double> inside(max_alternatives, 0);
  for (std::size_t a = 0; a < max_alternatives; ++a) {
    utility[a] = static_cast<long double>(c.value[a]) * c.rule.inverse_temperature;
    if (c.rule.platforms >> a & 1u) {
      utility[a] += std::log(static_cast<long double>(c.activity));
    }
    if (c.reach >> a & 1u) {
      inside[c.rule.nests.nest[a]] += std::exp(utility[a] / mu);
    }
  }
  long double all = 0;
  for (const long double sum : inside) {
    if (sum > 0) all += std::exp(mu * std::log(sum));
  }
  std::vector<double> p(max_alternatives, 0.0);
  for (std::size_t a = 0; a < max_alternatives; ++a) {
    if ((c.reach >> a & 1u) == 0) continue;
    const long double sum = inside[c.rule.nests.nest[a]];
    const long double of_nest = std::exp(mu * std::log(sum)) / all;
    p[a] = static_cast<double>(of_nest * std::exp(utility[a] / mu) / sum);
  }
  return p;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    largest = std::max(largest, std::abs(a[k] - b[k]));
  }
  return largest;
}

// Sixteen float sums, each rounded to 2^-24 of the total, and exp to 2e-7.
constexpr double float_error = 3e-6;

}  // namespace

TEST_CASE("plain logit chances are those of long double", "[choose]") {
  std::mt19937 luck(1);
  double largest = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    const Case c = random_case(luck, 1.0, 1.0);
    largest = std::max(largest, largest_difference(probabilities(c), textbook(c)));
  }
  CHECK(largest < float_error);
}

TEST_CASE("nested logit chances are those of the textbook", "[choose]") {
  // Values to 16 T on either side, dissimilarity down to its lower bound.
  for (const double dissimilarity : {0.05, 0.1, 0.3, 0.5, 0.8, 0.99}) {
    std::mt19937 luck(2);
    double largest = 0;
    for (int trial = 0; trial < 2000; ++trial) {
      const Case c = random_case(luck, 1.0, dissimilarity);
      largest = std::max(largest, largest_difference(probabilities(c), textbook(c)));
    }
    INFO("dissimilarity " << dissimilarity);
    // An error of utility is divided by the dissimilarity.
    CHECK(largest < float_error + 2e-6 / dissimilarity);
  }
}

TEST_CASE("closing an alternative of a plain logit leaves all ratios", "[choose]") {
  std::mt19937 luck(3);
  double largest = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    Case c = random_case(luck, 0.5, 1.0);
    c.reach = 0xffff;
    const std::vector<double> before = probabilities(c);
    const std::size_t closed = luck() % max_alternatives;
    c.reach &= ~(1u << closed);
    const std::vector<double> after = probabilities(c);
    for (std::size_t a = 0; a < max_alternatives; ++a) {
      if (a == closed) continue;
      const double grown = before[a] / (1 - before[closed]);
      largest = std::max(largest, std::abs(after[a] - grown));
    }
  }
  CHECK(largest < 2 * float_error);
}

TEST_CASE("below dissimilarity 1 a closed alternative leaves more to its nest",
          "[choose]") {
  Case c;
  c.rule.dissimilarity = 0.5f;
  c.reach = 0b1111;
  c.rule.nests.nest[2] = c.rule.nests.nest[3] = 1;
  const std::vector<double> before = probabilities(c);
  c.reach = 0b1101;  // the second of the first nest closes
  const std::vector<double> after = probabilities(c);
  CHECK(before[0] == Approx(0.25));
  // The nests weigh sqrt(1) and sqrt(2).
  CHECK(after[0] == Approx(1 / (1 + std::sqrt(2.0))));
  CHECK(after[2] == Approx(after[3]));
  CHECK(after[0] > 1.0 / 3);
}

TEST_CASE("nests of one alternative each are the plain logit", "[choose]") {
  std::mt19937 luck(4);
  double largest = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    Case c = random_case(luck, 0.7, 0.3);
    for (std::size_t a = 0; a < max_alternatives; ++a) {
      c.rule.nests.nest[a] = static_cast<std::uint8_t>(a);
    }
    const std::vector<double> nested = probabilities(c);
    c.rule.dissimilarity = 1;
    largest = std::max(largest, largest_difference(nested, probabilities(c)));
  }
  CHECK(largest < 2e-5);
}

TEST_CASE("what cannot be reached has no weight and is never picked", "[choose]") {
  std::mt19937 luck(5);
  bool always_reached = true;
  for (int trial = 0; trial < 3000; ++trial) {
    const Case c = random_case(luck, 1.0, trial % 2 == 0 ? 1.0 : 0.4);
    const Choices choices = weigh_one(c);
    for (const float u : {0.0f, 0.25f, 0.5f, 0.999f, 1 - 0x1p-20f}) {
      always_reached &= (c.reach >> pick(choices, u) & 1u) != 0;
    }
    const std::vector<double> p = probabilities(c);
    for (std::size_t a = 0; a < p.size(); ++a) {
      if ((c.reach >> a & 1u) == 0) always_reached &= std::abs(p[a]) < float_error;
    }
  }
  CHECK(always_reached);
}

TEST_CASE("who chooses beside whom makes no difference", "[choose]") {
  std::mt19937 luck(7);
  bool same = true;
  for (const int alternatives : {1, 7, 8, 12, 16}) {
    for (int trial = 0; trial < 200; ++trial) {
      const auto width = static_cast<std::size_t>(alternatives);
      Case rules = random_case(luck, 1.0, trial % 2 == 0 ? 1.0 : 0.4);
      rules.rule.alternatives = alternatives;
      const int count = 1 + static_cast<int>(luck() % 8);
      std::vector<float> values;
      Choosers all{.count = count};
      std::vector<Case> cases;
      for (int l = 0; l < count; ++l) {
        Case c = random_case(luck, 1.0, 1.0);
        c.rule = rules.rule;
        c.value.resize(width);
        values.insert(values.end(), c.value.begin(), c.value.end());
        all.reach[l] = c.reach;
        all.activity[l] = c.activity;
        cases.push_back(c);
      }
      all.value = values.data();
      const Choices together = weigh(rules.rule, all);
      for (int l = 0; l < count; ++l) {
        const Choices alone = weigh_one(cases[static_cast<std::size_t>(l)]);
        same &= together.probabilities(l) == alone.probabilities(0);
        same &= pick(together, 0.4f, l) == pick(alone, 0.4f) || alone.total()[0] == 0;
      }
    }
  }
  CHECK(same);
}

TEST_CASE("an even grid of uniform numbers picks each alternative by its chance",
          "[choose]") {
  std::mt19937 luck(6);
  const Case c = random_case(luck, 0.3, 0.6);
  const Choices choices = weigh_one(c);
  const std::vector<double> p = probabilities(c);
  constexpr int grid = 1 << 16;
  std::vector<double> picked(max_alternatives, 0.0);
  for (int k = 0; k < grid; ++k) {
    const float u = (static_cast<float>(k) + 0.5f) / grid;
    picked[static_cast<std::size_t>(pick(choices, u))] += 1.0 / grid;
  }
  CHECK(largest_difference(picked, p) < 2.0 / grid);
}

TEST_CASE("activity multiplies the platform's odds", "[choose]") {
  Case c;
  c.reach = 0b11;
  c.rule.platforms = 0b10;
  c.value[1] = 0.3f;
  const std::vector<double> plain = probabilities(c);
  c.activity = 3;
  const std::vector<double> active = probabilities(c);
  CHECK(active[1] / active[0] == Approx(3 * plain[1] / plain[0]));
}

TEST_CASE("a platform's convenience counts as its value does, and for nothing else",
          "[choose]") {
  std::mt19937 luck(8);
  for (int k = 0; k < 200; ++k) {
    Case c = random_case(luck, 0.5, k % 2 == 0 ? 1 : 0.5);
    Case valued = c;
    c.rule.platforms |= 1u << luck() % max_alternatives;  // a second, or the same
    valued.rule.platforms = c.rule.platforms;
    for (std::size_t a = 0; a < max_alternatives; ++a) {
      c.rule.extra[a] = 0.25f;
      if (c.rule.platforms >> a & 1u) valued.value[a] += 0.25f;
    }
    CHECK(probabilities(c) == probabilities(valued));
  }
}

TEST_CASE("a story is worth most to whom it agrees with", "[choose]") {
  CHECK(utility(0.5f, 2.0f, 0.6f, 0.4f, 0.4f) == Approx(0.3));
  CHECK(utility(0.5f, 2.0f, 0.6f, 0.4f, -0.6f) == Approx(0.3 - 2));
}
