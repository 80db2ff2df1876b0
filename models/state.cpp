#include "models/state.hpp"

#include <algorithm>
#include <array>

#include "models/mechanisms/click_farm.hpp"
#include "models/world.hpp"

namespace newsdep {
namespace {

constexpr std::array all_kinds = {LeverKind::advertiser, LeverKind::order,
                                  LeverKind::network};

/// Finds the item that a key names below a prefix.
template <class Items, class NameOf>
void find_target(const Items& items, const NameOf& name_of, const std::string& name,
                 LeverKind kind, LeverTarget& target) {
  const auto it = std::ranges::find(items, name, name_of);
  target = {kind, static_cast<std::size_t>(it - items.begin())};
}

LeverTarget target_of(const World& world, const Lever& lever) {
  LeverTarget target;
  for (const LeverKind kind : all_kinds) {
    const std::string prefix = prefix_of(kind);
    if (!lever.pays.starts_with(prefix)) continue;
    const std::string name = lever.pays.substr(prefix.size());
    const auto own_name = [](const auto& item) { return item.rules.name; };
    if (kind == LeverKind::advertiser) {
      find_target(world.ads.advertisers, own_name, name, kind, target);
    } else if (kind == LeverKind::order) {
      find_target(world.rules().marketplace.orders, &LikeOrder::name, name, kind,
                  target);
    } else {
      find_target(world.inauthentic.networks, own_name, name, kind, target);
    }
  }
  return target;
}

}  // namespace

const char* prefix_of(LeverKind kind) {
  switch (kind) {
    case LeverKind::advertiser:
      return "ads.advertisers.";
    case LeverKind::order:
      return "marketplace.orders.";
    case LeverKind::network:
      break;
  }
  return "inauthentic.networks.";
}

void adopt_levers(World& world) {
  const StateParameters& rules = world.rules().state;
  world.state = {};
  for (NetworkState& network : world.inauthentic.networks) {
    network.hired_to = network.last;
  }
  for (const Lever& lever : rules.levers) {
    world.state.shares.push_back(rules.enabled ? lever.share : 0);
    if (!rules.enabled) continue;
    const LeverTarget target = target_of(world, lever);
    world.state.levers.push_back(target);
    if (target.kind == LeverKind::advertiser) {
      world.ads.advertisers[target.place].rules.budget_is_for = Budget::day;
    } else if (target.kind == LeverKind::network &&
               target.place < world.inauthentic.networks.size()) {
      // The base may pay a network that the run does not have.
      NetworkState& network = world.inauthentic.networks[target.place];
      network.hired_to = network.first;
    }
  }
}

double spent_on(const World& world, const LeverTarget& lever) {
  switch (lever.kind) {
    case LeverKind::advertiser:
      return world.ads.advertisers[lever.place].spent;
    case LeverKind::order:
      return cost_of(world.orders[lever.place].delivered,
                     world.rules().marketplace.orders[lever.place].price);
    case LeverKind::network:
      break;
  }
  return world.inauthentic.networks[lever.place].spent;
}

}  // namespace newsdep
