// Newsroom: how many stories, of what slant, and whose luck they are.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/processes/newsroom.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

using Content = std::tuple<std::int32_t, std::uint32_t, float, float, float>;

/// All stories ever published over some steps, by outlet: birth, key, slant, quality,
/// appeal.
std::map<std::string, std::vector<Content>> published(Scenario s, std::int32_t steps) {
  s.platform.story_days = 1e6;
  OwnWorld own(std::move(s));
  World& world = own.world;
  for (std::int32_t step = 0; step < steps; ++step) publish(world, own.moment(step));
  std::map<std::string, std::vector<Content>> all;
  for (std::uint32_t id = world.stories.first(); id != world.stories.next(); ++id) {
    const Story& story = world.stories[id];
    all[world.outlets[story.outlet].name].emplace_back(
        world.stories.born(id), story.key, story.slant, story.quality,
        world.stories.appeal(id));
  }
  return all;
}

Scenario newsroom_country() {
  Scenario s = small_country(64);
  s.friends.mean_degree = 0;
  s.time.end = day(799);
  return s;
}

}  // namespace

TEST_CASE("an outlet publishes its rate, to the story, over a year", "[newsroom]") {
  for (const double rate : {0.1, 0.37, 1.0, 2.5, 7.3}) {
    Scenario s = newsroom_country();
    for (Outlet& outlet : s.outlets) outlet.stories_per_day = rate;
    const auto all = published(s, 365);
    INFO("rate " << rate);
    for (const auto& [name, stories] : all) {
      CHECK(std::abs(static_cast<double>(stories.size()) - 365 * rate) < 1);
    }
    CHECK(all.size() == s.outlets.size());
  }
}

TEST_CASE("the rate does not depend on the length of a step", "[newsroom]") {
  Scenario s = newsroom_country();
  s.time.step = 0.125;
  for (Outlet& outlet : s.outlets) outlet.stories_per_day = 2.5;
  for (const auto& [name, stories] : published(s, 8 * 100)) {
    CHECK(stories.size() == 250);
  }
}

TEST_CASE("stories come evenly", "[newsroom]") {
  Scenario s = newsroom_country();
  s.outlets[0].stories_per_day = 2.5;
  std::map<std::int32_t, int> by_day;
  auto all = published(s, 100);
  for (const Content& story : all["tv_state"]) ++by_day[std::get<0>(story)];
  bool even = by_day.size() == 100;
  for (const auto& [born, count] : by_day) even &= count == 2 || count == 3;
  CHECK(even);
}

TEST_CASE("slants and qualities have their source's mean and stay in range",
          "[newsroom]") {
  Scenario s = newsroom_country();
  s.sources[1].slant = 0.2;
  s.sources[1].slant_sd = 0.1;
  s.sources[0].slant = 0.9;
  s.sources[0].slant_sd = 0.5;
  s.sources[0].quality = 0.95;
  s.sources[0].quality_sd = 0.5;
  for (Outlet& outlet : s.outlets) outlet.stories_per_day = 20;
  const auto all = published(s, 500);
  double slant = 0, quality = 0, square = 0;
  for (const Content& story : all.at("tv_private")) {
    slant += std::get<2>(story);
    square += std::get<2>(story) * std::get<2>(story);
    quality += std::get<3>(story);
  }
  const double n = 10000;
  CHECK(std::abs(slant / n - 0.2) < 4 * 0.1 / std::sqrt(n));
  CHECK(std::abs(quality / n - 0.5) < 4 * 0.1 / std::sqrt(n));
  const double sd = std::sqrt(square / n - slant / n * slant / n);
  CHECK(std::abs(sd - 0.1) < 4 * 0.1 / std::sqrt(2 * n));
  bool in_range = true;
  for (const Content& story : all.at("tv_state")) {
    in_range &= -1 <= std::get<2>(story) && std::get<2>(story) <= 1;
    in_range &= 0 <= std::get<3>(story) && std::get<3>(story) <= 1;
    in_range &= 0 < std::get<4>(story) && std::get<4>(story) <= 1;
  }
  CHECK(in_range);
}

TEST_CASE("appeal has density k (1 - a)^(k - 1)", "[newsroom]") {
  // The share of appeals below a is 1 - (1 - a)^k, on an even grid of words.
  for (const double shape : {1.0, 5.0, 20.0}) {
    for (const double a : {0.05, 0.2, 0.5}) {
      double below = 0;
      constexpr std::uint32_t grid = 1u << 14;
      for (std::uint32_t k = 0; k < grid; ++k) {
        below += draw_appeal(k << 18 | 1u << 17, shape) < a;
      }
      CHECK(std::abs(below / grid - (1 - std::pow(1 - a, shape))) < 2.0 / grid);
    }
  }
}

TEST_CASE("one outlet more changes no other outlet's stories", "[newsroom]") {
  const Scenario before = newsroom_country();
  Scenario after = before;
  Outlet added = after.outlets[1];
  added.name = "tv_new";
  after.outlets.insert(after.outlets.begin() + 1, added);
  auto stories = published(after, 60);
  CHECK(stories.erase("tv_new") == 1);
  CHECK(stories == published(before, 60));
}

TEST_CASE("one story more a day changes no other story", "[newsroom]") {
  Scenario s = newsroom_country();
  for (Outlet& outlet : s.outlets) outlet.stories_per_day = 3;
  const auto before = published(s, 60);
  s.outlets[2].stories_per_day = 4;
  auto after = published(s, 60);
  const std::vector<Content>& more = after["radio_private"];
  bool all_there = true;
  for (const Content& story : before.at("radio_private")) {
    all_there &= std::ranges::find(more, story) != more.end();
  }
  CHECK(all_there);
  CHECK(more.size() == 240);
  after["radio_private"] = before.at("radio_private");
  CHECK(after == before);
}

TEST_CASE("no two stories share a key", "[newsroom]") {
  std::vector<std::uint32_t> keys;
  for (const auto& [name, stories] : published(newsroom_country(), 400)) {
    for (const Content& story : stories) keys.push_back(std::get<1>(story));
  }
  const std::size_t count = keys.size();
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  CHECK(keys.size() == count);
}

TEST_CASE("stories die at their age, and editions hold one day's living stories",
          "[newsroom]") {
  Scenario s = newsroom_country();
  s.platform.story_days = 5;
  OwnWorld own(std::move(s));
  World& world = own.world;
  for (std::int32_t step = 0; step < 30; ++step) {
    publish(world, own.moment(step));
    CHECK(world.stories.born(world.stories.first()) >= step - 5);
  }
  CHECK(world.stories.born(world.stories.first()) == 24);
  for (std::uint32_t c = 0; c < world.posts_outlet(); ++c) {
    CHECK(world.outlets[c].edition.size() == 4);
    for (const std::uint32_t id : world.outlets[c].edition) {
      CHECK(world.stories.born(id) == 29);
      CHECK(world.stories[id].outlet == c);
    }
  }
}
