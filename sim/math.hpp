#pragma once
// Our own exp, log and friends. The C library picks its versions by CPU, so bytes would
// differ between machines; these are plain arithmetic, the same on all of them, and the
// compiler can vectorise them. Products and sums are fused only where std::fma says so.
// Tested against long double.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace newsdep::sim {

/// The polynomial of degree 6 that starts as 1 + r and is nearest to exp(r) for
/// |r| <= ln(2)/2, highest power first: largest relative error 3.1e-9.
inline constexpr std::array<float, 7> exp_series = {0.0013814583653584123f,
                                                    0.008368724025785923f,
                                                    0.04166838899254799f,
                                                    0.1666652113199234f,
                                                    0.4999999403953552f,
                                                    1.0f,
                                                    1.0f};

/// exp(x) with a relative error below 1e-7; x is cut to [-87, 88].
inline float exp(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  // x = n ln 2 + r, |r| <= ln(2)/2; adding 1.5 * 2^23 rounds to the nearest whole n.
  const float shifted = std::fma(x, 1.44269504f, 12582912.0f);
  const float n = shifted - 12582912.0f;
  const float r = std::fma(n, -1.42860677e-6f, std::fma(n, -0.693145752f, x));
  float series = exp_series[0];
  for (std::size_t k = 1; k < exp_series.size(); ++k) {
    series = std::fma(series, r, exp_series[k]);
  }
  const auto exponent = std::bit_cast<std::uint32_t>(shifted) << 23;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(series) + exponent);
}

/// Natural logarithm with an absolute error below 2e-7 (relative, far from 1);
/// x normal and positive.
inline float log(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  // x = m 2^e with m in [sqrt(1/2), sqrt(2)): e counts from the bits of sqrt(1/2).
  const std::uint32_t offset = bits - 0x3f3504f3u;
  const auto e = static_cast<float>(static_cast<std::int32_t>(offset) >> 23);
  const float m = std::bit_cast<float>((offset & 0x007fffffu) + 0x3f3504f3u);
  // log m = 2 artanh s, s = (m - 1) / (m + 1), |s| < 0.172.
  const float s = (m - 1.0f) / (m + 1.0f);
  const float s2 = s * s;
  const float series =
      2.0f * s *
      (1.0f + s2 * (1.0f / 3 + s2 * (1.0f / 5 + s2 * (1.0f / 7 + s2 * (1.0f / 9)))));
  return e * 0.693147181f + series;
}

/// 1 / (1 + exp(-x)).
inline float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

/// exp(x) with a relative error below 1e-15; x is cut to [-708, 709].
inline double exp(double x) {
  x = std::clamp(x, -708.0, 709.0);
  const double shifted = x * 1.4426950408889634 + 0x1.8p52;
  const double n = shifted - 0x1.8p52;
  const double r = (x - n * 0x1.62e42fefa38p-1) - n * 0x1.ef35793c7673p-45;
  // Powers of r by 1 / k!, even and odd ones side by side.
  constexpr std::array<double, 14> part = [] {
    std::array<double, 14> inverse{1.0};
    double factorial = 1.0;
    for (std::size_t k = 1; k < inverse.size(); ++k) {
      inverse[k] = 1.0 / (factorial *= static_cast<double>(k));
    }
    return inverse;
  }();
  const double r2 = r * r;
  double even = part[12];
  double odd = part[13];
  for (std::size_t k = 12; k > 0; k -= 2) {
    even = part[k - 2] + even * r2;
    odd = part[k - 1] + odd * r2;
  }
  const double series = even + odd * r;
  const auto exponent = std::bit_cast<std::uint64_t>(shifted) << 52;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(series) + exponent);
}

/// Natural logarithm with a relative error below 1e-15; x normal and positive.
inline double log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t offset = bits - 0x3fe6a09e667f3bcdull;
  const auto e = static_cast<double>(static_cast<std::int64_t>(offset) >> 52);
  const double m =
      std::bit_cast<double>((offset & 0x000fffffffffffffull) + 0x3fe6a09e667f3bcdull);
  const double s = (m - 1.0) / (m + 1.0);
  const double s2 = s * s;
  double series = 0.0;
  for (int k = 23; k >= 3; k -= 2) series = s2 * (series + 1.0 / k);
  return e * 0x1.62e42fefa38p-1 + (e * 0x1.ef35793c7673p-45 + 2.0 * s * (1.0 + series));
}

/// x to the power y, x positive and normal.
inline double pow(double x, double y) { return exp(y * log(x)); }

inline double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }

/// 1 - exp(-rate dt): the chance that something of this rate happens within dt. Exact
/// for small rates too.
inline double chance(double rate, double dt) {
  const double h = rate * dt;
  return h < 1e-5 ? h - h * h / 2 : 1.0 - exp(-h);
}

}  // namespace newsdep::sim
