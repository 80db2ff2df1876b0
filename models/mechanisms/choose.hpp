#pragma once
// Choosing an alternative: nested logit over what a citizen can turn to.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "sim/lanes.hpp"
#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// The most alternatives that one citizen can have: two AVX vectors of weights.
inline constexpr int max_alternatives = 16;

enum class Nests : std::uint8_t { none, medium, owner };

/// How alternatives are chosen and valued (model equations 4.1).
struct ChoiceParameters {
  double temperature = 0.25;
  Nests nests = Nests::none;
  double dissimilarity = 1.0;
  double accuracy_weight = 0.5;
  double agreement_weight = 0.5;
  double convenience_sd = 0.5;
  double learning_rate = 0.02;

  void declare(sim::Declarations& d) {
    d.add("temperature", temperature,
          {.unit = "utility",
           .low = 0.01,
           .high = 100,
           .meaning = "scale T of the logit: small means always the best"});
    d.choice("nests", nests, {"none", "medium", "owner"},
             {.meaning = "what groups alternatives into nests"});
    d.add("dissimilarity", dissimilarity,
          {.low = 0.05,
           .high = 1,
           .meaning = "dissimilarity of the nests; 1 is the plain logit",
           .source = "McFadden 1978; always sweep it"});
    d.add("accuracy_weight", accuracy_weight,
          {.unit = "utility",
           .low = 0,
           .high = 100,
           .meaning = "weight w_q of a story's quality",
           .source = "assumed; form: Gentzkow and Shapiro 2006"});
    d.add("agreement_weight", agreement_weight,
          {.unit = "utility",
           .low = 0,
           .high = 100,
           .meaning = "weight w_b of the squared distance between slant and belief",
           .source = "assumed; form: Mullainathan and Shleifer 2005"});
    d.add("convenience_sd", convenience_sd,
          {.unit = "utility",
           .low = 0,
           .high = 100,
           .meaning = "standard deviation of a citizen's own convenience of one "
                      "alternative"});
    d.add("learning_rate", learning_rate,
          {.unit = "1/occasion",
           .low = 0,
           .high = 10,
           .meaning = "rate lambda at which a value follows what was met"});
  }
};

/// Which alternatives share a nest: `nest[a]` is the number of a's nest.
struct NestTable {
  std::uint8_t nest[max_alternatives] = {};
};

/// Eight citizens who are to choose.
struct Choosers {
  const float* value;         ///< [count][alternatives] V, citizen by citizen
  int count = 8;              ///< at most eight
  sim::Uint8 reach = {};      ///< bit a: a exists, is open and can be reached
  sim::Float8 activity = {};  ///< scales the weights of platforms
};

/// The running sums of the alternatives' weights of eight citizens, one in each lane:
/// P(a) = step at a / total. Nobody chooses where the total is 0.
struct Choices {
  sim::Float8 cumulative[max_alternatives];
  int alternatives = max_alternatives;

  sim::Float8 total() const { return cumulative[alternatives - 1]; }

  /// Each citizen's alternatives for some uniform numbers in [0, 1 - 2^-20]: the first
  /// whose running sum is above. What has no weight adds nothing, so that it is never
  /// picked.
  template <std::size_t n>
  std::array<sim::Int8, n> pick(const sim::Float8 (&u)[n]) const {
    std::array<sim::Int8, n> picked{};
    sim::Float8 level[n];
    for (std::size_t k = 0; k < n; ++k) level[k] = u[k] * total();
    for (int a = 0; a < alternatives; ++a) {
      for (std::size_t k = 0; k < n; ++k) picked[k] -= cumulative[a] <= level[k];
    }
    return picked;
  }

  /// The probability of each alternative for one of the eight; all 0 when nothing is
  /// possible.
  std::array<float, max_alternatives> probabilities(int lane) const {
    std::array<float, max_alternatives> p{};
    float before = 0;
    for (int a = 0; a < alternatives && total()[lane] > 0; ++a) {
      p[static_cast<std::size_t>(a)] = (cumulative[a][lane] - before) / total()[lane];
      before = cumulative[a][lane];
    }
    return p;
  }
};

struct ChoiceRule {
  float inverse_temperature = 1;
  float dissimilarity = 1;
  std::uint32_t platforms = 0;          ///< bit a: alternative a is a platform
  float extra[max_alternatives] = {};   ///< added to a platform's value in every choice
  int alternatives = max_alternatives;  ///< how many there are
  NestTable nests;
};

/// Turns the weights A exp(V / T) of one citizen into those of the nested logit. Each
/// nest is measured from its best, so that no power leaves the range of float, however
/// small the dissimilarity.
inline void nest(const ChoiceRule& rule, float* weight) {
  float best[max_alternatives] = {};
  float sum[max_alternatives] = {};
  const float power = 1.0f / rule.dissimilarity;
  for (int a = 0; a < max_alternatives; ++a) {
    float& of_nest = best[rule.nests.nest[a]];
    of_nest = std::max(of_nest, weight[a]);
  }
  for (int a = 0; a < max_alternatives; ++a) {
    if (weight[a] <= 0) continue;
    const float ratio = weight[a] / best[rule.nests.nest[a]];
    weight[a] = ratio > 1e-30f ? sim::exp(power * sim::log(ratio)) : 0.0f;
    sum[rule.nests.nest[a]] += weight[a];
  }
  for (int a = 0; a < max_alternatives; ++a) {
    if (weight[a] <= 0) continue;
    const std::uint8_t n = rule.nests.nest[a];
    weight[a] *= best[n] * sim::exp((rule.dissimilarity - 1.0f) * sim::log(sum[n]));
  }
}

/// Weighs what eight citizens can turn to:
///
///     P(a) ~ A_a exp(V_a / T)                                    (dissimilarity 1)
///     P(a) ~ e_a S^(mu - 1), e_a = (A_a exp(V_a / T))^(1 / mu), S = sum of e in a's
///     nest
///
/// Draws nothing. Source: McFadden, Spatial Interaction Theory and Planning Models
/// (1978) 75.
inline Choices weigh(const ChoiceRule& rule, const Choosers& choosers) {
  Choices choices;
  choices.alternatives = rule.alternatives;
  sim::Float8* const weight = choices.cumulative;
  for (int first = 0; first < rule.alternatives; first += 8) {
    sim::Float8 rows[8] = {};
    for (int l = 0; l < choosers.count; ++l) {
      rows[l] = sim::load8(choosers.value + l * rule.alternatives + first,
                           rule.alternatives - first);
    }
    sim::transpose(rows);
    std::copy_n(rows, 8, weight + first);
  }
  const sim::Float8 scale = sim::broadcast(rule.inverse_temperature);
  for (int a = 0; a < rule.alternatives; ++a) {
    const sim::Int8 in_reach = (choosers.reach & 1u << a) != 0u;
    const bool is_platform = (rule.platforms >> a & 1u) != 0;
    if (is_platform) weight[a] += rule.extra[a];
    weight[a] = in_reach ? sim::exp(weight[a] * scale) : sim::Float8{};
    if (is_platform) weight[a] *= choosers.activity;
  }
  if (rule.dissimilarity < 1.0f) {
    for (int l = 0; l < choosers.count; ++l) {
      float own[max_alternatives] = {};
      for (int a = 0; a < rule.alternatives; ++a) own[a] = weight[a][l];
      nest(rule, own);
      for (int a = 0; a < rule.alternatives; ++a) weight[a][l] = own[a];
    }
  }
  for (int a = 1; a < rule.alternatives; ++a) weight[a] += weight[a - 1];
  return choices;
}

/// What a story is worth to a reader, its convenience aside:
///
///     u = w_q q - w_b (z - x)^2
///
/// Source: Mullainathan and Shleifer, Am. Econ. Rev. 95 (2005) 1031; Gentzkow and
/// Shapiro, J. Polit. Econ. 114 (2006) 280.
inline float utility(float accuracy_weight, float agreement_weight, float quality,
                     float slant, float belief) {
  const float distance = slant - belief;
  return accuracy_weight * quality - agreement_weight * distance * distance;
}

}  // namespace newsdep
