// Inauthentic accounts: who follows them, what they send, how they go.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/processes/delivery.hpp"
#include "models/processes/inauthentic_accounts.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Scenario infiltrated(std::int64_t citizens, std::int64_t accounts) {
  Scenario s = small_country(citizens);
  AccountNetwork network;
  network.name = "army";
  network.source = "state";
  network.accounts = accounts;
  network.infiltration = 0.05;
  s.inauthentic.networks = {network};
  return s;
}

AccountNetwork& army(Scenario& s) { return s.inauthentic.networks.front(); }

/// What all accounts have passed on in the last round.
std::vector<Share> sent(const World& world) {
  std::vector<Share> all;
  for (const Outbox& outbox : world.inauthentic.outboxes) {
    all.insert(all.end(), outbox.shares.begin(), outbox.shares.end());
  }
  return all;
}

std::size_t posted(const World& world) {
  std::size_t posts = 0;
  for (const Outbox& outbox : world.inauthentic.outboxes) posts += outbox.posts.size();
  return posts;
}

/// The differences of two runs that are not about the accounts themselves.
std::string differences_of(const Scenario& a, const Scenario& b) {
  return differences(run(a, 3), run(b, 3));
}

}  // namespace

TEST_CASE("no accounts leave the same bytes as the lever switched off",
          "[inauthentic]") {
  Scenario none = infiltrated(600, 0);
  none.time.end = day(20);
  Scenario off = infiltrated(600, 50);
  off.time.end = day(20);
  off.inauthentic.enabled = false;
  Scenario network_off = off;
  network_off.inauthentic.enabled = true;
  army(network_off).enabled = false;
  Scenario nobody_follows = infiltrated(600, 50);
  nobody_follows.time.end = day(20);
  army(nobody_follows).infiltration = 0;
  CHECK(differences_of(none, off) == "");
  CHECK(differences_of(none, network_off) == "");
  // Accounts that nobody follows are counted, and post stories that nobody sees.
  CHECK(differences_of(none, nobody_follows) == "platform/inauthentic_accounts ");
}

TEST_CASE("each citizen follows as many accounts as the chance says", "[inauthentic]") {
  const double gamma = GENERATE(0.01, 0.3, 1.0);
  Scenario s = infiltrated(3000, 40);
  army(s).infiltration = gamma;
  const OwnWorld own(std::move(s));
  const sim::Graph& followed = own.world.inauthentic.followed;
  const double pairs = 3000.0 * 40;
  const double error = 4 * std::sqrt(pairs * gamma * (1 - gamma));
  CHECK(std::abs(static_cast<double>(followed.entries()) - pairs * gamma) <= error);
  std::vector<double> followers(40, 0.0);
  bool is_sorted = true;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    is_sorted &= std::ranges::adjacent_find(followed.of(i), std::greater_equal<>()) ==
                 followed.of(i).end();
    for (const std::uint32_t account : followed.of(i)) followers[account] += 1;
  }
  CHECK(is_sorted);
  for (const double n : followers) {
    CHECK(std::abs(n - 3000 * gamma) <= 4.5 * std::sqrt(3000 * gamma * (1 - gamma)));
  }
}

TEST_CASE("accounts that aim at one side are followed by nobody else",
          "[inauthentic]") {
  const auto target = GENERATE(Infiltrated::opponents, Infiltrated::supporters);
  Scenario s = infiltrated(3000, 40);
  army(s).target = target;
  const OwnWorld own(std::move(s));
  double followed = 0;
  bool right = true;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    const double leaning = own.world.people.leaning[i];
    const bool is_aim = target == Infiltrated::opponents ? leaning < 0 : leaning > 0;
    followed += own.world.inauthentic.followed.degree(i);
    right &= is_aim || own.world.inauthentic.followed.degree(i) == 0;
  }
  CHECK(right);
  // The number of edges is that of a random target.
  CHECK(std::abs(followed - 3000 * 40 * 0.05) < 4 * std::sqrt(3000 * 40 * 0.05));
}

TEST_CASE("hubs follow accounts in proportion to their friends", "[inauthentic]") {
  Scenario s = infiltrated(4000, 200);
  army(s).target = Infiltrated::hubs;
  army(s).infiltration = 0.005;
  const OwnWorld own(std::move(s));
  double weighted = 0, friends = 0, squares = 0, followed = 0;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    const double d = own.world.friends.degree(i);
    weighted += d * own.world.inauthentic.followed.degree(i);
    followed += own.world.inauthentic.followed.degree(i);
    friends += d;
    squares += d * d;
  }
  // Mean number of friends of a follower: <d^2> / <d>; d has a heavy tail.
  CHECK(weighted / followed == Approx(squares / friends).epsilon(0.1));
}

TEST_CASE("a story reaches who follows its account, in so many copies",
          "[inauthentic]") {
  Scenario s = infiltrated(1500, 30);
  army(s).post_chance = 1;
  army(s).flooding = 7;
  army(s).deception = 1;
  OwnWorld own(std::move(s));
  World& world = own.world;
  act_inauthentically(world, own.moment(0));
  CHECK(posted(world) == 30);
  const std::uint32_t first = world.stories.next();
  Delivery{world}(own.moment(1));
  CHECK(world.stories.next() == first + 30);
  bool right = true;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    if (!world.is_online(i)) continue;
    const sim::Block block = world.blocks[world.blocks.of(i)];
    const Inbox inbox =
        world.platforms.front().accounts[block.index].inbox(i - block.begin);
    right &= static_cast<std::uint32_t>(inbox.size()) ==
             std::min(16u, world.inauthentic.followed.degree(i));
    for (int k = 0; k < inbox.size(); ++k) right &= inbox.times(k) == 7;
  }
  CHECK(right);
  const Story& story = world.stories[first];
  CHECK(world.outlets[story.outlet].name == "accounts army");
  CHECK(story.quality == 0.0f);
  CHECK(world.stories.appeal(first) == 1.0f);
}

TEST_CASE("accounts reshare what those whom they follow have sent", "[inauthentic]") {
  Scenario s = infiltrated(500, 60);
  army(s).post_chance = 0;  // only who has nothing to reshare posts
  OwnWorld own(std::move(s));
  World& world = own.world;
  act_inauthentically(world, own.moment(0));
  CHECK(posted(world) == 60);
  const std::uint32_t first = world.stories.next();
  Delivery deliver(world);
  deliver(own.moment(1));
  act_inauthentically(world, own.moment(1));
  // The first account follows nobody and posts again.
  CHECK(posted(world) == 1);
  bool right = true;
  for (const Share& share : sent(world)) {
    const std::uint32_t author = share.story - first;
    right &= std::ranges::count(world.inauthentic.peers.of(share.sharer), author) == 1;
  }
  CHECK(sent(world).size() == 59);
  CHECK(right);
}

TEST_CASE("accounts act as often as they are said to, whatever the step",
          "[inauthentic]") {
  Scenario s = infiltrated(300, 50);
  s.time.step = GENERATE(1.0, 0.5, 0.25);
  army(s).acts_per_day = 0.3;
  army(s).start = day(5);
  army(s).end = day(44);
  OwnWorld own(std::move(s));
  double acts = 0;
  const auto steps = own.scenario.clock().steps();
  for (std::int32_t step = 0; step < steps; ++step) {
    act_inauthentically(own.world, own.moment(step));
    acts += static_cast<double>(sent(own.world).size() + posted(own.world));
    for (Outbox& outbox : own.world.inauthentic.outboxes) outbox = {};
  }
  // 40 days, 50 accounts: each acts 12 times.
  CHECK(acts == 600);
}

TEST_CASE("who is found is gone after the delay, and not before", "[inauthentic]") {
  Scenario s = infiltrated(300, 2000);
  army(s).takedown = 0.05;
  army(s).takedown_delay = 10;
  army(s).price = 2;
  OwnWorld own(std::move(s));
  std::vector<double> active;
  for (std::int32_t step = 0; step < 40; ++step) {
    act_inauthentically(own.world, own.moment(step));
    active.push_back(own.world.inauthentic.active);
    for (Outbox& outbox : own.world.inauthentic.outboxes) outbox = {};
  }
  CHECK(active[10] == 2000);
  CHECK(active[11] < 2000);
  const double share = std::exp(-0.05 * 29);  // 29 days of finding lie 10 days back
  CHECK(std::abs(active[39] / 2000 - share) <
        4 * std::sqrt(share * (1 - share) / 2000));
  CHECK(own.world.inauthentic.spent == Approx(2 * [&] {
          double sum = 0;
          for (const double n : active) sum += n;
          return sum;
        }()));
}

TEST_CASE("a purge takes its share of the accounts, and all when it finds all",
          "[inauthentic]") {
  const double share = GENERATE(0.0, 0.3, 1.0);
  Scenario s = infiltrated(200, 1000);
  Event purge;
  purge.name = "purge";
  purge.kind = EventKind::purge;
  purge.date = day(3);
  purge.accounts = share;
  s.events = {purge};
  const std::vector<double> active =
      variable(run(s, 1), "platform/inauthentic_accounts").values;
  CHECK(active[2] == 1000);
  CHECK(std::abs(active[3] - 1000 * (1 - share)) <=
        4 * std::sqrt(1000 * share * (1 - share)));
  CHECK(active[59] == active[3]);
}

TEST_CASE("the follow graph of citizens and accounts may come from a file",
          "[inauthentic]") {
  Scenario s = infiltrated(4, 3);
  s.friends.mean_degree = 0;
  army(s).from_file = true;
  // Ids 4, 5 and 6 are the accounts.
  s.follows.file = {"g.txt", "0 1\n0 4\n0 6\n2 5\n6 4\n6 5\n5 4\n"};
  const OwnWorld own(s);
  const auto row = [](const sim::Graph& graph, std::uint32_t i) {
    return std::vector<std::uint32_t>(graph.of(i).begin(), graph.of(i).end());
  };
  using Row = std::vector<std::uint32_t>;
  CHECK(row(own.world.followees, 0) == Row{1});
  CHECK(row(own.world.inauthentic.followed, 0) == Row{0, 2});
  CHECK(row(own.world.inauthentic.followed, 1) == Row{});
  CHECK(row(own.world.inauthentic.followed, 2) == Row{1});
  CHECK(row(own.world.inauthentic.peers, 2) == Row{0, 1});
  CHECK(row(own.world.inauthentic.peers, 1) == Row{0});

  s.follows.file = {"g.txt", "0 4\n5 2\n"};
  CHECK(message_of<sim::UserError>([&] { OwnWorld own(s); }) ==
        "follows.file: account 5 follows citizen 2; inauthentic accounts follow each "
        "other only, so leave such edges out");
}
