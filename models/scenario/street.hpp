#pragma once
// Protest in the streets: what it is about, and who joins.

#include <cstdint>
#include <string>
#include <vector>

#include "models/mechanisms/march.hpp"
#include "models/scenario/behaviour.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// Something to march for. Its salience for a citizen is that of the date times the
/// factors of his region, area and age band.
struct Issue {
  std::string name;
  bool enabled = true;
  sim::DatedNumbers salience;
  sim::NamedNumbers regions;
  double elsewhere = 1;
  double urban = 1;
  double rural = 1;
  sim::NamedNumbers age_bands;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is an issue"});
    d.add("salience", salience,
          {.low = 0,
           .high = 100,
           .meaning = "salience g by date, by line between dates; 0 before the first "
                      "and after the last. Those of several issues add up"});
    d.add("regions", regions,
          {.low = 0, .high = 100, .meaning = "factor on salience by region"});
    d.add("elsewhere", elsewhere,
          {.low = 0,
           .high = 100,
           .meaning = "factor in regions that `regions` does not name"});
    d.add("urban", urban, {.low = 0, .high = 100, .meaning = "factor in urban areas"});
    d.add("rural", rural, {.low = 0, .high = 100, .meaning = "factor in rural areas"});
    d.add("age_bands", age_bands,
          {.low = 0,
           .high = 100,
           .meaning = "factor on salience by age band; 1 for those not named"});
  }
};

struct StreetParameters {
  bool enabled = false;
  std::int64_t rounds_per_day = 4;
  Mixing mixing = Mixing::friends;
  double friends_weight = 1;
  double seen_off_platform = 0.5;
  double tiring = 0;
  double rest = 0;
  ThresholdParameters threshold;
  std::vector<Issue> issues;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Street"});
    d.add(
        "rounds_per_day", rounds_per_day,
        {.unit = "1/day",
         .low = 1,
         .high = 10000,
         .meaning = "how often a day everybody looks who marches, and decides anew; a "
                    "whole number of rounds must fall into a step"});
    d.choice("mixing", mixing, {"friends", "complete"},
             {.meaning = "whose marching one sees: friends', or everybody's (n = N)"});
    d.add("friends_weight", friends_weight,
          {.low = 0,
           .high = 100,
           .meaning = "weight w_n of the share n of friends whom one saw march in the "
                      "last round"});
    d.add(
        "seen_off_platform", seen_off_platform,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "share of friendships in which one sees the other march without a "
                    "platform; who are both on one that is up always see it"});
    d.add("tiring", tiring,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard at which who marches tires and stays at home"});
    d.add("rest", rest,
          {.unit = "1/day",
           .low = 0,
           .high = 100,
           .meaning = "hazard at which who is tired is ready again; all are when no "
                      "issue is left"});
    d.group("threshold", threshold, "what it takes to make a citizen march");
    d.named("issues", issues, "what there is to march for");
  }
};

}  // namespace newsdep
