#pragma once
// How a budget is divided by one who sees only what surveys show: alarm, and hill
// climbing.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/luck.hpp"

namespace newsdep {

/// What a period brought, as far as its owner can see:
///
///     g = (S_1 - S_0) / m
///
/// S_0 and S_1 the shares of support in the surveys before and after it, m the money
/// that there was for it (USD), whether levers could take all or not, so that a common
/// trend weighs the same in each period; none without money. The change and not the
/// level is taken, for support moves slowly and remembers what was spent before.
inline std::optional<double> gain_per_dollar(double before, double after,
                                             double money) {
  if (!(money > 0)) return std::nullopt;
  return (after - before) / money;
}

/// Two levers that are tried against each other: in one period the first has as much as
/// it may, in the next the second; the others keep what they have.
struct Trial {
  std::size_t first = 0;
  std::size_t second = 0;
  double wide = 0;  ///< by how much the first's share differs between the periods
};

/// Draws two levers, at least one with money; needs two or more. They differ by `probe`
/// of the budget, or by all that they have if that is less.
inline Trial draw_trial(std::span<const double> shares, double probe,
                        const sim::Words& luck) {
  std::vector<std::size_t> rich;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (shares[k] > 0) rich.push_back(k);
  }
  const std::size_t one =
      rich[sim::below(luck[0], static_cast<std::uint32_t>(rich.size()))];
  const auto others = static_cast<std::uint32_t>(shares.size() - 1);
  std::size_t other = sim::below(luck[1], others);
  other += other >= one;
  const bool one_first = (luck[2] & 1u) != 0;
  return {one_first ? one : other, one_first ? other : one,
          std::min(probe, shares[one] + shares[other])};
}

enum class Half { first, second };

/// The shares of one of the two periods of a trial: around those that it starts from,
/// and shifted where one lever would fall below 0. They go on to sum to 1.
inline std::vector<double> shares_in(const Trial& trial, Half half,
                                     std::span<const double> shares) {
  std::vector<double> tried(shares.begin(), shares.end());
  const double both = shares[trial.first] + shares[trial.second];
  const double least =
      std::clamp(shares[trial.first] - trial.wide / 2, 0.0, both - trial.wide);
  tried[trial.first] = half == Half::first ? least + trial.wide : least;
  tried[trial.second] = std::max(0.0, both - tried[trial.first]);
  return tried;
}

/// Learns from a trial how much more the first lever brings than the second:
///
///     e = (g_1 - g_2) / wide - (b_1 - b_2),   b_1 += w e / 2,   b_2 -= w e / 2
///
/// b_k what lever k seems to bring, per dollar, up to a common constant; g_1 and g_2
/// the gains of the trial's periods; w the weight of what is new. A common trend of
/// support drops out of the difference. Source of slopes from noisy differences: Kiefer
/// and Wolfowitz, Ann. Math. Stat. 23 (1952) 462; of drawn directions and of averaging
/// over trials: Spall, IEEE Trans. Autom. Control 37 (1992) 332.
inline void learn(std::span<double> brings, const Trial& trial, double difference,
                  double weight) {
  double& first = brings[trial.first];
  double& second = brings[trial.second];
  const double error = difference / trial.wide - (first - second);
  first += weight * error / 2;
  second -= weight * error / 2;
}

/// The weight of trial number n among K levers: as in a plain mean over the 2 n / K
/// trials that one lever has been in, and never less than `least`, so that what was
/// long ago is forgotten.
inline double weight_of_trial(std::int64_t n, std::size_t levers, double least) {
  const double mean = static_cast<double>(levers) / (2 * static_cast<double>(n));
  return std::min(1.0, std::max(mean, least));
}

/// Climbs: `part` of the budget, or what there is if that is less, goes from the lever
/// that seems to bring least, of those with money, to the one that seems to bring most.
/// The shares go on to sum to 1; what rounding would leave behind goes along.
inline void climb(std::span<double> shares, std::span<const double> brings,
                  double part) {
  constexpr double rounding = 1e-9;
  const auto to =
      static_cast<std::size_t>(std::ranges::max_element(brings) - brings.begin());
  std::optional<std::size_t> from;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (k == to || !(shares[k] > 0)) continue;
    if (!from || brings[k] < brings[*from]) from = k;
  }
  if (!from || !(brings[to] > brings[*from])) return;
  const bool takes_all = shares[*from] - part < rounding;
  const double moved = takes_all ? shares[*from] : part;
  shares[*from] = takes_all ? 0 : shares[*from] - part;
  shares[to] += moved;
}

/// Whether what is watched is a cause for alarm: every condition that is given (above
/// 0) must hold,
///
///     falling: S_0 - S > change   S < level
///     rising:  S - S_0 > change   S >= level
///
/// S as it is seen now, S_0 as it was seen at the last survey. What has not been seen
/// (NaN) alarms nobody.
struct Alarming {
  double change = 0;
  double level = 0;
  bool is_fall = false;  ///< whether less is worse, as of approval

  bool operator()(double before, double now) const {
    const bool passes = is_fall ? now < level : now >= level;
    const bool moves = (is_fall ? before - now : now - before) > change;
    return (change > 0 || level > 0) && (level <= 0 || passes) &&
           (change <= 0 || moves);
  }
};

}  // namespace newsdep
