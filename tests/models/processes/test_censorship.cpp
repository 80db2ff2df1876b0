// Newsrooms: who reports repression, who drops what, and how pressure bends them.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/processes/newsroom.hpp"
#include "models/processes/timetable.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event event(EventKind kind, int on, double threat) {
  Event e;
  e.name = "event" + std::to_string(on);
  e.kind = kind;
  e.date = day(on);
  e.threat = threat;
  return e;
}

/// A country whose newsrooms publish 40 stories a day, with fear on.
Scenario reporting_country() {
  Scenario s = small_country(64);
  s.friends.mean_degree = 0;
  s.time.end = day(199);
  s.platform.story_days = 1e6;
  for (Outlet& outlet : s.outlets) outlet.stories_per_day = 40;
  s.fear.enabled = true;
  s.fear.coverage = 0.5;
  s.fear.news_days = 3;
  return s;
}

struct Stock {
  int stories = 0;
  int against = 0;
  int reports = 0;
  double threat = 0;
  double slant = 0;
};

/// What each outlet has published on the days [from, to).
std::map<std::string, Stock> published(const Scenario& s, int from, int to) {
  OwnWorld own(s);
  World& world = own.world;
  for (std::int32_t step = 0; step < to; ++step) {
    take_effect(world, own.moment(step));
    publish(world, own.moment(step));
  }
  std::map<std::string, Stock> all;
  for (std::uint32_t id = world.stories.first(); id != world.stories.next(); ++id) {
    const Story& story = world.stories[id];
    if (world.stories.born(id) < from) continue;
    Stock& of = all[world.outlets[story.outlet].name];
    of.stories += 1;
    of.against += story.slant < 0;
    const std::uint16_t topic = world.stories[id].topic;
    of.reports += topic != 0;
    of.threat += topic != 0 ? double{world.topics[topic - 1u].threat} : 0.0;
    of.slant += double{story.slant};
  }
  return all;
}

}  // namespace

TEST_CASE("an event with a threat is in the next editions, but not in the state's",
          "[fear]") {
  Scenario s = reporting_country();
  s.events = {event(EventKind::arrest, 20, 0.75)};
  CHECK(published(s, 0, 20)["radio_free"].reports == 0);
  auto news = published(s, 20, 23);
  for (const char* name : {"radio_free", "free_page", "tv_private"}) {
    INFO(name);
    // Half of 120 stories; the standard deviation is 5.5.
    CHECK(std::abs(news[name].reports - 60) < 22);
    CHECK(news[name].threat == 0.75 * news[name].reports);
  }
  CHECK(news["tv_state"].reports == 0);
  CHECK(news["state_page"].reports == 0);
  const auto later = published(s, 0, 60);
  CHECK(later.at("radio_free").reports == news["radio_free"].reports);
}

TEST_CASE("a report changes neither slant nor number of stories", "[fear]") {
  Scenario s = reporting_country();
  s.events = {event(EventKind::killing, 5, 1)};
  auto with = published(s, 0, 20);
  s.events[0].threat = 0;
  auto without = published(s, 0, 20);
  for (auto& [name, of] : with) {
    CHECK(of.stories == without[name].stories);
    CHECK(of.slant == without[name].slant);
    CHECK(without[name].reports == 0);
  }
  CHECK(with["radio_free"].reports > 0);
}

TEST_CASE("a closure, too, can be news", "[fear]") {
  Scenario s = reporting_country();
  Event closure = event(EventKind::close, 5, 0.5);
  closure.outlets = {"radio_free"};
  s.events = {closure};
  auto news = published(s, 5, 8);
  CHECK(news["free_page"].reports > 0);
  CHECK(news.count("radio_free") == 0);
}

TEST_CASE("a newsroom keeps out, by its fear, what is against the regime", "[fear]") {
  Scenario s = reporting_country();
  s.sources[2].slant_sd = 0;
  s.sources[2].fear = 0.25;
  s.events = {event(EventKind::lawsuit, 0, 1)};
  auto all = published(s, 0, 100);
  // 4,000 stories, of which a quarter falls: standard deviation 27.
  CHECK(std::abs(all["radio_free"].stories - 3000) < 110);
  CHECK(all["tv_private"].stories == 4000);  // nothing to drop
  auto news = published(s, 0, 3);
  // Of some 90 stories left, 0.5 x 0.75 report: 34, standard deviation 5.6.
  CHECK(std::abs(news["radio_free"].reports - 34) < 23);
  s.sources[2].fear = 1;
  CHECK(published(s, 0, 100).count("radio_free") == 0);
  s.fear.enabled = false;
  CHECK(published(s, 0, 100)["radio_free"].stories == 4000);
}

TEST_CASE("pressure bends a newsroom to the line and lasts to its end", "[fear]") {
  Scenario s = reporting_country();
  s.fear.line = 0.8;
  s.sources[2].slant_sd = 0;
  Event press = event(EventKind::press, 20, 0);
  press.sources = {"opposition"};
  press.pressure = 0.75;
  press.end = day(40);
  s.events = {press};
  const auto mean_slant = [&](int from, int to) {
    const Stock of = published(s, from, to)["radio_free"];
    return of.slant / of.stories;
  };
  CHECK(std::abs(mean_slant(0, 20) + 0.6) < 1e-6);
  Stock pressed = published(s, 20, 40)["radio_free"];
  CHECK(std::abs(pressed.slant / pressed.stories - 0.45) < 1e-6);
  CHECK(pressed.against == 0);
  CHECK(std::abs(mean_slant(40, 60) + 0.6) < 1e-6);
}
