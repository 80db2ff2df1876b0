// What newsrooms write about and readers take in: events that are brought about happen
// the next day and once at a time; lessons reach those who read, and no others.

#include <algorithm>
#include <utility>
#include <vector>

#include "models/processes/timetable.hpp"
#include "models/processes/topics.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event blackout(std::int64_t lasts) {
  Event e;
  e.name = "blackout";
  e.kind = EventKind::block_platform;
  e.lasts = lasts;
  return e;
}

/// The blocks of the platform on each of `days` days, on the first of which something
/// asks for the first event every day.
std::vector<int> blocks_when_asked(const Scenario& s, int days) {
  OwnWorld w(s);
  std::vector<int> blocks;
  for (int d = 0; d < days; ++d) {
    take_effect(w.world, w.moment(d));
    blocks.push_back(w.world.platforms.front().blocks);
    bring_about(w.world, 0, w.moment(d));
  }
  return blocks;
}

/// A country in which every story of the newspapers from day 2 to day 5 is about one
/// thing, and teaches one lesson that leaves these shares of each outlet's credence.
struct Revealed {
  OwnWorld w;

  explicit Revealed(const Scenario& s) : w(s) {}
  void reveal(double left) {
    World& world = w.world;
    const std::uint8_t lesson =
        world.add_lesson(std::vector<double>(world.outlets.size(), left));
    world.topics.push_back(
        {.name_hash = 7, .date = day(2), .days = 3, .coverage = 1, .lesson = lesson});
  }
};

}  // namespace

TEST_CASE("what is brought about happens the next day, and not again before it is over",
          "[topics]") {
  Scenario s = small_country(50);
  s.events = {blackout(2)};
  CHECK(blocks_when_asked(s, 8) == std::vector{0, 1, 1, 0, 1, 1, 0, 1});
  s.events = {blackout(0)};
  CHECK(blocks_when_asked(s, 5) == std::vector{0, 1, 1, 1, 1});
  s.events[0].enabled = false;
  CHECK(blocks_when_asked(s, 3) == std::vector{0, 0, 0});
  s.events[0].enabled = true;
  s.events[0].date = day(1);
  CHECK(blocks_when_asked(s, 4) == std::vector{0, 1, 1, 1});
  s.timetable.enabled = false;
  CHECK(blocks_when_asked(s, 3) == std::vector{0, 0, 0});
}

TEST_CASE("only readers of a story learn its lesson, and only while it is news",
          "[topics]") {
  const Scenario s = small_country(2000);
  Revealed country(s);
  country.reveal(1);
  World& world = country.w.world;
  const auto learnt = [&] { return std::ranges::count(world.citizens.learnt, 1); };
  country.w.live(0, 2);
  CHECK(learnt() == 0);
  country.w.live(2, 5);
  const auto first = learnt();
  CHECK(first > 500);
  CHECK(first < 2000);
  const std::uint32_t last = world.stories.next();
  country.w.live(5, 7);
  for (std::uint32_t id = last; id != world.stories.next(); ++id) {
    CHECK(world.stories[id].topic == 0);
  }
}

TEST_CASE("a lesson that leaves all credence moves no belief by a bit; another does",
          "[topics][laws]") {
  const Scenario s = small_country(1000);
  const auto beliefs = [&](double left) {
    Revealed country(s);
    if (left >= 0) country.reveal(left);
    country.w.live(0, 10);
    return country.w.world.citizens.belief;
  };
  const std::vector<double> plain = beliefs(-1);
  CHECK(beliefs(1) == plain);
  CHECK(beliefs(0.5) != plain);
}

TEST_CASE("who believes nobody any more is moved by no outlet and no page",
          "[topics]") {
  Scenario s = small_country(1000);
  s.belief.anchor_rate = 0;
  s.media.back().persuasion = 0;  // posts of others
  for (Medium& medium : s.media) {
    if (medium.kind == MediumKind::talk) medium.persuasion = 0;
  }
  Revealed country(s);
  country.reveal(0);
  World& world = country.w.world;
  country.w.live(0, 5);
  const std::vector<double> before = world.citizens.belief;
  const std::vector<std::uint8_t> learnt = world.citizens.learnt;
  country.w.live(5, 10);
  int moved = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    if (learnt[i] != 0) CHECK(world.citizens.belief[i] == before[i]);
    moved += learnt[i] == 0 && world.citizens.belief[i] != before[i];
  }
  CHECK(moved > 0);
}
