#pragma once
// The state's budget for what is bought on the platform, and how it divides it.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/parameters.hpp"

namespace newsdep {

enum class StatePolicy : std::uint8_t { script, rule, adaptive };

/// What the state can put money into: something that the scenario already has.
struct Lever {
  std::string name;
  std::string pays;
  double share = 0;

  void declare(sim::Declarations& d) {
    d.add("pays", pays,
          {.meaning = "what the money goes to, by its key: ads.advertisers.NAME (its "
                      "daily budget), marketplace.orders.NAME (likes a day = money / "
                      "price) or inauthentic.networks.NAME (accounts that act = money "
                      "/ price, at most all)"});
    d.add("share", share,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of the budget at the start; those of all levers sum to "
                      "1"});
  }
};

/// A day from which the script divides the budget anew.
struct ScriptedShares {
  std::string name;
  sim::Date date;
  sim::NamedNumbers shares;

  void declare(sim::Declarations& d) {
    d.add("date", date, {.meaning = "the day from which these shares hold"});
    d.add("shares", shares,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "shares of the budget by lever; they sum to 1, and levers that "
                      "are not named get nothing"});
  }
};

/// What the rule does when support falls.
struct AlarmParameters {
  double fall = 0.02;
  sim::NamedNumbers shares;
  double factor = 1;

  void declare(sim::Declarations& d) {
    d.add("fall", fall,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "the rule is alarmed until the next survey when support fell by "
                      "more than this since the last"});
    d.add("shares", shares,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "shares of the budget by lever while alarmed; they sum to 1; "
                      "none given: as ever"});
    d.add("factor", factor,
          {.low = 0, .high = 1000, .meaning = "factor on the budget while alarmed"});
  }
};

struct StateParameters {
  bool enabled = false;
  double budget = 0;
  StatePolicy policy = StatePolicy::script;
  std::vector<Lever> levers;
  std::vector<ScriptedShares> script;
  std::int64_t survey_every = 30;
  std::int64_t sample = 1000;
  AlarmParameters alarm;
  double part = 0.1;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process State"});
    d.add("budget", budget,
          {.unit = "USD/day",
           .low = 0,
           .high = 1e9,
           .meaning = "money for all levers together"});
    d.choice("policy", policy, {"script", "rule", "adaptive"},
             {.meaning = "how the budget is divided: by the dates of `script`; by "
                         "`alarm` when support falls; or by hill climbing on what the "
                         "surveys show"});
    d.named("levers", levers, "what the state pays, and nobody else does");
    d.named("script", script, "shares by date, for the policy `script`");
    d.add("survey_every", survey_every,
          {.unit = "days",
           .low = 1,
           .high = 10000,
           .meaning = "days between two of the state's surveys of support"});
    d.add("sample", sample,
          {.unit = "citizens",
           .low = 1,
           .high = 1e7,
           .meaning = "citizens drawn anew and asked in each, at most all"});
    d.group("alarm", alarm, "what the policy `rule` does");
    d.add("part", part,
          {.unit = "share",
           .low = 1e-6,
           .high = 1,
           .meaning = "part of the budget that the policy `adaptive` moves from one "
                      "lever to another after each survey"});
  }

  /// Whether the state pays for what stands under this key of the scenario.
  bool pays_for(const std::string& key) const {
    if (!enabled) return false;
    for (const Lever& lever : levers) {
      if (lever.pays == key) return true;
    }
    return false;
  }
};

}  // namespace newsdep
