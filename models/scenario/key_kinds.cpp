// Which keys of a scenario describe the world, and which are looked at only once the
// first day begins.

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "models/scenario.hpp"

namespace newsdep {
namespace {

/// Whether a key is one of some keys, or stands below one of them.
bool is_in_any(std::string_view key, std::span<const char* const> groups) {
  return std::ranges::any_of(groups, [&](std::string_view group) {
    return key.starts_with(group) &&
           (key.size() == group.size() || key[group.size()] == '.');
  });
}

}  // namespace

bool Scenario::is_world_key(std::string_view key) {
  // Not time.end: the burn-in does not depend on it, and the base keeps its events.
  static constexpr std::array groups = {
      "seed",   "time.start", "time.step", "population", "friends", "follows",
      "access", "attention",  "choice",    "belief",     "burn_in"};
  if (is_in_any(key, groups)) return true;
  // What an outlet starts with is the start that the burn-in leads to, not a lever.
  const bool is_of_outlet = key.starts_with("outlets.");
  const bool is_start = key.ends_with(".audience") || key.ends_with(".start_fans");
  // Who likes a page abroad is as little a lever as who its fans at home are.
  const bool is_abroad =
      key.ends_with(".foreign_ratio") || key.ends_with(".foreign_origins");
  const bool is_start_of_platform =
      key.starts_with("media.") && key.ends_with(".start_share");
  return key == "adoption.start_share" || is_start_of_platform ||
         (is_of_outlet && (is_start || is_abroad));
}

bool Scenario::is_late_key(std::string_view key) {
  if (is_world_key(key)) return false;
  static constexpr std::array groups = {
      "title",       "time.end", "adoption", "platform",    "timetable",
      "events",      "newsroom", "fear",     "climate",     "ads",
      "leak",        "audit",    "state",    "marketplace", "disclosure",
      "accusations", "cases",    "survey",   "measures",    "conversation"};
  // What there is room for, what there is by name, and where likes can come from.
  static constexpr std::array early = {"platform.inbox", "platform.memory",
                                       "platform.home"};
  if (is_in_any(key, early) || key.ends_with(".origins") || key.ends_with(".payer")) {
    return false;
  }
  // Of outlets that only the scenario has the world knows the rest from the beginning.
  const auto is_of = [&](std::string_view items, std::string_view part) {
    return key.starts_with(items) && key.ends_with(part);
  };
  return is_in_any(key, groups) || is_of("sources.", ".credence") ||
         is_of("sources.", ".fear") || is_of("sources.", ".pressure_price") ||
         is_of("outlets.", ".stories_per_day") || is_of("outlets.", ".story_price");
}

}  // namespace newsdep
