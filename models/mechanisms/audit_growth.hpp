#pragma once
// Levels `public` and `ad_library`: totals over time, beside those of control pages,
// and what ads that are in the library could have brought.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "models/mechanisms/audit_prior.hpp"
#include "models/scenario/audit.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// What a page gained between two audits, as a share of the likes that it shows today,
/// beside the mean of the same of control pages.
struct Gain {
  double share = 0;
  double controls_mean = 0;
  double controls = 1;  ///< how many
};

/// Spend on a page's ads as a library shows it, USD.
struct SpendRange {
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
};

/// The chance of finding what ads cost in a range, when they brought `likes`:
///
///     P(low <= c likes < high), log c logistic around log of `ads_cost`
///
/// No likes cost nothing, and are in ranges that begin at 0.
inline double chance_of_range(const GrowthPrior& prior, double likes,
                              SpendRange range) {
  if (likes <= 0) return range.low <= 0 ? 1.0 : 0.0;
  const auto below = [&](double spend) {
    if (spend <= 0) return 0.0;
    if (!std::isfinite(spend)) return 1.0;
    const double x = sim::log(spend / (likes * prior.ads_cost));
    return sim::logistic(x / prior.ads_cost_spread);
  };
  return below(range.high) - below(range.low);
}

/// The likelihood of a page's growth, given the share e of its likes that was bought or
/// came in a burst, and the share a of the rest that ads brought:
///
///     s_w = (1-e) ((1-a) m_w + a/n) + (e/l) [w in stretch] + v t_w
///     v = sigma sqrt(1 + ((1-e)(1-a))^2 / K_w)
///
/// s_w gain in the interval w of n, m_w mean gain of K_w control pages, sigma `spread`,
/// t_w independent, Student's t of `tail` degrees of freedom: pages have their own
/// surges. What was bought came evenly in one stretch of l intervals, 1, 2, 4, ... with
/// equal chance, anywhere with equal chance: bursts are detected by averaging the
/// likelihood over all stretches. Fakes count net of those removed.
class GrowthLikelihood {
 public:
  static constexpr std::size_t nodes = 100;  ///< of e: 0, 1/100, ..., 99/100
  static constexpr int ad_parts = 4;

  GrowthLikelihood(const GrowthPrior& prior, std::span<const Gain> gains)
      : ads_(share_points(prior.ads_chance, prior.ads_share, ad_parts)) {
    for (const Weighted& ads : ads_) {
      std::vector<double>& row = log_likelihood_.emplace_back();
      for (std::size_t k = 0; k < nodes; ++k) {
        row.push_back(log_of(prior, gains, share_at(k), ads.value));
      }
    }
  }

  static double share_at(std::size_t k) { return static_cast<double>(k) / nodes; }

  /// log L(e) at the nodes, over all that ads may have brought; `chance(e, a)` weighs
  /// that by what else is known of it.
  template <class Chance>
  std::vector<double> over_ads(const Chance& chance) const {
    std::vector<double> sums;
    for (std::size_t k = 0; k < nodes; ++k) {
      double top = log_likelihood_.front()[k];
      for (const auto& row : log_likelihood_) top = std::max(top, row[k]);
      double sum = 0;
      for (std::size_t a = 0; a < ads_.size(); ++a) {
        sum += ads_[a].weight * chance(share_at(k), ads_[a].value) *
               sim::exp(log_likelihood_[a][k] - top);
      }
      sums.push_back(top + sim::log(std::max(sum, 1e-300)));
    }
    return sums;
  }

  /// A value between two nodes, by line; beyond the last as there.
  static double between_nodes(const std::vector<double>& at_nodes, double e) {
    const double place = std::clamp(e * nodes, 0.0, static_cast<double>(nodes) - 1.001);
    const auto k = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(k);
    return (1 - part) * at_nodes[k] + part * at_nodes[k + 1];
  }

 private:
  static double log_of(const GrowthPrior& prior, std::span<const Gain> gains, double e,
                       double a) {
    if (gains.empty()) return 0;
    const std::size_t n = gains.size();
    const double own = (1 - e) * (1 - a);
    const auto log_t = [&](double residual, double scale) {
      const double z = residual / scale;
      return -(prior.tail + 1) / 2 * sim::log(1 + z * z / prior.tail);
    };
    std::vector<double> residual;
    std::vector<double> scale;
    std::vector<double> log_calm;  // of each interval, were it not in the stretch
    double log_none = 0;
    for (const Gain& gain : gains) {
      scale.push_back(prior.spread * std::sqrt(1 + own * own / gain.controls));
      residual.push_back(gain.share - own * gain.controls_mean -
                         (1 - e) * a / static_cast<double>(n));
      log_calm.push_back(log_t(residual.back(), scale.back()));
      log_none += log_calm.back() - sim::log(scale.back());
    }
    if (e <= 0) return log_none;
    std::vector<double> of_stretch;  // log likelihood beyond log_none, and chance
    double lengths = 0;
    for (std::size_t l = 1; l <= n; l *= 2) {
      ++lengths;
      std::vector<double> sums(n + 1, 0.0);
      for (std::size_t w = 0; w < n; ++w) {
        sums[w + 1] = sums[w] - log_calm[w] +
                      log_t(residual[w] - e / static_cast<double>(l), scale[w]);
      }
      const double log_chance = -sim::log(static_cast<double>(n - l + 1));
      for (std::size_t w = 0; w + l <= n; ++w) {
        of_stretch.push_back(sums[w + l] - sums[w] + log_chance);
      }
    }
    const double top = *std::ranges::max_element(of_stretch);
    double sum = 0;
    for (const double l : of_stretch) {
      if (l > top - 40) sum += sim::exp(l - top);
    }
    return log_none + top + sim::log(sum / lengths);
  }

  std::vector<Weighted> ads_;
  std::vector<std::vector<double>> log_likelihood_;  ///< [ads][nodes]
};

}  // namespace newsdep
