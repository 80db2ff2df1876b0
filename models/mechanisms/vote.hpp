#pragma once
// Voting: a multinomial logit over parties, a spoiled ballot and staying at home.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>

#include "sim/math.hpp"

namespace newsdep {

/// The utility of an option that is not on the ballot.
inline constexpr double not_on_ballot = -std::numeric_limits<double>::infinity();

/// One thing that a citizen can do at an election.
struct VoteOption {
  double constant = not_on_ballot;  ///< to a citizen of belief 0, cost and pressure in
  double belief = 0;                ///< what belief +1 adds
  double bandwagon = 0;  ///< what it adds that all are thought to be for the regime
};

/// What going to the polls and doing one thing there is worth to a citizen, against
/// staying at home, which is worth 0:
///
///     u = constant - cost + pressure + weight x + bandwagon (2 p - 1)
///
/// in units of the scale of the luck below; x belief in [-1, 1], p the regime's support
/// as he perceives it, in [0, 1], 1/2 where nobody perceives any. A spoiled ballot has
/// weight and bandwagon 0. Draws nothing. Source: Riker and Ordeshook, Am. Polit. Sci.
/// Rev. 62 (1968) 25, for cost and duty; Simon, Public Opin. Q. 18 (1954) 245, for the
/// bandwagon; linear: assumed.
inline double vote_utility(const VoteOption& option, double belief, double perceived) {
  return option.constant + option.belief * belief +
         option.bandwagon * (2 * perceived - 1);
}

/// The luck of one citizen with one option, from a uniform number in (0, 1): standard
/// Gumbel, e = -log(-log U).
inline double vote_luck(double uniform) { return -sim::log(-sim::log(uniform)); }

/// What a citizen does: the option k with the largest u_k + e_k, the first among
/// equals.
///
/// With independent luck e_k that is the logit below. As each option has luck of its
/// own, taking an option off the ballot moves only those who had chosen it.
/// `utility` and `luck` [options], at least one utility finite.
/// Source: McFadden, in Zarembka (ed.), Frontiers in Econometrics (1974) 105.
inline std::size_t cast_vote(std::span<const double> utility,
                             std::span<const double> luck) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < utility.size(); ++k) {
    if (utility[k] + luck[k] > utility[best] + luck[best]) best = k;
  }
  return best;
}

/// The chance of each option, P(k) = exp(u_k) / sum over l of exp(u_l); 0 for what is
/// not on the ballot. `utility` [options], at least one finite; `chance` [options] is
/// written.
inline void vote_chances(std::span<const double> utility, std::span<double> chance) {
  const double best = std::ranges::max(utility);
  double sum = 0;
  for (std::size_t k = 0; k < utility.size(); ++k) {
    chance[k] = utility[k] > not_on_ballot ? sim::exp(utility[k] - best) : 0.0;
    sum += chance[k];
  }
  for (double& p : chance) p /= sum;
}

}  // namespace newsdep
