#pragma once
// Choosing an alternative: nested logit over what a citizen can turn to.

#include <cstdint>

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

/// The cumulative weights of all alternatives, so that P(a) = step of a / total:
///
///     P(a) ~ A_a exp(V_a / T)                                    (dissimilarity 1)
///     P(a) ~ e_a S^(mu - 1), e_a = (A_a exp(V_a / T))^(1 / mu), S = sum of e in a's
///     nest
///
/// value V [alternatives], reach: bit a is set when a exists, is open and can be
/// reached, activity scales the weight of the platform (bit `platform`). Draws nothing.
/// Source: McFadden, Spatial Interaction Theory and Planning Models (1978) 75.
struct Choice {
  alignas(32) float cumulative[max_alternatives];

  float total() const { return cumulative[max_alternatives - 1]; }

  /// The alternative for a uniform number u in [0, 1); total() must be positive.
  int pick(float u) const {
    const float level = u * total();
    int a = 0;
    for (int k = 0; k < max_alternatives; ++k) a += cumulative[k] <= level;
    return a;
  }
};

struct ChoiceRule {
  float inverse_temperature = 1;
  float dissimilarity = 1;
  int platform = max_alternatives;  ///< the platform's alternative, if there is one
  NestTable nests;
};

inline Choice weigh(const ChoiceRule& rule, const float* value, std::uint32_t reach,
                    float activity) {
  alignas(32) float weight[max_alternatives];
  const float scale = rule.inverse_temperature;
  for (int a = 0; a < max_alternatives; ++a) {
    const float e = sim::exp(value[a] * scale);
    weight[a] = (reach >> a) & 1u ? e : 0.0f;
  }
  if (rule.platform < max_alternatives) weight[rule.platform] *= activity;
  if (rule.dissimilarity < 1.0f) {
    float sum[max_alternatives] = {};
    const float power = 1.0f / rule.dissimilarity;
    for (int a = 0; a < max_alternatives; ++a) {
      weight[a] = weight[a] > 1e-30f ? sim::exp(power * sim::log(weight[a])) : 0.0f;
      sum[rule.nests.nest[a]] += weight[a];
    }
    for (int a = 0; a < max_alternatives; ++a) {
      const float s = sum[rule.nests.nest[a]];
      if (weight[a] > 0) {
        weight[a] *= sim::exp((rule.dissimilarity - 1.0f) * sim::log(s));
      }
    }
  }
  Choice choice;
  float running = 0;
  for (int a = 0; a < max_alternatives; ++a) {
    running += weight[a];
    choice.cumulative[a] = running;
  }
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
