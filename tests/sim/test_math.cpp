// The engine's own exp, log and pow against long double.

#include <cmath>

#include "sim/lanes.hpp"
#include "sim/math.hpp"
#include "tests/catch.hpp"

namespace sim = newsdep::sim;

TEST_CASE("the float exp is within 1e-7 of the true one", "[math]") {
  double worst = 0;
  for (float x = -86.5f; x < 88.0f; x += 0.00371f) {
    const long double truth = std::exp(static_cast<long double>(x));
    worst =
        std::max(worst, static_cast<double>(std::abs((sim::exp(x) - truth) / truth)));
  }
  CHECK(worst < 1e-7);
  CHECK(sim::exp(0.0f) == 1.0f);
}

TEST_CASE("the float log is within 2e-7 of the true one", "[math]") {
  double worst = 0;
  for (float x = 1e-30f; x < 1e30f; x *= 1.0037f) {
    const long double truth = std::log(static_cast<long double>(x));
    const long double scale = std::max(1.0L, std::abs(truth));
    worst = std::max(worst, static_cast<double>(std::abs(sim::log(x) - truth) / scale));
  }
  CHECK(worst < 2e-7);
  CHECK(sim::log(1.0f) == 0.0f);
}

TEST_CASE("the double exp, log and pow are within 1e-15 of the true ones", "[math]") {
  double worst_exp = 0;
  for (double x = -700; x < 709; x += 0.0371) {
    const long double truth = std::exp(static_cast<long double>(x));
    worst_exp = std::max(worst_exp,
                         static_cast<double>(std::abs((sim::exp(x) - truth) / truth)));
  }
  CHECK(worst_exp < 1e-15);
  double worst_log = 0;
  for (double x = 1e-300; x < 1e300; x *= 1.037) {
    const long double truth = std::log(static_cast<long double>(x));
    const long double scale = std::max(1e-3L, std::abs(truth));
    worst_log =
        std::max(worst_log, static_cast<double>(std::abs(sim::log(x) - truth) / scale));
  }
  CHECK(worst_log < 1e-15);
  CHECK(sim::pow(2.0, 10.0) == Approx(1024.0).epsilon(1e-13));
}

TEST_CASE("a chance is the rate itself for small rates and below 1 for any", "[math]") {
  CHECK(sim::chance(1e-9, 1.0) == Approx(1e-9).epsilon(1e-8));
  CHECK(sim::chance(0.0, 1.0) == 0.0);
  CHECK(sim::chance(1e-5, 1.0) == Approx(1e-5 - 0.5e-10).epsilon(1e-9));
  CHECK(sim::chance(50.0, 1.0) <= 1.0);
}

TEST_CASE("eight logarithms at once are those of one at a time, to the bit", "[math]") {
  bool same = true;
  for (float x = 1e-30f; x < 1e30f; x *= 1.37f) {
    const sim::Float8 eight = sim::log(sim::Float8{x, 2 * x, 3 * x, x, x, x, x, 7 * x});
    same &= eight[0] == sim::log(x) && eight[1] == sim::log(2 * x) &&
            eight[2] == sim::log(3 * x) && eight[7] == sim::log(7 * x);
  }
  CHECK(same);
}

TEST_CASE("eight exponentials at once are those of one at a time, to the bit",
          "[math]") {
  bool same = true;
  for (float x = -120; x < 120; x += 0.37f) {
    const sim::Float8 eight = sim::exp(sim::Float8{x, -x, x / 3, x, x, x, x, x / 7});
    same &= eight[0] == sim::exp(x) && eight[1] == sim::exp(-x) &&
            eight[2] == sim::exp(x / 3) && eight[7] == sim::exp(x / 7);
  }
  CHECK(same);
}

TEST_CASE("a clamp keeps what lies inside, and what is no number", "[math]") {
  const sim::Float8 x = {-2, -1, -0.5f, 0, 0.5f, 1, 2, NAN};
  const sim::Float8 found = sim::clamp(x, -1, 1);
  const float wanted[] = {-1, -1, -0.5f, 0, 0.5f, 1, 1};
  for (int k = 0; k < 7; ++k) CHECK(found[k] == wanted[k]);
  CHECK(std::isnan(found[7]));
  CHECK(sim::abs(x)[0] == 2);
  CHECK(sim::abs(x)[4] == 0.5f);
}
