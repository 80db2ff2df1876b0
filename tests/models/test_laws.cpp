// The laws that hold for every seed, on small worlds: threads, doses of nothing, and
// one more of anything.

#include <algorithm>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// Everything on: burn-in, both graphs, an event, a survey, and all that can be bought.
Scenario busy_country() {
  Scenario s = small_country_at_rest(700);
  s.time.end = day(39);
  s.follows.mean_follows = 4;
  Event closure;
  closure.name = "closure";
  closure.kind = EventKind::close;
  closure.date = day(15);
  closure.outlets = {"radio_free"};
  s.events = {closure};
  LikeOrder order;
  order.name = "order";
  order.page = "state_page";
  order.likes = 50000;
  order.start = day(5);
  order.end = day(20);
  order.origins = {{"India", 0.9}, {"home", 0.1}};
  LikeOrder stories = order;
  stories.name = "stories";
  stories.what = LikedThing::stories;
  s.marketplace.orders = {order, stories};
  AccountNetwork army;
  army.name = "army";
  army.source = "state";
  army.accounts = 30;
  army.infiltration = 0.1;
  army.takedown = 0.02;
  s.inauthentic.networks = {army};
  Advertiser aimed;
  aimed.name = "aimed";
  aimed.payer = "state";
  aimed.budget = 4000;
  aimed.belief_to = 0.2;
  aimed.frequency_cap = 2;
  Advertiser posts;
  posts.name = "posts";
  posts.payer = "opposition";
  posts.carries = Carries::posts;
  posts.page = "free_page";
  posts.budget = 4000;
  s.ads.advertisers = {aimed, posts};
  s.leak.enabled = true;
  s.leak.share = 0.5;
  s.leak.accuracy = 0.7;
  s.survey.waves = {{"wave", day(30)}};
  s.survey.sample = 100;
  s.measures.flow_from = day(10);
  s.measures.flow_to = day(30);
  return s;
}

/// What a citizen has done and thinks, as far as it does not depend on places.
struct Life {
  double belief;
  float attention;
  float activity;
  Recent recent;
  bool operator==(const Life& other) const {
    return belief == other.belief && attention == other.attention &&
           activity == other.activity &&
           std::memcmp(&recent, &other.recent, sizeof(Recent)) == 0;
  }
};

std::map<std::uint32_t, Life> lives(const World& world) {
  std::map<std::uint32_t, Life> all;
  const Citizens& c = world.citizens;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    all[world.people.key[i]] = {c.belief[i], c.attention[i], c.activity[i],
                                c.recent[i]};
  }
  return all;
}

/// Differences beyond the orders' own bookkeeping, which is not there without orders.
std::string differences_beyond_farms(const sim::Results& a, const sim::Results& b) {
  std::string names;
  for (const auto& words : {differences(a, b), differences(b, a)}) {
    std::istringstream in(words);
    for (std::string name; in >> name;) {
      if (name.find('(') != name.npos) break;  // (another number of them)
      if (!name.starts_with("farms/")) names += name + " ";
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the same scenario and seed give the same bytes on any number of threads",
          "[laws]") {
  const int threads = sim::threads();
  Scenario s = busy_country();
  s.population.citizens = 4096;  // eight blocks, so that every thread has one
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  for (const int n : {2, 3, 7}) {
    sim::set_threads(n);
    INFO(n << " threads");
    CHECK(differences(alone, run(s, 5)) == "");
  }
  sim::set_threads(threads);
}

TEST_CASE("another seed gives another run", "[laws]") {
  const Scenario s = small_country(300);
  CHECK(differences(run(s, 1), run(s, 2)) != "");
}

TEST_CASE("a dose of nothing is no dose, to the byte", "[laws]") {
  Scenario plain = small_country(400);
  plain.time.end = day(29);
  plain.marketplace.orders.clear();
  const sim::Results without = run(plain, 3);

  SECTION("orders of no likes, switched off, and a marketplace switched off") {
    for (const LikedThing what : {LikedThing::page, LikedThing::stories}) {
      Scenario none = plain;
      none.marketplace.orders = {{.name = "order",
                                  .page = "state_page",
                                  .what = what,
                                  .likes = 0,
                                  .start = day(2),
                                  .end = day(20)}};
      CHECK(differences_beyond_farms(without, run(none, 3)) == "");
      // The countries that an order names are on the axis, delivered or not.
      none.marketplace.orders[0].origins = {{"India", 0.5}, {"home", 0.5}};
      const sim::Results zero = run(none, 3);
      Scenario off = none;
      off.marketplace.orders[0].likes = 1e6;
      off.marketplace.orders[0].enabled = false;
      CHECK(differences(zero, run(off, 3)) == "");
      Scenario closed = off;
      closed.marketplace.orders[0].enabled = true;
      closed.marketplace.enabled = false;
      CHECK(differences(zero, run(closed, 3)) == "");
      closed.marketplace.enabled = true;
      CHECK(differences(zero, run(closed, 3)) != "");
    }
  }
  SECTION("purges that find nothing, and a burst of no likes") {
    Scenario s = plain;
    s.marketplace.orders = busy_country().marketplace.orders;
    s.marketplace.orders.push_back(s.marketplace.orders[0]);
    s.marketplace.orders[1].name = "stories";
    s.marketplace.orders[1].what = LikedThing::stories;
    Scenario idle = s;
    Event purge;
    purge.name = "purge";
    purge.kind = EventKind::purge;
    purge.date = day(10);
    purge.share = 0;
    Event burst;
    burst.name = "burst";
    burst.kind = EventKind::foreign_burst;
    burst.date = day(12);
    burst.end = day(14);
    burst.outlets = {"state_page"};
    idle.events = {purge, burst};
    CHECK(differences(run(s, 3), run(idle, 3)) == "");
  }
  SECTION("no marketplace where nothing is bought") {
    Scenario s = plain;
    s.marketplace.enabled = false;
    CHECK(differences(without, run(s, 3)) == "");
  }
  SECTION("an event that is switched off") {
    Scenario s = plain;
    Event e;
    e.name = "closure";
    e.enabled = false;
    e.kind = EventKind::close;
    e.date = day(10);
    e.outlets = {"radio_free"};
    s.events = {e};
    CHECK(differences(without, run(s, 3)) == "");
  }
  SECTION("a timetable without events") {
    Scenario s = plain;
    s.timetable.enabled = false;
    CHECK(differences(without, run(s, 3)) == "");
  }
  SECTION("events that only note, and a ranking that is the same") {
    Scenario s = plain;
    Event note;
    note.name = "note";
    note.date = day(10);
    Event rank = note;
    rank.name = "rank";
    rank.kind = EventKind::rank;
    rank.ranking = s.platform.ranking;
    s.events = {note, rank};
    CHECK(differences(without, run(s, 3)) == "");
  }
  SECTION("zero-rating with factor 1 and no convenience") {
    Scenario s = plain;
    Event free;
    free.name = "free";
    free.kind = EventKind::zero_rating;
    free.date = day(5);
    free.end = day(20);
    s.events = {free};
    CHECK(differences(without, run(s, 3)) == "");
    s.events[0].factor = 1.5;
    CHECK(differences(without, run(s, 3)) != "");
  }
  SECTION("an affordability of 1") {
    Scenario s = plain;
    s.adoption.affordability = {{day(0), 1.0}, {day(20), 1.0}};
    CHECK(differences(without, run(s, 3)) == "");
  }
  SECTION("adoption without hazards") {
    Scenario none = plain;
    none.adoption.innovation = none.adoption.imitation = 0;
    none.access.every = 366;
    Scenario off = none;
    off.adoption.enabled = false;
    CHECK(differences(run(none, 3), run(off, 3)) == "");
  }
  SECTION("following that nobody does") {
    Scenario none = plain;
    none.platform.response.follow = {-100, 0, 0, 0};
    Scenario off = none;
    off.platform.following = false;
    CHECK(differences(run(none, 3), run(off, 3)) == "");
  }
}

TEST_CASE("runs that differ by an event are the same until its day", "[laws]") {
  Scenario s = busy_country();
  s.marketplace.orders.clear();
  const sim::Results with = run(s, 9);
  s.events[0].enabled = false;
  const sim::Results without = run(s, 9);
  bool same_before = true;
  bool same_after = true;
  for (const sim::Variable& v : with.variables()) {
    if (v.about.axes.empty() || v.about.axes[0] != "time") continue;
    const std::vector<double>& other = variable(without, v.about.name).values;
    const std::size_t width = v.values.size() / v.shape[0];
    const std::size_t before = 15 * width * sizeof(double);
    same_before &= std::memcmp(v.values.data(), other.data(), before) == 0;
    if (v.about.name == "main_source_share") same_after = v.values == other;
  }
  CHECK(same_before);
  CHECK_FALSE(same_after);
}

TEST_CASE("one citizen more changes nobody else's luck", "[laws]") {
  // Without friends, whose graph another citizen joins, all lives are the same.
  Scenario s = small_country(500);
  s.friends.mean_degree = 0;
  s.media.pop_back();
  s.outlets.resize(4);
  s.population.table = {"people.csv",
                        "region,area,age_band,persons\n"
                        "north,urban,young,300000\nnorth,rural,old,500000\n"
                        "south,rural,young,1200000\n"};
  OwnWorld before(s, 4);
  ++s.population.citizens;
  OwnWorld after(s, 4);
  before.live(0, 20);
  after.live(0, 20);
  auto more = lives(after.world);
  const auto less = lives(before.world);
  REQUIRE(more.size() == 501);
  std::size_t same = 0;
  for (const auto& [key, life] : less) same += more.contains(key) && more[key] == life;
  CHECK(same == less.size());
}

TEST_CASE("an outlet that never opens changes nobody's life", "[laws]") {
  const Scenario s = small_country(400);
  Scenario with = s;
  Outlet closed = with.outlets[0];
  closed.name = "tv_new";
  closed.open = false;
  with.outlets.insert(with.outlets.begin() + 2, closed);
  OwnWorld a(s, 2);
  OwnWorld b(with, 2);
  a.live(0, 25);
  b.live(0, 25);
  CHECK(lives(a.world) == lives(b.world));
}

TEST_CASE("a page that never opens changes nobody's life", "[laws]") {
  const Scenario s = small_country(400);
  Scenario with = s;
  Outlet closed = with.outlets[5];
  closed.name = "another_page";
  closed.open = false;
  with.outlets.insert(with.outlets.begin() + 4, closed);
  OwnWorld a(s, 2);
  OwnWorld b(with, 2);
  a.live(0, 25);
  b.live(0, 25);
  CHECK(lives(a.world) == lives(b.world));
}

TEST_CASE("a medium that nobody reaches changes nobody's life", "[laws]") {
  const Scenario s = small_country(400);
  Scenario with = s;
  Medium none;
  none.name = "cinema";
  none.reach = 0;
  with.media.push_back(none);
  Outlet reel = with.outlets[0];
  reel.name = "cinema_state";
  reel.medium = "cinema";
  with.outlets.push_back(reel);
  OwnWorld a(s, 2);
  OwnWorld b(with, 2);
  a.live(0, 25);
  b.live(0, 25);
  CHECK(lives(a.world) == lives(b.world));
}
