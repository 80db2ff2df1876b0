#pragma once
// The state's budget for its levers, how it divides it, and what alarms it.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "models/mechanisms/allocate.hpp"
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
                      "price), inauthentic.networks.NAME (accounts that act = money / "
                      "price, at most all), outlets.NAME of the state's side (stories "
                      "a day beside its own = money / story_price), sources.NAME not "
                      "of its side (harassment: pressure 1 - exp(-money / "
                      "pressure_price) on its newsrooms) or events.NAME, an act "
                      "without a date (in force on the day after each whose money "
                      "reaches its `price`, which is what it takes)"});
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

enum class Watched : std::uint8_t { approval, voiced_dissent, marchers };

/// What makes the state nervous, and what it does then.
struct Alarm {
  std::string name;
  bool enabled = true;
  Watched watches = Watched::approval;
  double change = 0;
  double level = 0;
  sim::NamedNumbers shares;
  double factor = 1;
  std::vector<std::string> does;

  /// When it sounds.
  Alarming alarming() const { return {change, level, watches == Watched::approval}; }

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether the state minds"});
    d.choice("watches", watches, {"approval", "voiced_dissent", "marchers"},
             {.meaning = "what the state looks at: the share that its survey finds in "
                         "support, once in `survey_every` days; or, each step, what "
                         "was public in the one before: the share of citizens who "
                         "voice dissent, or the persons who march"});
    d.add("change", change,
          {.low = 0,
           .high = 1e10,
           .meaning = "it is alarmed when approval fell, or dissent or marchers rose, "
                      "by more than this since the last survey; 0: whatever the "
                      "change"});
    d.add("level", level,
          {.low = 0,
           .high = 1e10,
           .meaning = "it is alarmed when approval is below this, or dissent or "
                      "marchers are this or more; 0: whatever the level. With "
                      "`change` too, both must hold"});
    d.add("shares", shares,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "shares of the budget by lever while alarmed; they sum to 1; of "
                      "several alarms the first that has any; none given: as ever"});
    d.add("factor", factor,
          {.low = 0,
           .high = 1000,
           .meaning = "factor on the budget while alarmed; those of several alarms "
                      "multiply"});
    d.add("does", does,
          {.meaning = "events without a date that it brings about on the next day, "
                      "unless they are in force"});
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
  std::vector<Alarm> alarms;
  double probe = 0.4;
  double part = 0.1;
  double forgetting = 0.1;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process State"});
    d.add("budget", budget,
          {.unit = "USD/day",
           .low = 0,
           .high = 1e9,
           .meaning = "money for all levers together"});
    d.choice("policy", policy, {"script", "rule", "adaptive"},
             {.meaning = "how the budget is divided: by the dates of `script`; by "
                         "`alarms`; or by hill climbing on what the surveys show"});
    d.named("levers", levers, "what the state pays beside, or instead of, others");
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
    d.named("alarms", alarms, "what the policy `rule` answers to, and how");
    d.add("probe", probe,
          {.unit = "share",
           .low = 1e-6,
           .high = 1,
           .meaning = "adaptive: by how much of the budget two levers that it tries "
                      "against each other differ between two surveys, at most by what "
                      "both have"});
    d.add("part", part,
          {.unit = "share",
           .low = 1e-6,
           .high = 1,
           .meaning = "adaptive: part of the budget that moves to the better lever "
                      "after each trial"});
    d.add("forgetting", forgetting,
          {.low = 0,
           .high = 1,
           .meaning = "adaptive: least weight of the newest trial in the mean of all; "
                      "0 is a plain mean"});
  }

  /// Whether the state pays for what stands under this key of the scenario.
  bool pays_for(const std::string& key) const {
    if (!enabled) return false;
    for (const Lever& lever : levers) {
      if (lever.pays == key) return true;
    }
    return false;
  }

  /// Whether an alarm, switched on or not, brings an event about.
  bool brings_about(const std::string& event) const {
    return std::ranges::any_of(alarms, [&](const Alarm& alarm) {
      return std::ranges::find(alarm.does, event) != alarm.does.end();
    });
  }
};

}  // namespace newsdep
