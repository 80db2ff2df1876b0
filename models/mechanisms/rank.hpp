#pragma once
// Ranking a feed: scores of candidate stories, and which of them a visit shows.

#include <immintrin.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "sim/lanes.hpp"
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

enum class RecencyFrom : std::uint8_t { birth, arrival };

/// The weights of a ranking.
struct RankingWeights {
  double recency = 0;
  double affinity = 0;
  double engagement = 0;
  double agreement = 0;
  double friends = 0;
  double appeal = 0;
  double repeats = 0;
  double recency_power = 1;
  RecencyFrom recency_from = RecencyFrom::birth;

  void declare(sim::Declarations& d) {
    const auto weight = [&](const char* key, double& value, std::string_view meaning) {
      d.add(key, value,
            {.unit = "score", .low = -1000, .high = 1000, .meaning = meaning});
    };
    weight("recency", recency,
           "weight of recency, minus the story's age in days to the power "
           "`recency_power`");
    weight("affinity", affinity, "weight of following the page, or being a friend");
    weight("engagement", engagement, "weight of log(1 + likes shown)");
    weight("agreement", agreement, "weight of 1 - |slant - belief|");
    weight("friends", friends, "weight of having come from a friend");
    weight("appeal", appeal, "weight of log(appeal)");
    weight("repeats", repeats, "weight of log(times received)");
    d.add("recency_power", recency_power,
          {.low = 0.01,
           .high = 10,
           .meaning = "power of age in recency",
           .source = "Truong et al. 2024: 0.4, with weight 0.4"});
    d.choice(
        "recency_from", recency_from, {"birth", "arrival"},
        {.meaning = "whether age counts from the story's birth or, in inboxes, from "
                    "its arrival there"});
  }
};

/// Age to the power of recency, days; age >= 0.
inline float recency_age(const RankingWeights& weights, float age) {
  if (weights.recency_power == 1 || age <= 0) return age;
  return sim::exp(static_cast<float>(weights.recency_power) * sim::log(age));
}

/// The score of what came to an inbox so many days ago; 0 when recency counts from
/// birth, which every story has in its own score.
inline float arrival_score(const RankingWeights& weights, float days) {
  if (weights.recency_from == RecencyFrom::birth) return 0;
  return -static_cast<float>(weights.recency) * recency_age(weights, days);
}

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
inline constexpr int max_candidates = 128;
/// The most stories that one visit shows.
inline constexpr int max_shown = 32;

/// Gumbel noise from a word: adding it to scores and taking the best few is drawing
/// without replacement with chances proportional to exp(score). Source: Yellott, J.
/// Math. Psychol. 15 (1977) 109.
inline float gumbel(std::uint32_t word) {
  const float u = (static_cast<float>(word >> 9) + 0.5f) * 0x1p-23f;
  return -sim::log(-sim::log(u));
}

/// The same for eight words.
inline sim::Float8 gumbel(sim::Uint8 word) {
  const auto whole =
      __builtin_convertvector(reinterpret_cast<sim::Int8>(word >> 9), sim::Float8);
  return -sim::log(-sim::log((whole + 0.5f) * 0x1p-23f));
}

/// Scores are compared in steps of this; what is nearer is a tie.
inline constexpr float score_step = 1.0f / 1024;

/// Sortable keys of eight scores, cut to [-1023, 1023], above the highest bits of their
/// tie words: of two stories the larger key ranks first.
inline sim::Int8 rank_keys(sim::Float8 score, sim::Uint8 tie) {
  score = sim::clamp(score, -1023.0f, 1023.0f);
  const auto steps = __builtin_convertvector(score * (1 / score_step), sim::Int8);
  return steps << 11 | reinterpret_cast<sim::Int8>(tie >> 21);
}

/// Writes the places of the `shown` best of n candidates to the front of `order`
/// [n + 1], best first, and returns how many. score [n], tie [n]: keyed words that
/// break ties, so that the order in which candidates came never decides; both must have
/// room to the next multiple of eight.
inline int take_best(const float* score, const std::uint32_t* tie, int n, int shown,
                     int* order) {
  alignas(32) std::int32_t key[max_candidates];
  for (int k = 0; k < n; k += 8) {
    const sim::Int8 keys = rank_keys(sim::load8(score + k), sim::load8(tie + k));
    _mm256_store_si256(reinterpret_cast<__m256i*>(key + k),
                       reinterpret_cast<__m256i>(keys));
  }
  // What only fills up the last eight is beaten by every candidate.
  for (int k = n; k % 8 != 0; ++k) key[k] = std::numeric_limits<std::int32_t>::min();
  // A candidate's place is the number of those that beat it: eight counted at a time.
  const int take = std::min(n, shown);
  const int looked_at = std::min(n, shown + 1);
  std::fill_n(order, looked_at, -1);
  for (int first = 0; first < n; first += 8) {
    const auto own = reinterpret_cast<sim::Int8>(
        _mm256_load_si256(reinterpret_cast<const __m256i*>(key + first)));
    sim::Int8 beaten_by = {};
#pragma GCC unroll 8
    for (int k = 0; k < n; ++k) beaten_by -= (sim::Int8{} + key[k]) > own;
    for (int l = 0; l < 8; ++l) order[beaten_by[l]] = first + l;
  }
  int empty = 0;  // negative when a place is
  for (int k = 0; k < looked_at; ++k) empty |= order[k];
  if (empty >= 0) return take;
  // Two keys were equal (once in 2,048 ties): sort by the whole of score and tie.
  int all[max_candidates];
  for (int k = 0; k < n; ++k) all[k] = k;
  std::sort(all, all + n, [&](int a, int b) {
    return std::pair(key[a], tie[a]) > std::pair(key[b], tie[b]);
  });
  std::copy_n(all, take, order);
  return take;
}

}  // namespace newsdep
