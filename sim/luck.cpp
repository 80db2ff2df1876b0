#include "sim/luck.hpp"

#include "sim/math.hpp"

namespace newsdep::sim {
namespace {

/// cos(2 pi u), u in [0, 1): by symmetry down to an angle of at most pi/4, then series.
double cosine_turn(double u) {
  u = u > 0.5 ? 1.0 - u : u;  // cos(2 pi (1 - u)) = cos(2 pi u); now u in [0, 1/2]
  const bool negative = u > 0.25;
  u = negative ? 0.5 - u : u;  // now u in [0, 1/4], angle in [0, pi/2]
  const bool is_sine = u > 0.125;
  const double angle = 2.0 * std::numbers::pi * (is_sine ? 0.25 - u : u);
  const double a2 = angle * angle;
  double series = 1.0;
  if (is_sine) {
    for (int k = 18; k >= 2; k -= 2) series = 1.0 - series * a2 / (k * (k + 1));
    series *= angle;
  } else {
    for (int k = 18; k >= 2; k -= 2) series = 1.0 - series * a2 / (k * (k - 1));
  }
  return negative ? -series : series;
}

}  // namespace

double normal(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  const double radius = std::sqrt(-2.0 * log(uniform_open(a, b)));
  return radius * cosine_turn(uniform_open(c, d));
}

}  // namespace newsdep::sim
