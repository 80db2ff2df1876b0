// Accusation and court: no reach no suit, no credence no loss, and a chance to be
// convicted that never rises with the evidence for what was said.

#include <cmath>
#include <limits>
#include <random>

#include "models/mechanisms/judge.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();
}

TEST_CASE("what nobody has read is not answered; the rest by hazard, whatever the step",
          "[accusations]") {
  CHECK(chance_of_suit(1000, 0, 1) == 0);
  CHECK(chance_of_suit(0, 1, 1) == 0);
  CHECK(std::abs(chance_of_suit(0.2, 0.5, 10) - (1 - std::exp(-1.0))) < 1e-12);
  double spared = 1;
  for (int k = 0; k < 40; ++k) spared *= 1 - chance_of_suit(0.2, 0.5, 0.25);
  CHECK(std::abs(spared - std::exp(-1.0)) < 1e-12);
}

TEST_CASE("an accusation takes as much away as its accuser is believed",
          "[accusations]") {
  CHECK(left_by_accusation(0, 1) == 1);
  CHECK(left_by_accusation(0.5, 0) == 1);
  CHECK(left_by_accusation(0.5, 0.4) == 0.8);
  CHECK(left_by_accusation(1, 1) == 0);
}

TEST_CASE("the chance that the charge stands never rises with the evidence",
          "[court][laws]") {
  std::mt19937 luck(5);
  std::uniform_real_distribution<double> share(0, 1);
  bool falls = true, inside = true;
  for (int trial = 0; trial < 100000; ++trial) {
    const Bench bench{40 * share(luck) - 20, 5 * share(luck), share(luck)};
    const double log_b = 60 * share(luck) - 30;
    const double weaker = chance_stands(bench, log_b);
    const double stronger = chance_stands(bench, log_b + 10 * share(luck));
    falls &= stronger <= weaker;
    inside &= bench.capture <= stronger && weaker <= 1;
    falls &= chance_stands(bench, infinite) <= stronger;
    falls &= weaker <= chance_stands(bench, -infinite);
  }
  CHECK(falls);
  CHECK(inside);
}

TEST_CASE("payments decide alone, and a captured court convicts whatever they show",
          "[court]") {
  for (const double spread : {0.0, 1.0, 100.0}) {
    CHECK(chance_stands({3, spread, 0}, infinite) == 0);
    CHECK(chance_stands({3, spread, 0}, -infinite) == 1);
    CHECK(chance_stands({3, spread, 0.25}, infinite) == 0.25);
    CHECK(chance_stands({3, spread, 1}, infinite) == 1);
    CHECK(chance_stands({3, spread, 1}, 50) == 1);
  }
}

TEST_CASE(
    "the looser the court reads the less the evidence counts; sharply it is a step",
    "[court]") {
  CHECK(chance_stands({3, 1, 0}, 3) == 0.5);
  CHECK(std::abs(chance_stands({3, 1, 0}, 5) - 1 / (1 + std::exp(2.0))) < 1e-12);
  CHECK(chance_stands({3, 0, 0}, 2.999) == 1);
  CHECK(chance_stands({3, 0, 0}, 3) == 0);  // the standard is reached
  for (const double log_b : {2.9, 3.1}) {
    CHECK(std::abs(chance_stands({3, 1e-3, 0}, log_b) -
                   chance_stands({3, 0, 0}, log_b)) < 1e-12);
    CHECK(std::abs(chance_stands({3, 100, 0}, log_b) - 0.5) < 0.001);
  }
}
