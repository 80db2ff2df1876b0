// Cross-checks of word of mouth.

#include <algorithm>
#include <cmath>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

void check_schedule(const ConversationParameters& c, sim::Problems& problems) {
  const bool is_sequential = c.schedule == Schedule::sequential;
  if (c.kernel == ConversationKernel::deffuant && !is_sequential) {
    problems.at("conversation.schedule",
                "in the kernel deffuant two meet at a time; say schedule: sequential");
  }
  const bool is_of_pairs =
      c.kernel == ConversationKernel::deffuant || c.kernel == ConversationKernel::voter;
  if (is_sequential && !is_of_pairs) {
    problems.at("conversation.schedule",
                "in this kernel all listen at once; say schedule: synchronous, or take "
                "the kernel deffuant or voter");
  }
}

void check_initial(const Scenario& s, sim::Problems& problems) {
  const InitialOpinions& initial = s.conversation.initial;
  const bool is_given = initial.law != OpinionLaw::leaning || initial.table.given();
  if (is_given && s.burn_in.enabled && !s.media.empty()) {
    problems.at("conversation.initial",
                "the burn-in brings opinions to rest, and these would undo it; let the "
                "law be `leaning`, or switch the burn-in off");
  }
  if (initial.table.given() && initial.law != OpinionLaw::leaning) {
    problems.at("conversation.initial.law",
                "the table says what citizens think; remove the law or the table");
  }
  if (!(initial.low <= initial.high)) {
    problems.at("conversation.initial.high", "the highest opinion is below the lowest");
  }
}

/// Opinions of activity-driven contacts have no bounds, and everything else is made for
/// [-1, 1].
void check_unbounded(const Scenario& s, sim::Problems& problems) {
  if (s.conversation.kernel != ConversationKernel::activity_driven) return;
  if (s.conversation.mixing != Mixing::complete) {
    problems.at("conversation.mixing",
                "in the kernel activity_driven contacts are drawn from all, not from "
                "friends; say mixing: complete");
  }
  const auto refuse = [&](const std::string& key, bool is_on) {
    if (!is_on) return;
    problems.at(key,
                "opinions of the kernel activity_driven leave [-1, 1], for which "
                "this is made; remove it, or take another kernel");
  };
  refuse("media", !s.media.empty());
  refuse("street.enabled", s.street.enabled);
  refuse("ballot.enabled", s.ballot.enabled);
}

}  // namespace

void check_conversation(const Scenario& s, sim::Problems& problems) {
  const ConversationParameters& c = s.conversation;
  if (c.kernel == ConversationKernel::none) return;
  const double rounds = static_cast<double>(c.rounds_per_day) * s.time.step;
  if (!(rounds > 0.5) || std::abs(rounds - std::round(rounds)) > 1e-9) {
    problems.at("conversation.rounds_per_day",
                std::to_string(c.rounds_per_day) +
                    " rounds a day are no whole number of rounds a step; take a "
                    "multiple of the steps of a day (`time.step`)");
  }
  for (const Medium& medium : s.media) {
    if (medium.kind != MediumKind::talk) continue;
    problems.at("conversation.kernel",
                "friends would be heard twice, here and over the medium " +
                    quoted(medium.name) +
                    "; let the kernel be none, or leave that medium out");
  }
  check_schedule(c, problems);
  check_initial(s, problems);
  check_unbounded(s, problems);
  if (c.weights.given()) {
    if (c.kernel == ConversationKernel::activity_driven) {
      problems.at("conversation.weights",
                  "in the kernel activity_driven contacts are drawn from all, by "
                  "activity and homophily; remove the file");
    } else if (c.mixing == Mixing::complete) {
      problems.at("conversation.mixing",
                  "the file of weights says who hears whom; remove one of the two");
    }
    if (c.own_weight > 0) {
      problems.at("conversation.own_weight",
                  "the file of weights says what one's own opinion weighs; remove one "
                  "of the two");
    }
  }
  std::int64_t stubborn = 0;
  for (const Stubborn& group : c.stubborn) stubborn += group.citizens;
  if (stubborn > s.population.citizens) {
    problems.at("conversation.stubborn",
                std::to_string(stubborn) + " stubborn citizens are more than the " +
                    std::to_string(s.population.citizens) +
                    " there are; lower a group's `citizens`, or raise "
                    "population.citizens");
  }
}

std::vector<std::string> keys_not_looked_at(const ConversationParameters& c) {
  using enum ConversationKernel;
  using enum OpinionLaw;
  const ConversationParameters unset;
  const auto is_of = [&](auto... kernels) { return ((c.kernel == kernels) || ...); };
  const auto is_law = [&](auto... laws) {
    return !c.initial.table.given() && ((c.initial.law == laws) || ...);
  };
  std::vector<std::string> keys;
  const auto look = [&](const char* key, bool is_set, bool is_looked_at) {
    if (is_set && !is_looked_at) keys.emplace_back(key);
  };
  look("own_weight", c.own_weight != unset.own_weight,
       is_of(degroot, friedkin_johnsen));
  look("susceptibility", c.susceptibility != unset.susceptibility,
       is_of(friedkin_johnsen));
  look("confidence", c.confidence != unset.confidence,
       is_of(deffuant, hegselmann_krause));
  look("convergence", c.convergence != unset.convergence, is_of(deffuant));
  look("reinforcement", c.reinforcement != unset.reinforcement, is_of(activity_driven));
  look("initial.low", c.initial.low != unset.initial.low, is_law(uniform, two));
  look("initial.high", c.initial.high != unset.initial.high, is_law(uniform, two));
  look("initial.high_share", c.initial.high_share != unset.initial.high_share,
       is_law(two));
  look("initial.mean", c.initial.mean != unset.initial.mean,
       is_law(OpinionLaw::normal));
  look("initial.sd", c.initial.sd != unset.initial.sd, is_law(OpinionLaw::normal));
  return keys;
}

void check_without_media(const Scenario& s, sim::Problems& problems) {
  const auto refuse = [&](const std::string& key, bool is_on) {
    if (!is_on) return;
    problems.at(key,
                "it looks at news, and the scenario has no media; remove it, or "
                "name a medium, such as tv: {}");
  };
  refuse("fear.enabled", s.fear.enabled);
  refuse("climate.enabled", s.climate.enabled);
  refuse("survey.waves", s.survey.enabled && !s.survey.waves.empty());
  refuse("measures.flow_from", s.measures.flow_from.has_value());
  refuse("measures.knockouts", !s.measures.knockouts.empty());
}

}  // namespace newsdep
