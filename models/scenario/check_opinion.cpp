// Checks fear and the climate of opinion: their events, and what they cannot go with.

#include "models/processes/climate.hpp"
#include "models/scenario/checks.hpp"
#include "sim/errors.hpp"

namespace newsdep {

void check_opinion(const Scenario& s, sim::Problems& problems) {
  const bool one_of_feed = s.platform.response.kind == ResponseKind::one_of_feed;
  for (const auto& [key, enabled] : {std::pair{"fear.enabled", s.fear.enabled},
                                     std::pair{"climate.enabled", s.climate.enabled}}) {
    if (!enabled || !one_of_feed || !first_platform(s)) continue;
    problems.at(key,
                "who does not dare to speak shares nothing, but with one_of_feed "
                "everybody posts or shares exactly one story a visit; let "
                "`platform.response.kind` be independent");
  }
  if (s.climate.enabled && s.climate.thresholds.given()) {
    try {
      read_thresholds(s.climate, static_cast<std::uint32_t>(s.population.citizens));
    } catch (const sim::UserError& error) {
      problems.at("climate.thresholds", error.what());
    }
  }
  for (const Event& event : s.events) {
    const std::string key = "events." + event.name;
    if (event.kind == EventKind::law && event.outlets.empty()) {
      problems.at(key,
                  "a law threatens those who follow pages; name these as `outlets`");
    }
    if (event.kind == EventKind::law) {
      for (const std::string& outlet : event.outlets) {
        check_is_page(s, problems, key + ".outlets", outlet);
      }
    }
    if (event.kind == EventKind::press && event.sources.empty()) {
      problems.at(key, "an event of this kind needs `sources`");
    }
  }
}

}  // namespace newsdep
