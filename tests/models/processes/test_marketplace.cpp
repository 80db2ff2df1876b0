// Marketplace: orders are delivered in full, fakes decay by their hazard, whatever the
// step.

#include <cmath>
#include <string>

#include "models/processes/marketplace.hpp"
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

void trade(OwnWorld& own, int days) {
  const int steps = static_cast<int>(std::round(days / own.scenario.time.step));
  for (int k = 0; k < steps; ++k) deliver_likes(own.world, own.moment(k));
}

}  // namespace

TEST_CASE("with nothing removed the delivered likes are the ordered ones",
          "[marketplace]") {
  for (const double step : {1.0, 0.5, 0.125, 0.05}) {
    OwnWorld own(
        market(step, 0,
               {order("state_page", 1e6, 3, 12), order("state_page", 500, 7, 7),
                order("free_page", 7000, 0, 30)}));
    trade(own, 40);
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
  trade(own, 10);
  CHECK(own.outlet("state_page").fake_likes == 0);
}

TEST_CASE("fakes decay exponentially, by steps of any length", "[marketplace]") {
  for (const double step : {1.0, 0.25}) {
    OwnWorld own(market(step, 0.05, {}));
    own.outlet("state_page").fake_likes = 8000;
    trade(own, 30);
    CHECK(own.outlet("state_page").fake_likes ==
          Approx(8000 * std::exp(-1.5)).epsilon(1e-12));
  }
}

TEST_CASE("a steady order settles where removal eats it", "[marketplace]") {
  // r = 100 a day, h = 0.5 a day: r dt / (1 - exp(-h dt)) after delivery, which tends
  // to r / h = 200 as the step shrinks.
  for (const double step : {1.0, 0.05}) {
    OwnWorld own(market(step, 0.5, {order("state_page", 6000, 0, 59)}));
    trade(own, 50);
    CHECK(own.outlet("state_page").fake_likes ==
          Approx(100 * step / (1 - std::exp(-0.5 * step))).epsilon(1e-6));
  }
}

TEST_CASE("likes shown are genuine and fake, and genuine ones do not decay",
          "[marketplace]") {
  OwnWorld own(market(1, 0.5, {order("state_page", 1000, 0, 0)}));
  const double genuine = own.outlet("state_page").genuine_likes;
  deliver_likes(own.world, own.moment(0));
  CHECK(own.outlet("state_page").page_likes_shown() == genuine + 1000);
  trade(own, 30);
  CHECK(own.outlet("state_page").genuine_likes == genuine);
}
