#pragma once
// Advertisers on the platform, and the data that they may have got hold of.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/mechanisms/auction.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// The most advertisers that a scenario may name: one bit each.
inline constexpr int max_advertisers = 32;

enum class Carries : std::uint8_t { message, posts, page };
enum class Budget : std::uint8_t { campaign, day };
enum class Area : std::uint8_t { any, urban, rural };

/// Who pays for ads, with which money, what they show, and to whom.
struct Advertiser {
  std::string name;
  bool enabled = true;
  std::string payer;
  std::string sponsor;
  bool labelled = false;
  Carries carries = Carries::message;
  std::string page;
  double messages_per_day = 1;
  double budget = 0;
  Budget budget_is_for = Budget::campaign;
  std::optional<sim::Date> start;
  std::optional<sim::Date> end;
  std::vector<std::string> regions;
  std::vector<std::string> age_bands;
  Area area = Area::any;
  double belief_from = -1;
  double belief_to = 1;
  std::int64_t frequency_cap = 0;
  std::int64_t cap_days = 1;

  /// Whether the target needs predictions of belief.
  bool aims_at_belief() const { return belief_from > -1 || belief_to < 1; }

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it advertises"});
    d.add("payer", payer,
          {.meaning = "the source that pays, and whose line its own messages take"});
    d.add("sponsor", sponsor,
          {.meaning = "the source that is displayed, and whose credence counts; else "
                      "the payer"});
    d.add(
        "labelled", labelled,
        {.meaning = "whether its ads say that they are paid for; `ads.label_credence` "
                    "looks at it"});
    d.choice(
        "carries", carries, {"message", "posts", "page"},
        {.meaning = "what an ad shows: a message made for it, the newest stories of "
                    "`page`, or the `page` itself, to be followed"});
    d.add("page", page,
          {.meaning = "the page whose stories, or which itself, is shown"});
    d.add("messages_per_day", messages_per_day,
          {.unit = "1/day",
           .low = 0.001,
           .high = 100,
           .meaning = "how many new messages it makes"});
    d.add("budget", budget,
          {.unit = "USD", .low = 0, .high = 1e12, .meaning = "what it may spend"});
    d.choice("budget_is_for", budget_is_for, {"campaign", "day"},
             {.meaning = "whether the budget is for all its days or for each; what one "
                         "day leaves is there on the next"});
    d.add("start", start, {.meaning = "first day; else that of the run"});
    d.add("end", end, {.meaning = "last day; else that of the run"});
    d.add("regions", regions, {.meaning = "regions it aims at; none given: all"});
    d.add("age_bands", age_bands, {.meaning = "age bands it aims at; none given: all"});
    d.choice("area", area, {"any", "urban", "rural"}, {.meaning = "area it aims at"});
    d.add(
        "belief_from", belief_from,
        {.unit = "belief",
         .low = -1,
         .high = 1,
         .meaning = "lowest predicted belief it aims at; above -1 it needs leaked data "
                    "and reaches only those whose data leaked"});
    d.add("belief_to", belief_to,
          {.unit = "belief",
           .low = -1,
           .high = 1,
           .meaning = "highest predicted belief it aims at; below 1 as above"});
    d.add("frequency_cap", frequency_cap,
          {.unit = "impressions",
           .low = 0,
           .high = 255,
           .meaning = "most impressions on one person in `cap_days`; 0 is no cap"});
    d.add("cap_days", cap_days,
          {.unit = "days",
           .low = 1,
           .high = 10000,
           .meaning = "days, counted from the start of the run, that the cap is for"});
  }
};

/// What the platform publishes of ads.
enum class AdLibrary : std::uint8_t { none, label, library };

struct AdsParameters {
  bool enabled = true;
  std::int64_t load = 1;
  AuctionParameters auction;
  AdLibrary library = AdLibrary::none;
  double label_credence = 1;
  std::vector<Advertiser> advertisers;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the processes of ads"});
    d.add("load", load,
          {.unit = "1/visit",
           .low = 0,
           .high = 8,
           .meaning = "places for ads in a visit, beside the stories shown; commercial "
                      "ads, which carry no news, take what nobody listed here buys"});
    d.group("auction", auction, "what a place for an ad costs");
    d.choice(
        "library", library, {"none", "label", "library"},
        {.meaning = "what the platform says of ads: nothing; on each, that it is "
                    "paid for, and by whom; or also, in public, how much was spent "
                    "on how many impressions, in ranges"});
    d.add("label_credence", label_credence,
          {.low = 0,
           .high = 1,
           .meaning = "factor on the credence of what says that it is paid for"});
    d.named("advertisers", advertisers, "who buys ads");
  }
};

/// Data on users that they never agreed to share.
struct LeakParameters {
  bool enabled = false;
  std::optional<sim::Date> date;
  std::optional<sim::Date> end;
  double share = 0;
  double accuracy = 0;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether data leak"});
    d.add("date", date, {.meaning = "the day on which data are taken; else the first"});
    d.add("end", end, {.meaning = "the day from which nobody may use them, if any"});
    d.add("share", share,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of the users of that day on whom data leak"});
    d.add("accuracy", accuracy,
          {.low = 0,
           .high = 1,
           .meaning = "correlation alpha of predicted with true belief on that day"});
  }
};

}  // namespace newsdep
