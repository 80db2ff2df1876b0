// Checks regions and age bands that a scenario names, against its population.

#include <algorithm>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

/// Regions and age bands, and where the scenario names them.
struct Named {
  std::string key;
  std::vector<std::string> regions;
  std::vector<std::string> age_bands;
};

std::vector<std::string> names_in(const sim::NamedNumbers& numbers) {
  std::vector<std::string> names;
  for (const auto& [name, number] : numbers) names.push_back(name);
  return names;
}

std::vector<Named> all_named(const Scenario& s) {
  std::vector<Named> all;
  for (const Issue& issue : s.street.issues) {
    if (!s.street.enabled) continue;
    all.push_back({"street.issues." + issue.name + ".", names_in(issue.regions),
                   names_in(issue.age_bands)});
  }
  for (const Advertiser& advertiser : s.ads.advertisers) {
    if (!s.ads.enabled || !advertiser.enabled) continue;
    all.push_back({"ads.advertisers." + advertiser.name + ".", advertiser.regions,
                   advertiser.age_bands});
  }
  return all;
}

/// Reports names that are none of the population's labels.
void check_names(sim::Problems& problems, const std::string& key,
                 const std::vector<std::string>& names,
                 const std::vector<std::string>& labels, const std::string& what) {
  for (const std::string& name : names) {
    if (std::ranges::find(labels, name) != labels.end()) continue;
    std::string all;
    for (const std::string& label : labels) all += (all.empty() ? "" : ", ") + label;
    problems.at(
        key, "nobody " + what + " " + quoted(name) + "; the population names: " + all);
  }
}

}  // namespace

void check_places(const Scenario& s, sim::Problems& problems) {
  const std::vector<Named> all = all_named(s);
  const std::vector<std::string> too_young = s.ballot.enabled
                                                 ? names_in(s.ballot.below_voting_age)
                                                 : std::vector<std::string>();
  const bool is_any = std::ranges::any_of(all, [](const Named& named) {
    return !named.regions.empty() || !named.age_bands.empty();
  });
  if (!is_any && too_young.empty()) return;
  const Census census = read_census(s.population);
  const auto check_ages = [&](const std::string& key,
                              const std::vector<std::string>& names) {
    check_names(problems, key, names, census.age_bands, "is of age band");
  };
  check_ages("ballot.below_voting_age", too_young);
  for (const Named& named : all) {
    check_names(problems, named.key + "regions", named.regions, census.regions,
                "lives in");
    check_ages(named.key + "age_bands", named.age_bands);
  }
}

}  // namespace newsdep
