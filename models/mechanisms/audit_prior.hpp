#pragma once
// The auditor's stated prior as weighted points, and what it finds from likelihoods.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "models/scenario/audit.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// A possible value and its prior probability.
struct Weighted {
  double value = 0;
  double weight = 0;
};

/// Logarithm that is -inf, and not an error, for what is impossible.
inline double log_or_never(double x) {
  return x > 0 ? sim::log(x) : -std::numeric_limits<double>::infinity();
}

/// Points of a share that is 0 with chance 1 - c, and else has the law Beta(1, k) with
/// mean m, k = 1/m - 1: the value 0, and `count` middles of equally likely parts.
inline std::vector<Weighted> share_points(double chance, double mean, int count) {
  std::vector<Weighted> points = {{0.0, 1 - chance}};
  if (chance <= 0) return points;
  const double k = 1 / mean - 1;
  for (int q = 0; q < count; ++q) {
    const double above = 1 - (q + 0.5) / count;
    points.push_back({1 - sim::pow(above, 1 / k), chance / count});
  }
  return points;
}

/// What the auditor finds of one page at one level: fakes as shares of the likes that
/// the page shows.
struct Finding {
  double estimate = 0;
  double lower = 0;
  double upper = 0;
  double log_bayes_factor = 0;
  double mass = 1;  ///< posterior probability that lies in [lower, upper]
};

/// The shares of bought likes that are held possible: none, and middles of even cells.
class BoughtShares {
 public:
  static constexpr std::size_t cells = 400;

  /// The probability of cell j is (1-a)^k - (1-b)^k, a and b its ends: the law Beta(1,
  /// k) of the share at a page that bought.
  explicit BoughtShares(const OrdersPrior& prior) : chance_(prior.chance) {
    const double k = 1 / prior.share - 1;
    const auto above = [&](std::size_t j) {
      return j < cells ? sim::pow(1 - static_cast<double>(j) / cells, k) : 0.0;
    };
    for (std::size_t j = 0; j < cells; ++j) {
      weight_.push_back(above(j) - above(j + 1));
    }
  }

  static double middle(std::size_t j) { return (static_cast<double>(j) + 0.5) / cells; }

  /// Bayes' rule on the grid:
  ///
  ///     estimate  E[o | data], o share of the likes shown that was bought
  ///     interval  central, of probability `level`, o = 0 included with what it weighs
  ///     log B     log of (mean of L(o) over orders) / L(0): "bought" against "not"
  ///
  /// none = log L(0), log_likelihood [cells] = log L(o_j); they may share a constant.
  /// Since E[B | not bought] = 1, a page that bought nothing is found with B >= b in at
  /// most 1/b of all cases, where the prior holds (Ville; Royall, Statistical Evidence
  /// (1997), section 1.4).
  Finding find(double none, const std::vector<double>& log_likelihood,
               double level) const {
    double top = none;
    for (const double l : log_likelihood) top = std::max(top, l);
    const double zero = sim::exp(none - top);
    std::vector<double> mass(cells);
    double bought = 0;
    double mean = 0;
    for (std::size_t j = 0; j < cells; ++j) {
      const bool possible = log_likelihood[j] > top - 700;
      mass[j] = possible ? weight_[j] * sim::exp(log_likelihood[j] - top) : 0.0;
      bought += mass[j];
      mean += mass[j] * middle(j);
    }
    Finding found;
    found.log_bayes_factor =
        std::clamp(log_or_never(bought) + top - none, -700.0, 700.0);
    const double at_zero = none > top - 700 ? (1 - chance_) * zero : 0.0;
    const double all = at_zero + chance_ * bought;
    found.estimate = chance_ * mean / all;
    const double left = (1 - level) / 2;
    found.lower = quantile(left, at_zero / all, chance_ / all, mass);
    found.upper = quantile(1 - left, at_zero / all, chance_ / all, mass);
    // An end at 0 takes in all that 0 weighs, and may so hold more than it must.
    const double below = found.lower > 0 ? left : 0.0;
    const double until = found.upper > 0 ? 1 - left : at_zero / all;
    found.mass = until - below;
    return found;
  }

 private:
  /// The share below which probability p lies, evenly spread within cells.
  static double quantile(double p, double at_zero, double scale,
                         const std::vector<double>& mass) {
    double below = at_zero;
    if (p <= below) return 0;
    for (std::size_t j = 0; j < cells; ++j) {
      const double here = scale * mass[j];
      if (p <= below + here) {
        return (static_cast<double>(j) + (p - below) / here) / cells;
      }
      below += here;
    }
    return 1;
  }

  double chance_;
  std::vector<double> weight_;  ///< [cells] given that the page bought
};

}  // namespace newsdep
