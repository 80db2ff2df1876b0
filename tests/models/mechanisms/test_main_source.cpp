// The main source: most occasions, and fair ties.

#include <cmath>

#include "models/mechanisms/main_source.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("the main source is the medium with most occasions", "[main_source]") {
  CHECK(main_source(sim::Uint8{3, 9, 4}, 1) == 1u);
  CHECK(main_source(sim::Uint8{0, 0, 0, 0, 0, 0, 0, 1}, 1) == 7u);
}

TEST_CASE("who read nothing has no main source", "[main_source]") {
  CHECK_FALSE(main_source(sim::Uint8{}, 1).has_value());
}

TEST_CASE("ties fall to each medium as often", "[main_source]") {
  constexpr std::uint32_t citizens = 60000;
  double fell_to[max_media] = {};
  for (std::uint32_t i = 0; i < citizens; ++i) {
    const auto main = main_source(sim::Uint8{0, 5, 2, 5, 0, 5}, sim::mix(i, 17));
    fell_to[*main] += 1;
  }
  const double se = std::sqrt(1.0 / 3 * 2.0 / 3 / citizens);
  for (const int m : {1, 3, 5}) {
    INFO("medium " << m);
    CHECK(std::abs(fell_to[m] / citizens - 1.0 / 3) < 4 * se);
  }
  CHECK(fell_to[0] + fell_to[2] + fell_to[4] == 0);
}

TEST_CASE("a tie does not flicker from day to day", "[main_source]") {
  // Among the same media, however many their occasions.
  for (std::uint32_t key = 0; key < 50; ++key) {
    CHECK(main_source(sim::Uint8{7, 7, 1}, key) ==
          main_source(sim::Uint8{8, 8, 3}, key));
  }
}

TEST_CASE("occasions of all bins count", "[main_source]") {
  Recent recent;
  for (int b = 0; b < recent_bins; ++b) {
    recent.bin[b][2] = static_cast<std::uint8_t>(b + 1);
  }
  recent.bin[3][0] = 255;
  CHECK(recent_occasions(recent)[2] == 21u);
  CHECK(recent_occasions(recent)[0] == 255u);
}
