// Marching: the threshold model and its limits.

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/mechanisms/march.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

double normal_share_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// The share that marches when a share r marched before, all being seen by all: the
/// mechanism itself is asked up to which place z of the normal law people march.
double next_share(const ThresholdParameters& law, double r) {
  double low = -40, high = 40;
  for (int k = 0; k < 200; ++k) {
    const double z = (low + high) / 2;
    const bool joins =
        marches({.seen = r, .national = r, .threshold = law.mean + law.sd * z}, 1);
    (joins ? low : high) = z;
  }
  return normal_share_below(low);
}

/// Where that comes to rest, from nobody on.
double resting_share(double sd) {
  const ThresholdParameters law{.mean = 0.25, .sd = sd};
  double r = 0;
  for (int k = 0; k < 20000; ++k) r = next_share(law, r);
  return r;
}

}  // namespace

TEST_CASE("who is for the regime has no grievance", "[march]") {
  CHECK(marches({.belief = -0.6, .salience = 0.5, .threshold = 0.3}, 1));
  CHECK_FALSE(marches({.belief = -0.6, .salience = 0.5, .threshold = 0.31}, 1));
  CHECK_FALSE(marches({.belief = 1, .salience = 100, .threshold = 1e-9}, 1));
  CHECK(marches({.belief = 1, .salience = 100, .threshold = 0}, 1));
}

TEST_CASE("nobody marches less for more friends, more salience or a larger crowd",
          "[march]") {
  std::vector<double> steps;
  for (int k = 0; k <= 20; ++k) steps.push_back(k / 20.0);
  for (const double belief : {-1.0, -0.3, 0.4}) {
    for (const double threshold : {-0.2, 0.3, 1.1}) {
      for (const double fear : {0.0, 0.7}) {
        MarchSituation s{.belief = belief,
                         .salience = 0.4,
                         .seen = 0.3,
                         .national = 0.2,
                         .threshold = threshold,
                         .fear = fear};
        for (double MarchSituation::*what :
             {&MarchSituation::salience, &MarchSituation::seen,
              &MarchSituation::national}) {
          MarchSituation moved = s;
          bool before = false;
          for (const double step : steps) {
            moved.*what = step;
            const bool now = marches(moved, 0.8);
            CHECK((now || !before));
            before = now;
          }
        }
      }
    }
  }
}

TEST_CASE("fear keeps at home whom nothing else does, and less in a crowd", "[march]") {
  const MarchSituation bold{.belief = -1, .salience = 1, .threshold = 0.9};
  MarchSituation afraid = bold;
  afraid.fear = 0.5;
  CHECK(marches(bold, 1));
  CHECK_FALSE(marches(afraid, 1));
  afraid.national = 0.79;
  CHECK_FALSE(marches(afraid, 1));
  afraid.national = 0.81;
  CHECK(marches(afraid, 1));
}

TEST_CASE("thresholds have the mean and spread of their law", "[march]") {
  const sim::Luck luck(3);
  constexpr std::uint32_t n = 40000;
  for (const ThresholdLaw kind : {ThresholdLaw::normal, ThresholdLaw::uniform}) {
    const ThresholdParameters law{.law = kind, .mean = 0.4, .sd = 0.2};
    double sum = 0, squares = 0, largest = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      const double z =
          (threshold_of(law, luck.draw(sim::Purpose{"test"}, 0, i, 0)) - 0.4) / 0.2;
      sum += z;
      squares += z * z;
      largest = std::max(largest, std::abs(z));
    }
    CHECK(std::abs(sum / n) < 4 / std::sqrt(double(n)));
    // The variance of z^2 is 2 for the normal law, 0.8 for the uniform one.
    CHECK(std::abs(squares / n - 1) < 4 * std::sqrt(2.0 / n));
    CHECK((largest <= std::sqrt(3.0)) == (kind == ThresholdLaw::uniform));
  }
}

TEST_CASE("a little more variety of thresholds brings a whole crowd out",
          "[march][T11]") {
  // Limit T11. The critical spread is 0.1222209.
  CHECK(std::abs(resting_share(0.122) - 0.0547922) < 1e-6);
  CHECK(std::abs(resting_share(0.1225) - 1) < 1e-6);
  CHECK(resting_share(0.12222) < 0.07);
  CHECK(resting_share(0.12223) > 0.99);
}
