// Ranking: the best few are those of std::sort, whoever came first; proportional
// selection draws by exp(score).

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "sim/luck.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

/// Candidates in the layout that take_best wants.
struct Candidates {
  std::vector<float> score;
  std::vector<std::uint32_t> tie;

  std::size_t size() const { return score.size(); }
  void add(float s, std::uint32_t t) {
    score.push_back(s);
    tie.push_back(t);
  }
  /// The places of the best, best first.
  std::vector<int> best(int shown) const {
    std::vector<float> scores = score;
    std::vector<std::uint32_t> ties = tie;
    scores.resize(max_candidates);
    ties.resize(max_candidates);
    std::vector<int> order(max_candidates + 1);
    const int taken = take_best(scores.data(), ties.data(), static_cast<int>(size()),
                                shown, order.data());
    order.resize(static_cast<std::size_t>(taken));
    return order;
  }
};

/// Few distinct scores, of both signs and zero, so that ties are the rule; tie words of
/// which most agree in their highest bits, but no two are the same.
Candidates random_candidates(std::mt19937& luck, std::size_t n) {
  std::normal_distribution<float> normal(0, 3);
  Candidates candidates;
  while (candidates.size() < n) {
    const auto word = static_cast<std::uint32_t>(luck());
    const auto number = static_cast<std::uint32_t>(candidates.size());
    const std::uint32_t high = luck() % 3 == 0 ? word & 0xfff00000u : 0;
    candidates.add(std::round(normal(luck)), high | (word & 0xfff00u) | number);
  }
  return candidates;
}

}  // namespace

TEST_CASE("the best few are the first of a full sort", "[rank]") {
  std::mt19937 luck(1);
  bool same = true;
  for (int trial = 0; trial < 5000; ++trial) {
    const Candidates candidates =
        random_candidates(luck, luck() % (max_candidates + 1));
    const int shown = 1 + static_cast<int>(luck() % max_shown);
    std::vector<int> sorted(candidates.size());
    std::iota(sorted.begin(), sorted.end(), 0);
    std::ranges::sort(sorted, std::greater<>(), [&](int k) {
      const auto at = static_cast<std::size_t>(k);
      return std::pair(candidates.score[at], candidates.tie[at]);
    });
    sorted.resize(std::min(sorted.size(), static_cast<std::size_t>(shown)));
    same &= candidates.best(shown) == sorted;
  }
  CHECK(same);
}

TEST_CASE("scores that differ by more than a step are never a tie", "[rank]") {
  std::mt19937 luck(5);
  std::uniform_real_distribution<float> score(-1000, 1000);
  bool right = true;
  for (int trial = 0; trial < 20000; ++trial) {
    Candidates two;
    two.add(score(luck), static_cast<std::uint32_t>(luck()));
    two.add(two.score[0] + 1.01f * score_step + 1e-4f, 0);
    right &= two.best(1)[0] == 1;
  }
  CHECK(right);
}

TEST_CASE("the order in which candidates come never decides", "[rank]") {
  std::mt19937 luck(2);
  bool same = true;
  for (int trial = 0; trial < 2000; ++trial) {
    const Candidates once = random_candidates(luck, 30);
    std::vector<std::size_t> place(30);
    std::iota(place.begin(), place.end(), 0u);
    std::ranges::shuffle(place, luck);
    Candidates again;
    for (const std::size_t k : place) again.add(once.score[k], once.tie[k]);
    const std::vector<int> a = once.best(10);
    const std::vector<int> b = again.best(10);
    for (std::size_t k = 0; k < 10; ++k) {
      same &= a[k] == static_cast<int>(place[static_cast<std::size_t>(b[k])]);
    }
  }
  CHECK(same);
}

TEST_CASE("no candidate is shown twice", "[rank]") {
  std::mt19937 luck(3);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<int> best = random_candidates(luck, 40).best(20);
    std::ranges::sort(best);
    CHECK(std::ranges::adjacent_find(best) == best.end());
    CHECK(best.size() == 20);
  }
}

TEST_CASE("proportional selection shows a story by exp of its score", "[rank]") {
  const std::vector<double> weight = {1, 2, 3, 4, 10};
  const double sum = 20;
  constexpr std::uint32_t draws = 200000;
  std::vector<double> first(weight.size(), 0.0);
  double second_after_last = 0;  // first the one of weight 10, then that of weight 4
  for (std::uint32_t d = 0; d < draws; ++d) {
    Candidates candidates;
    for (std::uint32_t k = 0; k < weight.size(); ++k) {
      const std::uint32_t tie = sim::mix(k + 1, d);
      candidates.add(static_cast<float>(std::log(weight[k])) + gumbel(tie), tie);
    }
    const std::vector<int> best = candidates.best(2);
    first[static_cast<std::size_t>(best[0])] += 1;
    second_after_last += best[0] == 4 && best[1] == 3;
  }
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const double p = weight[k] / sum;
    INFO("weight " << weight[k]);
    CHECK(std::abs(first[k] / draws - p) < 4 * std::sqrt(p * (1 - p) / draws));
  }
  // Without replacement: 10/20, then 4/10.
  const double p = 0.5 * 0.4;
  CHECK(std::abs(second_after_last / draws - p) < 4 * std::sqrt(p * (1 - p) / draws));
}

TEST_CASE("one story has nine likes more and keeps 10 in 19 of all real likes",
          "[rank]") {
  // Limit T17 of the urn by its parts: 10 stories, weight 1 + likes shown, one visitor
  // after the other. tests/science has it through whole steps.
  constexpr int urns = 2000;
  constexpr int visitors = 200;
  double sum = 0, square = 0, early = 0;
  for (std::uint32_t urn = 0; urn < urns; ++urn) {
    std::vector<double> real(10, 0.0);
    double share_at_20 = 0;
    for (std::uint32_t v = 0; v < visitors; ++v) {
      Candidates candidates;
      for (std::uint32_t k = 0; k < 10; ++k) {
        const double shown = real[k] + (k == 0 ? 9 : 0);
        const std::uint32_t tie = sim::mix(sim::mix(k, v), urn);
        candidates.add(sim::log(1.0f + static_cast<float>(shown)) + gumbel(tie), tie);
      }
      real[static_cast<std::size_t>(candidates.best(1)[0])] += 1;
      if (v == 19) share_at_20 = real[0] / 20;
    }
    const double share = real[0] / visitors;
    sum += share;
    square += share * share;
    early += share_at_20;
  }
  const double mean = sum / urns;
  const double se = std::sqrt((square / urns - mean * mean) / urns);
  CHECK(std::abs(mean - 10.0 / 19) < 4 * se);
  CHECK(std::abs(early / urns - 10.0 / 19) < 5 * se);  // for ever: after 20 likes too
}

TEST_CASE("each named ranking puts its namesake first", "[rank]") {
  const RankingWeights custom{.appeal = 7};
  CHECK(preset(Ranking::chronological, custom).recency > 0);
  CHECK(preset(Ranking::engagement, custom).engagement > 0);
  // Whatever its likes (log of 10^10 is 23) and within 14 days, a friend's story wins.
  const RankingWeights friends = preset(Ranking::friends_first, custom);
  CHECK(friends.friends > 14 * friends.recency + 24 * friends.engagement);
  CHECK(preset(Ranking::affinity, custom).affinity > 0);
  CHECK(preset(Ranking::random, custom).engagement == 0);
  CHECK(preset(Ranking::custom, custom).appeal == 7);
}
