// Court: when a case opens, what the court may see, how it judges, and what follows.

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/mechanisms/judge.hpp"
#include "models/processes/accusations.hpp"
#include "models/processes/audit.hpp"
#include "models/processes/court.hpp"
#include "models/processes/timetable.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr std::size_t origin = 1, full = 4;

Event lawsuit(const char* name) {
  Event e;
  e.name = name;
  e.kind = EventKind::lawsuit;
  return e;
}

/// A country of 40 days whose state's page buys `bought` likes in January; on day 20
/// the opposition says so, and a case over it, opened on day 21, ends on day 31.
Scenario accused_of_buying(double bought) {
  Scenario s = small_country(300);
  s.time.end = day(39);
  s.outlets.push_back(s.outlets[4]);
  s.outlets.back().name = "third_page";
  s.outlets[4].foreign_ratio = 0.22;
  s.outlets[5].foreign_ratio = 0.2;
  s.outlets[6].foreign_ratio = 0.24;
  s.marketplace.orders = {{.name = "order",
                           .page = "state_page",
                           .likes = bought,
                           .start = day(12),
                           .end = day(18)}};
  s.audit.enabled = true;
  s.audit.every = 10;
  s.events = {lawsuit("suit"), lawsuit("conviction"), lawsuit("acquittal")};
  Accusation a;
  a.name = "likes";
  a.date = day(20);
  a.by = "opposition";
  a.against = "state";
  a.page = "state_page";
  a.days = 3;
  a.suit = "suit";
  s.accusations = {a};
  CourtCase c;
  c.name = "case";
  c.accusation = "likes";
  c.date = day(21);
  c.hearing = 10;
  c.convicts = "conviction";
  c.acquits = "acquittal";
  s.cases = {c};
  return s;
}

double of_case(const sim::Results& r, const std::string& name, std::size_t place = 0) {
  return variable(r, "case/" + name).values[place];
}

/// The first day, and only it, on which beliefs in two runs are not the same, to a bit.
int first_difference(const sim::Results& a, const sim::Results& b) {
  const std::vector<double>& x = variable(a, "belief_mean").values;
  const std::vector<double>& y = variable(b, "belief_mean").values;
  for (std::size_t d = 0; d < x.size(); ++d) {
    if (x[d] != y[d]) return static_cast<int>(d);
  }
  return -1;
}

/// The processes that a verdict needs, driven by hand.
struct Courtroom {
  OwnWorld w;
  sim::Results results;
  Accusations accuse;
  Audit audit;
  Court court;

  explicit Courtroom(Scenario s)
      : w(std::move(s)),
        results(with_axes(w.scenario)),
        accuse(w.world, results),
        audit(w.world, results),
        court(w.world, results) {}

  static sim::Results with_axes(const Scenario& s) {
    sim::Results r;
    const auto steps = static_cast<std::size_t>(s.clock().steps());
    r.add_axis({.name = "time", .values = std::vector<double>(steps)});
    return r;
  }
  void live(int days, AuditLevel disclosed) {
    for (int d = 0; d < days; ++d) {
      accuse(w.moment(d));
      w.live(d, d + 1);
      audit(w.moment(d));
      w.world.audit.disclosed.assign(w.world.pages.size(), disclosed);
      court(w.moment(d));
    }
  }
};

}  // namespace

TEST_CASE("the chance of each level is the court's reading of the last audit",
          "[court]") {
  Scenario s = accused_of_buying(3'000);
  s.cases[0].spread = 2;
  s.cases[0].capture = 0.25;
  const sim::Results r = run(s, 1);
  const std::vector<double>& audited = variable(r, "audit/log_bayes_factor").values;
  for (std::size_t level = 0; level < audit_levels.size(); ++level) {
    INFO(audit_levels[level]);
    const double log_b = of_case(r, "log_bayes_factor", level);
    CHECK(log_b == audited[(31 * 3 + 0) * 5 + level]);
    CHECK(of_case(r, "chance_stands", level) == chance_stands({3, 2, 0.25}, log_b));
  }
  CHECK(of_case(r, "opening_day") == 21);
  CHECK(of_case(r, "verdict_day") == 31);
  CHECK(of_case(r, "verdict_level") == 0);
}

TEST_CASE(
    "with all payments shown the charge stands if nothing was bought, and falls "
    "else",
    "[court][laws]") {
  for (const double bought : {0.0, 20.0, 20'000.0}) {
    INFO(bought);
    const Scenario s = accused_of_buying(bought);
    Courtroom trial(s);
    trial.live(33, AuditLevel::full);
    const double stands = bought > 0 ? 0 : 1;
    CHECK(of_case(trial.results, "chance_stands", full) == stands);
    CHECK(of_case(trial.results, "verdict") == stands);
    CHECK(of_case(trial.results, "verdict_level") == 4);
    // The verdict brings one of its two events about, on the next day.
    const EventState& guilty = trial.w.world.events[1];
    const EventState& free = trial.w.world.events[2];
    CHECK(guilty.date.has_value() == (stands == 1));
    CHECK(free.date.has_value() == (stands == 0));
    CHECK((stands == 1 ? guilty : free).date == day(32));
  }
}

TEST_CASE("a court sees no more than it admits, and a captured one sees nothing",
          "[court]") {
  Scenario s = accused_of_buying(20'000);
  s.cases[0].admits = AuditLevel::origin;
  Courtroom narrow(s);
  narrow.live(33, AuditLevel::full);
  CHECK(of_case(narrow.results, "verdict_level") == 1);
  const double at_origin = of_case(narrow.results, "chance_stands", origin);
  CHECK(at_origin > 0);
  for (std::size_t level = origin; level < audit_levels.size(); ++level) {
    CHECK(of_case(narrow.results, "chance_stands", level) == at_origin);
  }
  CHECK(of_case(narrow.results, "log_bayes_factor", full) > 1e300);
  s.cases[0].admits = AuditLevel::full;
  s.cases[0].capture = 1;
  Courtroom captured(s);
  captured.live(33, AuditLevel::full);
  CHECK(of_case(captured.results, "chance_stands", full) == 1);
  CHECK(of_case(captured.results, "verdict") == 1);
}

TEST_CASE("a court sees what a ruling has disclosed by the day of the verdict, if any",
          "[court]") {
  Scenario s = accused_of_buying(20'000);
  s.disclosure.enabled = true;
  s.disclosure.requests = {{.name = "asked",
                            .applicant = "opposition",
                            .page = "state_page",
                            .date = day(22),
                            .delay = 9,
                            .ruling = Ruling::full}};
  DisclosureRequest& request = s.disclosure.requests[0];
  const sim::Results granted = run(s, 1);
  CHECK(of_case(granted, "verdict_level") == full);
  CHECK(of_case(granted, "verdict") == 0);
  request.delay = 10;  // the day after
  CHECK(of_case(run(s, 1), "verdict_level") == 0);
  request.delay = 9;
  request.ruling = Ruling::denied;
  CHECK(of_case(run(s, 1), "verdict_level") == 0);
}

TEST_CASE("verdicts fall as often as their chance says", "[court]") {
  Scenario s = accused_of_buying(3'000);
  s.audit.every = 100;
  s.cases[0].capture = 0.4;
  s.cases[0].standard = -2;
  for (int k = 1; k < 7; ++k) {
    s.cases.push_back(s.cases[0]);
    s.cases.back().name += std::to_string(k);
    s.cases.back().vindication = 0;
  }
  double expected = 0, variance = 0, stood = 0;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const sim::Results r = run(s, seed);
    for (std::size_t k = 0; k < s.cases.size(); ++k) {
      const double chance = of_case(r, "chance_stands", 5 * k);
      expected += chance;
      variance += chance * (1 - chance);
      stood += of_case(r, "verdict", k);
    }
  }
  CHECK(variance > 5);
  CHECK(std::abs(stood - expected) < 4.5 * std::sqrt(variance));
}

TEST_CASE("a case without a date opens with the suit, and without one never",
          "[court]") {
  Scenario s = accused_of_buying(3'000);
  s.cases[0].date.reset();
  s.accusations[0].answer = 1000;
  const sim::Results sued = run(s, 1);
  const double suit = variable(sued, "accusations/suit_day").values[0];
  CHECK(suit == 22);  // read on day 20, answered on day 21
  CHECK(of_case(sued, "opening_day") == suit);
  CHECK(of_case(sued, "verdict_day") == suit + 10);
  s.accusations[0].answer = 0;
  Scenario late = accused_of_buying(3'000);
  late.cases[0].hearing = 19;  // the run ends the day before
  Scenario silent = accused_of_buying(3'000);
  silent.accusations[0].enabled = false;
  for (const Scenario& never : {s, late, silent}) {
    const sim::Results r = run(never, 1);
    for (const char* name : {"verdict", "verdict_level", "verdict_day", "opening_day",
                             "chance_stands", "log_bayes_factor"}) {
      for (const double value : variable(r, std::string("case/") + name).values) {
        CHECK(std::isnan(value));
      }
    }
  }
}

TEST_CASE("an acquittal is news that costs the accused belief; a conviction is none",
          "[court]") {
  Scenario s = accused_of_buying(3'000);
  s.cases[0].standard = -700;  // the charge falls whatever there is
  s.cases[0].spread = 0;
  s.outlets[1].source = "state";  // of a second channel, so that many read of it
  s.outlets[2].source = "opposition";
  Scenario quiet = s;
  quiet.cases[0].vindication = 0;
  CHECK(of_case(run(s, 1), "verdict") == 0);
  CHECK(first_difference(run(s, 1), run(quiet, 1)) == 32);
  s.cases[0].capture = quiet.cases[0].capture = 1;
  CHECK(of_case(run(s, 1), "verdict") == 1);
  CHECK(first_difference(run(s, 1), run(quiet, 1)) == -1);
}

TEST_CASE("a page that has shown no likes is no evidence either way", "[court]") {
  Scenario s = accused_of_buying(0);
  s.marketplace.orders.clear();
  s.outlets[4].start_fans = 0;
  s.outlets[4].open = false;
  const sim::Results r = run(s, 1);
  CHECK(std::isnan(of_case(r, "log_bayes_factor", full)));
  CHECK(of_case(r, "chance_stands", full) == chance_stands({3, 1, 0}, 0));
}

TEST_CASE("cases give the same bytes on any number of threads", "[court]") {
  const int threads = sim::threads();
  const Scenario s = accused_of_buying(3'000);
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(alone, run(s, 5)) == "");
  sim::set_threads(threads);
}
