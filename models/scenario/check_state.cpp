// Cross-checks of the state's budget: levers that exist, and shares that sum to 1.

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
      KindOfLever{LeverKind::network, check_network}};
  const std::string key = "state.levers." + lever.name + ".pays";
  for (const KindOfLever& kind : kinds) {
    const std::string prefix = prefix_of(kind.kind);
    if (!lever.pays.starts_with(prefix)) continue;
    kind.check(s, problems, key, lever.pays.substr(prefix.size()));
    return;
  }
  problems.at(key, quoted(lever.pays) +
                       " is nothing that the state can pay; name "
                       "ads.advertisers.NAME, marketplace.orders.NAME or "
                       "inauthentic.networks.NAME");
}

}  // namespace

void check_state(const Scenario& s, sim::Problems& problems) {
  const StateParameters& state = s.state;
  if (!state.enabled) return;
  if (state.levers.empty()) {
    problems.at("state.levers", "a budget needs at least one lever to go to");
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
  if (!state.alarm.shares.empty()) {
    check_shares(s, problems, "state.alarm.shares", state.alarm.shares);
  }
  if (state.policy == StatePolicy::adaptive && state.levers.size() < 2) {
    problems.at("state.levers",
                "the policy `adaptive` moves money from one lever to another, and "
                "here is only one; add a lever, or let `policy` be script");
  }
}

}  // namespace newsdep
