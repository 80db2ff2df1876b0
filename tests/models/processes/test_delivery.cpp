// Delivery: every share reaches everyone it should, once; messages are conserved.

#include <algorithm>
#include <map>
#include <vector>

#include "models/processes/delivery.hpp"
#include "models/processes/newsroom.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// How often a story arrived in a citizen's inbox; 0 when it is not there.
int times_of(World& world, std::uint32_t i, std::uint32_t story) {
  const std::uint32_t b = world.blocks.of(i);
  const std::uint32_t local = i - world.blocks[b].begin;
  if (!world.platforms.front().accounts[b].has(local)) return 0;
  const Inbox inbox = world.platforms.front().accounts[b].inbox(local);
  for (int k = 0; k < inbox.size(); ++k) {
    if (inbox.story[k] == story) return inbox.times(k);
  }
  return 0;
}

void share(World& world, std::uint32_t i, std::uint32_t story) {
  world.platforms.front().outboxes[world.blocks.of(i)].shares.push_back({i, story});
}

double messages(const World& world) {
  double sum = 0;
  for (const Tally& tally : world.tallies) sum += tally.use[0].messages;
  return sum;
}

}  // namespace

TEST_CASE("a share reaches every friend on the platform once, and nobody else",
          "[delivery]") {
  OwnWorld own(small_country(3000));
  World& world = own.world;
  publish(world, own.moment(0));
  std::uint32_t shared = world.stories.first();
  Delivery deliver(world);
  // A sharer in the first block, one in the last, one between.
  for (const std::uint32_t sharer : {3u, 500u, 998u}) {
    ++shared;
    share(world, sharer, shared);
    deliver(own.moment(0));
    std::vector<bool> is_friend(world.n(), false);
    for (const std::uint32_t j : world.friends.of(sharer)) is_friend[j] = true;
    bool right = true;
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      right &= times_of(world, i, shared) == (is_friend[i] && world.is_online(i));
    }
    CHECK(right);
    double users = 0;
    for (const std::uint32_t j : world.friends.of(sharer)) users += world.is_online(j);
    CHECK(messages(world) == users);
  }
}

TEST_CASE("followers receive what they follow, and not the other way round",
          "[delivery]") {
  Scenario s = small_country(3000);
  s.friends.mean_degree = 0;
  s.follows.mean_follows = 12;
  s.adoption.start_share = 1;
  s.media[3].reach = 1;
  OwnWorld own(std::move(s));
  World& world = own.world;
  publish(world, own.moment(0));
  const std::uint32_t sharer = 40;
  share(world, sharer, 2);
  Delivery{world}(own.moment(0));
  bool right = true;
  int followers = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    const bool follows = std::ranges::count(world.followees.of(i), sharer) > 0;
    right &= times_of(world, i, 2) == follows;
    followers += follows;
  }
  CHECK(right);
  CHECK(followers > 0);
}

TEST_CASE("one message reaches every friend and follower of a sharer on the platform",
          "[delivery]") {
  Scenario s = small_country(1500);
  s.follows.mean_follows = 5;
  OwnWorld own(std::move(s));
  World& world = own.world;
  publish(world, own.moment(0));
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> expected;
  double sent = 0;
  const auto story_of = [](std::uint32_t i) { return 1 + i % 10; };
  for (std::uint32_t i = 0; i < world.n(); i += 7) share(world, i, story_of(i));
  for (std::uint32_t j = 0; j < world.n(); ++j) {
    for (const auto row : {world.friends.of(j), world.followees.of(j)}) {
      for (const std::uint32_t i : row) {
        if (i % 7 != 0) continue;
        ++expected[{j, story_of(i)}];
        sent += world.is_online(j);
      }
    }
  }
  Delivery{world}(own.moment(0));
  CHECK(messages(world) == sent);
  bool right = true;
  for (const auto& [to, times] : expected) {
    // 16 places hold all ten stories, so nothing is lost.
    right &=
        times_of(world, to.first, to.second) == (world.is_online(to.first) ? times : 0);
  }
  CHECK(right);
}

TEST_CASE("outboxes are empty after delivery, and nothing arrives twice",
          "[delivery]") {
  OwnWorld own(small_country(500));
  World& world = own.world;
  publish(world, own.moment(0));
  share(world, 10, 1);
  Delivery deliver(world);
  deliver(own.moment(0));
  for (const Outbox& outbox : world.platforms.front().outboxes) {
    CHECK(outbox.shares.empty());
    CHECK(outbox.posts.empty());
  }
  deliver(own.moment(1));
  CHECK(messages(world) == 0);
  for (const std::uint32_t j : world.friends.of(10)) {
    CHECK(times_of(world, j, 1) <= 1);
  }
}

TEST_CASE("a post becomes a story with what its writer gave it", "[delivery]") {
  OwnWorld own(small_country(500));
  World& world = own.world;
  const std::uint32_t next = world.stories.next();
  world.platforms.front().outboxes[world.blocks.of(77)].posts.push_back(
      {77, world.posts_outlet(), -0.3f, 0.6f, 0.2f, 12345});
  Delivery{world}(own.moment(4));
  REQUIRE(world.stories.next() == next + 1);
  const Story& story = world.stories[next];
  CHECK(story.slant == -0.3f);
  CHECK(story.quality == 0.6f);
  CHECK(story.key == 12345u);
  CHECK(story.outlet == world.posts_outlet());
  CHECK(world.stories.born(next) == 3);  // it was written in the step before
  CHECK(world.stories.appeal(next) == 0.2f);
  CHECK(world.stories.likes(next) == 0);
  for (const std::uint32_t j : world.friends.of(77)) {
    CHECK(times_of(world, j, next) == world.is_online(j));
  }
}

TEST_CASE("who is not on the platform receives nothing", "[delivery]") {
  Scenario s = small_country(500);
  s.adoption.start_share = 0;
  OwnWorld own(std::move(s));
  World& world = own.world;
  publish(world, own.moment(0));
  share(world, 10, 1);
  Delivery{world}(own.moment(0));
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    REQUIRE(times_of(world, i, 1) == 0);
  }
}
