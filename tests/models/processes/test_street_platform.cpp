// Street and platform: both signs of what the platform does to a protest.

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
