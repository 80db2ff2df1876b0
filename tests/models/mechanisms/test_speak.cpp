// Speaking: who is neither afraid nor minds says what he thinks; silence is missing.

#include <cmath>
#include <random>

#include "models/mechanisms/speak.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("unafraid and unminding, everybody speaks", "[climate]") {
  std::mt19937 luck(5);
  std::uniform_real_distribution<double> share(0, 1);
  bool always = true;
  for (int trial = 0; trial < 10000; ++trial) {
    always &= willingness(0, 0, 1e6 * share(luck), share(luck), share(luck)) == 1;
  }
  CHECK(always);
}

TEST_CASE("willingness is a step in the limit, and falls with fear", "[climate]") {
  CHECK(willingness(0, 1, 1e6, 0.31, 0.3) == 1);
  CHECK(willingness(0, 1, 1e6, 0.29, 0.3) < 1e-100);
  CHECK(willingness(0, 1, 5, 0.3, 0.3) == 0.5);
  CHECK(willingness(0.25, 0.4, 5, 0.3, 0.3) == 0.75 * 0.8);
  CHECK(willingness(1, 0.4, 5, 0.9, 0.3) == 0);
}

TEST_CASE("what was not met is left out of the regime's share", "[climate]") {
  Impression of;
  CHECK(!regime_share(of, 0.5));
  of.hear(0.4f, 3);
  of.hear(-0.4f, 1);
  CHECK(*regime_share(of, 0.5) == 0.75);  // voices alone
  CHECK(!regime_share(of, 1));            // nobody listens to them
  of.see(0.9f, 1e6);
  CHECK(*regime_share(of, 0.5) == 0.875);
  of.see(-0.9f, 3e6);
  CHECK(*regime_share(of, 0.5) == 0.5);
  CHECK(*regime_share(of, 0) == 0.75);
  of.see(0, 1e9);  // of no side
  of.hear(0, 100);
  CHECK(*regime_share(of, 0.5) == 0.5);
}

TEST_CASE("perceived support goes the way of the step's share", "[climate]") {
  CHECK(perceive(0.5, 0.9, 0) == 0.5);
  CHECK(perceive(0.5, 0.9, 1) == 0.9);
  CHECK(std::abs(perceive(0.5, 0.9, 0.25) - 0.6) < 1e-12);
}
