// Two platforms: what belongs to one stays there, and people move between them.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "models/processes/adoption.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A small country with a second platform, on which each source has a page.
Scenario with_second(Scenario s, double reach, double start_share) {
  Medium second;
  second.name = "second";
  second.kind = MediumKind::platform;
  second.reach = reach;
  second.start_share = start_share;
  s.media.push_back(second);
  Outlet page;
  page.medium = "second";
  page.name = "state_page_2";
  page.source = "state";
  s.outlets.push_back(page);
  page.name = "free_page_2";
  page.source = "opposition";
  page.start_fans = s.outlets[5].start_fans;
  s.outlets.push_back(page);
  return s;
}

/// As much as there is: burn-in, both graphs, survey, flows, knock-out.
Scenario busy_country() {
  Scenario s = small_country_at_rest(600);
  s.time.end = day(39);
  s.follows.mean_follows = 4;
  s.survey.waves = {{"wave", day(30)}};
  s.survey.sample = 100;
  s.measures.flow_from = day(10);
  s.measures.flow_to = day(30);
  s.measures.knockouts = {{"knockout", day(20)}};
  return s;
}

Event event(EventKind kind, int from, int to, std::vector<std::string> media) {
  Event e;
  e.name = "event";
  e.kind = kind;
  e.date = day(from);
  e.end = day(to);
  e.media = std::move(media);
  return e;
}

/// The place in `to` of each label of `from`; by number where there are no labels.
std::vector<std::size_t> places(const sim::Axis& from, const sim::Axis& to) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < from.size(); ++k) {
    if (from.labels.empty()) {
      found.push_back(k);
      continue;
    }
    const auto it = std::ranges::find(to.labels, from.labels[k]);
    found.push_back(static_cast<std::size_t>(it - to.labels.begin()));
  }
  return found;
}

/// The variables of `less` of which `more` does not have the same bytes at the same
/// labels.
std::string differences_by_label(const sim::Results& less, const sim::Results& more) {
  std::string names;
  for (const sim::Variable& v : less.variables()) {
    const sim::Variable& w = variable(more, v.about.name);
    const std::size_t slash = v.about.name.rfind('/');
    const std::string group =
        slash == std::string::npos ? "" : v.about.name.substr(0, slash);
    // Where each value of v stands in w, axis by axis.
    std::vector<std::size_t> at = {0};
    for (const std::string& axis : v.about.axes) {
      const sim::Axis& to = more.axis(axis, group);
      std::vector<std::size_t> next;
      for (const std::size_t before : at) {
        for (const std::size_t place : places(less.axis(axis, group), to)) {
          next.push_back(before * to.size() + place);
        }
      }
      at = next;
    }
    bool same = at.size() == v.values.size();
    for (std::size_t k = 0; same && k < at.size(); ++k) {
      same = std::memcmp(&v.values[k], &w.values[at[k]], sizeof(double)) == 0;
    }
    if (!same) names += v.about.name + " ";
  }
  return names;
}

std::uint32_t users(const World& world, const Platform& platform) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) count += world.is_on(platform, i);
  return count;
}

}  // namespace

TEST_CASE("a second platform that nobody can reach leaves all else the same bytes",
          "[platforms]") {
  const Scenario one = busy_country();
  const sim::Results alone = run(one, 3);
  CHECK(differences_by_label(alone, run(with_second(one, 0, 0), 3)) == "");
  Scenario closed = with_second(one, 1, 0);
  closed.media.back().opens = day(40);
  CHECK(differences_by_label(alone, run(closed, 3)) == "");
  closed.media.back().opens = day(20);
  CHECK(differences_by_label(alone, run(closed, 3)) != "");
}

TEST_CASE("what is shared on one platform never reaches the other", "[platforms]") {
  Scenario s = with_second(small_country(1500), 0.9, 0.6);
  s.friends.mean_degree = 30;
  OwnWorld own(std::move(s));
  own.live(0, 12);
  World& world = own.world;
  REQUIRE(world.platforms.size() == 2);
  for (Platform& platform : world.platforms) {
    std::map<bool, int> stories;  // by whether they are of this platform
    const auto count = [&](std::uint32_t id) {
      if (!world.stories.alive(id)) return;
      ++stories[world.outlets[world.stories[id].outlet].medium == platform.medium];
    };
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      if (!world.is_on(platform, i)) continue;
      const std::uint32_t b = world.blocks.of(i);
      for (const std::uint32_t id :
           platform.accounts[b].stories(i - world.blocks[b].begin)) {
        count(id);
      }
    }
    for (const std::uint32_t id : platform.trending) count(id);
    CHECK(stories[true] > 1000);
    CHECK(stories[false] == 0);
  }
  // Nor is it seen: each platform's visits are shared among its own.
  for (std::size_t p = 0; p < 2; ++p) {
    double attention = world.today.use[p].empty;
    for (std::size_t c = 0; c < world.outlets.size(); ++c) {
      const bool is_here = world.outlets[c].medium == world.platforms[p].medium;
      if (is_here) attention += world.today.attention[c];
    }
    CHECK(world.today.use[p].visits > 100);
    // Sums of tenths: rounding only.
    CHECK(attention == Approx(world.today.use[p].visits).epsilon(1e-9));
  }
}

TEST_CASE("visits to a blocked platform go to the other and come back", "[platforms]") {
  Scenario s = with_second(small_country(3000), 0.9, 0.6);
  s.adoption.innovation = s.adoption.imitation = 0;
  OwnWorld open(s);
  s.events = {event(EventKind::block_platform, 5, 8, {})};
  OwnWorld blocked(s);
  s.events = {event(EventKind::block_platform, 5, 8, {"second"})};
  OwnWorld other_blocked(s);
  const auto visits = [](const OwnWorld& own, std::size_t p) {
    return own.world.today.use[p].visits;
  };
  for (std::int32_t step = 0; step < 12; ++step) {
    for (OwnWorld* own : {&open, &blocked, &other_blocked}) own->live(step, step + 1);
    if (step < 5) {
      REQUIRE(visits(blocked, 0) == visits(open, 0));
      REQUIRE(visits(other_blocked, 1) == visits(open, 1));
    } else if (step < 8) {
      CHECK(visits(blocked, 0) == 0);
      CHECK(visits(blocked, 1) > 1.05 * visits(open, 1));
      CHECK(visits(other_blocked, 1) == 0);
      CHECK(visits(other_blocked, 0) > 1.05 * visits(open, 0));
    } else {
      // What was learnt in three days moves some; visits are 1,000 and more.
      CHECK(visits(blocked, 0) == Approx(visits(open, 0)).epsilon(0.1));
      CHECK(visits(other_blocked, 1) == Approx(visits(open, 1)).epsilon(0.1));
    }
  }
}

TEST_CASE("two platforms give the same bytes on any number of threads", "[platforms]") {
  const int threads = sim::threads();
  Scenario s = with_second(busy_country(), 1, 0);
  s.population.citizens = 4096;
  s.time.end = day(30);
  s.burn_in.enabled = false;
  s.media.back().opens = day(5);
  s.adoption.innovation = 0.02;
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(alone, run(s, 5)) == "");
  sim::set_threads(threads);
}

TEST_CASE("nobody joins a platform before it opens", "[platforms]") {
  Scenario s = with_second(small_country(1000), 1, 0);
  s.media.back().opens = day(6);
  s.adoption.innovation = 0.05;
  OwnWorld own(std::move(s));
  const Platform& second = own.world.platforms[1];
  own.live(0, 6);
  CHECK(users(own.world, second) == 0);
  own.live(6, 7);
  CHECK(users(own.world, second) > 20);
}

TEST_CASE("the hazards of joining scale with the platform's own factor",
          "[platforms]") {
  Scenario s = with_second(small_country(20000), 1, 0);
  s.friends.mean_degree = 4;
  s.adoption = {.start_share = 0, .innovation = 0.01, .imitation = 0};
  s.media[3].reach = 1;
  s.media.back().joining = 3;
  OwnWorld own(s);
  Adoption adopt(own.world);
  adopt(own.moment(0));
  const double n = own.world.n();
  // Within four standard errors of 1 - exp(-0.01) and 1 - exp(-0.03).
  CHECK(users(own.world, own.world.platforms[0]) == Approx(199.0).margin(57));
  CHECK(users(own.world, own.world.platforms[1]) == Approx(591.1).margin(96));
  CHECK(n == 20000);
  s.media.back().joining = 0;
  OwnWorld none(s);
  none.live(0, 20);
  CHECK(users(none.world, none.world.platforms[1]) == 0);
}

TEST_CASE("each platform counts its own friends", "[platforms]") {
  Scenario s = with_second(small_country(800), 0.9, 0.2);
  s.adoption.innovation = 0.02;
  s.adoption.leaving = 0.03;
  OwnWorld own(std::move(s));
  own.live(0, 10);
  const World& world = own.world;
  CHECK(users(world, world.platforms[0]) != users(world, world.platforms[1]));
  for (const Platform& platform : world.platforms) {
    bool right = true;
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      int there = 0;
      for (const std::uint32_t j : world.friends.of(i)) {
        there += world.is_on(platform, j);
      }
      right &= there == platform.friends_online[i];
    }
    CHECK(right);
  }
}

TEST_CASE("who reaches a medium reaches what is accessed as it is", "[platforms]") {
  Scenario s = with_second(small_country(2000), 0.1, 0);
  OwnWorld apart(s);
  s.media.back().access_as = "platform";
  OwnWorld own(std::move(s));
  const auto both_or_none = [](const World& world) {
    return std::ranges::count_if(world.citizens.may_join, [&](std::uint8_t bits) {
      const auto bit = [&](std::size_t p) {
        return bits >> world.platforms[p].medium & 1;
      };
      return bit(0) == bit(1);
    });
  };
  CHECK(both_or_none(own.world) == own.world.n());
  CHECK(both_or_none(apart.world) < apart.world.n());
}

TEST_CASE("who joins follows along, by chance, and is a fan", "[platforms]") {
  for (const double chance : {0.0, 0.5, 1.0}) {
    Scenario s = with_second(small_country(4000), 1, 0);
    s.media.back().follow_along = chance;
    s.adoption.innovation = 0.1;
    OwnWorld own(std::move(s));
    const World& world = own.world;
    const OutletState& there = own.outlet("free_page");
    const OutletState& here = own.outlet("free_page_2");
    Adoption adopt(own.world);
    for (std::int32_t step = 0; step < 5; ++step) adopt(own.moment(step));
    double could = 0;
    double fans = 0;
    bool only_those = true;
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      const std::uint64_t follows = world.citizens.follows[i];
      const bool may =
          world.is_on(world.platforms[1], i) && (follows >> there.page & 1);
      const bool does = follows >> here.page & 1;
      could += may;
      fans += does;
      only_those &= may || !does;
    }
    REQUIRE(could > 50);
    CHECK(only_those);
    CHECK(here.fans == fans * world.persons_per_citizen);
    // Four standard errors of a share.
    const double error = 4 * std::sqrt(chance * (1 - chance) / could);
    CHECK(std::abs(fans / could - chance) <= error);
  }
}

TEST_CASE("each platform has its own ranking", "[platforms]") {
  Scenario s = with_second(small_country(200), 1, 0.5);
  s.platform.ranking = Ranking::engagement;
  s.media.back().ranking = OwnRanking::friends_first;
  Event rank = event(EventKind::rank, 2, 4, {"second"});
  rank.ranking = Ranking::chronological;
  s.events = {rank};
  OwnWorld own(std::move(s));
  const std::vector<Platform>& platforms = own.world.platforms;
  CHECK(platforms[0].ranking.friends == 0);
  CHECK(platforms[1].ranking.friends > 0);
  own.live(0, 3);
  CHECK(platforms[0].ranking.engagement == 1);
  CHECK(platforms[1].ranking.friends == 0);
  CHECK(platforms[1].ranking.engagement == 0);
  own.live(3, 5);
  CHECK(platforms[0].ranking.engagement == 1);
  CHECK(platforms[1].ranking.friends > 0);
}

TEST_CASE("a ranking said of the medium is the ranking said of the platform",
          "[platforms]") {
  Scenario common = small_country(300);
  common.platform.ranking = Ranking::affinity;
  Scenario own = small_country(300);
  own.media[3].ranking = OwnRanking::affinity;
  CHECK(differences(run(common, 2), run(own, 2)) == "");
  CHECK(differences(run(common, 2), run(small_country(300), 2)) != "");
}

TEST_CASE("moving is seen: users and visits by platform", "[platforms]") {
  Scenario s = with_second(small_country(1500), 1, 0);
  s.media.back().opens = day(10);
  s.media.back().joining = 50;
  s.media.back().convenience = 0.5;
  const sim::Results results = run(s, 4);
  const auto of_first = series(results, "platforms/users", "platform");
  const auto of_second = series(results, "platforms/users", "second");
  const auto& both = variable(results, "platforms/multihoming").values;
  CHECK(of_first == variable(results, "platform_users").values);
  CHECK(of_second[9] == 0);
  CHECK(of_second[59] > 0.9);
  for (std::size_t t = 0; t < both.size(); ++t) {
    REQUIRE(both[t] <= std::min(of_first[t], of_second[t]));
    REQUIRE(both[t] >= of_first[t] + of_second[t] - 1 - 1e-12);
  }
  // Nobody has left the first, and yet it is visited less.
  const auto visits = series(results, "platforms/visits", "platform");
  CHECK(visits == variable(results, "platform/visits").values);
  CHECK(of_first[59] >= of_first[9]);
  CHECK(visits[59] < 0.8 * visits[9]);
  CHECK(series(results, "platforms/visits", "second")[59] > visits[59]);
}

TEST_CASE("a knock-out of the first platform leaves the second", "[platforms]") {
  Scenario s = with_second(small_country(2000), 0.9, 0.6);
  s.measures.knockouts = {{"knockout", day(20)}};
  const sim::Results results = run(s, 2);
  CHECK(series(results, "knockout/news_lost", "state_page").at(0) == 1);
  CHECK(series(results, "knockout/news_lost", "citizens").at(0) == 1);
  CHECK(series(results, "knockout/news_lost", "free_page_2").at(0) < 0);
  CHECK(series(results, "knockout/news_lost", "citizens on second").at(0) < 0);
}
