// Closures and blocks that the state pays for by the day, under each of its policies;
// and what the adaptive one cannot see.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event event(const char* name, EventKind kind, double price) {
  Event e;
  e.name = name;
  e.kind = kind;
  e.price = price;
  return e;
}

Lever lever(const char* name, const char* pays, double share) {
  return {.name = name, .pays = pays, .share = share};
}

Advertiser advertiser(const char* name) {
  Advertiser a;
  a.name = name;
  a.payer = "state";
  return a;
}

/// The small country where the state pays for a block of the platform, 180 USD a day of
/// 600, and for ads.
Scenario with_block(double share) {
  Scenario s = small_country(300);
  s.time.end = day(29);
  s.ads.advertisers = {advertiser("campaign")};
  s.events = {event("dark_days", EventKind::block_platform, 180)};
  s.state.enabled = true;
  s.state.budget = 600;
  s.state.survey_every = 5;
  s.state.levers = {lever("dark", "events.dark_days", share),
                    lever("ads", "ads.advertisers.campaign", 1 - share)};
  return s;
}

std::vector<int> dark_days(const Scenario& s) {
  OwnWorld own(s);
  std::vector<int> days;
  const int steps = static_cast<int>(std::lround(1 / s.time.step));
  for (int day = 0; day < 30; ++day) {
    own.live(day * steps, (day + 1) * steps);
    if (!own.world.is_first_platform_up()) days.push_back(day);
  }
  return days;
}

std::vector<int> days(int first, int last) {
  std::vector<int> all;
  for (int k = first; k <= last; ++k) all.push_back(k);
  return all;
}

/// Which results differ, those of the state aside.
std::string differences_beside_state(const Scenario& a, const Scenario& b) {
  const std::string text = differences(run(a, 3), run(b, 3));
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find(' ', at);
    const std::string name = text.substr(at, end - at);
    if (!name.starts_with("state/")) kept += name + " ";
    at = end + 1;
  }
  return kept;
}

/// A country with one outlet on a channel and one on the platform, one against the
/// regime and one for it. The state may close the one or block the other, or pay ads
/// that reach nobody.
enum class Silenced { critic, friend_of_the_state };
Scenario with_two_voices(EventKind kind, Silenced silenced) {
  const bool blocks = kind == EventKind::block_platform;
  Scenario s = small_country(1000);
  s.time.end = day(719);
  s.media = {s.media[0], s.media[3]};
  for (Medium& medium : s.media) {
    medium.persuasion = 0.05;
    medium.reach = 1;
  }
  s.outlets = {s.outlets[0], s.outlets[4]};
  const bool is_critic_on_platform = blocks == (silenced == Silenced::critic);
  s.outlets[is_critic_on_platform ? 1 : 0].source = "opposition";
  s.adoption.start_share = 1;
  s.ads.advertisers = {advertiser("nobody")};
  s.ads.advertisers[0].belief_from = 0.5;  // no data have leaked
  s.events = {event("silence", kind, 250)};
  if (!blocks) s.events[0].outlets = {"tv_state"};
  s.state.enabled = true;
  s.state.budget = 600;
  s.state.policy = StatePolicy::adaptive;
  s.state.survey_every = 10;
  s.state.sample = 700;
  s.state.levers = {lever("silence", "events.silence", 0.5),
                    lever("nobody", "ads.advertisers.nobody", 0.5)};
  return s;
}

}  // namespace

TEST_CASE("an event is in force on the days after those whose money reaches its price",
          "[state]") {
  CHECK(dark_days(with_block(0.3)) == days(1, 29));
  CHECK(dark_days(with_block(0.29)).empty());
  Scenario s = with_block(0.3);
  s.time.step = 0.25;
  CHECK(dark_days(s) == days(1, 29));
}

TEST_CASE("a paid event takes its price a day or nothing, and no more", "[state]") {
  for (const double share : {0.29, 0.3, 0.9}) {
    Scenario s = with_block(share);
    s.time.step = GENERATE(1.0, 0.5);
    const auto spend = series(run(s, 2), "state/spend", "dark");
    CHECK(spend.back() == Approx(share < 0.3 ? 0 : 30 * 180));
    CHECK(spend.back() <= 30 * 600 * share * (1 + 1e-9));
  }
}

TEST_CASE("without money the bytes are those without the lever, and of no state",
          "[state]") {
  Scenario s = with_block(0.3);
  s.fear.enabled = true;
  Event closure = event("closure", EventKind::close, 10);
  closure.outlets = {"radio_free"};
  closure.threat = 0.5;
  s.events.push_back(closure);
  s.state.levers.push_back(lever("close", "events.closure", 0));
  s.state.policy =
      GENERATE(StatePolicy::script, StatePolicy::rule, StatePolicy::adaptive);
  s.state.budget = 0;
  Scenario without = s;
  without.events.clear();
  without.state.enabled = false;
  CHECK(differences_beside_state(s, without) == "");
  s.state.budget = 600;
  CHECK(differences_beside_state(s, without) != "");
}

TEST_CASE("a paid block is one by date, and overlaps with others as such do",
          "[state]") {
  Scenario paid = with_block(1);
  paid.ads.advertisers.clear();
  paid.state.levers.pop_back();
  Scenario dated = paid;
  dated.state.enabled = false;
  dated.events[0].date = day(1);
  CHECK(differences_beside_state(paid, dated) == "");
  paid.state.script = {{.name = "late", .date = day(10), .shares = {{"dark", 0.0}}}};
  CHECK(dark_days(paid) == days(1, 10));
  Event law = event("law", EventKind::block_platform, 1);
  law.date = day(8);
  law.end = day(15);
  paid.events.push_back(law);
  CHECK(dark_days(paid) == days(1, 14));
}

TEST_CASE("every policy can close and block", "[state]") {
  Scenario s = with_block(0);
  Event closure = event("closure", EventKind::close, 400);
  closure.outlets = {"radio_free"};
  s.events.push_back(closure);
  s.state.levers.push_back(lever("close", "events.closure", 0));
  SECTION("a script from its dates on") {
    s.state.script = {{.name = "a", .date = day(4), .shares = {{"dark", 1.0}}},
                      {.name = "b", .date = day(9), .shares = {{"close", 1.0}}}};
    CHECK(dark_days(s) == days(5, 9));
    OwnWorld own(s);
    for (int step = 0; step < 20; ++step) {
      own.live(step, step + 1);
      CHECK(own.outlet("radio_free").is_open() == (step < 10));
    }
  }
  SECTION("a rule while alarmed, with what the alarm adds to the money") {
    s.state.policy = StatePolicy::rule;
    s.state.alarms = {{.name = "slump",
                       .level = 1,
                       .shares = {{"dark", 0.2}, {"close", 0.8}},
                       .factor = 2}};
    CHECK(dark_days(s) == days(1, 29));
    s.state.alarms[0].factor = 1;  // 120 a day
    CHECK(dark_days(s).empty());
    OwnWorld own(s);
    own.live(0, 2);
    CHECK_FALSE(own.outlet("radio_free").is_open());
  }
  SECTION("an adaptive state when it tries them") {
    s.state.policy = StatePolicy::adaptive;
    s.state.survey_every = 2;
    s.state.probe = 1;
    s.state.levers = {lever("dark", "events.dark_days", 0.5),
                      lever("close", "events.closure", 0.5)};
    OwnWorld own(s);
    bool both = false;
    int dark = 0;
    int closed = 0;
    for (int step = 0; step < 30; ++step) {
      own.live(step, step + 1);
      const bool is_dark = !own.world.is_first_platform_up();
      const bool is_closed = !own.outlet("radio_free").is_open();
      dark += is_dark;
      closed += is_closed;
      both |= is_dark && is_closed;
    }
    CHECK(dark > 5);
    CHECK(closed > 5);
    CHECK_FALSE(both);  // all the money, or none
  }
}

TEST_CASE("paid arrests are news when they begin and whenever their days are over",
          "[state]") {
  Scenario s = with_block(1);
  s.fear.enabled = true;
  s.fear.news_days = 1;
  s.events[0] = event("dark_days", EventKind::arrest, 180);
  s.events[0].threat = 0.6;
  s.events[0].lasts = 7;
  s.state.script = {{.name = "pause", .date = day(10), .shares = {{"ads", 1.0}}},
                    {.name = "again", .date = day(12), .shares = {{"dark", 1.0}}}};
  OwnWorld own(s);
  std::vector<int> news;
  for (int step = 0; step < 30; ++step) {
    own.live(step, step + 1);
    if (own.world.topics[0].date == own.moment(step).date) news.push_back(step);
  }
  // Paid from day 0 to 9 and from 12 on.
  CHECK(news == std::vector{1, 8, 13, 20, 27});
}

TEST_CASE("an adaptive state finds whether silence pays more than ads for nobody",
          "[state]") {
  for (const EventKind kind : {EventKind::close, EventKind::block_platform}) {
    for (const Silenced who : {Silenced::critic, Silenced::friend_of_the_state}) {
      CAPTURE(static_cast<int>(kind), static_cast<int>(who));
      int found = 0;
      for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Scenario s = with_two_voices(kind, who);
        if (seed % 2 == 0) std::ranges::reverse(s.state.levers);
        const auto spend = series(run(s, seed), "state/spend", "silence");
        // Of the last 360 days, the share that was paid for.
        const double silent = (spend.back() - spend[359]) / 250 / 360;
        found += who == Silenced::critic ? silent > 0.9 : silent < 0.1;
      }
      CHECK(found == 6);
    }
  }
}

TEST_CASE("an adaptive state is blind to all but its surveys", "[state]") {
  // Nobody's belief moves, so that surveys differ by their samples alone.
  Scenario plain = small_country(700);
  for (Medium& medium : plain.media) medium.persuasion = 0;
  plain.belief.anchor_rate = 0;
  plain.time.end = day(199);
  plain.ads.advertisers = {advertiser("campaign")};
  plain.events = {event("dark_days", EventKind::block_platform, 180)};
  plain.state.enabled = true;
  plain.state.budget = 600;
  plain.state.policy = StatePolicy::adaptive;
  plain.state.survey_every = 5;
  plain.state.sample = 50;
  plain.state.levers = {lever("dark", "events.dark_days", 0.4),
                        lever("ads", "ads.advertisers.campaign", 0.3),
                        lever("page", "outlets.state_page", 0.3)};
  Scenario other = plain;
  other.events[0].price = 10;
  Event closure = event("closure", EventKind::close, 1);
  closure.outlets = {"state_page", "radio_free"};  // and so takes no money
  closure.date = day(20);
  other.events.push_back(closure);
  other.ads.advertisers[0].end = day(50);
  other.outlets[5].start_fans *= 2;
  other.street.enabled = true;
  other.platform.ranking = Ranking::random;
  const sim::Results a = run(plain, 4);
  const sim::Results b = run(other, 4);
  REQUIRE(variable(a, "state/support_seen").values ==
          variable(b, "state/support_seen").values);
  CHECK(variable(a, "state/share").values == variable(b, "state/share").values);
  CHECK(variable(a, "state/spend").values != variable(b, "state/spend").values);
  CHECK(variable(a, "main_source_share").values !=
        variable(b, "main_source_share").values);
  // Not because its shares never move. Where all are asked, no survey differs from the
  // last, and it stays where it was but for its trials.
  const auto share = series(a, "state/share", "dark");
  CHECK(std::ranges::max(share) > 0.65);
  Scenario asked = plain;
  asked.state.sample = 700;
  for (const double tried : series(run(asked, 4), "state/share", "dark")) {
    CHECK(std::abs(tried - 0.4) < plain.state.probe / 2 + 1e-9);
  }
}

TEST_CASE("a state that pays for events gives the same bytes on any number of threads",
          "[state]") {
  const int threads = sim::threads();
  Scenario s = with_two_voices(EventKind::close, Silenced::critic);
  s.population.citizens = 5000;
  s.time.end = day(59);
  sim::set_threads(1);
  const sim::Results one = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(one, run(s, 5)) == "");
  sim::set_threads(threads);
}
