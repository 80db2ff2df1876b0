#include "models/processes/timetable.hpp"

#include <algorithm>
#include <optional>

#include "models/processes/marketplace.hpp"

namespace newsdep {
namespace {

enum class Turn : std::uint8_t { begins, ends };

OutletState& outlet_of(World& world, const std::string& name) {
  return *std::ranges::find(world.outlets, name, &OutletState::name);
}

SourceState& source_of(World& world, const std::string& name) {
  return *std::ranges::find(world.sources, name, &SourceState::name);
}

/// How an event of this kind counts when it begins, and when it is over.
int count_of(Turn turn) { return turn == Turn::begins ? 1 : -1; }

/// Counts an event that opens outlets, or holds them closed.
void turn_outlets(World& world, const Event& event, Turn turn) {
  for (const std::string& name : event.outlets) {
    OutletState& outlet = outlet_of(world, name);
    const bool is_closure = event.kind == EventKind::close;
    (is_closure ? outlet.closures : outlet.openings) += count_of(turn);
    if (outlet.is_page && outlet.is_open()) world.give_start_fans(outlet);
  }
}

/// Exile: whatever the source has off the platform is closed for good, and its newsroom
/// has nothing to fear any more.
void exile(World& world, const std::string& name) {
  source_of(world, name).in_exile = true;
  source_of(world, name).fear = 0;
  for (std::uint32_t c = 0; c < world.newsrooms(); ++c) {
    OutletState& outlet = world.outlets[c];
    if (outlet.is_page) continue;
    if (world.sources[outlet.source].name == name) ++outlet.closures;
  }
}

/// A sale: the source speaks for its new owner.
void sell(SourceState& source, const Event& event) {
  source.owner = event.owner;
  source.rules.slant = event.slant;
  source.kind = event.new_kind;
}

/// Genuine likes from abroad: all at once on the date, or evenly on the days from it to
/// the one before the end.
void burst(World& world, const Event& event, const EventState& state,
           const sim::Moment& moment) {
  double likes = event.likes;
  if (state.end) likes *= moment.dt / (state.end->days - state.date->days);
  for (const std::string& name : event.outlets) {
    outlet_of(world, name).foreign_bursts += likes;
  }
}

/// Calls `change` for the platforms that an event names, or for the first.
template <class Change>
void for_platforms(World& world, const Event& event, const Change& change) {
  for (Platform& platform : world.platforms) {
    const std::string& name = world.media[platform.medium].name;
    const bool is_named =
        event.media.empty() ? world.is_first_platform(platform.medium)
                            : std::ranges::find(event.media, name) != event.media.end();
    if (is_named) change(platform);
  }
}

/// Changes the ranking of a platform, or gives it its own again.
void rank_anew(World& world, Platform& platform, const Event& event, Turn turn) {
  platform.ranking = turn == Turn::begins
                         ? preset(event.ranking, world.rules().platform.weights)
                         : world.own_ranking(platform);
}

void apply(World& world, const Event& event, Turn turn) {
  const bool begins = turn == Turn::begins;
  switch (event.kind) {
    case EventKind::close:
    case EventKind::open:
      return turn_outlets(world, event, turn);
    case EventKind::exile:
      for (const std::string& name : event.sources) exile(world, name);
      return;
    case EventKind::sell:
      for (const std::string& name : event.sources) sell(source_of(world, name), event);
      return;
    case EventKind::block_platform:
      return for_platforms(world, event,
                           [&](Platform& p) { p.blocks += count_of(turn); });
    case EventKind::rank:
      return for_platforms(world, event,
                           [&](Platform& p) { rank_anew(world, p, event, turn); });
    case EventKind::purge:
      take_down(world.inauthentic, event.accounts, sim::hash_name(event.name),
                world.luck);
      return keep_fakes(world, 1 - event.share, event.outlets);
    case EventKind::explore_feed:
      return for_platforms(world, event, [&](Platform& p) { p.pages_apart = begins; });
    case EventKind::ad_load:
      if (world.ads.aimed_at.empty()) return;  // nobody wants any place
      world.ads.load = begins ? event.ads : world.rules().ads.load;
      return;
    case EventKind::ad_library:
      world.ads.library = begins ? event.library : world.rules().ads.library;
      return;
    case EventKind::zero_rating:
      return for_platforms(world, event, [&](Platform& p) {
        p.zero_rating =
            begins ? ZeroRating{event.factor, event.convenience} : ZeroRating{};
      });
    case EventKind::press:          // the strongest in force counts
    case EventKind::foreign_burst:  // goes on from day to day
    case EventKind::ban:            // Ballot looks it up
    case EventKind::lawsuit:        // are news: Newsroom
    case EventKind::arrest:
    case EventKind::killing:
    case EventKind::law:  // and Climate
    case EventKind::note:
      return;
  }
}

/// Presses each source as the strongest event in force does.
void press(World& world, sim::Date today) {
  for (SourceState& source : world.sources) source.pressure = 0;
  for (std::size_t k = 0; k < world.events.size(); ++k) {
    const Event& event = world.rules().events[k];
    const bool presses = event.kind == EventKind::press;
    if (!presses || !world.events[k].is_in_force(today)) continue;
    for (const std::string& name : event.sources) {
      double& pressure = source_of(world, name).pressure;
      pressure = std::max(pressure, event.pressure);
    }
  }
}

}  // namespace

void take_effect(World& world, const sim::Moment& moment) {
  if (moment.step < 0) return;
  const sim::Clock clock = world.rules().clock();
  const std::vector<Event>& events = world.rules().events;
  for (const Turn turn : {Turn::ends, Turn::begins}) {
    for (std::size_t k = 0; k < events.size(); ++k) {
      const EventState& state = world.events[k];
      const std::optional<sim::Date> date =
          turn == Turn::begins ? state.date : state.end;
      if (turn == Turn::ends && is_final(events[k].kind)) continue;
      if (date && clock.step_of(*date) == moment.step) apply(world, events[k], turn);
    }
  }
  press(world, moment.date);
  for (std::size_t k = 0; k < events.size(); ++k) {
    const EventState& state = world.events[k];
    if (!state.date || events[k].kind != EventKind::foreign_burst) continue;
    const bool begins = clock.step_of(*state.date) == moment.step;
    const bool lasts = state.end && state.is_in_force(moment.date);
    if (begins || lasts) burst(world, events[k], state, moment);
  }
}

}  // namespace newsdep
