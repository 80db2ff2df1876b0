// Lessons: what is left of credence is a product, whatever the order of learning.

#include "models/topics.hpp"
#include "tests/catch.hpp"

using newsdep::Lessons;

TEST_CASE("credence is cut by each lesson learnt, and by no other", "[topics]") {
  Lessons lessons;
  CHECK_FALSE(lessons.any());
  CHECK(lessons.add({0.5, 1}) == 1);
  CHECK(lessons.add({0.25, 0}) == 2);
  CHECK(lessons.add({1, 1}) == 4);
  CHECK(lessons.any());
  const double left[4][2] = {{1, 1}, {0.5, 1}, {0.25, 0}, {0.125, 0}};
  for (std::uint8_t learnt = 0; learnt < 8; ++learnt) {
    for (std::uint32_t outlet = 0; outlet < 2; ++outlet) {
      CHECK(lessons.trust(learnt, outlet) == left[learnt % 4][outlet]);
    }
  }
}
