// The normal distribution against the C library's, in long double.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/normal_law.hpp"
#include "tests/catch.hpp"

namespace sim = newsdep::sim;

namespace {

long double true_tail(long double z) {
  return std::erfc(z / std::numbers::sqrt2_v<long double>) / 2;
}

}  // namespace

TEST_CASE("the normal tail is within 1e-13 of the true one", "[sweep]") {
  double worst = 0;
  for (double z = -37; z < 36.9; z += 0.00371) {
    const long double truth = true_tail(z);
    worst = std::max(worst, static_cast<double>(
                                std::abs((sim::normal_upper_tail(z) - truth) / truth)));
  }
  CHECK(worst < 1e-13);
  CHECK(sim::normal_upper_tail(0) == 0.5);
  CHECK(sim::normal_upper_tail(40) == 0);
}

TEST_CASE("a normal quantile has its chance below it", "[sweep]") {
  // An error dz of the quantile moves the chance by dz times the density.
  double worst = 0;
  for (double p = 1e-300; p < 0.5; p *= 1.0037) {
    const long double z = sim::normal_quantile(p);
    const long double density =
        std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi_v<long double>);
    const long double off = (true_tail(-z) - p) / density;
    worst = std::max(worst,
                     static_cast<double>(std::abs(off) / std::max(1.0L, std::abs(z))));
  }
  CHECK(worst < 1e-14);
  CHECK(sim::normal_quantile(0.5) == 0);
  for (const double p : {1e-9, 0.03, 0.2, 0.4}) {
    // 1 - p is rounded, and near 1 that moves the quantile by more than its own error.
    CHECK(sim::normal_quantile(1 - p) ==
          Approx(-sim::normal_quantile(p)).epsilon(1e-8));
  }
  CHECK(sim::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
}
