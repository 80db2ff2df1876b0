// Audit: it watches and changes nothing; what it sees is what the level shows.

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "models/processes/audit.hpp"
#include "models/processes/timetable.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr std::size_t state_page = 0;
constexpr std::size_t free_page = 1;
constexpr std::size_t totals = 0, origin = 1, library = 2, accounts = 3, full = 4;

/// Three pages with a fifth of their likes from abroad, give or take; the state's page
/// buys `bought` likes in January. 60 days, an audit every ten.
Scenario audited(double bought, sim::NamedNumbers origins = {}) {
  Scenario s = small_country(300);
  s.outlets.push_back(s.outlets[4]);
  s.outlets.back().name = "third_page";
  s.outlets[4].foreign_ratio = 0.22;
  s.outlets[5].foreign_ratio = 0.2;
  s.outlets[6].foreign_ratio = 0.24;
  LikeOrder order;
  order.name = "order";
  order.page = "state_page";
  order.likes = bought;
  order.start = day(12);
  order.end = day(18);
  order.origins = std::move(origins);
  s.marketplace.orders = {order};
  s.audit.enabled = true;
  s.audit.every = 10;
  return s;
}

/// A variable of the group at a record, a page and a level.
double at(const sim::Results& results, const std::string& name, std::size_t record,
          std::size_t page, std::size_t level) {
  return variable(results, "audit/" + name).values[(record * 3 + page) * 5 + level];
}

std::vector<double> truth(const sim::Results& results, const std::string& page) {
  return series(results, "audit/truth", page);
}

/// Differences outside the group audit.
std::string differences_beyond_audit(const sim::Results& with,
                                     const sim::Results& without) {
  std::string names;
  for (const auto& words : {differences(with, without), differences(without, with)}) {
    std::istringstream in(words);
    for (std::string name; in >> name;) {
      if (name.find('(') != name.npos) break;  // (another number of them)
      if (!name.starts_with("audit/")) names += name + " ";
    }
  }
  return names;
}

}  // namespace

TEST_CASE("an audit changes nothing that it looks at", "[audit]") {
  Scenario s = audited(20'000);
  Advertiser ads;
  ads.name = "ads";
  ads.payer = "state";
  ads.carries = Carries::page;
  ads.page = "free_page";
  ads.budget = 500;
  s.ads.advertisers = {ads};
  Scenario off = s;
  off.audit.enabled = false;
  const sim::Results without = run(off, 2);
  CHECK(differences_beyond_audit(run(s, 2), without) == "");
  for (const sim::Variable& v : without.variables()) {
    CHECK(!v.about.name.starts_with("audit/"));
  }
}

TEST_CASE("audits give the same bytes on any number of threads", "[audit]") {
  const int threads = sim::threads();
  const Scenario s = audited(20'000);
  sim::set_threads(1);
  const sim::Results alone = run(s, 4);
  for (const int n : {2, 3}) {
    sim::set_threads(n);
    CHECK(differences(alone, run(s, 4)) == "");
  }
  sim::set_threads(threads);
}

TEST_CASE("the truth is what the marketplace has online, and payments show it",
          "[audit]") {
  const sim::Results results = run(audited(20'000), 1);
  const std::vector<double> fake = series(results, "platform/likes_fake", "state_page");
  for (std::size_t t = 0; t < fake.size(); ++t) {
    INFO("day " << t);
    CHECK(truth(results, "state_page")[t] == fake[t - t % 10]);
    CHECK(at(results, "estimate", t, state_page, full) == fake[t - t % 10]);
    CHECK(at(results, "lower", t, state_page, full) ==
          at(results, "upper", t, state_page, full));
    const double payments = at(results, "log_bayes_factor", t, state_page, full);
    CHECK(std::isinf(payments));
    CHECK((payments > 0) == (t >= 20));
    CHECK(at(results, "log_bayes_factor", t, free_page, full) < -1e300);
  }
}

TEST_CASE("likes bought abroad are found by where they come from, and not before",
          "[audit]") {
  const sim::Results results = run(audited(30'000), 1);
  const std::size_t before = 15;
  const std::size_t after = 59;
  const double fake = truth(results, "state_page")[after];
  CHECK(at(results, "log_bayes_factor", before, state_page, origin) < 0);
  CHECK(at(results, "log_bayes_factor", after, state_page, origin) > std::log(20.0));
  CHECK(at(results, "lower", after, state_page, origin) > 0);
  for (const std::size_t level : {origin, library, accounts}) {
    INFO(level);
    // Not exactly: a quarter of the order has been removed since, which makes the
    // totals' burst larger than what is left of it.
    CHECK(at(results, "estimate", after, state_page, level) ==
          Approx(fake).epsilon(0.15));
  }
}

TEST_CASE("a burst is seen in the totals, wherever it comes from", "[audit]") {
  for (const char* from : {"home", "India"}) {
    const sim::Results results = run(audited(40'000, {{from, 1}}), 1);
    CHECK(at(results, "log_bayes_factor", 20, state_page, totals) >
          at(results, "log_bayes_factor", 10, state_page, totals) + 0.5);
    CHECK(at(results, "log_bayes_factor", 20, free_page, totals) < 1);
  }
}

TEST_CASE("likes bought at home are seen by their accounts, not by their origin",
          "[audit]") {
  Scenario s = audited(40'000, {{"home", 1}});
  s.audit.accounts.sample = 2000;
  const sim::Results results = run(s, 1);
  const std::size_t last = 59;
  // Their origin speaks against what the totals have raised.
  CHECK(at(results, "log_bayes_factor", last, state_page, origin) <
        at(results, "log_bayes_factor", last, state_page, totals));
  CHECK(at(results, "log_bayes_factor", last, state_page, accounts) >
        at(results, "log_bayes_factor", last, state_page, library) + 10);
}

TEST_CASE("an order of no likes is found nowhere, as no order is", "[audit]") {
  Scenario none = audited(0);
  const sim::Results zero = run(none, 1);
  none.marketplace.orders.clear();
  const sim::Results without = run(none, 1);
  for (const char* name : {"estimate", "lower", "upper", "log_bayes_factor"}) {
    const std::string full_name = std::string("audit/") + name;
    CHECK(variable(zero, full_name).values == variable(without, full_name).values);
  }
  for (const double value : variable(zero, "audit/truth").values) CHECK(value == 0);
}

TEST_CASE("a page that has not opened is not audited", "[audit]") {
  Scenario s = audited(0);
  s.outlets[4].open = false;
  Event opening;
  opening.name = "opening";
  opening.kind = EventKind::open;
  opening.date = day(25);
  opening.outlets = {"state_page"};
  s.events = {opening};
  const sim::Results results = run(s, 1);
  for (std::size_t level = 0; level < full; ++level) {
    CHECK(std::isnan(at(results, "estimate", 29, state_page, level)));
    CHECK(std::isfinite(at(results, "estimate", 30, state_page, level)));
    CHECK(std::isfinite(at(results, "estimate", 0, free_page, level)));
  }
}

TEST_CASE("control pages are all others, unless they are named", "[audit]") {
  const Scenario s = audited(30'000);
  const sim::Results all = run(s, 1);
  Scenario named = s;
  named.audit.controls = {{"state_page", {"third_page", "free_page"}}};
  CHECK(differences(all, run(named, 1)) == "");
  // Beside the page that bought, the third looks poor in likes from abroad.
  named.audit.controls = {{"third_page", {"free_page"}}};
  const sim::Results other = run(named, 1);
  const std::size_t third = 2;
  CHECK(at(other, "estimate", 59, third, origin) >
        at(all, "estimate", 59, third, origin));
  CHECK(at(other, "estimate", 59, state_page, origin) ==
        at(all, "estimate", 59, state_page, origin));
}

TEST_CASE("the auditor looks once on its days, whatever the step", "[audit]") {
  Scenario s = audited(0);
  s.time.step = 0.25;
  s.measures.every = 4;
  const sim::Results results = run(s, 1);
  for (const std::size_t t : {5, 19, 43}) {
    CHECK(at(results, "estimate", t, free_page, accounts) ==
          at(results, "estimate", t - t % 10, free_page, accounts));
  }
  CHECK(at(results, "estimate", 10, free_page, accounts) !=
        at(results, "estimate", 9, free_page, accounts));
}
