// Joining: the limits of Bass's hazard.

#include <cmath>

#include "models/mechanisms/adopt.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("without imitation joining is exponential", "[adopt]") {
  CHECK(join_chance(0.03, 0, 0.7, 1, 1) == Approx(1 - std::exp(-0.03)));
}

TEST_CASE("without innovation nobody joins where nobody is", "[adopt]") {
  CHECK(join_chance(0, 0.38, 0, 1, 1) == 0);
  CHECK(join_chance(0, 0.38, 0.5, 1, 1) == Approx(1 - std::exp(-0.19)));
}

TEST_CASE("nobody joins what nobody can afford", "[adopt]") {
  CHECK(join_chance(0.03, 0.38, 1, 0, 1) == 0);
}

TEST_CASE("two half steps are one step", "[adopt]") {
  const double half = join_chance(0.03, 0.38, 0.4, 1.3, 0.5);
  const double whole = join_chance(0.03, 0.38, 0.4, 1.3, 1);
  CHECK(1 - (1 - half) * (1 - half) == Approx(whole).epsilon(1e-12));
}
