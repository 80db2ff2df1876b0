#pragma once
// Ranking a feed: scores of candidate stories, and which of them a visit shows.

#include <bit>
#include <cstdint>

#include "sim/luck.hpp"
#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class Selection : std::uint8_t { top, proportional };
enum class Ranking : std::uint8_t {
  chronological,
  engagement,
  friends_first,
  affinity,
  random,
  custom
};

/// The weights of a ranking.
struct RankingWeights {
  double recency = 0;
  double affinity = 0;
  double engagement = 0;
  double agreement = 0;
  double friends = 0;
  double appeal = 0;
  double repeats = 0;

  void declare(sim::Declarations& d) {
    const auto weight = [&](const char* key, double& value, std::string_view meaning) {
      d.add(key, value,
            {.unit = "score", .low = -1000, .high = 1000, .meaning = meaning});
    };
    weight("recency", recency, "weight of recency, minus the story's age in days");
    weight("affinity", affinity, "weight of following the page, or being a friend");
    weight("engagement", engagement, "weight of log(1 + likes shown)");
    weight("agreement", agreement, "weight of 1 - |slant - belief|");
    weight("friends", friends, "weight of having come from a friend");
    weight("appeal", appeal, "weight of log(appeal)");
    weight("repeats", repeats, "weight of log(times received)");
  }
};

/// The weights of a named ranking; those of `custom` are the scenario's own. Sizes are
/// assumed: each preset makes its namesake dominate.
inline RankingWeights preset(Ranking ranking, const RankingWeights& custom) {
  switch (ranking) {
    case Ranking::chronological:
      return {.recency = 1};
    case Ranking::engagement:
      return {.recency = 1, .affinity = 0.5, .engagement = 1};
    case Ranking::friends_first:
      return {.recency = 1, .engagement = 0.2, .friends = 100};
    case Ranking::affinity:
      return {.recency = 0.5, .affinity = 2, .agreement = 2};
    case Ranking::random:
      return {};
    case Ranking::custom:
      return custom;
  }
  return {};
}

/// The most candidates that one visit ranks.
inline constexpr int max_candidates = 64;
/// The most stories that one visit shows.
inline constexpr int max_shown = 32;

/// One story that a visit may show.
struct Candidate {
  std::uint32_t story;
  std::uint32_t tie;  ///< keyed word that breaks ties and, as noise, draws
  float score;
};

/// Gumbel noise from a word: adding it to scores and taking the best few is drawing
/// without replacement with chances proportional to exp(score). Source: Yellott, J.
/// Math. Psychol. 15 (1977) 109.
inline float gumbel(std::uint32_t word) {
  const float u = (static_cast<float>(word >> 9) + 0.5f) * 0x1p-23f;
  return -sim::log(-sim::log(u));
}

/// Moves the `shown` best candidates to the front, best first; ties go to the larger
/// tie word, so that the order in which candidates came never decides. Returns how
/// many.
inline int take_best(Candidate* candidates, int n, int shown) {
  // One integer key per candidate, larger is better: the score's bits, made to sort as
  // numbers do, above the tie word.
  std::uint64_t keys[max_candidates];
  for (int k = 0; k < n; ++k) {
    const auto bits = std::bit_cast<std::uint32_t>(candidates[k].score);
    const std::uint32_t sorted = bits & 0x80000000u ? ~bits : bits | 0x80000000u;
    keys[k] = std::uint64_t{sorted} << 32 | candidates[k].tie;
  }
  const int take = n < shown ? n : shown;
  for (int s = 0; s < take; ++s) {
    int best = s;
    for (int k = s + 1; k < n; ++k) best = keys[k] > keys[best] ? k : best;
    std::swap(keys[s], keys[best]);
    std::swap(candidates[s], candidates[best]);
  }
  return take;
}

}  // namespace newsdep
