#pragma once
// What a public ad library says of amounts: ranges.

#include <array>
#include <limits>
#include <span>

namespace newsdep {

/// The ends of the ranges in which spend (USD) and impressions are published; the last
/// range is open. Assumed, after the ranges of Facebook's archive of 2018.
inline constexpr std::array library_spend = {0.0,    100.0,   500.0,   1000.0,
                                             5000.0, 10000.0, 50000.0, 100000.0};
inline constexpr std::array library_impressions = {0.0, 1e3, 5e3, 1e4, 5e4,
                                                   1e5, 2e5, 5e5, 1e6, 1e7};

struct PublishedRange {
  double low = 0;
  double high = 0;  ///< NaN for the open range
};

/// The range [low, high) in which an amount lies. amount >= 0; ends rise from 0.
inline PublishedRange published_range(double amount, std::span<const double> ends) {
  std::size_t k = ends.size() - 1;
  while (k > 0 && amount < ends[k]) --k;
  return {ends[k],
          k + 1 < ends.size() ? ends[k + 1] : std::numeric_limits<double>::quiet_NaN()};
}

}  // namespace newsdep
