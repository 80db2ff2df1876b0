#pragma once
// What happens by date: events, and orders of likes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "models/scenario/ads.hpp"
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
  foreign_burst,
  purge,
  explore_feed,
  zero_rating,
  ad_load,
  ad_library,
  ban,
  lawsuit,
  arrest,
  killing,
  law,
  press,
  note
};

/// Whether nothing can undo an event of this kind. That it is over means only that it
/// may be brought about again.
inline bool is_final(EventKind kind) {
  switch (kind) {
    case EventKind::exile:
    case EventKind::sell:
    case EventKind::purge:
    case EventKind::lawsuit:
    case EventKind::arrest:
    case EventKind::killing:
    case EventKind::law:
    case EventKind::note:
      return true;
    default:
      return false;
  }
}

/// Whether a state can do what events of this kind are; the others are a platform's.
inline bool is_an_act(EventKind kind) {
  switch (kind) {
    case EventKind::rank:
    case EventKind::foreign_burst:
    case EventKind::purge:
    case EventKind::explore_feed:
    case EventKind::zero_rating:
    case EventKind::ad_load:
    case EventKind::ad_library:
      return false;
    default:
      return true;
  }
}

/// A dated event, or one that something brings about. At its end what its kind can undo
/// is undone, and a burst is over.
struct Event {
  std::string name;
  bool enabled = true;
  std::optional<sim::Date> date;
  std::optional<sim::Date> end;
  std::int64_t lasts = 0;
  EventKind kind = EventKind::note;
  std::vector<std::string> outlets;
  std::vector<std::string> sources;
  std::vector<std::string> media;
  std::vector<std::string> parties;
  std::string owner;
  double slant = 0;
  SourceKind new_kind = SourceKind::pro_government;
  Ranking ranking = Ranking::engagement;
  double likes = 0;
  double share = 1;
  double accounts = 0;
  std::int64_t ads = 1;
  AdLibrary library = AdLibrary::library;
  double factor = 1;
  double convenience = 0;
  double threat = 0;
  double pressure = 0;
  double price = 1000;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it happens"});
    d.add("date", date,
          {.meaning = "the day on which it takes effect; none given: the day after "
                      "something brings it about"});
    d.add("end", end, {.meaning = "the day on which it is undone or over, if it is"});
    d.add("lasts", lasts,
          {.unit = "days",
           .low = 0,
           .high = 100000,
           .meaning = "when it is brought about: after how many days it is undone, or "
                      "may come again; 0: never. What cannot be undone and a lever of "
                      "the state pays for comes again after so many days"});
    d.choice(
        "kind", kind,
        {"close", "open", "exile", "sell", "block_platform", "rank", "foreign_burst",
         "purge", "explore_feed", "zero_rating", "ad_load", "ad_library", "ban",
         "lawsuit", "arrest", "killing", "law", "press", "note"},
        {.meaning = "close outlets, or open such as start closed; exile sources (their "
                    "outlets off the "
                    "platform close); sell sources to `owner`; block a platform; "
                    "change its ranking; give pages genuine likes from abroad; purge "
                    "fake likes; move pages from the main feed to a tab of their own; "
                    "make a platform's data free of charge; change the places for ads, "
                    "or what is said of them; ban parties from elections; news of a "
                    "suit, an arrest or a killing; a law against following pages; "
                    "pressure on newsrooms; or only note. Closures and blocks in "
                    "force hold closed whatever else begins or ends"});
    d.add(
        "outlets", outlets,
        {.meaning = "outlets that close or open, gain likes from abroad, or lose fake "
                    "likes (none given: all pages), or are forbidden to follow"});
    d.add("sources", sources, {.meaning = "sources that are exiled, sold or pressed"});
    d.add(
        "media", media,
        {.meaning = "platforms that are blocked, ranked anew, tested or free of charge "
                    "(none given: the first platform)"});
    d.add("parties", parties,
          {.meaning = "parties that are on no ballot from that day on"});
    d.add("owner", owner, {.meaning = "the buyer of what is sold"});
    d.add("slant", slant,
          {.low = -1, .high = 1, .meaning = "mean slant of a source after its sale"});
    d.choice("new_kind", new_kind, {"state", "pro_government", "party", "independent"},
             {.meaning = "the kind of a source after its sale"});
    d.choice("ranking", ranking,
             {"chronological", "engagement", "friends_first", "affinity", "random",
              "custom"},
             {.meaning = "the ranking from that day on"});
    d.add("likes", likes,
          {.unit = "persons",
           .low = 0,
           .high = 1e10,
           .meaning = "genuine likes from abroad that each of the outlets gains: at "
                      "once, or evenly over the days before `end`; they stay"});
    d.add("share", share,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "fake likes that a purge finds and removes"});
    d.add(
        "accounts", accounts,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "inauthentic accounts that a purge finds and takes down at once"});
    d.add("ads", ads,
          {.unit = "1/visit",
           .low = 0,
           .high = 8,
           .meaning = "ad_load: places for ads in a visit from that day on"});
    d.choice("library", library, {"none", "label", "library"},
             {.meaning = "ad_library: what the platform says of ads from that day on"});
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
    d.add("threat", threat,
          {.low = 0,
           .high = 1,
           .meaning = "how threatening news of this event is, whatever its kind; 0: it "
                      "is no news of repression"});
    d.add("pressure", pressure,
          {.low = 0,
           .high = 1,
           .meaning =
               "press: how far the newsrooms of the sources bend to the line from "
               "that day on, and their fear, if that was less; of several in force the "
               "strongest counts"});
    d.add("price", price,
          {.unit = "USD/day",
           .low = 0,
           .high = 1e9,
           .meaning = "what a day of it costs a lever of the state that pays for it "
                      "(state.levers.*.pays); whatever else brings it about costs "
                      "nothing"});
  }
};

struct TimetableParameters {
  bool enabled = true;
  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Timetable"});
  }
};

enum class LikedThing : std::uint8_t { page, stories };
enum class LikeDelivery : std::uint8_t { trickle, burst };

/// An order of fake likes at a click farm, for a page or for the stories that it
/// publishes.
struct LikeOrder {
  std::string name;
  bool enabled = true;
  std::string page;
  LikedThing what = LikedThing::page;
  double likes = 0;
  double price = 6.2;
  sim::Date start;
  sim::Date end;
  LikeDelivery delivery = LikeDelivery::trickle;
  sim::NamedNumbers origins;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is delivered"});
    d.add("page", page, {.meaning = "the page that is liked, or whose stories are"});
    d.choice("what", what, {"page", "stories"},
             {.meaning = "likes of the page, or of the stories that it publishes in "
                         "the step, in equal parts"});
    d.add("likes", likes,
          {.unit = "likes", .low = 0, .high = 1e10, .meaning = "likes in the order"});
    d.add("price", price,
          {.unit = "USD/1000",
           .low = 0,
           .high = 1e6,
           .meaning = "price of 1,000 likes",
           .source = "NATO StratCom 2019: 5.5 EUR for 1,000 bought engagements "
                     "(platform_prices.csv); 1.12 USD for the EUR assumed"});
    d.add("start", start, {.meaning = "first day of delivery"});
    d.add("end", end, {.meaning = "last day of delivery"});
    d.choice("delivery", delivery, {"trickle", "burst"},
             {.meaning = "evenly over all days, or all on the first"});
    d.add("origins", origins,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "shares of the likes by country; they sum to 1; none given: all "
                      "from `elsewhere`"});
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
