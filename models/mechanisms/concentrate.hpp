#pragma once
// Concentration and polarisation: indices of a distribution.

#include <cmath>
#include <span>

#include "sim/math.hpp"

namespace newsdep {

/// The Herfindahl-Hirschman index, sum of squared shares. `amounts` need not sum to 1;
/// all zero gives NaN.
inline double herfindahl(std::span<const double> amounts) {
  double sum = 0;
  double squares = 0;
  for (const double a : amounts) {
    sum += a;
    squares += a * a;
  }
  return squares / (sum * sum);
}

/// The Hill number of order 1, exp of the Shannon entropy: an effective number that
/// weighs kinds by their shares. Source: Hill, Ecology 54 (1973) 427.
inline double hill_one(std::span<const double> amounts) {
  double sum = 0;
  for (const double a : amounts) sum += a;
  double entropy = 0;
  for (const double a : amounts) {
    if (a > 0) entropy -= a / sum * sim::log(a / sum);
  }
  return sum > 0 ? sim::exp(entropy) : sum / sum;
}

/// Polarisation of a distribution over equal bins of [-1, 1], with alpha = 1.3:
///
///     P = sum_i sum_j pi_i^(1 + alpha) pi_j |y_i - y_j|
///
/// pi share of bin i, y its middle. Source: Esteban and Ray, Econometrica 62 (1994)
/// 819, eq. 3.
inline double polarisation(std::span<const double> counts) {
  const auto bins = counts.size();
  double sum = 0;
  for (const double c : counts) sum += c;
  double total = 0;
  for (std::size_t i = 0; i < bins; ++i) {
    if (counts[i] <= 0) continue;
    const double weight = sim::pow(counts[i] / sum, 2.3);
    for (std::size_t j = 0; j < bins; ++j) {
      const double distance =
          2.0 * std::abs(static_cast<double>(i) - static_cast<double>(j)) /
          static_cast<double>(bins);
      total += weight * counts[j] / sum * distance;
    }
  }
  return total;
}

}  // namespace newsdep
