// Cross-checks of the state: levers that exist, shares that sum to 1, alarms that can
// sound and do something.

#include <algorithm>
#include <array>
#include <cmath>

#include "models/scenario/checks.hpp"
#include "models/state.hpp"

namespace newsdep {
namespace {

void check_sum(sim::Problems& problems, const std::string& key, double sum) {
  if (std::abs(sum - 1) <= 1e-9) return;
  problems.at(key, "the shares sum to " + std::to_string(sum) +
                       ", not 1; they say where the whole budget goes");
}

/// Checks shares that are given by lever.
void check_shares(const Scenario& s, sim::Problems& problems, const std::string& key,
                  const sim::NamedNumbers& shares) {
  double sum = 0;
  for (const auto& [name, share] : shares) {
    check_name(problems, key, s.state.levers, "lever", name);
    sum += share;
  }
  check_sum(problems, key, sum);
}

void check_advertiser(const Scenario& s, sim::Problems& problems,
                      const std::string& key, const std::string& name) {
  check_name(problems, key, s.ads.advertisers, "advertiser", name);
  const Advertiser* advertiser = find(s.ads.advertisers, name);
  if (advertiser == nullptr) return;
  if (!s.ads.enabled || !advertiser->enabled) {
    problems.at(key, quoted(name) +
                         " is switched off, so nobody takes the money; switch it on, "
                         "or remove the lever");
  }
  if (advertiser->budget > 0) {
    problems.at(key, quoted(name) +
                         " has a budget of its own, and the state would pay instead; "
                         "let its `budget` be 0");
  }
}

void check_order(const Scenario& s, sim::Problems& problems, const std::string& key,
                 const std::string& name) {
  check_name(problems, key, s.marketplace.orders, "order", name);
  const LikeOrder* order = find(s.marketplace.orders, name);
  if (order == nullptr) return;
  if (!s.marketplace.enabled || !order->enabled) {
    problems.at(key, quoted(name) +
                         " is switched off, so nobody takes the money; switch it on, "
                         "or remove the lever");
  }
  if (order->likes > 0 || order->delivery == LikeDelivery::burst) {
    problems.at(key, quoted(name) +
                         " says itself how many likes come, or that they come at "
                         "once, and the state buys them day by day; let its `likes` be "
                         "0 and its `delivery` trickle");
  }
  if (!(order->price > 0)) {
    problems.at(key, quoted(name) +
                         " costs nothing, so money cannot say how many likes it "
                         "brings; give it a `price`");
  }
}

void check_network(const Scenario& s, sim::Problems& problems, const std::string& key,
                   const std::string& name) {
  check_name(problems, key, s.inauthentic.networks, "network", name);
  const AccountNetwork* network = find(s.inauthentic.networks, name);
  if (network == nullptr) return;
  if (!s.inauthentic.enabled || !network->enabled || network->accounts == 0) {
    problems.at(key, quoted(name) +
                         " is switched off or has no accounts, so nobody takes the "
                         "money; switch it on, or remove the lever");
  }
  if (!(network->price > 0)) {
    problems.at(key, quoted(name) +
                         " costs nothing, so money cannot say how many accounts act; "
                         "give it a `price`");
  }
}

void check_outlet(const Scenario& s, sim::Problems& problems, const std::string& key,
                  const std::string& name) {
  check_name(problems, key, s.outlets, "outlet", name);
  const Outlet* outlet = find(s.outlets, name);
  const Source* source = outlet == nullptr ? nullptr : find(s.sources, outlet->source);
  if (source != nullptr && !is_of_state(source->kind)) {
    problems.at(key, quoted(name) + " speaks for " + quoted(source->name) +
                         ", which is not of the state's side, and takes no money from "
                         "it; name an outlet of a source of kind state or "
                         "pro_government");
  }
  if (!s.newsroom.enabled) {
    problems.at(key,
                "nobody publishes, so nobody takes the money; switch `newsroom` on, or "
                "remove the lever");
  }
}

void check_newsroom(const Scenario& s, sim::Problems& problems, const std::string& key,
                    const std::string& name) {
  check_name(problems, key, s.sources, "source", name);
  const Source* source = find(s.sources, name);
  if (source != nullptr && is_of_state(source->kind)) {
    problems.at(key, quoted(name) +
                         " is of the state's side already, and pressing it would do "
                         "nothing; name a source of kind independent or party");
  }
  if (!s.fear.enabled) {
    problems.at(key,
                "harassment works by fear, which is off; switch `fear` on, or remove "
                "the lever");
  }
}

/// Whether a day of an event can be paid for: what is done once and for good cannot,
/// nor what does nothing.
bool has_days(EventKind kind) {
  return is_an_act(kind) && kind != EventKind::exile && kind != EventKind::sell &&
         kind != EventKind::note;
}

void check_event(const Scenario& s, sim::Problems& problems, const std::string& key,
                 const std::string& name) {
  check_name(problems, key, s.events, "event", name);
  const Event* event = find(s.events, name);
  if (event == nullptr) return;
  if (event->date) {
    problems.at(key, quoted(name) + " has a date of its own, " +
                         event->date->to_string() +
                         ", and happens then; remove its `date`, or the lever");
  }
  if (is_an_answer(s, name)) {
    problems.at(key, quoted(name) +
                         " is what an alarm, an accusation or a case brings about, and "
                         "is not paid for by the day; give the lever an event of its "
                         "own");
  }
  if (!event->enabled || !s.timetable.enabled) {
    problems.at(key, quoted(name) +
                         " is switched off, so nobody takes the money; let its "
                         "`enabled` and that of `timetable` be true, or remove the "
                         "lever");
  }
  if (!has_days(event->kind)) {
    problems.at(key, quoted(name) +
                         " is nothing that a state could do day after day; name an "
                         "event of kind close, open, block_platform, press, ban, "
                         "lawsuit, arrest, killing or law");
    return;
  }
  if (!(event->price > 0)) {
    problems.at(key, quoted(name) +
                         " costs nothing, so money cannot say when it happens; give it "
                         "a `price`");
  }
  if (is_final(event->kind) && event->lasts == 0) {
    problems.at(key, quoted(name) +
                         " happens once, and would be paid for every day; say after "
                         "how many days it comes again, as `lasts`");
  }
  if (!is_final(event->kind) && event->lasts > 0) {
    problems.at(key, quoted(name) +
                         " is in force as long as it is paid for; remove its `lasts`");
  }
}

void check_lever(const Scenario& s, sim::Problems& problems, const Lever& lever) {
  using Check =
      void (*)(const Scenario&, sim::Problems&, const std::string&, const std::string&);
  struct KindOfLever {
    LeverKind kind;
    Check check;
  };
  static constexpr std::array kinds = {
      KindOfLever{LeverKind::advertiser, check_advertiser},
      KindOfLever{LeverKind::order, check_order},
      KindOfLever{LeverKind::network, check_network},
      KindOfLever{LeverKind::outlet, check_outlet},
      KindOfLever{LeverKind::newsroom, check_newsroom},
      KindOfLever{LeverKind::event, check_event}};
  const std::string key = "state.levers." + lever.name + ".pays";
  for (const KindOfLever& kind : kinds) {
    const std::string prefix = prefix_of(kind.kind);
    if (!lever.pays.starts_with(prefix)) continue;
    kind.check(s, problems, key, lever.pays.substr(prefix.size()));
    return;
  }
  problems.at(key, quoted(lever.pays) +
                       " is nothing that the state can pay; name "
                       "ads.advertisers.NAME, marketplace.orders.NAME, "
                       "inauthentic.networks.NAME, outlets.NAME, sources.NAME or "
                       "events.NAME");
}

void check_levers(const Scenario& s, sim::Problems& problems) {
  const StateParameters& state = s.state;
  if (state.levers.empty()) {
    if (state.budget > 0) {
      problems.at("state.budget", "a budget needs at least one lever to go to");
    }
    return;
  }
  double sum = 0;
  for (const Lever& lever : state.levers) {
    sum += lever.share;
    check_lever(s, problems, lever);
    const Lever* same = &*std::ranges::find(state.levers, lever.pays, &Lever::pays);
    if (same != &lever) {
      problems.at("state.levers." + lever.name + ".pays",
                  quoted(same->name) + " pays " + quoted(lever.pays) +
                      " already, and its money comes from one lever; remove one of "
                      "the two");
    }
  }
  check_sum(problems, "state.levers", sum);
}

/// Checks that what an alarm watches is there to be seen.
void check_watched(const Scenario& s, sim::Problems& problems, const Alarm& alarm,
                   const std::string& key) {
  const bool is_heard = s.fear.enabled || s.climate.enabled;
  if (alarm.watches == Watched::voiced_dissent && !is_heard) {
    problems.at(key + ".watches",
                "who voices dissent is known only with fear or a climate of opinion; "
                "switch `fear` or `climate` on, or watch approval");
  }
  if (alarm.watches == Watched::marchers && !s.street.enabled) {
    problems.at(key + ".watches",
                "nobody marches while the street is off; switch `street` on, or watch "
                "approval");
  }
  if (!(alarm.change > 0) && !(alarm.level > 0)) {
    problems.at(key,
                "nothing says when it sounds; give a `change`, a `level`, or both, "
                "above 0");
  }
  const bool is_share = alarm.watches != Watched::marchers;
  if (is_share && (alarm.change > 1 || alarm.level > 1)) {
    problems.at(key,
                "what it watches is a share, from 0 to 1, and `change` or `level` "
                "is above 1, so it could never sound");
  }
}

/// Checks an event that an alarm brings about.
void check_done(const Scenario& s, sim::Problems& problems, const std::string& key,
                const std::string& name) {
  check_name(problems, key, s.events, "event", name);
  const Event* event = find(s.events, name);
  if (event == nullptr) return;
  if (event->date) {
    problems.at(key, quoted(name) + " has a date of its own, " +
                         event->date->to_string() +
                         ", and happens then; remove its `date`, or do not name it "
                         "here");
  }
  if (!event->enabled || !s.timetable.enabled) {
    problems.at(key, quoted(name) +
                         " is switched off, so nothing could bring it about; let its "
                         "`enabled` and that of `timetable` be true");
  }
  if (!is_an_act(event->kind)) {
    problems.at(key, quoted(name) +
                         " is what a platform does, or happens to it, and no act of "
                         "the state; name an event of another kind");
  }
}

void check_alarm(const Scenario& s, sim::Problems& problems, const Alarm& alarm) {
  const std::string key = "state.alarms." + alarm.name;
  if (!alarm.shares.empty()) {
    check_shares(s, problems, key + ".shares", alarm.shares);
  }
  if (!alarm.enabled) return;
  check_watched(s, problems, alarm, key);
  for (const std::string& event : alarm.does) {
    check_done(s, problems, key + ".does", event);
  }
  if (alarm.shares.empty() && alarm.does.empty() && alarm.factor == 1) {
    problems.at(key,
                "it would change nothing; give it `shares`, a `factor` or what it "
                "`does`, or switch it off with `enabled: false`");
  }
}

}  // namespace

void check_state(const Scenario& s, sim::Problems& problems) {
  const StateParameters& state = s.state;
  if (!state.enabled) return;
  if (state.levers.empty() && state.alarms.empty()) {
    problems.at("state",
                "a state without levers and alarms would do nothing; give it one, or "
                "switch it off with `enabled: false`");
  }
  check_levers(s, problems);
  for (const ScriptedShares& scripted : state.script) {
    const std::string key = "state.script." + scripted.name;
    check_shares(s, problems, key + ".shares", scripted.shares);
    check_date(s, problems, key + ".date", scripted.date);
  }
  if (!state.script.empty() && state.policy != StatePolicy::script) {
    problems.at("state.script",
                "only the policy `script` follows dates; remove it, or let `policy` "
                "be script");
  }
  if (!state.alarms.empty() && state.policy != StatePolicy::rule) {
    problems.at("state.alarms",
                "only the policy `rule` answers to alarms; remove them, or let "
                "`policy` be rule");
  }
  for (const Alarm& alarm : state.alarms) check_alarm(s, problems, alarm);
  if (state.policy == StatePolicy::adaptive && state.levers.size() < 2) {
    problems.at("state.levers",
                "the policy `adaptive` moves money from one lever to another, and "
                "here are fewer than two; add levers, or let `policy` be script");
  }
}

}  // namespace newsdep
