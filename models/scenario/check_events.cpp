// Cross-checks of events: what each needs, when it is, and which exclude each other.

#include <algorithm>
#include <string>
#include <string_view>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

/// Whether an event is about platforms: those it names, or the first.
bool is_of_platforms(const Event& event) {
  return event.kind == EventKind::block_platform || event.kind == EventKind::rank ||
         event.kind == EventKind::explore_feed || event.kind == EventKind::zero_rating;
}

/// Whether two events of one kind are about the same platform.
bool share_platform(const Scenario& s, const Event& first, const Event& second) {
  const auto is_about = [&](const Event& event, const Medium& medium) {
    if (event.media.empty()) return &medium == first_platform(s);
    return std::ranges::find(event.media, medium.name) != event.media.end();
  };
  return std::ranges::any_of(s.media, [&](const Medium& medium) {
    return is_about(first, medium) && is_about(second, medium);
  });
}

/// What only one event of a kind can set at a time. When one of two that overlap ends,
/// it would end the other too.
void check_overlaps(const Scenario& s, sim::Problems& problems) {
  for (const Event& first : s.events) {
    for (const Event& second : s.events) {
      const bool is_of_ads =
          first.kind == EventKind::ad_load || first.kind == EventKind::ad_library;
      const bool is_counted = first.kind == EventKind::block_platform;
      const bool sets_one_thing = is_of_platforms(first)
                                      ? !is_counted && share_platform(s, first, second)
                                      : is_of_ads;
      const bool is_pair = &first != &second && first.kind == second.kind &&
                           first.enabled && second.enabled && sets_one_thing;
      if (!first.date || !second.date) continue;
      const bool is_first =
          first.date < second.date || (first.date == second.date && &first < &second);
      const bool overlap = is_first && (!first.end || *second.date < *first.end);
      if (!is_pair || !overlap || (!first.end && !second.end)) continue;
      problems.at("events." + second.name + ".date",
                  second.date->to_string() + " is before the end of " +
                      quoted(first.name) +
                      ", an event of the same kind, and the end of one would end "
                      "both; let the first end on this date or before it");
    }
  }
}

/// Events have a date of their own, and perhaps an end, or are brought about, and last.
void check_when(const Scenario& s, sim::Problems& problems, const Event& event) {
  const std::string key = "events." + event.name;
  if (event.date) {
    if (event.lasts > 0) {
      problems.at(key + ".lasts",
                  "says how long an event lasts that something brings about, and this "
                  "one has a date; give its `end`");
    }
    if (event.enabled && s.timetable.enabled) {
      check_date(s, problems, key + ".date", *event.date);
    }
    return;
  }
  if (event.end) {
    problems.at(key + ".end",
                "an event without a date has no end; say how many days it `lasts`");
  }
  const bool is_paid = std::ranges::find(s.state.levers, "events." + event.name,
                                         &Lever::pays) != s.state.levers.end();
  if (event.enabled && !is_paid && !is_an_answer(s, event.name)) {
    problems.at(key,
                "it has no `date`, and nothing brings it about; give its date, or name "
                "it as what a lever of the state `pays` or an alarm `does`, as the "
                "`suit` over an accusation, or as what a case `convicts` or `acquits` "
                "by");
  }
}

}  // namespace

void check_events(const Scenario& s, sim::Problems& problems) {
  for (const Event& event : s.events) {
    const std::string key = "events." + event.name;
    for (const std::string& outlet : event.outlets) {
      check_name(problems, key + ".outlets", s.outlets, "outlet", outlet);
    }
    for (const std::string& source : event.sources) {
      check_name(problems, key + ".sources", s.sources, "source", source);
    }
    for (const std::string& name : event.media) {
      check_name(problems, key + ".media", s.media, "medium", name);
      const Medium* medium = find(s.media, name);
      if (medium != nullptr && medium->kind != MediumKind::platform) {
        problems.at(key + ".media", quoted(name) + " is not a platform");
      }
    }
    if (!event.media.empty() && !is_of_platforms(event)) {
      problems.at(key + ".media",
                  "an event of this kind is about no platform; remove `media`");
    }
    const bool takes_pages =
        event.kind == EventKind::foreign_burst || event.kind == EventKind::purge;
    const bool takes_outlets = event.kind == EventKind::close ||
                               event.kind == EventKind::open ||
                               event.kind == EventKind::foreign_burst;
    const bool takes_sources =
        event.kind == EventKind::exile || event.kind == EventKind::sell;
    for (const std::string& name : event.outlets) {
      const Outlet* outlet = find(s.outlets, name);
      const bool opens = event.enabled && event.kind == EventKind::open;
      if (!opens || outlet == nullptr || !outlet->open) continue;
      problems.at(key + ".outlets",
                  quoted(name) +
                      " is open from the start, and an event `open` undoes no closure: "
                      "give the closure its `end`, let the outlet start with `open: "
                      "false`, or switch this off with `enabled: false`");
    }
    for (const std::string& outlet : event.outlets) {
      if (takes_pages) check_is_page(s, problems, key + ".outlets", outlet);
    }
    if (takes_outlets && event.outlets.empty()) {
      problems.at(key, "an event of this kind needs `outlets`");
    }
    if (takes_sources && event.sources.empty()) {
      problems.at(key, "an event of this kind needs `sources`");
    }
    if (event.kind == EventKind::sell && event.owner.empty()) {
      problems.at(key, "a sale needs the buyer as `owner`");
    }
    if (event.end && is_final(event.kind)) {
      problems.at(key + ".end", "an event of this kind cannot be undone; remove `end`");
    }
    if (event.end && event.date && *event.end <= *event.date) {
      problems.at(key + ".end", "the end " + event.end->to_string() +
                                    " is not after the date " +
                                    event.date->to_string());
    }
    check_when(s, problems, event);
  }
  check_overlaps(s, problems);
}

}  // namespace newsdep
