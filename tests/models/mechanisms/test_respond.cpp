// Responding: what a like shown does to the next.

#include <cmath>

#include "models/mechanisms/respond.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

double chance(const LogisticResponse& response, double cap, double likes) {
  return sim::logistic(story_log_odds(response, cap, 0.2f, static_cast<float>(likes)));
}

}  // namespace

TEST_CASE("one like shown makes the next 1.32 times as likely", "[respond]") {
  // Limit T18, with the program's own weights, at base rates of 5 % and below.
  LogisticResponse like = ResponseParameters{}.like;
  for (const double base : {-3.2, -4.0, -6.0, -9.0}) {
    like.base = base;
    INFO("log-odds " << base);
    CHECK(std::abs(chance(like, 10, 1) / chance(like, 10, 0) - 1.32) < 0.05);
  }
}

TEST_CASE("likes beyond the cap make no difference", "[respond]") {
  const LogisticResponse like = ResponseParameters{}.like;
  CHECK(chance(like, 10, 10) > chance(like, 10, 9));
  CHECK(chance(like, 10, 1e6) == chance(like, 10, 10));
  CHECK(chance(like, 1e9, 1e6) > chance(like, 1e9, 10));
  CHECK(chance(like, 0, 1e6) == chance(like, 0, 0));
}

TEST_CASE("log-odds are the sum of their parts", "[respond]") {
  const LogisticResponse response{-2, 0, 1.5, 0.3};
  CHECK(story_log_odds(response, 100, 0.4f, 7) ==
        Approx(-2 + 1.5 * 0.4 + 0.3 * std::log(8.0)));
}
