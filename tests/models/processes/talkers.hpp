#pragma once
// Countries without media whose citizens talk, and what they believe.

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

namespace newsdep::test {

/// What each citizen believes at each record.
inline std::vector<std::vector<double>> beliefs(const sim::Results& results) {
  const sim::Variable& all = variable(results, "citizens/belief");
  std::vector<std::vector<double>> rows;
  for (std::size_t k = 0; k < all.shape[0]; ++k) {
    const auto first = all.values.begin() + static_cast<long>(k * all.shape[1]);
    rows.emplace_back(first, first + static_cast<long>(all.shape[1]));
  }
  return rows;
}

inline std::vector<double> last_beliefs(const Loaded& scenario, std::uint64_t seed) {
  return beliefs(run(scenario, seed)).back();
}

/// Whether both are alike to rounding; no number is near to nothing.
inline bool near(const std::vector<double>& found, const std::vector<double>& wanted) {
  return std::ranges::equal(found, wanted,
                            [](double a, double b) { return std::abs(a - b) < 1e-9; });
}

/// A country without media whose citizens talk.
inline Scenario talkers(std::int64_t citizens, ConversationKernel kernel) {
  Scenario s;
  s.population.citizens = citizens;
  s.friends.mean_degree = 8;
  s.time.end = day(5);
  s.measures.snapshots = true;
  s.conversation.kernel = kernel;
  s.conversation.initial.law = OpinionLaw::uniform;
  return s;
}

}  // namespace newsdep::test
