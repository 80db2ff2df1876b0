// Ballot: who votes how, where seats go, what a ban does, and which tables are refused.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/processes/ballot.hpp"
#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A country of so many regions with so many citizens each, half of them young (a lone
/// one is old), and elections on its 20th and 21st day.
Scenario voting_country(int regions, int citizens_each) {
  Scenario s = small_country(std::int64_t{regions} * citizens_each);
  std::string people = "region,area,age_band,persons\n";
  std::string seats = "region,seats\n";
  for (int r = 0; r < regions; ++r) {
    const std::string name = "r" + std::to_string(r);
    people += name + ",urban,old,1000\n";
    if (citizens_each > 1) people += name + ",urban,young,1000\n";
    seats += name + "," + std::to_string(r % 5) + "\n";
  }
  s.population.table = {"people.csv", people};
  s.ballot.enabled = true;
  s.ballot.parties = {{.name = "regime", .constant = 0.8, .belief = 2},
                      {.name = "opposition", .constant = 0.7, .belief = -2},
                      {.name = "others", .constant = -1, .wins_seats = false}};
  s.ballot.elections = {{.name = "first", .date = day(19), .seats = {"s.csv", seats}},
                        {.name = "local", .date = day(20)}};
  return s;
}

Event ban(const std::string& party, sim::Date date) {
  Event event;
  event.name = "ban";
  event.kind = EventKind::ban;
  event.date = date;
  event.parties = {party};
  return event;
}

/// Beliefs from -1 to 1, support perceived as at the start, and the elections of days
/// 19 and 20 without the days before.
sim::Results vote(Scenario s, std::uint64_t seed = 1) {
  OwnWorld own(std::move(s), seed);
  const std::uint32_t n = own.world.n();
  for (std::uint32_t i = 0; i < n; ++i) {
    own.world.citizens.belief[i] = 2.0 * (i * 7919u % n) / n - 1;
  }
  const ClimateParameters& climate = own.world.rules().climate;
  const auto perceived = static_cast<float>(climate.start);
  if (climate.enabled) own.world.citizens.perceived.assign(n, perceived);
  sim::Results results;
  results.add_axis({.name = "region", .labels = own.world.people.regions});
  Ballot ballot(own.world, results);
  for (int d = 18; d <= 20; ++d) ballot(own.moment(d));
  return results;
}

const std::vector<double>& values(const sim::Results& results, const char* name) {
  return variable(results, name).values;
}

std::string complaint(const Scenario& s) {
  return message_of<sim::UserError>([&] { OwnWorld own(s); });
}

}  // namespace

TEST_CASE("nothing is counted before the day of an election", "[ballot]") {
  OwnWorld own(voting_country(2, 50));
  sim::Results results;
  results.add_axis({.name = "region", .labels = own.world.people.regions});
  Ballot ballot(own.world, results);
  ballot(own.moment(18));
  CHECK(std::isnan(values(results, "ballot/turnout")[0]));
  ballot(own.moment(19));
  CHECK(values(results, "ballot/turnout")[0] > 0);
  CHECK(std::isnan(values(results, "ballot/turnout")[1]));
}

TEST_CASE("shares of votes sum to 1, in the country and in each region", "[ballot]") {
  const sim::Results results = vote(voting_country(10, 60));
  for (const char* name : {"ballot/share", "ballot/share_region"}) {
    const std::vector<double>& share = values(results, name);
    for (std::size_t k = 0; k < share.size(); k += 3) {
      CHECK(share[k] + share[k + 1] + share[k + 2] == Approx(1).epsilon(1e-12));
    }
  }
  const std::vector<double>& chance = values(results, "ballot/chance_region");
  for (std::size_t k = 0; k < chance.size(); k += 5) {
    double sum = 0;
    for (std::size_t j = 0; j < 5; ++j) sum += chance[k + j];
    CHECK(sum == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("seats sum to those of the table, and small lists win none", "[ballot]") {
  const sim::Results results = vote(voting_country(10, 60));
  const std::vector<double>& region = values(results, "ballot/seats_region");
  const std::vector<double>& seats = values(results, "ballot/seats");
  double all = 0;
  for (std::size_t r = 0; r < 10; ++r) {
    const double won = region[3 * r] + region[3 * r + 1];
    CHECK(won == static_cast<double>(r % 5));
    CHECK(region[3 * r + 2] == 0);
    all += won;
  }
  CHECK(seats[0] + seats[1] == all);
  CHECK(all == 20);
  CHECK(std::isnan(seats[3]));  // the local election fills none
}

TEST_CASE("votes, turnout and spoiled ballots are those of a count by hand",
          "[ballot]") {
  const Scenario s = voting_country(4, 500);
  const sim::Results results = vote(s);
  const std::vector<double>& votes = values(results, "ballot/votes_region");
  std::vector<double> party(3, 0.0);
  for (std::size_t k = 0; k < 12; ++k) party[k % 3] += votes[k];
  const double valid = party[0] + party[1] + party[2];
  const double electorate = values(results, "ballot/electorate")[0];
  CHECK(electorate == Approx(8000));  // everybody: 2,000 persons a region
  const double turnout = values(results, "ballot/turnout")[0];
  const double spoiled = values(results, "ballot/spoiled")[0];
  CHECK(turnout * (1 - spoiled) * electorate == Approx(valid).epsilon(1e-12));
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(values(results, "ballot/share")[k] == Approx(party[k] / valid));
  }
}

TEST_CASE("votes follow the logit in every citizen's belief", "[ballot]") {
  constexpr std::uint32_t n = 20000;
  Scenario s = voting_country(1, n);
  s.ballot.cost = 0.5;
  s.ballot.elections[0].pressure = 0.2;
  s.ballot.regions = {"r.csv", "region,party,constant\nr0,opposition,0.3\n"};
  const sim::Results results = vote(s);
  // The same beliefs, by a plain loop.
  std::vector<double> mean(5, 0.0);
  for (std::uint32_t i = 0; i < n; ++i) {
    const double x = 2.0 * (i * 7919u % n) / n - 1;
    const std::vector<double> u = {0.8 + 2 * x - 0.3, 0.7 + 0.3 - 2 * x - 0.3,
                                   -1.0 - 0.3, s.ballot.spoil - 0.3, 0.0};
    double sum = 0;
    for (const double v : u) sum += std::exp(v);
    for (std::size_t k = 0; k < 5; ++k) mean[k] += std::exp(u[k]) / sum / n;
  }
  const std::vector<double>& chance = values(results, "ballot/chance_region");
  for (std::size_t k = 0; k < 5; ++k) {
    CHECK(chance[k] == Approx(mean[k]).epsilon(1e-10));
  }
  // Votes cast scatter about that as the luck of 20,000 does: four standard errors.
  const double se = std::sqrt(mean[4] * (1 - mean[4]) / n);
  CHECK(std::abs(values(results, "ballot/turnout")[0] - (1 - mean[4])) < 4 * se);
  const double valid = 1 - mean[3] - mean[4];
  for (std::size_t k = 0; k < 3; ++k) {
    const double p = mean[k] / valid;
    CHECK(std::abs(values(results, "ballot/share")[k] - p) <
          4 * std::sqrt(p * (1 - p) / (valid * n)));
  }
}

TEST_CASE("a ban moves votes only to what is left, citizen by citizen", "[ballot]") {
  // One citizen in each region: a region's votes are what he did.
  Scenario s = voting_country(400, 1);
  const sim::Results before = vote(s);
  s.events = {ban("opposition", day(5))};
  const sim::Results after = vote(s);
  const std::vector<double>& old = values(before, "ballot/votes_region");
  const std::vector<double>& now = values(after, "ballot/votes_region");
  const std::vector<double>& went = values(before, "ballot/turnout_region");
  const std::vector<double>& goes = values(after, "ballot/turnout_region");
  int had = 0;
  for (std::size_t r = 0; r < 400; ++r) {
    const double* const a = &old[3 * r];
    const double* const b = &now[3 * r];
    CHECK(b[1] == 0);
    had += a[1] > 0;
    if (a[1] > 0) continue;  // he chooses anew
    CHECK((a[0] == b[0] && a[2] == b[2] && went[r] == goes[r]));
  }
  CHECK(had > 50);
  CHECK(values(after, "ballot/share")[1] == 0);
  CHECK(values(after, "ballot/seats")[1] == 0);
}

TEST_CASE("a ban holds from its date to its end", "[ballot]") {
  Scenario s = voting_country(1, 10);
  Event event = ban("opposition", day(10));
  event.end = day(20);
  s.events = {event};
  const OwnWorld w(s);
  CHECK_FALSE(is_banned(w.world, "opposition", day(9)));
  CHECK(is_banned(w.world, "opposition", day(10)));
  CHECK(is_banned(w.world, "opposition", day(19)));
  CHECK_FALSE(is_banned(w.world, "opposition", day(20)));
  CHECK_FALSE(is_banned(w.world, "regime", day(15)));
  s.timetable.enabled = false;
  CHECK_FALSE(is_banned(OwnWorld(s).world, "opposition", day(15)));
}

TEST_CASE("another party moves nobody who does not vote for it", "[ballot]") {
  Scenario s = voting_country(300, 1);
  const sim::Results with = vote(s);
  s.ballot.parties.pop_back();
  const sim::Results without = vote(s);
  const std::vector<double>& three = values(with, "ballot/votes_region");
  const std::vector<double>& two = values(without, "ballot/votes_region");
  for (std::size_t r = 0; r < 300; ++r) {
    if (three[3 * r + 2] > 0) continue;
    CHECK((three[3 * r] == two[2 * r] && three[3 * r + 1] == two[2 * r + 1]));
  }
}

TEST_CASE("the young do not vote, in no election", "[ballot]") {
  Scenario s = voting_country(1, 4000);
  s.ballot.below_voting_age = {{"young", 0.4}};
  const sim::Results results = vote(s);
  const std::vector<double>& electorate = values(results, "ballot/electorate");
  // 0.4 of the half who are young; four standard errors of 2,000 draws.
  CHECK(std::abs(electorate[0] / 2000 - 0.8) < 4 * std::sqrt(0.24 / 2000) / 2);
  CHECK(electorate[0] == electorate[1]);
}

TEST_CASE("a bandwagon moves votes to whom everybody is thought to be for",
          "[ballot]") {
  const auto regime = [](double bandwagon, double start) {
    Scenario s = voting_country(4, 100);
    s.climate.enabled = true;
    s.climate.start = start;
    s.ballot.parties[0].bandwagon = bandwagon;
    return values(vote(s), "ballot/share")[0];
  };
  CHECK(regime(2, 0.9) > regime(0, 0.9));
  CHECK(regime(2, 0.1) < regime(0, 0.1));
  CHECK(regime(2, 0.5) == regime(0, 0.5));
}

TEST_CASE("pressure to turn out raises turnout and spoiled ballots", "[ballot]") {
  Scenario s = voting_country(1, 20000);
  s.ballot.spoil = -2;
  const sim::Results free = vote(s);
  s.ballot.elections[0].pressure = 1;
  const sim::Results pressed = vote(s);
  const auto persons = [](const sim::Results& r) {
    return values(r, "ballot/turnout")[0] * values(r, "ballot/spoiled")[0];
  };
  CHECK(values(pressed, "ballot/turnout")[0] > values(free, "ballot/turnout")[0]);
  CHECK(persons(pressed) > persons(free));
}

TEST_CASE(
    "elections change nothing else, and give the same bytes on any number of "
    "threads",
    "[ballot]") {
  Scenario s = voting_country(5, 300);
  s.time.end = day(24);
  const int threads = sim::threads();
  sim::set_threads(1);
  const sim::Results one = run(s, 1);
  sim::set_threads(3);
  const sim::Results three = run(s, 1);
  sim::set_threads(threads);
  CHECK(differences(one, three) == "");
  s.ballot.enabled = false;
  const sim::Results off = run(s, 1);
  std::size_t others = 0;
  for (const sim::Variable& v : one.variables()) {
    others += !v.about.name.starts_with("ballot/");
  }
  CHECK(others == off.variables().size());
  for (const sim::Variable& v : off.variables()) {
    const std::vector<double>& with = values(one, v.about.name.c_str());
    bool same = with.size() == v.values.size();
    for (std::size_t k = 0; same && k < with.size(); ++k) {
      same = with[k] == v.values[k] || (std::isnan(with[k]) && std::isnan(v.values[k]));
    }
    INFO(v.about.name);
    CHECK(same);
  }
}

TEST_CASE("steps shorter than a day hold an election once", "[ballot]") {
  Scenario s = voting_country(2, 100);
  s.time.end = day(24);
  s.time.step = 0.5;
  const sim::Results results = run(s, 1);
  CHECK(values(results, "ballot/electorate")[0] == Approx(4000));
}

TEST_CASE("a region without votes keeps its seats empty, and the run says so",
          "[ballot]") {
  Scenario s = voting_country(4, 20);
  s.ballot.parties[0].constant = s.ballot.parties[1].constant = -100;
  OwnWorld own(s);
  sim::Results results;
  results.add_axis({.name = "region", .labels = own.world.people.regions});
  Ballot ballot(own.world, results);
  ballot(own.moment(19));
  REQUIRE(own.world.warnings.size() == 3);  // the first region has no seats to fill
  CHECK(own.world.warnings[2] ==
        "first: nobody in r3 voted for a list, so its 3 seats stay empty; more "
        "citizens would make this less likely");
  CHECK(values(results, "ballot/seats")[0] == 0);
}

TEST_CASE("tables of elections that cannot be meant are refused", "[ballot]") {
  const auto with_seats = [](const std::string& rows) {
    Scenario s = voting_country(2, 10);
    s.ballot.elections[0].seats = {"s.csv", "region,seats\n" + rows};
    return complaint(s);
  };
  CHECK(with_seats("r0,2\nr1,3\n") == "");
  CHECK(with_seats("r0,2\nr7,3\n") ==
        "s.csv:3: nobody lives in region 'r7', so nobody can vote there; name one of "
        "the population table");
  CHECK(with_seats("r0,2\n") ==
        "s.csv: region 'r1' is missing, so that its votes would count for nothing; add "
        "a row, with 0 seats if it elects nobody");
  CHECK(with_seats("r0,2\nr0,2\n") ==
        "s.csv:3: region 'r0' stands twice; which row is meant? Remove one");
  CHECK(with_seats("r0,2\nr1,-3\n") ==
        "s.csv:3: column 'seats': -3 is not in [0, 10000]");
  CHECK(with_seats("r0,2\nr1,2.5\n") == "s.csv:3: seats must be a whole number");
  const auto with_constants = [](const std::string& rows) {
    Scenario s = voting_country(2, 10);
    s.ballot.regions = {"c.csv", "region,party,constant\n" + rows};
    return complaint(s);
  };
  CHECK(with_constants("r1,regime,0.2\n") == "");
  CHECK(with_constants("r1,royalists,0.2\n") ==
        "c.csv:2: there is no party 'royalists' in `ballot.parties`, so this constant "
        "would change nothing");
  CHECK(with_constants("r1,regime,0.2\nr1,regime,0.3\n") ==
        "c.csv:3: party 'regime' stands twice for region 'r1'; remove one row");
}
