// One fake up-vote, through the program's own orders and responses.

#include <cmath>
#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

TEST_CASE("one fake up-vote makes the next like 1.32 times as likely",
          "[science][T18]") {
  // Limit T18, at a base rate of 5 % (log-odds -2.944): ten stories appear on a day on
  // which nobody can visit; the farm likes each once; the next day everybody sees them
  // for the first time. Likes of that day itself are not shown before the next.
  Loaded loaded = load(
      "scenarios/validation/polya.yaml",
      {"population.citizens=20000", "population.persons=20000", "attention.occasions=3",
       "platform.shown=10", "platform.response.like.base=-2.944"});
  Scenario& scenario = loaded.scenario;
  scenario.platform.response.like.likes =
      LogisticResponse(ResponseParameters{}.like).likes;
  Event blocked;
  blocked.name = "first_day";
  blocked.kind = EventKind::block_platform;
  blocked.date = scenario.time.start;
  blocked.end = sim::Date{scenario.time.start.days + 1};
  scenario.events = {blocked};
  const auto like_rate = [&](double fakes) {
    Scenario s = scenario;
    for (const Outlet& page : s.outlets) {
      s.marketplace.orders.push_back({.name = page.name,
                                      .page = page.name,
                                      .what = LikedThing::stories,
                                      .likes = fakes,
                                      .start = s.time.start,
                                      .end = s.time.start});
    }
    OwnWorld own(std::move(s));
    own.live(0, 1);
    REQUIRE(own.world.today.use[0].visits == 0);
    own.live(1, 2);
    REQUIRE(own.world.today.use[0].shown > 180000);
    return own.world.today.use[0].likes / own.world.today.use[0].shown;
  };
  const double control = like_rate(0);
  const double voted = like_rate(1);
  // 190,000 shows: four standard errors of the rate are 0.002. The runs share their
  // luck, so of the ratio they are 0.02.
  CHECK(std::abs(control - 0.05) < 0.002);
  CHECK(std::abs(voted / control - 1.32) < 0.05);
  CHECK(like_rate(1000) > voted);
}
