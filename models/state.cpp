#include "models/state.hpp"

#include <algorithm>
#include <array>

#include "models/mechanisms/click_farm.hpp"
#include "models/world.hpp"

namespace newsdep {
namespace {

constexpr std::array all_kinds = {LeverKind::advertiser, LeverKind::order,
                                  LeverKind::network,    LeverKind::outlet,
                                  LeverKind::newsroom,   LeverKind::event};

/// The place of the item whose name is given.
template <class Items, class NameOf>
std::size_t place_in(const Items& items, const NameOf& name_of,
                     const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(items, name, name_of) -
                                  items.begin());
}

std::size_t place_of(const World& world, LeverKind kind, const std::string& name) {
  const auto own_name = [](const auto& item) { return item.rules.name; };
  switch (kind) {
    case LeverKind::advertiser:
      return place_in(world.ads.advertisers, own_name, name);
    case LeverKind::order:
      return place_in(world.rules().marketplace.orders, &LikeOrder::name, name);
    case LeverKind::network:
      return place_in(world.inauthentic.networks, own_name, name);
    case LeverKind::outlet:
      return place_in(world.outlets, &OutletState::name, name);
    case LeverKind::event:
      return place_in(world.rules().events, &Event::name, name);
    case LeverKind::newsroom:
      break;
  }
  return place_in(world.sources, &SourceState::name, name);
}

LeverTarget target_of(const World& world, const Lever& lever) {
  LeverTarget target;
  for (const LeverKind kind : all_kinds) {
    const std::string prefix = prefix_of(kind);
    if (!lever.pays.starts_with(prefix)) continue;
    target = {kind, place_of(world, kind, lever.pays.substr(prefix.size()))};
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
      return "inauthentic.networks.";
    case LeverKind::outlet:
      return "outlets.";
    case LeverKind::event:
      return "events.";
    case LeverKind::newsroom:
      break;
  }
  return "sources.";
}

void adopt_levers(World& world) {
  const StateParameters& rules = world.rules().state;
  world.state = {};
  for (NetworkState& network : world.inauthentic.networks) {
    network.hired_to = network.last;
  }
  for (OutletState& outlet : world.outlets) outlet.bought = {};
  for (SourceState& source : world.sources) source.harassment = 0;
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
  world.state.search.shares = world.state.shares;
  world.state.search.brings.resize(world.state.shares.size());
  world.state.alarms.resize(rules.alarms.size());
}

double spent_on(const World& world, const LeverTarget& lever) {
  switch (lever.kind) {
    case LeverKind::advertiser:
      return world.ads.advertisers[lever.place].spent;
    case LeverKind::order:
      return cost_of(world.orders[lever.place].delivered,
                     world.rules().marketplace.orders[lever.place].price);
    case LeverKind::network:
      return world.inauthentic.networks[lever.place].spent;
    case LeverKind::outlet:
    case LeverKind::newsroom:
    case LeverKind::event:
      break;
  }
  return lever.paid;
}

}  // namespace newsdep
