// Marketplace: orders are delivered in full, fakes decay by their hazard and leave in
// purges, whatever the step.

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "models/processes/marketplace.hpp"
#include "models/processes/newsroom.hpp"
#include "models/processes/timetable.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

LikeOrder order(const std::string& page, double likes, int from, int to) {
  LikeOrder o;
  o.name = page + std::to_string(from);
  o.page = page;
  o.likes = likes;
  o.start = day(from);
  o.end = day(to);
  return o;
}

Scenario market(double step, double removal, std::vector<LikeOrder> orders) {
  Scenario s = small_country(100);
  s.friends.mean_degree = 0;
  s.time.step = step;
  s.marketplace.removal = removal;
  s.marketplace.orders = std::move(orders);
  return s;
}

/// Lets the farm work on the days [from, to), while pages publish.
void trade(OwnWorld& own, int from, int to) {
  const int day_steps = static_cast<int>(std::round(1 / own.scenario.time.step));
  for (int k = from * day_steps; k < to * day_steps; ++k) {
    take_effect(own.world, own.moment(k));
    publish(own.world, own.moment(k));
    deliver_likes(own.world, own.moment(k));
  }
}

LikeOrder for_stories(LikeOrder order) {
  order.what = LikedThing::stories;
  return order;
}

LikeOrder in_a_burst(LikeOrder order) {
  order.delivery = LikeDelivery::burst;
  return order;
}

/// Bought likes on the living stories of a page.
double fakes_on_stories(OwnWorld& own, std::string_view page) {
  const Stories& stories = own.world.stories;
  const auto outlet = &own.outlet(page) - own.world.outlets.data();
  double sum = 0;
  for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
    if (stories[id].outlet == outlet) sum += double{stories.fakes(id)};
  }
  return sum;
}

Event purge(int on, double share, std::vector<std::string> pages) {
  Event e;
  e.name = "purge" + std::to_string(on);
  e.kind = EventKind::purge;
  e.date = day(on);
  e.share = share;
  e.outlets = std::move(pages);
  return e;
}

}  // namespace

TEST_CASE("with nothing removed the delivered likes are the ordered ones",
          "[marketplace]") {
  for (const double step : {1.0, 0.5, 0.125, 0.05}) {
    OwnWorld own(
        market(step, 0,
               {order("state_page", 1e6, 3, 12), order("state_page", 500, 7, 7),
                order("free_page", 7000, 0, 30)}));
    trade(own, 0, 40);
    INFO("step " << step);
    CHECK(own.outlet("state_page").fake_likes == Approx(1000500).epsilon(1e-9));
    CHECK(own.outlet("free_page").fake_likes == Approx(7000).epsilon(1e-9));
    CHECK(own.outlet("tv_state").fake_likes == 0);
  }
}

TEST_CASE("an order is delivered evenly, on its days only", "[marketplace]") {
  OwnWorld own(market(1, 0, {order("state_page", 1000, 2, 5)}));
  double before = 0;
  for (int k = 0; k < 10; ++k) {
    deliver_likes(own.world, own.moment(k));
    const double now = own.outlet("state_page").fake_likes;
    CHECK(now - before == Approx(k >= 2 && k <= 5 ? 250 : 0));
    before = now;
  }
}

TEST_CASE("an order that is switched off brings nothing", "[marketplace]") {
  LikeOrder off = order("state_page", 1000, 2, 5);
  off.enabled = false;
  OwnWorld own(market(1, 0, {off}));
  trade(own, 0, 10);
  CHECK(own.outlet("state_page").fake_likes == 0);
}

TEST_CASE("fakes decay exponentially, by steps of any length", "[marketplace]") {
  for (const double step : {1.0, 0.25}) {
    OwnWorld own(market(step, 0.05, {order("state_page", 8000, 0, 0)}));
    trade(own, 0, 1);
    const double first = own.outlet("state_page").fake_likes;
    trade(own, 1, 31);
    CHECK(own.outlet("state_page").fake_likes ==
          Approx(first * std::exp(-1.5)).epsilon(1e-12));
  }
}

TEST_CASE("a steady order settles where removal eats it", "[marketplace]") {
  // r = 100 a day, h = 0.5 a day: r dt / (1 - exp(-h dt)) after delivery, which tends
  // to r / h = 200 as the step shrinks.
  for (const double step : {1.0, 0.05}) {
    OwnWorld own(market(step, 0.5, {order("state_page", 6000, 0, 59)}));
    trade(own, 0, 50);
    CHECK(own.outlet("state_page").fake_likes ==
          Approx(100 * step / (1 - std::exp(-0.5 * step))).epsilon(1e-6));
  }
}

TEST_CASE("likes shown are genuine and fake, and genuine ones do not decay",
          "[marketplace]") {
  OwnWorld own(market(1, 0.5, {order("state_page", 1000, 0, 0)}));
  const double genuine = own.outlet("state_page").genuine_likes();
  trade(own, 0, 1);
  CHECK(own.outlet("state_page").page_likes_shown() == genuine + 1000);
  trade(own, 1, 30);
  CHECK(own.outlet("state_page").genuine_likes() == genuine);
}

TEST_CASE("a burst comes on the first day, whatever the step", "[marketplace]") {
  for (const double step : {1.0, 0.25}) {
    OwnWorld own(market(step, 0, {in_a_burst(order("state_page", 1000, 2, 9))}));
    trade(own, 0, 2);
    CHECK(own.world.orders[0].delivered == 0);
    trade(own, 2, 3);
    CHECK(own.world.orders[0].delivered == Approx(1000).epsilon(1e-12));
  }
}

TEST_CASE("halving the step leaves what is delivered by the end of every day",
          "[marketplace]") {
  // With removal the stock differs by less than what a step's delivery would lose in
  // one step, h dt: nothing else in it depends on the step.
  const auto totals = [](double step) {
    OwnWorld own(market(
        step, 0.05,
        {order("state_page", 9000, 3, 12), in_a_burst(order("free_page", 50, 5, 8)),
         for_stories(order("state_page", 700, 2, 20)),
         for_stories(in_a_burst(order("free_page", 80, 4, 20)))}));
    std::vector<double> all;
    for (int d = 0; d < 25; ++d) {
      trade(own, d, d + 1);
      for (const OrderState& state : own.world.orders) all.push_back(state.delivered);
      for (const OrderState& state : own.world.orders) all.push_back(state.online);
    }
    return all;
  };
  const std::vector<double> whole = totals(1);
  const std::vector<double> half = totals(0.5);
  REQUIRE(whole.size() == half.size());
  for (std::size_t k = 0; k < whole.size(); ++k) {
    const bool is_delivered = k % 8 < 4;
    CHECK(half[k] == Approx(whole[k]).epsilon(is_delivered ? 1e-12 : 0.05));
  }
  CHECK(whole[whole.size() - 8] == Approx(9000).epsilon(1e-12));
}

TEST_CASE("likes of stories go in equal parts to those of the step", "[marketplace]") {
  // Four stories a day; 400 likes on each of three days.
  OwnWorld own(market(1, 0, {for_stories(order("state_page", 1200, 1, 3))}));
  trade(own, 0, 6);
  const Stories& stories = own.world.stories;
  const auto page = &own.outlet("state_page") - own.world.outlets.data();
  for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
    const bool is_bought =
        stories[id].outlet == page && 1 <= stories.born(id) && stories.born(id) <= 3;
    CHECK(stories.fakes(id) == (is_bought ? 100 : 0));
  }
  CHECK(own.outlet("state_page").fake_likes == 0);
}

TEST_CASE("likes of stories wait for a story", "[marketplace]") {
  Scenario s = market(1, 0, {for_stories(order("state_page", 50, 1, 1))});
  s.outlets[4].stories_per_day = 0.25;  // on days 0, 4, 8, ...
  OwnWorld own(std::move(s));
  trade(own, 0, 4);
  CHECK(own.world.orders[0].delivered == 0);
  CHECK(fakes_on_stories(own, "state_page") == 0);
  trade(own, 4, 5);
  CHECK(own.world.orders[0].delivered == 50);
  CHECK(own.world.stories.fakes(own.outlet("state_page").edition.back()) == 50);
}

TEST_CASE("likes of a page wait until it opens", "[marketplace]") {
  Scenario s = market(1, 0, {order("state_page", 60, 0, 5)});
  s.outlets[4].open = false;
  Event opening;
  opening.name = "opening";
  opening.kind = EventKind::open;
  opening.date = day(4);
  opening.outlets = {"state_page"};
  s.events = {opening};
  OwnWorld own(std::move(s));
  trade(own, 0, 4);
  CHECK(own.outlet("state_page").fake_likes == 0);
  trade(own, 4, 5);
  CHECK(own.outlet("state_page").fake_likes == Approx(50).epsilon(1e-12));
}

TEST_CASE("a purge of everything leaves genuine likes", "[marketplace]") {
  Scenario s = market(1, 0.01,
                      {order("state_page", 1000, 0, 9), order("free_page", 500, 0, 9),
                       for_stories(order("state_page", 300, 0, 9))});
  s.outlets[4].foreign_ratio = 0.3;
  s.events = {purge(10, 1, {})};
  OwnWorld own(std::move(s));
  const double fans = own.outlet("state_page").fans;
  trade(own, 0, 10);
  CHECK(own.outlet("state_page").page_likes_shown() > 1.3 * fans + 900);
  CHECK(fakes_on_stories(own, "state_page") > 250);
  trade(own, 10, 11);
  CHECK(own.outlet("state_page").page_likes_shown() == fans + 0.3 * fans);
  CHECK(own.outlet("free_page").page_likes_shown() == own.outlet("free_page").fans);
  CHECK(fakes_on_stories(own, "state_page") == 0);
  for (const OrderState& state : own.world.orders) {
    CHECK(state.removed() == state.delivered);
  }
}

TEST_CASE("a purge takes its share of the pages that it names", "[marketplace]") {
  Scenario s = market(1, 0,
                      {order("state_page", 1000, 0, 0), order("free_page", 1000, 0, 0),
                       for_stories(order("state_page", 400, 0, 0)),
                       for_stories(order("free_page", 400, 0, 0))});
  s.events = {purge(3, 0.25, {"state_page"})};
  OwnWorld own(std::move(s));
  trade(own, 0, 4);
  CHECK(own.outlet("state_page").fake_likes == 750);
  CHECK(fakes_on_stories(own, "state_page") == 300);
  CHECK(own.world.orders[2].online == 300);
  CHECK(own.outlet("free_page").fake_likes == 1000);
  CHECK(fakes_on_stories(own, "free_page") == 400);
}

TEST_CASE("on stories is what their order has online, while they live",
          "[marketplace]") {
  // Stories live 14 days; each is rounded to a float 12 times.
  Scenario s = market(0.5, 0.03, {for_stories(order("state_page", 1000, 0, 5))});
  s.events = {purge(4, 0.4, {})};
  OwnWorld own(std::move(s));
  trade(own, 0, 12);
  CHECK(fakes_on_stories(own, "state_page") ==
        Approx(own.world.orders[0].online).epsilon(1e-5));
  trade(own, 12, 30);
  CHECK(fakes_on_stories(own, "state_page") == 0);
  CHECK(own.world.orders[0].online > 0);
}

TEST_CASE("no more is removed than was given, nor given than was ordered",
          "[marketplace]") {
  for (const double step : {1.0, 0.125, 0.05}) {
    Scenario s = market(step, 0.7,
                        {order("state_page", 1e6 / 3, 1, 13),
                         for_stories(order("free_page", 0.1, 0, 16)),
                         in_a_burst(order("free_page", 1e9 / 7, 3, 9))});
    s.events = {purge(4, 0.999, {}), purge(9, 1, {"free_page"})};
    OwnWorld own(std::move(s));
    for (int d = 0; d < 30; ++d) {
      trade(own, d, d + 1);
      for (std::size_t n = 0; n < 3; ++n) {
        const OrderState& state = own.world.orders[n];
        REQUIRE(0 <= state.removed());
        REQUIRE(state.removed() <= state.delivered);
        REQUIRE(state.delivered <= own.scenario.marketplace.orders[n].likes);
      }
    }
    for (std::size_t n = 0; n < 3; ++n) {
      CHECK(own.world.orders[n].delivered ==
            Approx(own.scenario.marketplace.orders[n].likes).epsilon(1e-12));
    }
  }
}
