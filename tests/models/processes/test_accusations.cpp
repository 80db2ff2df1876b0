// Accusations: who carries them, whom they reach, what they leave, and whether the
// state answers.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/processes/accusations.hpp"
#include "models/processes/newsroom.hpp"
#include "models/processes/timetable.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A country of 15 days in whose newspapers and on whose platform the opposition says
/// on day 3 that the private owner had somebody killed; the state may sue.
Scenario accusing(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.time.end = day(14);
  Event suit;
  suit.name = "suit";
  suit.kind = EventKind::lawsuit;
  suit.threat = 0.5;
  s.events = {suit};
  Accusation a;
  a.name = "murder";
  a.date = day(3);
  a.by = "opposition";
  a.against = "private";
  a.claim = Claim::killing;
  a.suit = "suit";
  s.accusations = {a};
  return s;
}

double made_day(const sim::Results& r) {
  return variable(r, "accusations/made_day").values[0];
}
double suit_day(const sim::Results& r) {
  return variable(r, "accusations/suit_day").values[0];
}
std::vector<double> read(const sim::Results& r) {
  return series(r, "accusations/read", "murder");
}

/// Differences outside the group accusations.
std::string differences_beyond(const sim::Results& with, const sim::Results& without) {
  std::string names;
  for (const sim::Variable& v : without.variables()) {
    if (v.about.name.starts_with("accusations/")) continue;
    const std::vector<double>& other = variable(with, v.about.name).values;
    for (std::size_t k = 0; k < v.values.size(); ++k) {
      const bool same =
          other[k] == v.values[k] || (std::isnan(other[k]) && std::isnan(v.values[k]));
      if (same) continue;
      names += v.about.name + " ";
      break;
    }
  }
  return names;
}

Event closing(const char* name, const char* outlet, int date) {
  Event e;
  e.name = name;
  e.kind = EventKind::close;
  e.outlets = {outlet};
  e.date = day(date);
  return e;
}

}  // namespace

TEST_CASE("the accuser tells it, the frightened less, the state and the accused never",
          "[accusations]") {
  Scenario s = accusing(50);
  s.fear.enabled = true;
  s.sources[1].fear = 0.5;
  Source premier = s.sources[1];
  premier.name = "premier";
  premier.fear = 0;
  s.sources.push_back(premier);
  Source free = s.sources[2];
  free.name = "free";
  s.sources.push_back(free);
  Outlet outlet = s.outlets[1];
  for (const char* name : {"premier", "free"}) {
    outlet.name = std::string("tv_") + name;
    outlet.source = name;
    s.outlets.push_back(outlet);
  }
  for (Outlet& o : s.outlets) o.stories_per_day = 300;
  s.accusations[0].against = "premier";
  s.accusations[0].coverage = 0.6;
  s.accusations[0].echo = 0.2;
  s.accusations[0].days = 10;
  s.platform.story_days = 100;
  OwnWorld w(s);
  sim::Results results;
  results.add_axis({.name = "time", .values = std::vector<double>(15)});
  Accusations accuse(w.world, results);
  std::map<std::string, double> about, all;
  for (int d = 0; d < 15; ++d) {
    const std::uint32_t first = w.world.stories.next();
    accuse(w.moment(d));
    publish(w.world, w.moment(d));
    for (std::uint32_t id = first; id != w.world.stories.next(); ++id) {
      const bool is_about = w.world.stories[id].topic != 0;
      if (d < 3 || d >= 13) CHECK_FALSE(is_about);
      if (d < 3 || d >= 13) continue;
      const std::string& name = w.world.outlets[w.world.stories[id].outlet].name;
      all[name] += 1;
      about[name] += is_about;
    }
  }
  // About 3,000 stories each: 4.5 standard errors of 0.6 are 0.041.
  CHECK(about["radio_free"] / all["radio_free"] == Approx(0.6).margin(0.041));
  CHECK(about["free_page"] / all["free_page"] == Approx(0.6).margin(0.041));
  CHECK(about["tv_free"] / all["tv_free"] == Approx(0.2).margin(0.034));
  CHECK(about["tv_private"] / all["tv_private"] == Approx(0.1).margin(0.026));
  CHECK(all["tv_state"] > 2900);
  CHECK(about["tv_state"] == 0);
  CHECK(about["state_page"] == 0);
  CHECK(all["tv_premier"] > 2900);
  CHECK(about["tv_premier"] == 0);
}

TEST_CASE("who has no open outlet accuses nobody, and nothing changes",
          "[accusations]") {
  Scenario s = accusing(500);
  s.accusations[0].answer = 1000;
  s.events.push_back(closing("radio", "radio_free", 1));
  const sim::Results by_page = run(s, 1);
  CHECK(made_day(by_page) == 3);
  CHECK(read(by_page).back() > 0);
  s.events.push_back(closing("page", "free_page", 3));
  const sim::Results silenced = run(s, 1);
  CHECK(std::isnan(made_day(silenced)));
  CHECK(std::isnan(suit_day(silenced)));
  CHECK(read(silenced).back() == 0);
  s.accusations.clear();
  s.events.erase(s.events.begin());
  CHECK(differences_beyond(silenced, run(s, 1)) == "");
}

TEST_CASE("what nobody tells nobody reads, and it is not answered", "[accusations]") {
  Scenario s = accusing(500);
  s.accusations[0].answer = 1000;
  for (const bool news : {false, true}) {
    s.accusations[0].days = news ? 7 : 0;
    if (news) s.accusations[0].coverage = s.accusations[0].echo = 0;
    const sim::Results r = run(s, 2);
    CHECK(made_day(r) == 3);
    for (const double share : read(r)) CHECK(share == 0);
    CHECK(std::isnan(suit_day(r)));
  }
}

TEST_CASE("a suit comes as often as the hazard times the reach makes it",
          "[accusations]") {
  double expected = 0, variance = 0, sued = 0, early = 0;
  for (const double step : {1.0, 0.5}) {
    Scenario s = accusing(100);
    s.time.step = step;
    s.accusations[0].answer = 0.4;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const sim::Results r = run(s, seed);
      const std::vector<double> share = read(r);
      double hazard = 0;
      for (std::size_t k = 0; k < share.size(); ++k) {
        const double since = static_cast<double>(k) * step - 3;
        if (0 <= since && since <= 7) hazard += 0.4 * share[k] * step;
      }
      const double chance = 1 - std::exp(-hazard);
      expected += chance;
      variance += chance * (1 - chance);
      const double suit = suit_day(r);
      sued += !std::isnan(suit);
      // Read in the first step of day 3, answered in the next, in force a day later.
      early += suit < (step < 1 ? 4 : 5);
    }
  }
  CHECK(expected > 100);
  CHECK(expected < 300);
  CHECK(std::abs(sued - expected) < 4.5 * std::sqrt(variance));
  CHECK(early == 0);
}

TEST_CASE("a suit is in force the next day, comes once, and frightens who reads of it",
          "[accusations]") {
  Scenario s = accusing(500);
  s.fear.enabled = true;
  s.accusations[0].answer = 1000;
  const sim::Results r = run(s, 3);
  CHECK(suit_day(r) == 5);
  const std::vector<double>& fear = variable(r, "fear_mean").values;
  for (std::size_t d = 0; d < 5; ++d) CHECK(fear[d] == 0);
  CHECK(fear[5] > 0);
  s.events[0].enabled = false;
  const sim::Results unable = run(s, 3);
  CHECK(std::isnan(suit_day(unable)));
  for (const double f : variable(unable, "fear_mean").values) CHECK(f == 0);
}

TEST_CASE("an accusation that takes no credence away leaves the bytes of none",
          "[accusations][laws]") {
  Scenario s = accusing(500);
  Scenario none = s;
  none.accusations.clear();
  none.events.clear();
  const sim::Results without = run(none, 4);
  s.accusations[0].loss = 0;
  CHECK(differences_beyond(run(s, 4), without) == "");
  s.accusations[0].loss = 1;
  CHECK(differences_beyond(run(s, 4), without).find("belief_mean") !=
        std::string::npos);
  s.accusations[0].enabled = false;
  CHECK(differences_beyond(run(s, 4), without) == "");
  // An accuser whom nobody believes takes as little away.
  s.accusations[0].enabled = true;
  s.sources[2].credence = none.sources[2].credence = 0;
  CHECK(differences_beyond(run(s, 4), run(none, 4)) == "");
}

TEST_CASE("only the accused's own outlets lose, and ads that show him as their sponsor",
          "[accusations]") {
  Scenario s = accusing(50);
  Advertiser open, hidden;
  open.name = "open";
  open.payer = "private";
  hidden.name = "hidden";
  hidden.payer = "private";
  hidden.sponsor = "opposition";
  s.ads.advertisers = {open, hidden};
  AccountNetwork trolls;
  trolls.name = "trolls";
  trolls.source = "private";
  s.inauthentic.networks = {trolls};
  OwnWorld w(s);
  const std::uint8_t lesson = tell(w.world, s.accusations[0], "murder", day(3), 0.5);
  for (std::uint32_t c = 0; c < w.world.outlets.size(); ++c) {
    const std::string& name = w.world.outlets[c].name;
    INFO(name);
    CHECK(w.world.lessons.trust(0, c) == 1);
    const bool loses =
        name == "tv_private" || name == "radio_private" || name == "ad open";
    CHECK(w.world.lessons.trust(lesson, c) == (loses ? 0.5 : 1.0));
  }
}

TEST_CASE("an ad that must name its payer loses with him", "[accusations]") {
  Scenario s = accusing(50);
  Advertiser hidden;
  hidden.name = "hidden";
  hidden.payer = "private";
  hidden.sponsor = "opposition";
  s.ads.advertisers = {hidden};
  s.ads.library = AdLibrary::label;
  OwnWorld w(s);
  const std::uint8_t lesson = tell(w.world, s.accusations[0], "murder", day(3), 0.5);
  CHECK(w.world.lessons.trust(lesson, w.world.ads.advertisers[0].outlet) == 0.5);
}

TEST_CASE("accusations give the same bytes on any number of threads", "[accusations]") {
  const int threads = sim::threads();
  Scenario s = accusing(3000);
  s.fear.enabled = true;
  s.accusations[0].answer = 0.5;
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(alone, run(s, 5)) == "");
  sim::set_threads(threads);
}
