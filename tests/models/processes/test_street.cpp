// Street: the threshold models through the whole program, who sees whom, what is at
// issue, tiring and fear, and what is refused.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "models/processes/street.hpp"
#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "sim/math.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/models/processes/restless_country.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

const std::string validation = "scenarios/validation/";

/// One round in a few plain lines.
std::vector<bool> plain_round(const World& world, const std::vector<bool>& before,
                              double salience) {
  const StreetParameters& rules = world.rules().street;
  std::vector<bool> marching;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    double seen = 0;
    for (const std::uint32_t j : world.friends.of(i)) {
      const std::uint32_t a = std::min(world.people.key[i], world.people.key[j]);
      const std::uint32_t b = std::max(world.people.key[i], world.people.key[j]);
      const auto words = world.luck.draw(sim::Purpose{"Street meet"}, 0, a, b);
      const bool meet = sim::uniform_open(words[0], words[1]) < rules.seen_off_platform;
      const bool online =
          world.is_online(i) && world.is_online(j) && world.is_first_platform_up();
      if (before[j] && (meet || online)) seen += 1;
    }
    if (seen > 0) seen /= world.friends.degree(i);
    const double x = world.citizens.belief[i];
    marching.push_back((x < 0 ? -x * salience : 0) + rules.friends_weight * seen >=
                       world.street.threshold[i]);
  }
  return marching;
}

std::string refusal_of(const std::string& street, const std::string& more = "") {
  const TemporaryFolder folder;
  folder.write("hundred.csv", "threshold\n0.1\nmany\n");
  folder.write("wrong.csv", "theta\n0.1\n");
  folder.write("short.csv", "threshold\n0.1\n0.2\n0.3\n");
  const auto file =
      folder.write("s.yaml",
                   "burn_in: {enabled: false}\npopulation: {citizens: 2, persons: 2}\n"
                   "media: {tv: {}}\nsources: {state: {}}\n"
                   "outlets: {channel: {source: state, medium: tv}}\n" +
                       more + "street: {enabled: true, " + street + "}\n");
  return message_of<sim::UserError>([&] { run(load(file, {}), 1); });
}

bool says(const std::string& message, const std::string& part) {
  INFO(message);
  CHECK(message.find(part) != message.npos);
  return message.find(part) != message.npos;
}

}  // namespace

TEST_CASE("of Granovetter's hundred all march, or one if one is less ready",
          "[street][T10]") {
  const Loaded hundred = load(validation + "granovetter.yaml", {});
  const Loaded gap = load(validation + "granovetter_gap.yaml", {});
  CHECK(variable(run(hundred, 1), "protesters").values == std::vector{100.0, 100.0});
  CHECK(variable(run(gap, 1), "protesters").values == std::vector{1.0, 1.0});
  // One joins in each round, no more.
  const Loaded slow =
      load(validation + "granovetter.yaml", {"street.rounds_per_day=37"});
  CHECK(variable(run(slow, 1), "protesters").values == std::vector{37.0, 74.0});
}

TEST_CASE("a crowd with normal thresholds comes to rest where it must",
          "[street][T11]") {
  const auto crowd = [](const std::string& sd) {
    const Loaded s =
        load(validation + "granovetter_normal.yaml", {"street.threshold.sd=" + sd});
    return variable(run(s, 1), "protesters").values.back() / 1e5;
  };
  // r = Phi((r - 0.25) / 0.10) has r = 0.0076955; a crowd misses it by the luck of its
  // thresholds, times 1 / (1 - slope) for those whom the lucky ones draw after them.
  const double r = 0.0076955;
  const double z = (r - 0.25) / 0.10;
  const double slope = std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979) / 0.10;
  const double se = std::sqrt(r * (1 - r) / 1e5) / (1 - slope);
  CHECK(std::abs(crowd("0.10") - r) < 4 * se);
  // At 0.14 all march but 4 in 100 million.
  CHECK(crowd("0.14") == 1);
}

TEST_CASE("rounds are those of a few plain lines", "[street]") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    Scenario s = restless_country(600);
    s.street.rounds_per_day = 1;
    s.street.friends_weight = 0.3 + 0.3 * static_cast<double>(seed);
    s.street.seen_off_platform = 0.3;
    Event block;
    block.name = "block";
    block.kind = EventKind::block_platform;
    block.date = day(4);
    s.events = {block};
    OwnWorld own(s, seed);
    std::vector<bool> plain(own.world.n(), false);
    for (int k = 0; k < 8; ++k) {
      own.live(k, k + 1);
      take_to_street(own.world, own.moment(k));
      plain = plain_round(own.world, plain, 1);
      std::vector<bool> found;
      for (std::uint32_t i = 0; i < own.world.n(); ++i) {
        found.push_back(own.world.street.marching[i]);
      }
      INFO("seed " << seed << ", day " << k);
      REQUIRE(found == plain);
    }
    REQUIRE(own.world.street.marchers > 10);
    REQUIRE(own.world.street.marchers < 590);
  }
}

TEST_CASE("a street where nothing is at issue leaves every other byte", "[street]") {
  Scenario plain = small_country(400);
  plain.time.end = day(19);
  const sim::Results without = run(plain, 3);

  SECTION("switched off, whatever there would be to march for") {
    Scenario off = restless_country(400);
    off.time.end = day(19);
    off.street.enabled = false;
    CHECK(differences(without, run(off, 3)) == "");
  }
  SECTION("issues switched off, of no salience, or over before the run") {
    Scenario none = restless_country(400);
    none.time.end = day(19);
    none.street.threshold.instigators = 1;  // they would march for anything
    Issue off = issue_from(0, 59);
    off.name = "off";
    off.enabled = false;
    Issue early = issue_from(-20, -1);
    early.name = "early";
    none.street.issues = {issue_from(0, 59, 0), off, early};
    const sim::Results results = run(none, 3);
    CHECK(differences_elsewhere(without, results) == "");
    CHECK(mean(variable(results, "protesters").values) == 0);
  }
  SECTION("marching, for it moves nobody but marchers") {
    Scenario on = restless_country(400);
    on.time.end = day(19);
    const sim::Results results = run(on, 3);
    CHECK(differences_elsewhere(without, results) == "");
    CHECK(mean(variable(results, "protesters").values) > 0);
  }
}

TEST_CASE("marchers are the same bytes on any number of threads", "[street]") {
  const int threads = sim::threads();
  Scenario s = restless_country(4096);
  s.time.end = day(9);
  s.street.tiring = 0.3;
  s.street.rest = 0.3;
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  for (const int n : {2, 3, 7}) {
    sim::set_threads(n);
    CHECK(differences(alone, run(s, 5)) == "");
  }
  sim::set_threads(threads);
}

TEST_CASE("marchers of the regions sum to the country's, and days add up", "[street]") {
  Scenario s = restless_country(1000);
  s.time.end = day(19);
  s.time.step = 0.5;
  const sim::Results results = run(s, 2);
  const std::vector<double>& all = variable(results, "protesters").values;
  CHECK(series(results, "protesters_region", "all") == all);
  CHECK(variable(results, "marcher_days").values.back() ==
        Approx(0.5 * std::accumulate(all.begin(), all.end(), 0.0)).epsilon(1e-12));
  CHECK(*std::ranges::max_element(all) <= 1000 * 1000);
}

TEST_CASE("only those march whom an issue concerns", "[street]") {
  const TemporaryFolder folder;
  folder.write("people.csv",
               "region,area,age_band,persons\n"
               "city,urban,young,100\ncity,urban,old,100\n"
               "plain,rural,young,100\nplain,urban,young,100\nhills,rural,old,100\n");
  const auto file = folder.write("s.yaml", R"(burn_in: {enabled: false}
time: {start: 2013-01-01, end: 2013-01-09}
population: {citizens: 500, table: people.csv, leaning_mean: -1}
media: {tv: {persuasion: 0}}
sources: {station: {}}
outlets: {channel: {source: station, medium: tv}}
street:
  enabled: true
  friends_weight: 0
  threshold: {mean: 0.5, sd: 0}
  issues:
    wages:
      salience: {2013-01-03: 0, 2013-01-07: 1}
      regions: {city: 1, plain: 0.6}
      elsewhere: 0
      rural: 0.5
      age_bands: {old: 0.4}
)");
  const sim::Results results = run(load(file, {}), 1);
  // Belief is -1, so g is compared with 0.5. By the 7th it is 1 for the young of the
  // city, 0.4 for its old; 0.6 for the plain's town, 0.3 for its country; 0 in the
  // hills. Half of 1 is reached on the 5th, 0.5 of 0.6 between the 6th and the 7th.
  const std::vector<double> city = {0, 0, 0, 0, 100, 100, 100, 0, 0};
  const std::vector<double> plain = {0, 0, 0, 0, 0, 0, 100, 0, 0};
  CHECK(series(results, "protesters_region", "city") == city);
  CHECK(series(results, "protesters_region", "plain") == plain);
  CHECK(mean(series(results, "protesters_region", "hills")) == 0);
}

TEST_CASE("what several issues are worth adds up", "[street]") {
  Scenario s = restless_country(600);
  s.time.end = day(5);
  s.population.leaning_mean = -1;
  s.media = {s.media[0]};
  s.media[0].persuasion = 0;
  s.outlets = {s.outlets[0]};
  s.street.threshold = {.mean = 0.5, .sd = 0};
  s.street.friends_weight = 0;
  Issue second = issue_from(2, 5, 0.3);
  second.name = "wages";
  s.street.issues = {issue_from(0, 3, 0.3), second};
  CHECK(protesters(s) == std::vector{0.0, 0.0, 600e3, 600e3, 0.0, 0.0});
}

TEST_CASE("instigators are as many as was asked, and march alone", "[street]") {
  Scenario s = restless_country(20000);
  s.time.end = day(0);
  s.friends.mean_degree = 0;
  s.street.threshold = {.mean = 50, .sd = 0, .instigators = 0.1};
  const double found = protesters(s)[0] / 20e6;
  CHECK(std::abs(found - 0.1) < 4 * std::sqrt(0.1 * 0.9 / 20000));
}

TEST_CASE("who tires stays at home until he is rested", "[street]") {
  Scenario s = restless_country(5000);
  s.time.end = day(9);
  s.street.threshold = {.mean = -1, .sd = 0};  // everybody marches who can
  s.street.tiring = 0.2;
  SECTION("without rest the street empties at the rate of tiring") {
    const std::vector<double> found = protesters(s);
    for (std::size_t k = 0; k < found.size(); ++k) {
      const double stays = std::exp(-0.2 * static_cast<double>(k));
      CHECK(std::abs(found[k] / 5e6 - stays) <=
            4 * std::sqrt(stays * (1 - stays) / 5000));
    }
  }
  SECTION("with rest it comes to the balance of both") {
    s.time.end = day(59);
    s.street.rest = 0.3;
    // Of those ready 1 - exp(-0.2) tire, of those tired 1 - exp(-0.3) recover.
    const double out = 1 - std::exp(-0.2), back = 1 - std::exp(-0.3);
    const double ready = back / (out + back);
    const std::vector<double> found = protesters(s);
    CHECK(std::abs(found.back() / 5e6 - ready) <
          4 * std::sqrt(ready * (1 - ready) / 5000));
  }
  SECTION("when one issue is over, the next finds everybody rested") {
    Issue second = issue_from(8, 9);
    second.name = "wages";
    s.street.tiring = 100;
    s.street.issues = {issue_from(0, 5), second};
    const std::vector<double> found = protesters(s);
    CHECK(found == std::vector{5e6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5e6, 0.0});
  }
}

TEST_CASE("an arrest that is news keeps marchers at home from its day on", "[street]") {
  Scenario bold = restless_country(1000);
  bold.fear.enabled = true;
  bold.fear.backlash = 0;
  Scenario afraid = bold;
  Event arrest;
  arrest.name = "arrest";
  arrest.kind = EventKind::arrest;
  arrest.date = day(20);
  arrest.threat = 1;
  afraid.events = {arrest};
  const auto without = protesters(bold);
  const auto with = protesters(afraid);
  CHECK(std::equal(with.begin(), with.begin() + 20, without.begin()));
  CHECK(mean(std::span(with).last(30)) < 0.9 * mean(std::span(without).last(30)));
}

TEST_CASE("an issue of dates on both sides of the run is accepted", "[street]") {
  CHECK(refusal_of("issues: {wages: {salience: {2012-01-01: 1, 2015-01-01: 0}}}") ==
        "");
  CHECK(refusal_of("issues: {wages: {salience: {2012-01-01: 1}, enabled: false}}") ==
        "");
}

TEST_CASE("what is wrong with a street is said", "[street]") {
  says(refusal_of("rounds_per_day: 3", "time: {step: 0.5}\n"),
       "3 rounds a day are no whole number of rounds a step; take a multiple of the "
       "steps of a day (`time.step`)");
  says(refusal_of("issues: {wages: {}}"),
       "nothing says when this is an issue; give at least one date");
  says(refusal_of("issues: {wages: {salience: {2013-02-01: 1}, regions: {Atlantis: "
                  "1}}}"),
       "street.issues.wages.regions: nobody lives in 'Atlantis'; the population names: "
       "all");
  says(refusal_of("issues: {wages: {salience: {2013-02-01: 1}, age_bands: {old: "
                  "1}}}"),
       "street.issues.wages.age_bands: nobody is of age band 'old'; the population "
       "names: all");
  for (const char* const dates :
       {"2012-02-01: 1, 2012-12-31: 1", "2014-01-01: 1, 2014-02-01: 0"}) {
    says(
        refusal_of(std::string("issues: {wages: {salience: {") + dates + "}}}"),
        "are outside the run, 2013-01-01 to 2013-12-31, so it would be no issue on any "
        "day; move them, or switch it off with `enabled: false`");
  }
  says(refusal_of("issues: {wages: {salience: {2013-02-01: -1}}}"),
       "street.issues.wages.salience.2013-02-01: -1 is not in [0, 100]");
  says(refusal_of("threshold: {table: hundred.csv}"),
       "hundred.csv:3: column 'threshold': 'many' is not a number");
  says(refusal_of("threshold: {table: wrong.csv}"),
       "wrong.csv:1: there is no column 'threshold'");
  says(refusal_of("threshold: {table: short.csv}"),
       "3 thresholds for 2 citizens, so some would be nobody's");
}
