// Speaking: who is neither afraid nor minds says what he thinks; silence is missing.

#include <cmath>
#include <random>

#include "models/mechanisms/speak.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("unafraid and unminding, everybody speaks", "[climate]") {
  std::mt19937 luck(5);
  std::uniform_real_distribution<float> share(0, 1);
  bool always = true;
  for (int trial = 0; trial < 10000; ++trial) {
    const Minding none{.h = 0, .kappa = 1e6f * share(luck)};
    always &= willingness(none, 0.0f, share(luck), share(luck)) == 1;
  }
  CHECK(always);
}

TEST_CASE("willingness is a step in the limit, and falls with fear", "[climate]") {
  const Minding step{.h = 1, .kappa = 1e6f};
  CHECK(willingness(step, 0.0f, 0.31f, 0.3f) == 1);
  CHECK(willingness(step, 0.0f, 0.29f, 0.3f) < 1e-37f);
  const Minding mild{.h = 0.4f, .kappa = 5};
  // A float's rounding, a few times.
  CHECK(std::abs(willingness(mild, 0.0f, 0.3f, 0.3f) - 0.8f) < 1e-6f);
  CHECK(std::abs(willingness(mild, 0.25f, 0.3f, 0.3f) - 0.6f) < 1e-6f);
  CHECK(willingness(mild, 1.0f, 0.9f, 0.3f) == 0);
}

TEST_CASE("eight at a time are as willing as one by one", "[climate]") {
  std::mt19937 luck(6);
  std::uniform_real_distribution<float> share(0, 1);
  bool same = true;
  for (int trial = 0; trial < 1000; ++trial) {
    const Minding minding{.h = share(luck), .kappa = 20 * share(luck)};
    sim::Float8 fear = {}, own = {}, threshold = {};
    for (int l = 0; l < 8; ++l) {
      fear[l] = share(luck);
      own[l] = share(luck);
      threshold[l] = share(luck);
    }
    const sim::Float8 w = willingness(minding, fear, own, threshold);
    for (int l = 0; l < 8; ++l) {
      same &=
          std::abs(w[l] - willingness(minding, fear[l], own[l], threshold[l])) < 1e-6f;
    }
  }
  CHECK(same);
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
