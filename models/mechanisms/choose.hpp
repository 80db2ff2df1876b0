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

/// The running sums of the alternatives' weights: P(a) = step at a / total.
struct Choice {
  alignas(32) float cumulative[max_alternatives];
  std::uint32_t possible = 0;  ///< bit a: the weight of a is above 0

  float total() const { return cumulative[max_alternatives - 1]; }

  /// The probability of each alternative; all 0 when nothing is possible.
  std::array<float, max_alternatives> probabilities() const {
    std::array<float, max_alternatives> p{};
    float before = 0;
    for (int a = 0; a < max_alternatives; ++a) {
      if ((possible >> a & 1u) != 0)
        p[a] = std::max(0.0f, cumulative[a] - before) / total();
      before = cumulative[a];
    }
    return p;
  }

  /// The alternative for a uniform number u in [0, 1); something must be possible. The
  /// sums are rounded, so that what has no weight may own a sliver: it is passed over.
  int pick(float u) const {
    const sim::Float8 level = sim::broadcast(u * total());
    const std::uint32_t above = (sim::bits(sim::load8(cumulative) > level) |
                                 sim::bits(sim::load8(cumulative + 8) > level) << 8) &
                                possible;
    return above != 0 ? std::countr_zero(above) : std::bit_width(possible) - 1;
  }
};

struct ChoiceRule {
  float inverse_temperature = 1;
  float dissimilarity = 1;
  int platform = max_alternatives;      ///< the platform's alternative, if there is one
  int alternatives = max_alternatives;  ///< how many there are
  NestTable nests;
};

/// Turns weights A exp(V / T) into those of the nested logit. Each nest is measured
/// from its best, so that no power leaves the range of float, however small the
/// dissimilarity.
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

/// Weighs what a citizen can turn to:
///
///     P(a) ~ A_a exp(V_a / T)                                    (dissimilarity 1)
///     P(a) ~ e_a S^(mu - 1), e_a = (A_a exp(V_a / T))^(1 / mu), S = sum of e in a's
///     nest
///
/// value V [alternatives], reach: bit a is set when a exists, is open and can be
/// reached, activity scales the weight of the platform (bit `platform`). Draws nothing.
/// Source: McFadden, Spatial Interaction Theory and Planning Models (1978) 75.
inline Choice weigh(const ChoiceRule& rule, const float* value, std::uint32_t reach,
                    float activity) {
  const sim::Float8 scale = sim::broadcast(rule.inverse_temperature);
  sim::Float8 low =
      sim::exp(sim::load8(value, rule.alternatives) * scale) * sim::ones_where(reach);
  sim::Float8 high = sim::exp(sim::load8(value + 8, rule.alternatives - 8) * scale) *
                     sim::ones_where(reach >> 8);
  low = sim::Int8{0, 1, 2, 3, 4, 5, 6, 7} == rule.platform ? low * activity : low;
  high =
      sim::Int8{8, 9, 10, 11, 12, 13, 14, 15} == rule.platform ? high * activity : high;
  Choice choice;
  choice.possible = sim::bits(low > 0.0f) | sim::bits(high > 0.0f) << 8;
  if (rule.dissimilarity < 1.0f) {
    sim::store8(choice.cumulative, low);
    sim::store8(choice.cumulative + 8, high);
    nest(rule, choice.cumulative);
    low = sim::load8(choice.cumulative);
    high = sim::load8(choice.cumulative + 8);
  }
  low = sim::running_sum(low);
  sim::store8(choice.cumulative, low);
  sim::store8(choice.cumulative + 8, sim::running_sum(high) + low[7]);
  return choice;
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
