// The world: what two scenarios put into one, who can reach what, first fans.

#include <cmath>
#include <string>

#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// `count` more television outlets with names of their own.
Scenario with_outlets(Scenario s, const std::string& prefix, int count) {
  for (int k = 0; k < count; ++k) {
    Outlet added = s.outlets[0];
    added.name = prefix + std::to_string(k);
    s.outlets.push_back(added);
  }
  return s;
}

}  // namespace

TEST_CASE("an outlet of only one scenario exists while that one is in force",
          "[world]") {
  const Scenario base = with_outlets(small_country(200), "old_", 1);
  const Scenario scenario = with_outlets(small_country(200), "new_", 1);
  World world(base, scenario, 1);
  const auto exists = [&](const char* name) {
    for (const OutletState& outlet : world.outlets) {
      if (outlet.name == name) return outlet.exists;
    }
    throw std::out_of_range(name);
  };
  CHECK(exists("old_0"));
  CHECK_FALSE(exists("new_0"));
  world.adopt_rules(scenario);
  CHECK_FALSE(exists("old_0"));
  CHECK(exists("new_0"));
  CHECK(exists("tv_state"));
}

TEST_CASE("two scenarios with too many outlets together are refused", "[world]") {
  // Four, talk and the platform stand already; 10 more make 16, which is the most.
  const Scenario base = with_outlets(small_country(100), "old_", 10);
  const Scenario scenario = with_outlets(small_country(100), "new_", 1);
  CHECK_NOTHROW(World(base, base, 1));
  try {
    World(base, scenario, 1);
    FAIL("17 alternatives were accepted");
  } catch (const sim::UserError& error) {
    CHECK(std::string(error.what()) ==
          "outlets: this scenario and the one that it extends have together 17 "
          "alternatives (outlets off platforms, word of mouth, platforms), and a "
          "world holds both; at most 16: keep the names of outlets, or merge small "
          "ones");
  }
}

TEST_CASE("as many citizens reach a medium as its reach says", "[world]") {
  Scenario s = small_country(20000);
  s.friends.mean_degree = 0;
  s.media[0].reach = 0.3;
  s.media[1].reach = 0.85;
  const OwnWorld own(std::move(s));
  for (const std::size_t m : {std::size_t{0}, std::size_t{1}}) {
    double count = 0;
    for (const std::uint8_t media : own.world.citizens.media) count += media >> m & 1;
    const double p = own.world.media[m].reach;
    CHECK(std::abs(count / 20000 - p) < 4 * std::sqrt(p * (1 - p) / 20000));
  }
}

TEST_CASE("when access grows nobody loses it", "[world]") {
  Scenario s = small_country(3000);
  s.friends.mean_degree = 0;
  s.access.table = {"access.csv",
                    "medium,year,region,area,age_band,share\n"
                    "tv,2013,all,all,all,0.2\n"
                    "tv,2014,all,all,all,0.6\n"};
  OwnWorld own(std::move(s));
  World& world = own.world;
  double before = 0;
  for (int days = 0; days <= 700; days += 50) {
    const std::vector<std::uint8_t> had = world.citizens.media;
    world.renew_access(day(days));
    double count = 0;
    bool kept = true;
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      const bool has = (world.citizens.media[i] & 1u) != 0;
      kept &= has || (had[i] & 1u) == 0;
      count += has;
    }
    CHECK(kept);
    CHECK(count >= before);
    before = count;
  }
  CHECK(std::abs(before / 3000 - 0.6) < 4 * std::sqrt(0.24 / 3000));
}

TEST_CASE("a page starts with the fans that it was given, who agree with it more",
          "[world]") {
  Scenario s = small_country(20000);
  s.friends.mean_degree = 0;
  s.outlets[4].start_fans = 2e6;  // 2,000 citizens
  const OwnWorld own(std::move(s));
  const World& world = own.world;
  double fans = 0, belief_of_fans = 0, users = 0, belief_of_users = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    if (!world.is_online(i)) {
      REQUIRE(world.citizens.follows[i] == 0);
      continue;
    }
    users += 1;
    belief_of_users += world.citizens.belief[i];
    if ((world.citizens.follows[i] & 1u) == 0) continue;
    fans += 1;
    belief_of_fans += world.citizens.belief[i];
  }
  CHECK(std::abs(fans - 2000) < 4 * std::sqrt(2000));
  CHECK(world.outlets[4].fans == Approx(fans * 1000));
  // The page's slant is 0.8.
  CHECK(belief_of_fans / fans > belief_of_users / users + 0.05);
}
