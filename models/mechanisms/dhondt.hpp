#pragma once
// D'Hondt's method: how votes become seats.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsdep {

/// Deals out the seats of one region one by one, each to the list with the highest
/// average votes / (seats it has + 1). Equal averages go to the list with more votes,
/// then to the first. No seat is filled where nobody voted for any list.
///
/// `votes` [lists], whole numbers below 2^40, so that averages are compared exactly.
/// Source: Balinski and Young, Fair Representation (1982), ch. 2 and app. A
/// (Jefferson's method, which is D'Hondt's).
inline std::vector<std::int64_t> deal_seats(std::span<const double> votes,
                                            std::int64_t seats) {
  std::vector<std::int64_t> won(votes.size(), 0);
  for (std::int64_t s = 0; s < seats; ++s) {
    std::size_t best = votes.size();
    for (std::size_t k = 0; k < votes.size(); ++k) {
      if (votes[k] <= 0) continue;
      if (best == votes.size()) {
        best = k;
        continue;
      }
      // votes_k / (won_k + 1) against votes_best / (won_best + 1).
      const double mine = votes[k] * static_cast<double>(won[best] + 1);
      const double its = votes[best] * static_cast<double>(won[k] + 1);
      if (mine > its || (mine == its && votes[k] > votes[best])) best = k;
    }
    if (best == votes.size()) break;
    ++won[best];
  }
  return won;
}

}  // namespace newsdep
