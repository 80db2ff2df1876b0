// Ranking: the best few are those of std::sort, whoever came first; proportional
// selection draws by exp(score).

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

std::vector<Candidate> random_candidates(std::mt19937& luck, int n) {
  std::normal_distribution<float> normal(0, 3);
  std::vector<Candidate> candidates;
  for (int k = 0; k < n; ++k) {
    // Few distinct scores, of both signs and zero: ties are the rule.
    candidates.push_back({static_cast<std::uint32_t>(k),
                          static_cast<std::uint32_t>(luck()),
                          std::round(normal(luck))});
  }
  return candidates;
}

}  // namespace

TEST_CASE("the best few are the first of a full sort", "[rank]") {
  std::mt19937 luck(1);
  bool same = true;
  for (int trial = 0; trial < 5000; ++trial) {
    const int n = static_cast<int>(luck() % (max_candidates + 1));
    const int shown = 1 + static_cast<int>(luck() % max_shown);
    std::vector<Candidate> candidates = random_candidates(luck, n);
    std::vector<Candidate> sorted = candidates;
    std::ranges::sort(sorted, std::greater<>(), [](const Candidate& c) {
      return std::tuple(c.score + 0.0f, c.tie);  // + 0: minus zero is zero
    });
    for (Candidate& c : candidates) c.score += 0.0f;
    const int taken = take_best(candidates.data(), n, shown);
    same &= taken == std::min(n, shown);
    for (std::size_t k = 0; k < static_cast<std::size_t>(taken); ++k) {
      same &= candidates[k].story == sorted[k].story;
    }
  }
  CHECK(same);
}

TEST_CASE("the order in which candidates come never decides", "[rank]") {
  std::mt19937 luck(2);
  bool same = true;
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<Candidate> once = random_candidates(luck, 30);
    std::vector<Candidate> again = once;
    std::ranges::shuffle(again, luck);
    take_best(once.data(), 30, 10);
    take_best(again.data(), 30, 10);
    for (std::size_t k = 0; k < 10; ++k) same &= once[k].story == again[k].story;
  }
  CHECK(same);
}

TEST_CASE("taking the best loses and doubles no candidate", "[rank]") {
  std::mt19937 luck(3);
  std::vector<Candidate> candidates = random_candidates(luck, 40);
  take_best(candidates.data(), 40, 7);
  std::vector<std::uint32_t> stories;
  for (const Candidate& c : candidates) stories.push_back(c.story);
  std::ranges::sort(stories);
  for (std::uint32_t k = 0; k < 40; ++k) CHECK(stories[k] == k);
}

TEST_CASE("proportional selection shows a story by exp of its score", "[rank]") {
  const std::vector<double> weight = {1, 2, 3, 4, 10};
  const double sum = 20;
  constexpr std::uint32_t draws = 200000;
  std::vector<double> first(weight.size(), 0.0);
  double second_after_last = 0;  // first the one of weight 10, then that of weight 4
  for (std::uint32_t d = 0; d < draws; ++d) {
    std::vector<Candidate> candidates;
    for (std::uint32_t k = 0; k < weight.size(); ++k) {
      const std::uint32_t tie = sim::mix(k + 1, d);
      candidates.push_back(
          {k, tie, static_cast<float>(std::log(weight[k])) + gumbel(tie)});
    }
    take_best(candidates.data(), 5, 2);
    first[candidates[0].story] += 1;
    second_after_last += candidates[0].story == 4 && candidates[1].story == 3;
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
  // Limit T17. Stories carry no fake likes of their own, only pages do; so this is the
  // urn by its parts: 10 stories, weight 1 + likes shown, one visitor after the other.
  constexpr int urns = 2000;
  constexpr int visitors = 200;
  double sum = 0, square = 0, early = 0;
  for (std::uint32_t urn = 0; urn < urns; ++urn) {
    std::vector<double> real(10, 0.0);
    double share_at_20 = 0;
    for (std::uint32_t v = 0; v < visitors; ++v) {
      std::vector<Candidate> candidates;
      for (std::uint32_t k = 0; k < 10; ++k) {
        const double shown = real[k] + (k == 0 ? 9 : 0);
        const std::uint32_t tie = sim::mix(sim::mix(k, v), urn);
        candidates.push_back(
            {k, tie, sim::log(1.0f + static_cast<float>(shown)) + gumbel(tie)});
      }
      take_best(candidates.data(), 10, 1);
      real[candidates[0].story] += 1;
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
