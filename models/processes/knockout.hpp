#pragma once
// Knockout: what would be lost if the platform went dark, by formula.

#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Expects, on its dates, the occasions of a step with the platform and without it. A
/// citizen's occasions go by logit to what is left; who has nothing else has none:
///
///     attention_c      = mean over i of a_i dt P_i(c)
///     attention_dark_c = mean over i of a_i dt P'_i(c)
///
/// a occasions a day, dt days; P the choice probabilities of mechanisms/choose.hpp, P'
/// the same with the platform out of reach, both 0 where nothing can be reached. Visits
/// are shared among pages, posts and empty feeds as those of the step were. This is the
/// first dark step; later ones differ by what is learnt in the dark, substitution.
/// Reads citizens and today's tally; writes the group knockout; draws nothing.
class Knockout {
 public:
  Knockout(const World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  void record(std::size_t k, double dt);

  const World& world_;
  sim::Results& results_;
  sim::VariableId attention_{};
  sim::VariableId attention_dark_{};
  sim::VariableId lost_{};
  sim::VariableId lost_source_{};
  sim::VariableId lost_total_{};
  sim::VariableId lost_independent_{};
};

}  // namespace newsdep
