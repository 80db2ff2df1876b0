#include "models/mechanisms/converse.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("two who meet keep their mean, and part as they met if too far apart") {
  for (const double y : {-0.8, -0.1, 0.3, 0.35}) {
    const auto [a, b] = meet(0.2, y, 0.5, 0.3);
    CHECK(a + b == Approx(0.2 + y).margin(1e-15));
    const bool near = y > -0.3;
    CHECK((a == 0.2) == !near);
    if (near) CHECK(b - a == Approx((y - 0.2) * 0.4).margin(1e-15));
  }
  CHECK(meet(0.0, 0.5, 0.5, 0.5) == std::pair{0.0, 0.5});  // the edge is outside
}

TEST_CASE(
    "who is stubborn keeps the opinion he began with, who is not takes what he "
    "hears") {
  CHECK(heed(0.7, -0.2, 0) == -0.2);
  CHECK(heed(0.7, -0.2, 1) == 0.7);
  CHECK(heed(0.7, -0.3, 0.5) == Approx(0.2));
}

TEST_CASE("the edge of confidence is taken seriously") {
  CHECK(takes_seriously(0.25, 0.5, 0.25));
  CHECK_FALSE(takes_seriously(0.25, 0.5000001, 0.25));
}
