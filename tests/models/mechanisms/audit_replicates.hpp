#pragma once
// Pages drawn from the auditor's stated prior, by a second implementation of it.

#include <cmath>
#include <cstdint>
#include <vector>

#include "models/mechanisms/ad_library.hpp"
#include "models/mechanisms/audit.hpp"
#include "sim/luck.hpp"

namespace newsdep::test {

/// Numbers of one replicate, one after the other.
class Dice {
 public:
  explicit Dice(std::uint32_t replicate) : luck_(99), replicate_(replicate) {}
  double uniform() {
    const auto w = luck_.draw(sim::Purpose{"test audit"}, 0, replicate_, count_++);
    return sim::uniform_open(w[0], w[1]);
  }
  double normal() {
    const auto w = luck_.draw(sim::Purpose{"test audit"}, 0, replicate_, count_++);
    return sim::normal(w[0], w[1], w[2], w[3]);
  }
  /// 0, or with this chance a draw of Beta(1, 1/mean - 1).
  double share(double chance, double mean) {
    const double u = uniform();
    const double v = uniform();
    return u < chance ? 1 - std::pow(v, 1 / (1 / mean - 1)) : 0.0;
  }

 private:
  sim::Luck luck_;
  std::uint32_t replicate_;
  std::uint32_t count_ = 0;
};

/// A page as the prior of `rules` has it, with four control pages and `n` intervals;
/// `growth.tail` must be 4.
inline PageEvidence draw_page(const AuditParameters& rules, std::uint32_t replicate,
                              int n = 12) {
  Dice dice(replicate);
  constexpr int controls = 4;
  constexpr double shown = 1e6;
  const AbroadPrior& abroad = rules.abroad;
  const double mu = std::log(abroad.ratio) + abroad.ratio_spread * dice.normal();
  const auto ratio = [&] { return std::exp(mu + abroad.page_spread * dice.normal()); };
  PageEvidence page{.shown = shown};
  for (int k = 0; k < controls; ++k) {
    const double burst = dice.share(abroad.burst_chance, abroad.burst_share);
    const double home = shown * (1 - burst) / (1 + ratio());
    page.controls.push_back({home, shown - home});
  }
  const double bought = dice.share(rules.orders.chance, rules.orders.share);
  const double burst = dice.share(abroad.burst_chance, abroad.burst_share);
  const double genuine = (1 - bought) * (1 - burst);
  page.likes.home = shown * genuine / (1 + ratio());
  page.likes.foreign = shown - page.likes.home;
  page.fake = shown * bought;
  page.was_paid_for = bought > 0;

  const GrowthPrior& growth = rules.growth;
  const double ads = dice.share(growth.ads_chance, growth.ads_share);
  std::vector<int> lengths;
  for (int l = 1; l <= n; l *= 2) lengths.push_back(l);
  const int length = lengths[static_cast<std::size_t>(
      dice.uniform() * static_cast<double>(lengths.size()))];
  const int first = static_cast<int>(dice.uniform() * (n - length + 1));
  for (int w = 0; w < n; ++w) {
    const double mean = 0.02 + 0.015 * dice.normal();
    double share = genuine * ((1 - ads) * mean + ads / n);
    if (first <= w && w < first + length) share += (1 - genuine) / length;
    const double own = genuine * (1 - ads);
    const double scale = growth.spread * std::sqrt(1 + own * own / controls);
    // Student's t of four degrees of freedom: a normal over the root of chi^2 / 4.
    const double chi = -2 * std::log(dice.uniform() * dice.uniform());
    const double t = dice.normal() / std::sqrt(chi / 4);
    page.gains.push_back({share + scale * t, mean, controls});
  }
  const double odds = dice.uniform();
  const double cost =
      growth.ads_cost * std::exp(growth.ads_cost_spread * std::log(odds / (1 - odds)));
  const auto range = published_range(cost * shown * genuine * ads, library_spend);
  page.spend.low = range.low;
  if (!std::isnan(range.high)) page.spend.high = range.high;
  page.accounts = draw_accounts(rules.accounts, bought, sim::Luck(7), 0, replicate);
  return page;
}

}  // namespace newsdep::test
