#pragma once
// How a budget is divided by one who sees only what surveys show: alarm at a fall, and
// hill climbing.

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
/// handed out in it (USD); none without money. The change and not the level is taken,
/// for support moves slowly and remembers what was spent before. Source of differences
/// seen with noise as the guide of a search: Kiefer and Wolfowitz, Ann. Math. Stat. 23
/// (1952) 462.
inline std::optional<double> gain_per_dollar(double before, double after,
                                             double money) {
  if (!(money > 0)) return std::nullopt;
  return (after - before) / money;
}

/// Whether support fell by more than `fall` from one survey to the next.
inline bool is_alarmed(double before, double after, double fall) {
  return before - after > fall;
}

/// Part of the budget leaves one lever for another.
struct Move {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// Moves `part` of the budget, or what the lever has if that is less: the shares go on
/// to sum to 1, and none falls below 0. What rounding would leave behind goes along.
inline void make_move(std::span<double> shares, const Move& move, double part) {
  constexpr double rounding = 1e-9;
  const bool takes_all = shares[move.from] - part < rounding;
  const double moved = takes_all ? shares[move.from] : part;
  shares[move.from] = takes_all ? 0 : shares[move.from] - part;
  shares[move.to] += moved;
}

/// The next move of a hill climber over two levers or more, by direction learning:
///
///     it rose: give to the same lever again, from one that has money;
///     it fell: take back from the lever that was given to, and give to another.
///
/// "It" is the gain per dollar against that of the period before. The first move, and
/// each choice among several levers, is drawn; a lever that has everything cannot be
/// given to, so it gives. Source: Selten and Stoecker, J. Econ. Behav. Organ. 7 (1986)
/// 47, for one quantity; among several levers: assumed.
inline Move next_move(std::span<const double> shares, const std::optional<Move>& last,
                      bool rose, const sim::Words& luck) {
  const auto draw = [&](std::uint32_t word, std::optional<std::size_t> except,
                        bool has_money) -> std::optional<std::size_t> {
    std::vector<std::size_t> among;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      if (k != except && (!has_money || shares[k] > 0)) among.push_back(k);
    }
    if (among.empty()) return std::nullopt;
    return among[sim::below(word, static_cast<std::uint32_t>(among.size()))];
  };
  if (last && rose) {
    if (const auto from = draw(luck[0], last->to, true)) return {*from, last->to};
  }
  const std::size_t from = last ? last->to : draw(luck[0], std::nullopt, true).value();
  return {from, draw(luck[1], from, false).value()};
}

}  // namespace newsdep
