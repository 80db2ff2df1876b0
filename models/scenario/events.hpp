#pragma once
// What happens by date: events, and orders of likes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "models/scenario/media.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class EventKind : std::uint8_t {
  close,
  open,
  exile,
  sell,
  block_platform,
  rank,
  explore_feed,
  zero_rating,
  note
};

/// A dated event. With an `end`, what its kind can undo is undone on that date.
struct Event {
  std::string name;
  bool enabled = true;
  sim::Date date;
  std::optional<sim::Date> end;
  EventKind kind = EventKind::note;
  std::vector<std::string> outlets;
  std::vector<std::string> sources;
  std::string owner;
  double slant = 0;
  SourceKind new_kind = SourceKind::pro_government;
  Ranking ranking = Ranking::engagement;
  double factor = 1;
  double convenience = 0;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it happens"});
    d.add("date", date, {.meaning = "the day on which it takes effect"});
    d.add("end", end, {.meaning = "the day on which it is undone, if it is"});
    d.choice(
        "kind", kind,
        {"close", "open", "exile", "sell", "block_platform", "rank", "explore_feed",
         "zero_rating", "note"},
        {.meaning = "close or open outlets; exile sources (their outlets off the "
                    "platform close); sell sources to `owner`; block the platform; "
                    "change the ranking; move pages from the main feed to a tab of "
                    "their own; make the platform's data free of charge; or only "
                    "note"});
    d.add("outlets", outlets, {.meaning = "outlets that close or open"});
    d.add("sources", sources, {.meaning = "sources that are exiled or sold"});
    d.add("owner", owner, {.meaning = "the buyer of what is sold"});
    d.add("slant", slant,
          {.low = -1, .high = 1, .meaning = "mean slant of a source after its sale"});
    d.choice("new_kind", new_kind, {"state", "pro_government", "party", "independent"},
             {.meaning = "the kind of a source after its sale"});
    d.choice("ranking", ranking,
             {"chronological", "engagement", "friends_first", "affinity", "random",
              "custom"},
             {.meaning = "the ranking from that day on"});
    d.add("factor", factor,
          {.low = 0,
           .high = 1000,
           .meaning = "zero-rating: factor on the hazards of joining, as "
                      "affordability is"});
    d.add(
        "convenience", convenience,
        {.unit = "utility",
         .low = -100,
         .high = 100,
         .meaning = "zero-rating: added to the platform's value when citizens choose"});
  }
};

struct TimetableParameters {
  bool enabled = true;
  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Timetable"});
  }
};

/// An order of fake likes for a page, delivered evenly from `start` to `end`.
struct LikeOrder {
  std::string name;
  bool enabled = true;
  std::string page;
  double likes = 0;
  sim::Date start;
  sim::Date end;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is delivered"});
    d.add("page", page, {.meaning = "the page that is liked"});
    d.add("likes", likes,
          {.unit = "likes", .low = 0, .high = 1e10, .meaning = "likes in the order"});
    d.add("start", start, {.meaning = "first day of delivery"});
    d.add("end", end, {.meaning = "last day of delivery"});
  }
};

struct MarketplaceParameters {
  bool enabled = true;
  double removal = 0.0080;
  std::vector<LikeOrder> orders;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Marketplace"});
    d.add("removal", removal,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard at which a fake like is found and removed",
           .source = "NATO StratCom 2019: 80 % of bought engagement online after four "
                     "weeks"});
    d.named("orders", orders, "orders of fake likes");
  }
};

}  // namespace newsdep
