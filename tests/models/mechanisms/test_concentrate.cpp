// Concentration and polarisation against naive code and known values.

#include <cmath>
#include <random>
#include <vector>

#include "models/mechanisms/concentrate.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

std::vector<long double> shares(const std::vector<double>& amounts) {
  long double sum = 0;
  for (const double a : amounts) sum += a;
  std::vector<long double> s;
  for (const double a : amounts) s.push_back(a / sum);
  return s;
}

std::vector<double> random_amounts(std::mt19937& luck, std::size_t n) {
  std::vector<double> amounts(n);
  for (double& a : amounts) a = luck() % 4 == 0 ? 0.0 : luck() % 1000 / 7.0;
  amounts[0] += 1;
  return amounts;
}

}  // namespace

TEST_CASE("equal shares of n have concentration 1/n and effective number n",
          "[concentrate]") {
  for (const int n : {1, 2, 7, 30}) {
    const std::vector<double> amounts(static_cast<std::size_t>(n), 3.5);
    CHECK(herfindahl(amounts) == Approx(1.0 / n));
    CHECK(hill_one(amounts) == Approx(n));
  }
}

TEST_CASE("concentration, effective number and polarisation are those of naive code",
          "[concentrate]") {
  std::mt19937 luck(1);
  for (int trial = 0; trial < 200; ++trial) {
    const std::vector<double> amounts = random_amounts(luck, 20);
    const std::vector<long double> pi = shares(amounts);
    long double squares = 0, entropy = 0, esteban_ray = 0;
    for (std::size_t i = 0; i < pi.size(); ++i) {
      squares += pi[i] * pi[i];
      if (pi[i] > 0) entropy -= pi[i] * std::log(pi[i]);
      for (std::size_t j = 0; j < pi.size(); ++j) {
        const long double y_i = -1 + (2 * static_cast<long double>(i) + 1) / 20;
        const long double y_j = -1 + (2 * static_cast<long double>(j) + 1) / 20;
        esteban_ray += std::pow(pi[i], 2.3L) * pi[j] * std::abs(y_i - y_j);
      }
    }
    CHECK(herfindahl(amounts) == Approx(static_cast<double>(squares)).epsilon(1e-12));
    CHECK(hill_one(amounts) ==
          Approx(static_cast<double>(std::exp(entropy))).epsilon(1e-12));
    CHECK(polarisation(amounts) ==
          Approx(static_cast<double>(esteban_ray)).epsilon(1e-11));
  }
}

TEST_CASE("one opinion is no polarisation, two halves at the ends are the most",
          "[concentrate]") {
  std::vector<double> one(20, 0.0);
  one[4] = 100;
  CHECK(polarisation(one) == 0);
  std::vector<double> two(20, 0.0);
  two[0] = two[19] = 50;
  CHECK(polarisation(two) == Approx(2 * std::pow(0.5, 3.3) * 1.9));
  CHECK(polarisation(std::vector<double>(20, 5.0)) < polarisation(two));
}

TEST_CASE("nothing at all has no concentration", "[concentrate]") {
  CHECK(std::isnan(herfindahl(std::vector<double>(3, 0.0))));
  CHECK(std::isnan(hill_one(std::vector<double>(3, 0.0))));
}
