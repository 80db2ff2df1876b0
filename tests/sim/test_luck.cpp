// Luck: the words are Random123's, the lanes give the same, the distributions are
// right.

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/luck.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/math.hpp"
#include "tests/catch.hpp"

namespace sim = newsdep::sim;

namespace {

std::uint32_t poisson(float mean, float u) {
  const sim::Float8 means = sim::broadcast(mean);
  return static_cast<std::uint32_t>(
      sim::poisson(means, sim::exp(-means), sim::broadcast(u))[0]);
}

}  // namespace

TEST_CASE("each lane draws its own Poisson number", "[luck]") {
  const sim::Float8 means = {0, 0.5f, 1, 2, 4, 8, 16, 60};
  const sim::Float8 u = {0.99f, 0.1f, 0.9f, 0.5f, 0.999f, 0, 0.3f, 0.7f};
  const sim::Int8 n = sim::poisson(means, sim::exp(-means), u);
  for (int l = 0; l < 8; ++l) {
    CHECK(static_cast<std::uint32_t>(n[l]) == poisson(means[l], u[l]));
  }
}

TEST_CASE("a draw is Philox4x32-10 of its counter and key", "[luck]") {
  // Known answer of the Random123 distribution (kat_vectors): all bits one.
  r123::Philox4x32::ctr_type counter = {{~0u, ~0u, ~0u, ~0u}};
  r123::Philox4x32::key_type key = {{~0u, ~0u}};
  const auto words = r123::Philox4x32{}(counter, key);
  CHECK(words[0] == 0x408f276du);
  CHECK(words[1] == 0x41c83b0eu);
  CHECK(words[2] == 0xa20bc7c6u);
  CHECK(words[3] == 0x6d5451fdu);
}

TEST_CASE("lanes give the words of single draws to the bit", "[luck]") {
  const sim::Luck luck(0x123456789abcdefull);
  constexpr sim::Purpose purpose{"test lanes"};
  std::uint32_t citizen[8];
  std::uint32_t subject[8];
  for (std::uint32_t l = 0; l < 8; ++l) {
    citizen[l] = sim::mix(l, 7);
    subject[l] = sim::mix(l, 9);
  }
  const auto lanes = sim::draw_lanes<8>(luck, purpose, -3, citizen, subject);
  for (int l = 0; l < 8; ++l) {
    const sim::Words words = luck.draw(purpose, -3, citizen[l], subject[l]);
    for (int k = 0; k < 4; ++k) {
      CHECK(lanes.word[k][l] == words[static_cast<std::size_t>(k)]);
    }
  }
}

TEST_CASE("normal numbers have the moments of the normal law", "[luck]") {
  const sim::Luck luck(1);
  constexpr std::uint32_t n = 200000;
  double sum = 0, square = 0, fourth = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto w = luck.draw(sim::Purpose{"test normal"}, 0, i, 0);
    const double z = sim::normal(w[0], w[1], w[2], w[3]);
    sum += z;
    square += z * z;
    fourth += z * z * z * z;
  }
  // Standard errors of the three means: 1, sqrt(2), sqrt(96) over sqrt(n).
  const double se = 1 / std::sqrt(n);
  CHECK(std::abs(sum / n) < 4 * se);
  CHECK(std::abs(square / n - 1) < 4 * std::sqrt(2.0) * se);
  CHECK(std::abs(fourth / n - 3) < 4 * std::sqrt(96.0) * se);
}

TEST_CASE("Poisson numbers have mean and variance equal to their parameter", "[luck]") {
  const sim::Luck luck(2);
  for (const float mean : {0.0f, 0.3f, 3.0f, 40.0f}) {
    constexpr std::uint32_t n = 100000;
    double sum = 0, square = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto w = luck.draw(sim::Purpose{"test poisson"}, 0, i, 0);
      const double k = poisson(mean, sim::uniform(w[0]));
      sum += k;
      square += k * k;
    }
    const double variance = square / n - (sum / n) * (sum / n);
    CHECK(std::abs(sum / n - mean) <= 4 * std::sqrt(mean / n));
    CHECK(std::abs(variance - mean) <= 4 * std::sqrt((mean + 2 * mean * mean) / n));
  }
}

TEST_CASE("a whole number below n is even over its range", "[luck]") {
  const sim::Luck luck(3);
  std::vector<int> seen(7, 0);
  for (std::uint32_t i = 0; i < 70000; ++i) {
    ++seen[sim::below(luck.draw(sim::Purpose{"test below"}, 0, i, 0)[0], 7)];
  }
  for (const int count : seen) CHECK(std::abs(count - 10000) < 4 * 93);
}

TEST_CASE("no uniform number, however near 1, makes a Poisson number absurd",
          "[luck]") {
  // 2^-24 is 5.3 standard deviations of a normal number; small means have longer tails.
  for (int k = 1; k <= 600; ++k) {
    const float mean = static_cast<float>(k) * 0.1f;
    std::uint32_t most = 0;
    for (int j = 1; j <= 100; ++j) {
      const float u = 1.0f - static_cast<float>(j) * 0x1p-24f;
      most = std::max(most, poisson(mean, u));
    }
    INFO("mean " << mean);
    CHECK(most < mean + 9 * std::sqrt(mean) + 12);
  }
}
