// Street and platform: the state that answers marchers by a block, and both signs of
// what the platform does to a protest.

#include <span>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/models/processes/restless_country.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// Mean marchers over the last 20 days, with the platform and without it.
struct Both {
  double up = 0;
  double blocked = 0;
};
Both with_and_without_platform(Scenario s) {
  const auto late = [](const std::vector<double>& series) {
    return mean(std::span(series).last(20));
  };
  Both found;
  found.up = late(protesters(s));
  Event block;
  block.name = "block";
  block.kind = EventKind::block_platform;
  block.date = day(0);
  s.events = {block};
  found.blocked = late(protesters(s));
  return found;
}

}  // namespace

TEST_CASE("a nervous state darkens the platform, day for day", "[street]") {
  Scenario s = restless_country(500);
  s.time.end = day(19);
  s.street.threshold = {.mean = -1, .sd = 0};
  s.street.issues = {issue_from(3, 3)};
  s.street.response = {true, 500e3, 4};
  const sim::Results results = run(s, 1);
  const std::vector<double>& visits = variable(results, "platform/visits").values;
  for (std::size_t k = 0; k < visits.size(); ++k) {
    INFO("day " << k);
    CHECK((visits[k] == 0) == (4 <= k && k < 8));
  }
  CHECK(variable(results, "street_dark_days").values.back() == 4);
  SECTION("as long as they march") {
    s.street.issues = {issue_from(3, 9)};
    const std::vector<double> longer = variable(run(s, 1), "platform/visits").values;
    for (std::size_t k = 0; k < longer.size(); ++k) {
      CHECK((longer[k] == 0) == (4 <= k && k < 12));
    }
  }
  SECTION("not when one person less marches than it fears") {
    s.street.response.marchers = 500e3 + 1;
    Scenario calm = s;
    calm.street.response.enabled = false;
    CHECK(differences_elsewhere(run(calm, 1), run(s, 1)) == "");
  }
  SECTION("and its end does not end a block by law, nor that one's end its own") {
    Event law;
    law.name = "law";
    law.kind = EventKind::block_platform;
    law.date = day(2);
    law.end = day(6);
    Event later = law;
    later.name = "later";
    later.date = day(7);
    later.end = day(11);
    s.events = {law, later};
    const std::vector<double> both = variable(run(s, 1), "platform/visits").values;
    for (std::size_t k = 0; k < both.size(); ++k) {
      INFO("day " << k);
      CHECK((both[k] == 0) == (2 <= k && k < 11));
    }
  }
}

TEST_CASE("friends see each other march on a second platform too", "[street]") {
  Scenario s = restless_country(1000);
  s.time.end = day(9);
  s.street.seen_off_platform = 0;
  s.adoption.enabled = false;
  s.adoption.start_share = 0;  // nobody is on the first
  Medium second = s.media[3];
  second.name = "second";
  second.reach = 1;
  second.start_share = 1;
  second.persuasion = 0;
  s.media.push_back(second);
  const std::vector<double> seen = protesters(s);
  Scenario deaf = s;
  deaf.street.friends_weight = 0;
  const std::vector<double> unseen = protesters(deaf);
  CHECK(seen.back() > unseen.back());
  Event block;
  block.name = "block";
  block.kind = EventKind::block_platform;
  block.media = {"second"};
  block.date = day(0);
  s.events = deaf.events = {block};
  CHECK(protesters(s) == protesters(deaf));
}

TEST_CASE("the platform brings out more where it shows who marches", "[street]") {
  Scenario s = restless_country(3000);
  s.adoption.start_share = 1;
  s.media[3].persuasion = 0;       // nothing on it persuades
  s.street.seen_off_platform = 0;  // and nobody sees anything elsewhere
  const Both marchers = with_and_without_platform(s);
  INFO("up " << marchers.up << ", blocked " << marchers.blocked);
  CHECK(marchers.blocked > 0);
  CHECK(marchers.up > 1.2 * marchers.blocked);
}

TEST_CASE("the platform brings out fewer where it speaks for the state", "[street]") {
  Scenario s = restless_country(3000);
  s.adoption.start_share = 1;
  s.outlets[5].open = false;  // the state's page is the only one
  s.outlets[4].stories_per_day = 10;
  s.media[3].persuasion = 0.02;
  s.street.seen_off_platform = 1;  // who marches is seen in the street as well
  const Both marchers = with_and_without_platform(s);
  INFO("up " << marchers.up << ", blocked " << marchers.blocked);
  CHECK(marchers.up > 0);
  CHECK(marchers.up < 0.8 * marchers.blocked);
}
