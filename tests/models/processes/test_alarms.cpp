// A nervous state: what it sees alarms it, and it brings events about.

#include <algorithm>
#include <string>
#include <vector>

#include "models/processes/state.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event event(const char* name, EventKind kind, std::int64_t lasts = 0) {
  Event e;
  e.name = name;
  e.kind = kind;
  e.lasts = lasts;
  return e;
}

/// The small country in which all march on some days, and a state that then blocks the
/// platform for four.
Scenario nervous_country(int first, int last) {
  Scenario s = small_country(500);
  s.time.end = day(19);
  s.street.enabled = true;
  s.street.threshold = {.mean = -1, .sd = 0};
  Issue issue;
  issue.name = "recount";
  issue.salience = {{day(first), 1.0}, {day(last), 1.0}};
  s.street.issues = {issue};
  s.events = {event("blackout", EventKind::block_platform, 4)};
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.alarms = {{.name = "crowd",
                     .watches = Watched::marchers,
                     .level = 500e3,
                     .does = {"blackout"}}};
  return s;
}

/// The days on which nobody visited the platform.
std::vector<int> dark_days(const Scenario& s) {
  const sim::Results results = run(s, 1);
  const std::vector<double>& visits = variable(results, "platform/visits").values;
  std::vector<int> days;
  for (std::size_t k = 0; k < visits.size(); ++k) {
    if (visits[k] == 0) days.push_back(static_cast<int>(k));
  }
  return days;
}

/// The variables that differ, those of the state aside.
std::string differences_beside_state(const Scenario& a, const Scenario& b) {
  const std::string text = differences(run(a, 3), run(b, 3));
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find(' ', at);
    const std::string name = text.substr(at, end - at);
    const bool is_own = name.starts_with("state/") || name.starts_with("(another") ||
                        name == "number" || name == "of" || name == "them)";
    if (!is_own) kept += name + " ";
    at = end == text.npos ? text.size() : end + 1;
  }
  return kept;
}

}  // namespace

TEST_CASE("marchers alarm the next morning, and the platform is dark the day after",
          "[state]") {
  CHECK(dark_days(nervous_country(3, 3)) == std::vector{5, 6, 7, 8});
  const sim::Results results = run(nervous_country(3, 4), 1);
  const auto alarmed = series(results, "state/alarmed", "crowd");
  for (std::size_t t = 0; t < alarmed.size(); ++t) {
    CHECK(alarmed[t] == (t == 4 || t == 5 ? 1 : 0));
  }
}

TEST_CASE("while it lasts it is not brought about again, and then it may be",
          "[state]") {
  CHECK(dark_days(nervous_country(3, 9)) == std::vector{5, 6, 7, 8, 10, 11, 12, 13});
  Scenario once = nervous_country(3, 9);
  once.events[0].lasts = 0;  // for good
  CHECK(dark_days(once).front() == 5);
  CHECK(dark_days(once).size() == 15);
}

TEST_CASE("one person less than the state fears changes nothing", "[state]") {
  Scenario calm = nervous_country(3, 9);
  calm.state.alarms[0].level = 500e3 + 1;
  Scenario off = calm;
  off.state.enabled = false;
  CHECK(differences_beside_state(off, calm) == "");
  calm.state.alarms[0].level = 500e3;
  CHECK(differences_beside_state(off, calm) != "");
}

TEST_CASE("marchers alarm by their rise since the last survey too", "[state]") {
  Scenario s = nervous_country(3, 12);
  s.state.survey_every = 5;
  s.state.alarms[0].level = 0;
  s.state.alarms[0].change = 400e3;
  // Seen on day 4 against 0 on day 0; on day 5 again, and from then on no rise.
  s.events[0].lasts = 1;
  CHECK(dark_days(s) == std::vector{5});
  s.state.survey_every = 100;
  CHECK(dark_days(s) == std::vector{5, 7, 9, 11, 13});
}

TEST_CASE("the end of an alarm's block ends no block by date, nor the other way round",
          "[state]") {
  Scenario s = nervous_country(3, 3);  // dark from 5 to 8
  Event law = event("law", EventKind::block_platform);
  law.date = day(2);
  law.end = day(7);
  Event later = law;
  later.name = "later";
  later.date = day(8);
  later.end = day(11);
  s.events.push_back(law);
  s.events.push_back(later);
  CHECK(dark_days(s) == std::vector{2, 3, 4, 5, 6, 7, 8, 9, 10});
}

TEST_CASE("voiced dissent alarms where it is heard, and arrests frighten", "[state]") {
  Scenario s = small_country(700);
  s.fear.enabled = true;
  s.events = {event("arrests", EventKind::arrest, 20)};
  s.events[0].threat = 0.6;
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.alarms = {{.name = "murmur",
                     .watches = Watched::voiced_dissent,
                     .level = 0.01,
                     .does = {"arrests"}}};
  const std::vector<double> fear = variable(run(s, 1), "fear_mean").values;
  // Nothing was heard before day 0; what was said on it is heard on day 1.
  CHECK(fear[1] == 0);
  CHECK(fear[2] > 0);
  CHECK(fear[22] < fear[5]);  // over on day 22, brought about again that day
  CHECK(fear[24] > fear[22]);
  s.state.alarms[0].level = 1;  // nobody is for the regime
  CHECK(variable(run(s, 1), "fear_mean").values.back() == 0);
}

TEST_CASE("the state hears what is voiced, and not what is swallowed", "[state]") {
  Scenario s = small_country(700);
  s.climate.enabled = true;
  s.climate.minding = 1;
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.alarms = {{.name = "murmur", .watches = Watched::voiced_dissent, .level = 1}};
  const sim::Results calm = run(s, 1);
  const double loudest = std::ranges::max(variable(calm, "dissent_voiced").values);
  const double thought = std::ranges::min(variable(calm, "dissent_private").values);
  REQUIRE(loudest < thought);
  const auto sounds = [&](double level) {
    s.state.alarms[0].level = level;
    return std::ranges::max(series(run(s, 1), "state/alarmed", "murmur")) == 1;
  };
  CHECK(sounds(loudest));
  CHECK_FALSE(sounds((loudest + thought) / 2));
}

TEST_CASE("an alarm that watches approval acts at its surveys alone", "[state]") {
  Scenario s = small_country(700);
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.survey_every = 10;
  s.events = {event("blackout", EventKind::block_platform, 2)};
  s.state.alarms = {{.name = "slump", .level = 1, .does = {"blackout"}}};
  s.time.end = day(24);
  CHECK(dark_days(s) == std::vector{1, 2, 11, 12, 21, 22});
}

TEST_CASE("a raid and a visit that an alarm brings about are undone when over",
          "[state]") {
  Scenario s = small_country(700);
  s.fear.enabled = true;
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.survey_every = 100;
  s.events = {event("raid", EventKind::close, 3), event("visit", EventKind::press, 5)};
  s.events[0].outlets = {"radio_free"};
  s.events[1].sources = {"opposition"};
  s.events[1].pressure = 0.5;
  s.state.alarms = {{.name = "slump", .level = 1, .does = {"raid", "visit"}}};
  OwnWorld own(s);
  for (std::int32_t t = 0; t < 8; ++t) {
    own.live(t, t + 1);
    CHECK(own.outlet("radio_free").is_open() == !(1 <= t && t < 4));
    CHECK(own.world.sources[2].pressed() == (1 <= t && t < 6 ? 0.5 : 0));
  }
}

TEST_CASE("what cannot be undone is not done again when it is over", "[state]") {
  Scenario s = small_country(700);
  s.state.enabled = true;
  s.state.policy = StatePolicy::rule;
  s.state.survey_every = 100;
  s.events = {event("exile", EventKind::exile, 2)};
  s.events[0].sources = {"opposition"};
  s.state.alarms = {{.name = "slump", .level = 1, .does = {"exile"}}};
  OwnWorld own(s);
  own.live(0, 2);
  CHECK(own.outlet("radio_free").closures == 1);
  own.live(2, 5);
  CHECK(own.outlet("radio_free").closures == 1);
}

TEST_CASE("a nervous state gives the same bytes on any number of threads", "[state]") {
  const int threads = sim::threads();
  Scenario s = nervous_country(3, 9);
  s.population.citizens = 4096;
  sim::set_threads(1);
  const sim::Results one = run(s, 5);
  for (const int n : {2, 3, 7}) {
    sim::set_threads(n);
    CHECK(differences(one, run(s, 5)) == "");
  }
  sim::set_threads(threads);
}
