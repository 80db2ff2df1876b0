// Fear: it stays a share, comes from threats alone, adds up, and fades by half-lives.

#include <cmath>
#include <random>

#include "models/mechanisms/frighten.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("no threat makes no fear, and no fear leaves the unit interval", "[fear]") {
  std::mt19937 luck(3);
  std::uniform_real_distribution<double> share(0, 1);
  bool inside = true, still = true;
  for (int trial = 0; trial < 100000; ++trial) {
    const double r = share(luck), s = 100 * share(luck), threat = share(luck);
    const double next = frighten(r, s, threat);
    inside &= r <= next && next <= 1;
    still &= frighten(r, s, 0) == r && frighten(r, 0, threat) == r;
  }
  CHECK(inside);
  CHECK(still);
}

TEST_CASE("two threats frighten as one of their sum", "[fear]") {
  const double twice = frighten(frighten(0.1, 0.7, 0.3), 0.7, 0.5);
  CHECK(std::abs(twice - frighten(0.1, 0.7, 0.8)) < 1e-12);
}

TEST_CASE("half of a fear is left after its half-life, whatever the step", "[fear]") {
  CHECK(std::abs(fear_left(60, 60) - 0.5) < 1e-12);
  double left = 1;
  for (int k = 0; k < 240; ++k) left *= fear_left(60, 0.25);
  CHECK(std::abs(left - 0.5) < 1e-12);
}

TEST_CASE("backlash goes toward -1 and never past it", "[fear]") {
  std::mt19937 luck(4);
  std::uniform_real_distribution<double> share(0, 1);
  bool inside = true;
  for (int trial = 0; trial < 100000; ++trial) {
    const double x = 2 * share(luck) - 1;
    const double next = turn_against(x, share(luck), share(luck));
    inside &= -1 <= next && next <= x;
  }
  CHECK(inside);
  CHECK(turn_against(0.3, 1, 1) == -1);
  CHECK(turn_against(0.3, 0, 1) == 0.3);
}

TEST_CASE("a newsroom writes as it would, and under pressure the line", "[fear]") {
  CHECK(bend(-0.6, 0, 0.8) == -0.6);
  CHECK(std::abs(bend(-0.6, 1, 0.8) - 0.8) < 1e-12);
  CHECK(std::abs(bend(-0.6, 0.5, 0.8) - 0.1) < 1e-12);
}

TEST_CASE("harassment presses the harder the more is paid, and never fully", "[fear]") {
  CHECK(harass(0, 300) == 0);
  CHECK(harass(300, 300) == Approx(0.6321205588));
  CHECK(harass(150, 300) == harass(300, 600));
  CHECK(harass(600, 300) < 2 * harass(300, 300));
  CHECK(harass(9000, 300) <= 1);
}
