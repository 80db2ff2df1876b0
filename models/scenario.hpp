#pragma once
// Everything that a scenario file says, as one struct; each group is declared beside
// the code that uses it.

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "models/mechanisms/believe.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/scenario/accusations.hpp"
#include "models/scenario/ads.hpp"
#include "models/scenario/audit.hpp"
#include "models/scenario/ballot.hpp"
#include "models/scenario/behaviour.hpp"
#include "models/scenario/climate.hpp"
#include "models/scenario/conversation.hpp"
#include "models/scenario/disclosure.hpp"
#include "models/scenario/events.hpp"
#include "models/scenario/fear.hpp"
#include "models/scenario/inauthentic.hpp"
#include "models/scenario/media.hpp"
#include "models/scenario/platform.hpp"
#include "models/scenario/reporting.hpp"
#include "models/scenario/state.hpp"
#include "models/scenario/street.hpp"
#include "models/society/followees.hpp"
#include "models/society/friends.hpp"
#include "models/society/people.hpp"
#include "sim/calendar.hpp"
#include "sim/model.hpp"

namespace newsdep {

struct TimeParameters {
  sim::Date start{15706};  // 2013-01-01
  sim::Date end{16070};    // 2013-12-31
  double step = 1;

  void declare(sim::Declarations& d) {
    d.add("start", start, {.meaning = "first day"});
    d.add("end", end, {.meaning = "last day"});
    d.add("step", step,
          {.unit = "days", .low = 1e-4, .high = 1, .meaning = "length of a step"});
  }
};

struct NewsroomParameters {
  bool enabled = true;
  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Newsroom"});
  }
};

/// A scenario. Whatever it names is found by the functions below.
class Scenario : public sim::ScenarioBase {
 public:
  std::int64_t seed_value = 1;
  std::string title = "untitled";
  TimeParameters time;
  PopulationParameters population;
  FriendParameters friends;
  FollowParameters follows;
  AccessParameters access;
  AttentionParameters attention;
  ChoiceParameters choice;
  BeliefParameters belief;
  AdoptionParameters adoption;
  PlatformParameters platform;
  ConversationParameters conversation;
  std::vector<Medium> media;
  std::vector<Source> sources;
  std::vector<Outlet> outlets;
  TimetableParameters timetable;
  std::vector<Event> events;
  NewsroomParameters newsroom;
  FearParameters fear;
  ClimateParameters climate;
  InauthenticParameters inauthentic;
  AdsParameters ads;
  LeakParameters leak;
  MarketplaceParameters marketplace;
  BallotParameters ballot;
  StreetParameters street;
  AuditParameters audit;
  StateParameters state;
  DisclosureParameters disclosure;
  std::vector<Accusation> accusations;
  std::vector<CourtCase> cases;
  SurveyParameters survey;
  MeasuresParameters measures;
  BurnInParameters burn_in;

  std::unique_ptr<sim::ScenarioBase> clone() const override;
  void declare(sim::Declarations& d) override;
  void check(sim::Problems& problems) const override;
  std::uint64_t seed() const override { return static_cast<std::uint64_t>(seed_value); }

  sim::Clock clock() const { return {time.start, time.end, time.step}; }

  /// Whether a key says what the world is, and not what is done to it.
  static bool is_world_key(std::string_view key);
  /// Whether a key is looked at by World::adopt_rules and later, and no earlier.
  static bool is_late_key(std::string_view key);
};

/// The first medium of kind platform, which ads and inauthentic accounts are on and
/// dependency is measured of; null when there is none.
const Medium* first_platform(const Scenario& s);

/// The share of those who can reach a medium who are on it at the start; 0 for what is
/// no platform of the scenario.
double start_share(const Scenario& s, std::string_view medium);

/// Whether an advertiser is switched on and has money, its own or the state's.
bool has_money(const Scenario& s, const Advertiser& advertiser);

/// The item of that name, or null.
template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view name) {
  for (const Item& item : items) {
    if (item.name == name) return &item;
  }
  return nullptr;
}

}  // namespace newsdep
