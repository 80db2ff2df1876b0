// What a world is made of, by name: sources, outlets, alternatives, accounts.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "models/world.hpp"
#include "sim/edge_list.hpp"
#include "sim/errors.hpp"
#include "sim/graph_build.hpp"

namespace newsdep {

void World::name_everything(const Scenario& base, const Scenario& scenario) {
  media = scenario.media;
  name_platforms();
  const auto index_of = [](const auto& items, const std::string& name) {
    const auto it =
        std::ranges::find(items, name, [](const auto& x) { return x.name; });
    return static_cast<std::uint32_t>(it - items.begin());
  };
  for (const Scenario* s : {&scenario, &base}) {
    for (const Source& source : s->sources) {
      if (index_of(sources, source.name) < sources.size()) continue;
      sources.push_back({source.name, source.owner, source.kind, source});
    }
  }
  for (const Scenario* s : {&scenario, &base}) {
    for (const Outlet& rules : s->outlets) {
      if (index_of(outlets, rules.name) < outlets.size()) continue;
      const std::uint32_t medium = index_of(media, rules.medium);
      if (medium == media.size()) continue;  // a medium that the scenario has removed
      OutletState outlet;
      outlet.name = rules.name;
      outlet.name_hash = sim::hash_name(rules.name);
      outlet.source = index_of(sources, rules.source);
      outlet.medium = medium;
      outlet.is_page = media[medium].kind == MediumKind::platform;
      outlet.rules = rules;
      const auto place = static_cast<std::uint32_t>(outlets.size());
      if (outlet.is_page) {
        outlet.page = static_cast<std::uint32_t>(pages.size());
        pages.push_back(place);
      } else {
        outlet.alternative = static_cast<std::uint32_t>(alternatives.size());
        alternatives.push_back({.name = rules.name,
                                .outlet = place,
                                .medium = medium,
                                .convenience = static_cast<float>(rules.convenience)});
      }
      outlets.push_back(outlet);
    }
  }
  for (std::uint32_t m = 0; m < media.size(); ++m) {
    if (media[m].kind == MediumKind::broadcast) continue;
    Alternative alternative{.name = media[m].name,
                            .kind = AlternativeKind::talk,
                            .medium = m,
                            .convenience = static_cast<float>(media[m].convenience)};
    if (media[m].kind == MediumKind::platform) {
      const auto platform = std::ranges::find(platforms, m, &Platform::medium);
      platform->alternative = static_cast<std::uint32_t>(alternatives.size());
      alternative.kind = AlternativeKind::platform;
      alternative.platform = static_cast<std::uint32_t>(platform - platforms.begin());
    }
    alternatives.push_back(alternative);
  }
  // Each scenario was checked alone; the world holds the outlets of both.
  const auto refuse = [](const char* what, std::size_t has, int most) {
    if (has <= static_cast<std::size_t>(most)) return;
    throw sim::UserError(
        "outlets: this scenario and the one that it extends have "
        "together " +
        std::to_string(has) + " " + what + ", and a world holds both; at most " +
        std::to_string(most) + ": keep the names of outlets, or merge small ones");
  };
  refuse("alternatives (outlets off platforms, word of mouth, platforms)",
         alternatives.size(), max_alternatives);
  refuse("pages", pages.size(), max_pages);
  newsrooms_ = static_cast<std::uint32_t>(outlets.size());
  add_networks(base, scenario);
  name_advertisers(*this, base, scenario);
  add_posts();
}

/// Each network of inauthentic accounts is an outlet of its source.
void World::add_networks(const Scenario& base, const Scenario& scenario) {
  for (const Scenario* s : {&scenario, &base}) {
    for (const AccountNetwork& network : s->inauthentic.networks) {
      OutletState outlet;
      outlet.name = "accounts " + network.name;
      if (std::ranges::count(outlets, outlet.name, &OutletState::name) > 0) continue;
      const auto source =
          std::ranges::find(sources, network.source, &SourceState::name);
      outlet.source = static_cast<std::uint32_t>(source - sources.begin());
      outlet.medium = has_platform() ? platforms.front().medium : 0;
      outlet.exists = has_platform();
      outlets.push_back(outlet);
    }
  }
}

/// Makes the inauthentic accounts, and draws who follows them or reads it.
void World::make_accounts(const Scenario& scenario) {
  std::optional<sim::Graph> all;
  if (has_accounts_from_file(scenario.inauthentic)) {
    all = sim::read_edge_list(scenario.follows.file,
                              n() + accounts_of(scenario.inauthentic),
                              sim::EdgeKind::directed);
    followees = sim::among_first(*all, n());
  }
  inauthentic =
      make_inauthentic(scenario.inauthentic, static_cast<int>(scenario.platform.inbox),
                       people, friends, followees, all, luck);
  for (NetworkState& network : inauthentic.networks) {
    const auto place = std::ranges::find(outlets, "accounts " + network.rules.name,
                                         &OutletState::name);
    network.outlet = static_cast<std::uint32_t>(place - outlets.begin());
  }
  if (followees.entries() == 0) followees = {};  // no rows for nobody
}

std::vector<std::string> World::attention_labels() const {
  std::vector<std::string> labels;
  for (const OutletState& outlet : outlets) labels.push_back(outlet.name);
  labels.push_back("word_of_mouth");
  labels.push_back("empty_feed");
  return labels;
}

}  // namespace newsdep
