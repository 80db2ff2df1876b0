// A click farm: what falls due adds up to the order, and costs its price.

#include <cmath>

#include "models/mechanisms/click_farm.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

/// Likes due over a month of steps that begins on day 0, and on how many days.
struct Due {
  double likes = 0;
  int days = 0;
};

Due due_in_a_month(const LikeOrder& order, double dt) {
  const sim::Clock clock{.start = {0}, .end = {29}, .dt = dt};
  Due due;
  std::int32_t last = -1;
  for (std::int32_t step = 0; step < clock.steps(); ++step) {
    const sim::Moment moment = clock.moment(step);
    const double likes = likes_due(order, moment);
    due.likes += likes;
    due.days += likes > 0 && moment.date.days != last;
    last = moment.date.days;
  }
  return due;
}

}  // namespace

TEST_CASE("what falls due in all steps is what was ordered", "[click_farm]") {
  LikeOrder order{.likes = 1234, .start = {4}, .end = {17}};
  for (const double dt : {1.0, 0.5, 0.04}) {
    order.delivery = LikeDelivery::trickle;
    CHECK(due_in_a_month(order, dt).likes == Approx(1234).epsilon(1e-12));
    CHECK(due_in_a_month(order, dt).days == 14);
    order.delivery = LikeDelivery::burst;
    CHECK(due_in_a_month(order, dt).likes == Approx(1234).epsilon(1e-12));
    CHECK(due_in_a_month(order, dt).days == 1);
  }
}

TEST_CASE("the default hazard leaves four in five fake likes after four weeks",
          "[click_farm]") {
  const double hazard = MarketplaceParameters{}.removal;
  CHECK(std::abs(share_kept(hazard, 28) - 0.80) < 0.005);  // 80 as printed: +-0.5
  CHECK(share_kept(hazard, 7) * share_kept(hazard, 21) ==
        Approx(share_kept(hazard, 28)).epsilon(1e-12));
  CHECK(share_kept(0, 1) == 1);
}

TEST_CASE("a thousand likes cost the price", "[click_farm]") {
  CHECK(cost_of(1000, 6.2) == 6.2);
  CHECK(cost_of(250000, 2) == 500);
  CHECK(cost_of(0, 6.2) == 0);
}
