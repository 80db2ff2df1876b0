// Timetable: events do what their kind says, on their day, and are undone on their end.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/processes/timetable.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event event(EventKind kind, int on, std::optional<int> until = {}) {
  Event e;
  e.name = "e";
  e.kind = kind;
  e.date = day(on);
  if (until) e.end = day(*until);
  return e;
}

}  // namespace

TEST_CASE("a closed outlet has no readers, until it opens again", "[timetable]") {
  Event closure = event(EventKind::close, 3, 6);
  closure.outlets = {"radio_free"};
  Scenario s = small_country(300);
  s.events = {closure};
  OwnWorld own(std::move(s));
  own.live(0, 3);
  CHECK(own.attention("radio_free") > 0);
  for (int step = 3; step < 6; ++step) {
    own.live(step, step + 1);
    CHECK(own.attention("radio_free") == 0);
    CHECK(own.attention("radio_private") > 0);
  }
  own.live(6, 7);
  CHECK(own.attention("radio_free") > 0);
}

TEST_CASE("an outlet is open while nothing holds it closed, as a second count has it",
          "[timetable]") {
  // Random closures and openings, with ends and without, of an outlet that starts open
  // and of one that does not.
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const sim::Luck luck{seed};
    const auto draw = [&](std::uint32_t k) {
      return luck.draw(sim::Purpose{"test closures"}, 0, k, 0);
    };
    Scenario s = small_country(50);
    s.outlets[3].open = false;
    for (std::uint32_t k = 0; k < 8; ++k) {
      const auto words = draw(k);
      const int on = static_cast<int>(words[0] % 12);
      std::optional<int> until;
      if (words[1] % 4 != 0) until = on + 1 + static_cast<int>(words[1] % 7);
      const bool opens = k % 4 == 0;
      s.events.push_back(event(opens ? EventKind::open : EventKind::close, on, until));
      s.events.back().outlets = {s.outlets[opens ? 3 : 2 + words[2] % 2].name};
    }
    s.time.step = seed % 2 == 0 ? 1 : 0.5;
    OwnWorld own(s);
    for (int step = 0; step < 20 / s.time.step; ++step) {
      take_effect(own.world, own.moment(step));
      for (const std::size_t c : {2, 3}) {
        const sim::Date today = own.moment(step).date;
        const auto in_force = [&](EventKind kind) {
          return std::ranges::any_of(s.events, [&](const Event& e) {
            return e.kind == kind && e.outlets[0] == s.outlets[c].name &&
                   *e.date <= today && (!e.end || today < *e.end);
          });
        };
        const bool is_open = (s.outlets[c].open || in_force(EventKind::open)) &&
                             !in_force(EventKind::close);
        REQUIRE(own.outlet(s.outlets[c].name).is_open() == is_open);
      }
    }
  }
}

TEST_CASE("the end of a closure reopens no print of a newsroom in exile",
          "[timetable]") {
  Event closure = event(EventKind::close, 1, 5);
  closure.outlets = {"radio_free", "free_page"};
  Event exile = event(EventKind::exile, 3);
  exile.sources = {"opposition"};
  Scenario s = small_country(50);
  s.events = {closure, exile};
  OwnWorld own(std::move(s));
  own.live(0, 6);
  CHECK_FALSE(own.outlet("radio_free").is_open());
  CHECK(own.outlet("free_page").is_open());
}

TEST_CASE("of pressures in force on a source the strongest counts, and no other",
          "[timetable]") {
  Event hard = event(EventKind::press, 1, 4);
  hard.sources = {"opposition"};
  hard.pressure = 0.9;
  Event soft = event(EventKind::press, 2, 6);
  soft.sources = {"opposition", "private"};
  soft.pressure = 0.2;
  Scenario s = small_country(50);
  s.events = {hard, soft};
  if (GENERATE(false, true)) std::ranges::reverse(s.events);
  OwnWorld own(std::move(s));
  const std::vector<double> expected = {0, 0.9, 0.9, 0.9, 0.2, 0.2, 0, 0};
  for (int step = 0; step < 8; ++step) {
    take_effect(own.world, own.moment(step));
    CHECK(own.world.sources[2].pressure == expected[static_cast<std::size_t>(step)]);
    CHECK(own.world.sources[1].pressure == (2 <= step && step < 6 ? 0.2 : 0));
  }
}

TEST_CASE("a closed page publishes nothing and is seen no more when its stories die",
          "[timetable]") {
  Event closure = event(EventKind::close, 5);
  closure.outlets = {"free_page"};
  Scenario s = small_country(300);
  s.events = {closure};
  s.platform.story_days = 3;
  OwnWorld own(std::move(s));
  own.live(0, 5);
  CHECK(own.attention("free_page") > 0);
  own.live(5, 10);
  CHECK(own.attention("free_page") == 0);
  CHECK(own.attention("state_page") > 0);
}

TEST_CASE("an event that is switched off does not happen", "[timetable]") {
  Event closure = event(EventKind::close, 1);
  closure.outlets = {"radio_free"};
  closure.enabled = false;
  Scenario s = small_country(300);
  s.events = {closure};
  OwnWorld own(std::move(s));
  own.live(0, 3);
  CHECK(own.outlet("radio_free").is_open());
}

TEST_CASE("exile closes only what a source has off the platform", "[timetable]") {
  Event exile = event(EventKind::exile, 2);
  exile.sources = {"opposition"};
  Scenario s = small_country(300);
  s.events = {exile};
  OwnWorld own(std::move(s));
  own.live(0, 3);
  CHECK_FALSE(own.outlet("radio_free").is_open());
  CHECK(own.outlet("free_page").is_open());
  CHECK(own.outlet("radio_private").is_open());
  CHECK(own.attention("radio_free") == 0);
  CHECK(own.attention("free_page") > 0);
}

TEST_CASE("a sale changes owner, kind and slant of a source, and of no other",
          "[timetable]") {
  Event sale = event(EventKind::sell, 2);
  sale.sources = {"opposition"};
  sale.owner = "a friend of the premier";
  sale.slant = 0.7;
  sale.new_kind = SourceKind::pro_government;
  Scenario s = small_country(300);
  s.events = {sale};
  s.sources[2].slant_sd = 0;
  OwnWorld own(std::move(s));
  own.live(0, 2);
  const World& world = own.world;
  CHECK(world.sources[2].owner == "opposition");
  CHECK(world.stories[own.outlet("radio_free").edition.back()].slant == -0.6f);
  own.live(2, 3);
  CHECK(world.sources[2].owner == "a friend of the premier");
  CHECK(world.sources[2].kind == SourceKind::pro_government);
  CHECK(world.sources[2].name == "opposition");
  CHECK(world.stories[own.outlet("radio_free").edition.back()].slant == 0.7f);
  CHECK(world.stories[own.outlet("free_page").edition.back()].slant == 0.7f);
  CHECK(world.sources[0].owner == "state");
  CHECK(world.sources[0].rules.slant == 0.8);
}

TEST_CASE("nobody visits a blocked platform", "[timetable]") {
  Scenario s = small_country(300);
  s.events = {event(EventKind::block_platform, 2, 4)};
  OwnWorld own(std::move(s));
  own.live(0, 2);
  CHECK(own.world.today.use[0].visits > 0);
  for (int step = 2; step < 4; ++step) {
    own.live(step, step + 1);
    CHECK(own.world.today.use[0].visits == 0);
    CHECK(own.attention("state_page") == 0);
  }
  own.live(4, 5);
  CHECK(own.world.today.use[0].visits > 0);
}

TEST_CASE("a change of ranking changes the order in which stories are shown",
          "[timetable]") {
  Scenario s = small_country(300);
  Event change = event(EventKind::rank, 2, 4);
  change.ranking = Ranking::friends_first;
  s.events = {change};
  OwnWorld own(std::move(s));
  own.live(0, 2);
  CHECK(own.world.platforms.front().ranking.friends == 0);
  own.live(2, 3);
  CHECK(own.world.platforms.front().ranking.friends > 0);
  own.live(3, 5);
  CHECK(own.world.platforms.front().ranking.friends == 0);
  CHECK(own.world.platforms.front().ranking.engagement > 0);
}

TEST_CASE("a ranking set on the first day is the platform's own", "[timetable]") {
  Scenario plain = small_country(200);
  plain.time.end = day(14);
  plain.platform.weights = {.appeal = 3, .repeats = 1};  // those of `custom`
  const sim::Results by_engagement = run(plain, 1);
  for (const Ranking ranking :
       {Ranking::chronological, Ranking::engagement, Ranking::friends_first,
        Ranking::affinity, Ranking::random, Ranking::custom}) {
    CAPTURE(static_cast<int>(ranking));
    Scenario own = plain, dated = plain;
    own.platform.ranking = ranking;
    Event change = event(EventKind::rank, 0);
    change.ranking = ranking;
    dated.events = {change};
    const sim::Results results = run(own, 1);
    CHECK(differences(results, run(dated, 1)) == "");
    CHECK((differences(results, by_engagement) == "") ==
          (ranking == Ranking::engagement));
  }
}

TEST_CASE("what begins on the day on which another ends is in force from then on",
          "[timetable]") {
  Event first = event(EventKind::zero_rating, 1, 3);
  first.factor = 2;
  Event second = event(EventKind::zero_rating, 3, 5);
  second.factor = 3;
  for (const auto& events : {std::vector{first, second}, std::vector{second, first}}) {
    Scenario s = small_country(100);
    s.events = events;
    OwnWorld own(std::move(s));
    std::vector<double> factor;
    for (int step = 0; step < 6; ++step) {
      take_effect(own.world, own.moment(step));
      factor.push_back(own.world.platforms.front().zero_rating.factor);
    }
    CHECK(factor == std::vector<double>{1, 2, 2, 3, 3, 1});
  }
}

TEST_CASE("zero-rating by 2 doubles the hazard of joining", "[timetable]") {
  Scenario zero_rated = small_country(600);
  Event free = event(EventKind::zero_rating, 0);
  free.factor = 2;
  zero_rated.events = {free};
  Scenario twice = small_country(600);
  twice.adoption.innovation *= 2;  // twice a number is exact
  twice.adoption.imitation *= 2;
  CHECK(differences(run(zero_rated, 1), run(twice, 1)) == "");
  CHECK(differences(run(zero_rated, 1), run(small_country(600), 1)) != "");
}

TEST_CASE("while data is free the platform draws more visits", "[timetable]") {
  Scenario plain = small_country(1000);
  plain.adoption.enabled = false;
  plain.choice.learning_rate = 0;
  Scenario free = plain;
  free.events = {event(EventKind::zero_rating, 2, 4)};
  free.events[0].convenience = 0.25;  // odds times e at the temperature of 0.25
  OwnWorld a(plain), b(free);
  for (int step = 0; step < 6; ++step) {
    a.live(step, step + 1);
    b.live(step, step + 1);
    CAPTURE(step);
    if (step == 2 || step == 3) {
      CHECK(b.world.today.use[0].visits > 1.5 * a.world.today.use[0].visits);
    } else {
      CHECK(b.world.today.use[0].visits == a.world.today.use[0].visits);
    }
  }
}

TEST_CASE("friends first shows no page while a friend's story is left", "[timetable]") {
  // Everybody has posted yesterday; pages publish today, so are ahead by recency. A few
  // citizens have no friend on the platform.
  const auto attention_at_pages = [](Ranking ranking) {
    Scenario s = small_country(500);
    s.friends.mean_degree = 40;
    s.platform.ranking = ranking;
    s.platform.shown = 1;
    OwnWorld own(std::move(s));
    for (std::uint32_t i = 0; i < own.world.n(); ++i) {
      own.world.platforms.front().outboxes[own.world.blocks.of(i)].posts.push_back(
          {i, own.world.posts_outlet(), 0.0f, 0.5f, 0.1f, 1000 + i});
    }
    own.live(0, 1);
    return (own.attention("state_page") + own.attention("free_page")) /
           own.world.today.use[0].visits;
  };
  CHECK(attention_at_pages(Ranking::friends_first) < 0.02);
  CHECK(attention_at_pages(Ranking::chronological) > 0.3);
}

namespace {

double attention_at_pages(OwnWorld& own) {
  return own.attention("state_page") + own.attention("free_page");
}

/// Pages stand in their tab from day 3 to day 6.
Scenario feed_test(double explore_chance) {
  Scenario s = small_country(500);
  s.platform.explore_chance = explore_chance;
  s.events = {event(EventKind::explore_feed, 3, 6)};
  return s;
}

/// Attention at pages over the days on which they stand in their tab.
double attention_in_test(Scenario s) {
  OwnWorld own(std::move(s));
  own.live(0, 3);
  double sum = 0;
  for (int step = 3; step < 6; ++step) {
    own.live(step, step + 1);
    sum += attention_at_pages(own);
  }
  return sum;
}

}  // namespace

TEST_CASE("pages out of the feed reach nobody but through friends, until the test ends",
          "[timetable]") {
  Scenario s = feed_test(0);
  CHECK(attention_in_test(s) > 0);
  s.platform.response.share.base = -100;  // nobody shares a thing
  OwnWorld own(std::move(s));
  own.live(0, 3);
  CHECK(attention_at_pages(own) > 0);
  for (int step = 3; step < 6; ++step) {
    own.live(step, step + 1);
    CHECK(attention_at_pages(own) == 0);
    CHECK(own.attention("citizens") > 0);
  }
  own.live(6, 7);
  CHECK(attention_at_pages(own) > 0);
}

TEST_CASE("the pages' tab shows pages alone, and is opened as often as the chance says",
          "[timetable]") {
  Scenario always = feed_test(1);
  always.outlets[4].start_fans = 1e9;  // all users are fans
  OwnWorld own(always);
  own.live(0, 3);
  CHECK(own.attention("citizens") > 0);
  for (int step = 3; step < 6; ++step) {
    own.live(step, step + 1);
    CHECK(own.attention("citizens") == 0);
    CHECK(attention_at_pages(own) > 0);
  }
  const auto with_chance = [&](double chance) {
    Scenario s = always;
    s.platform.explore_chance = chance;
    s.platform.response.share.base = -100;
    return attention_in_test(std::move(s));
  };
  CHECK(with_chance(0) == 0);
  CHECK(with_chance(0.1) > 0);
  CHECK(with_chance(0.1) < with_chance(0.3));
  CHECK(with_chance(0.3) < with_chance(1));
}

TEST_CASE("where nobody follows a page and none trends, the feed test changes nothing",
          "[timetable]") {
  Scenario tested = feed_test(0.5);
  tested.outlets[4].start_fans = tested.outlets[5].start_fans = 0;
  tested.platform.following = false;
  tested.platform.trending = 0;
  Scenario plain = tested;
  plain.events.clear();
  CHECK(differences(run(tested, 1), run(plain, 1)).empty());
  // And it does where pages have fans.
  CHECK_FALSE(differences(run(feed_test(0.5), 1), run(small_country(500), 1)).empty());
}

TEST_CASE("a page that opens gets its first fans then, once", "[timetable]") {
  Scenario s = small_country(1000);
  s.outlets[5].open = false;
  Event opening = event(EventKind::open, 2);
  opening.outlets = {"free_page"};
  s.events = {opening};
  s.platform.following = false;
  OwnWorld own(std::move(s));
  own.live(0, 2);
  CHECK(own.outlet("free_page").fans == 0);
  own.live(2, 3);
  // 100 of some 400 users are drawn, each on his own; 1000 persons each.
  const double fans = own.outlet("free_page").fans / 1000;
  CHECK(std::abs(fans - 100) < 4 * 10);
  take_effect(own.world, own.moment(2));
  CHECK(own.outlet("free_page").fans == 1000 * fans);
}

TEST_CASE("a burst of likes from abroad comes by its end, and stays", "[timetable]") {
  for (const double step : {1.0, 0.25}) {
    Event at_once = event(EventKind::foreign_burst, 3);
    at_once.outlets = {"free_page"};
    at_once.likes = 700;
    Event by_and_by = event(EventKind::foreign_burst, 2, 6);
    by_and_by.outlets = {"free_page", "state_page"};
    by_and_by.likes = 1000;
    Scenario s = small_country(100);
    s.time.step = step;
    s.events = {at_once, by_and_by};
    OwnWorld own(std::move(s));
    const double fans = own.outlet("free_page").fans;
    std::vector<double> gained;  // by the end of each day
    for (int k = 0; k < 10 / step; ++k) {
      take_effect(own.world, own.moment(k));
      if (std::fmod((k + 1) * step, 1) > 0) continue;
      gained.push_back(own.outlet("free_page").genuine_likes() - fans);
    }
    const std::vector<double> expected = {0,    0,    250,  1200, 1450,
                                          1700, 1700, 1700, 1700, 1700};
    for (std::size_t d = 0; d < expected.size(); ++d) {
      CHECK(gained[d] == Approx(expected[d]).margin(1e-9));
    }
    CHECK(own.outlet("state_page").foreign_likes() == Approx(1000));
    CHECK(own.outlet("free_page").fans == fans);
  }
}

TEST_CASE("events wait until the burn-in is over", "[timetable]") {
  Event closure = event(EventKind::close, 0);
  closure.outlets = {"radio_free"};
  Scenario s = small_country(300);
  s.events = {closure};
  OwnWorld own(std::move(s));
  take_effect(own.world, own.moment(-1));
  CHECK(own.outlet("radio_free").is_open());
  take_effect(own.world, own.moment(0));
  CHECK_FALSE(own.outlet("radio_free").is_open());
}
