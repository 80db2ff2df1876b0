#pragma once
// What a scenario says of elections: who stands, when, and for how many seats.

#include <string>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// A party that one can vote for, or several small ones under one name.
struct Party {
  std::string name;
  double constant = 0;
  double belief = 0;
  double bandwagon = 0;
  bool wins_seats = true;

  void declare(sim::Declarations& d) {
    d.add("constant", constant,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "what voting for it is worth to a citizen of belief 0, against "
                      "staying at home; newsdep.fit_ballot fits it to a vote"});
    d.add("belief", belief,
          {.unit = "utility",
           .low = -1000,
           .high = 1000,
           .meaning = "what belief +1 adds to it, and belief -1 takes away"});
    d.add("bandwagon", bandwagon,
          {.unit = "utility",
           .low = -1000,
           .high = 1000,
           .meaning = "what it adds that the whole country is thought to be for the "
                      "regime; half of the country, nothing; nobody, as much less. "
                      "Looks at perceived support, so it needs `climate.enabled`"});
    d.add("wins_seats", wins_seats,
          {.meaning = "whether its votes count when seats are dealt out; not for lists "
                      "that are small one by one"});
  }
};

/// One election.
struct Election {
  std::string name;
  bool enabled = true;
  sim::Date date;
  double pressure = 0;
  sim::InputFile seats;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "whether it is held"});
    d.add("date", date, {.meaning = "the day on which it is held"});
    d.add("pressure", pressure,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "pressure to turn out: added to every way of going to the polls, "
                      "a spoiled ballot too"});
    d.add("seats", seats,
          {.meaning = "CSV table with columns region, seats: how many each region "
                      "elects (none given: votes only)"});
  }
};

/// How elections are held (model equations 4.7).
struct BallotParameters {
  bool enabled = false;
  double cost = 0;
  double spoil = -4;
  sim::NamedNumbers below_voting_age;
  sim::InputFile regions;
  std::vector<Party> parties;
  std::vector<Election> elections;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Ballot"});
    d.add("cost", cost,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "cost of voting: taken from every way of going to the polls"});
    d.add("spoil", spoil,
          {.unit = "utility",
           .low = -100,
           .high = 100,
           .meaning = "what a spoiled ballot is worth, against staying at home"});
    d.add(
        "below_voting_age", below_voting_age,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "by age band: who is too young to vote (a band not given: none)"});
    d.add("regions", regions,
          {.meaning = "CSV table with columns region, party, constant: added to the "
                      "party's constant in that region (a pair not given: 0)"});
    d.named("parties", parties, "whom one can vote for");
    d.named("elections", elections, "when it is voted");
  }
};

}  // namespace newsdep
