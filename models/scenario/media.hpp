#pragma once
// Who speaks, over what, and what citizens can reach: media, sources, outlets.

#include <cstdint>
#include <optional>
#include <string>

#include "models/mechanisms/rank.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class MediumKind : std::uint8_t { broadcast, platform, talk };

/// The ranking of one platform: that of the group `platform`, or a word of Ranking.
enum class OwnRanking : std::uint8_t {
  as_platform,
  chronological,
  engagement,
  friends_first,
  affinity,
  random,
  custom
};

/// A medium: tv, radio, print, a platform, word of mouth, ...
struct Medium {
  std::string name;
  MediumKind kind = MediumKind::broadcast;
  double persuasion = 0.002;
  double reach = 1.0;
  double convenience = 0;
  std::string access_as;
  // Of platforms only:
  OwnRanking ranking = OwnRanking::as_platform;
  double start_share = 0;
  std::optional<sim::Date> opens;
  double joining = 1;
  double follow_along = 1;

  void declare(sim::Declarations& d) {
    d.choice("kind", kind, {"broadcast", "platform", "talk"},
             {.meaning = "broadcast: its outlets are alternatives; platform: a feed of "
                         "pages and friends; talk: what a friend believes"});
    d.add("persuasion", persuasion,
          {.unit = "1/story",
           .low = 0,
           .high = 1,
           .meaning = "persuasion eta: share of the distance to a story's slant that "
                      "belief moves, times credence"});
    d.add("reach", reach,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of citizens who can reach it where the access table is "
                      "silent"});
    d.add("convenience", convenience,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "common convenience of word of mouth or a platform, where the "
                      "burn-in solves nothing"});
    d.add(
        "access_as", access_as,
        {.meaning = "the medium through whose access this one is reached: who reaches "
                    "that one reaches this; none given: its own access"});
    d.choice("ranking", ranking,
             {"as_platform", "chronological", "engagement", "friends_first", "affinity",
              "random", "custom"},
             {.meaning = "the ranking of this platform; as_platform: that of "
                         "platform.ranking"});
    d.add(
        "start_share", start_share,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "share of citizens on this platform at the start, among those who "
                    "can reach it; for the first platform adoption.start_share says "
                    "it"});
    d.add("opens", opens,
          {.meaning = "the day from which one can join this platform; none given: from "
                      "the start"});
    d.add("joining", joining,
          {.low = 0,
           .high = 1000,
           .meaning = "factor on both hazards of joining this platform"});
    d.add("follow_along", follow_along,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "chance that who joins this platform follows there a page of a "
                      "source whose page he follows on the other"});
  }
};

/// The ranking of a platform; `common` is that of the group `platform`.
inline Ranking ranking_of(const Medium& medium, Ranking common) {
  if (medium.ranking == OwnRanking::as_platform) return common;
  return static_cast<Ranking>(static_cast<int>(medium.ranking) - 1);
}

enum class SourceKind : std::uint8_t { state, pro_government, party, independent };

/// Whether a source is of the state's side.
inline bool is_of_state(SourceKind kind) {
  return kind == SourceKind::state || kind == SourceKind::pro_government;
}

/// Who speaks: a broadcaster, a paper, a party's or a leader's page.
struct Source {
  std::string name;
  std::string owner;
  SourceKind kind = SourceKind::independent;
  double slant = 0;
  double slant_sd = 0.1;
  double quality = 0.5;
  double quality_sd = 0.1;
  double credence = 1;
  double fear = 0;
  double pressure_price = 1000;

  void declare(sim::Declarations& d) {
    d.add("owner", owner,
          {.meaning = "who owns it; sources of one owner are merged in "
                      "the owners' concentration"});
    d.choice("kind", kind, {"state", "pro_government", "party", "independent"},
             {.meaning = "state and pro_government count as the state's attention, "
                         "independent as independent news"});
    d.add("slant", slant,
          {.low = -1,
           .high = 1,
           .meaning = "mean slant of its stories, +1 for the "
                      "regime"});
    d.add("slant_sd", slant_sd,
          {.low = 0, .high = 1, .meaning = "standard deviation of its stories' slant"});
    d.add("quality", quality,
          {.low = 0, .high = 1, .meaning = "mean quality (accuracy) of its stories"});
    d.add(
        "quality_sd", quality_sd,
        {.low = 0, .high = 1, .meaning = "standard deviation of its stories' quality"});
    d.add("credence", credence,
          {.low = 0, .high = 1, .meaning = "how far readers believe it"});
    d.add("fear", fear,
          {.low = 0,
           .high = 1,
           .meaning = "fear of its newsroom, where fear is on: chance that it drops a "
                      "story against the regime, or keeps quiet of a threat"});
    d.add("pressure_price", pressure_price,
          {.unit = "USD/day",
           .low = 1e-6,
           .high = 1e9,
           .meaning = "money for harassment at which the pressure on its newsrooms is "
                      "1 - 1/e, if the state pays for that (state.levers)"});
  }
};

/// A source over a medium. On a platform an outlet is a page.
struct Outlet {
  std::string name;
  std::string source;
  std::string medium;
  double stories_per_day = 4;
  double story_price = 100;
  double audience = 1;
  double convenience = 0;
  double start_fans = 0;
  double foreign_ratio = 0;
  sim::NamedNumbers foreign_origins;
  bool open = true;

  void declare(sim::Declarations& d) {
    d.add("source", source, {.meaning = "the source that speaks"});
    d.add("medium", medium, {.meaning = "the medium that carries it"});
    d.add("stories_per_day", stories_per_day,
          {.unit = "1/day", .low = 0, .high = 1000, .meaning = "stories it publishes"});
    d.add("story_price", story_price,
          {.unit = "USD/story",
           .low = 1e-6,
           .high = 1e9,
           .meaning = "what a story more costs, if the state pays for such "
                      "(state.levers)"});
    d.add(
        "audience", audience,
        {.unit = "weight",
         .low = 0,
         .high = 1e9,
         .meaning = "its share of the medium's attention at the start, up to a common "
                    "factor; the burn-in solves for it"});
    d.add("convenience", convenience,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "common convenience m_c, where the burn-in solves nothing"});
    d.add("start_fans", start_fans,
          {.unit = "persons",
           .low = 0,
           .high = 1e9,
           .meaning = "fans in the country of a page when it first opens"});
    d.add(
        "foreign_ratio", foreign_ratio,
        {.low = 0,
         .high = 1e6,
         .meaning = "genuine likes of a page from abroad, for each of its fans in the "
                    "country"});
    d.add("foreign_origins", foreign_origins,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "shares of a page's genuine likes from abroad by country; they "
                      "sum to 1; none given: all from `elsewhere`"});
    d.add("open", open, {.meaning = "whether it is open at the start"});
  }
};

/// Which citizens can reach which medium, and when.
struct AccessParameters {
  sim::InputFile table;
  std::int64_t every = 30;

  void declare(sim::Declarations& d) {
    d.add("table", table,
          {.meaning = "CSV: medium, year, region, area, age_band, share; `all` matches "
                      "any, the last row that matches holds; between years by line"});
    d.add("every", every,
          {.unit = "days",
           .low = 1,
           .high = 366,
           .meaning = "how often access is "
                      "brought up to date"});
  }
};

}  // namespace newsdep
