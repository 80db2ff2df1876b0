// Believing: beliefs stay where they may, and the kernels are what their names say.

#include <algorithm>
#include <cmath>
#include <random>

#include "models/mechanisms/believe.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

struct Draws {
  std::mt19937 luck{7};
  double axis() { return std::uniform_real_distribution<double>(-1, 1)(luck); }
  double share() { return std::uniform_real_distribution<double>(0, 1)(luck); }
};

}  // namespace

TEST_CASE("belief stays between itself and the slant", "[believe]") {
  Draws draw;
  for (const BeliefKernel kernel :
       {BeliefKernel::all, BeliefKernel::bounded, BeliefKernel::smooth}) {
    bool inside = true;
    for (int trial = 0; trial < 100000; ++trial) {
      const double x = draw.axis(), z = draw.axis();
      const double next = believe(kernel, 2 * draw.share() + 1e-6, x, z, draw.share());
      // One rounding of x + gain (z - x) at gain 1.
      inside &= std::min(x, z) - 1e-15 <= next && next <= std::max(x, z) + 1e-15;
    }
    INFO("kernel " << static_cast<int>(kernel));
    CHECK(inside);
  }
}

TEST_CASE("backfire keeps belief on the axis and moves it away only beyond eps",
          "[believe]") {
  Draws draw;
  bool on_axis = true;
  bool right_way = true;
  for (int trial = 0; trial < 100000; ++trial) {
    const double x = draw.axis(), z = draw.axis(), eps = draw.share() + 1e-6;
    const double next = believe(BeliefKernel::backfire, eps, x, z, draw.share());
    on_axis &= -1 <= next && next <= 1;
    const double toward = (next - x) * (z - x);
    right_way &= std::abs(z - x) < eps ? toward >= 0 : toward <= 0;
  }
  CHECK(on_axis);
  CHECK(right_way);
}

TEST_CASE("a wide confidence bound is no bound", "[believe]") {
  Draws draw;
  bool same = true;
  for (int trial = 0; trial < 10000; ++trial) {
    const double x = draw.axis(), z = draw.axis(), gain = draw.share();
    same &= believe(BeliefKernel::bounded, 2.0 + 1e-9, x, z, gain) ==
            believe(BeliefKernel::all, 1, x, z, gain);
  }
  CHECK(same);
}

TEST_CASE("beyond the confidence bound nothing moves belief", "[believe]") {
  CHECK(believe(BeliefKernel::bounded, 0.3, 0.0, 0.31, 0.5) == 0.0);
  CHECK(believe(BeliefKernel::bounded, 0.3, 0.0, 0.29, 0.5) == Approx(0.145));
  CHECK(believe(BeliefKernel::bounded, 0.3, 0.0, 0.3, 0.5) == 0.0);
}

TEST_CASE("the smooth kernel falls as a normal curve", "[believe]") {
  const double moved = believe(BeliefKernel::smooth, 0.5, -0.2, 0.6, 0.1) + 0.2;
  CHECK(moved == Approx(0.1 * std::exp(-0.8 * 0.8 / (2 * 0.25)) * 0.8));
}

TEST_CASE("the same story again and again brings belief to its slant", "[believe]") {
  double x = -0.9;
  for (int k = 0; k < 2000; ++k) x = believe(BeliefKernel::all, 1, x, 0.4, 0.01);
  CHECK(x == Approx(0.4).margin(1e-8));
}

TEST_CASE("belief returns to leaning exponentially, by steps of any length",
          "[believe]") {
  double by_days = 0.8;
  double by_hours = 0.8;
  for (int k = 0; k < 10; ++k) by_days = anchor(by_days, -0.2, sim::chance(0.03, 1));
  for (int k = 0; k < 240; ++k) {
    by_hours = anchor(by_hours, -0.2, sim::chance(0.03, 1 / 24.0));
  }
  CHECK(by_days == Approx(-0.2 + std::exp(-0.3)).epsilon(1e-12));
  CHECK(by_hours == Approx(by_days).epsilon(1e-9));
}
