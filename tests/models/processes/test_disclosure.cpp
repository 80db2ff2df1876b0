// Disclosure: the truth moves who reads it and nobody else, and a refusal changes
// nothing.

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/models/processes/disclosure_country.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// Differences outside the group.
std::string differences_beyond(const sim::Results& a, const sim::Results& b,
                               const std::string& group = "disclosure/") {
  std::string names;
  std::istringstream in(differences(a, b) + " " + differences(b, a));
  for (std::string name; in >> name;) {
    if (name.find('(') != name.npos) {
      std::getline(in, name, ')');  // (another number of them)
    } else if (!name.starts_with(group)) {
      names += name + " ";
    }
  }
  return names;
}

}  // namespace

TEST_CASE("disclosure when nothing was bought changes no credence, to the byte",
          "[disclosure][laws]") {
  Scenario s = palace_without_agents(400, 0);
  s.fear.enabled = true;
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  const sim::Results granted = run(s, 3);
  s.disclosure.enabled = false;
  const sim::Results without = run(s, 3);
  CHECK(differences_beyond(granted, without) == "");
  CHECK(differences(granted, without) != "");
  // Not because nobody was told.
  CHECK(series(granted, "disclosure/cleared", "premier_page").back() > 50'000);
  for (const double left : variable(granted, "disclosure/credence_left").values) {
    CHECK(left == 1);
  }
}

TEST_CASE("a truth that costs no credence moves nobody, one that does moves many",
          "[disclosure][laws]") {
  Scenario s = palace(400, 20'000);
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  s.disclosure.loss = 0;
  const sim::Results free = run(s, 3);
  s.disclosure.loss = 0.5;
  const sim::Results costly = run(s, 3);
  s.disclosure.enabled = false;
  const sim::Results without = run(s, 3);
  CHECK(differences_beyond(free, without) == "");
  CHECK(series(free, "disclosure/informed", "premier_page").back() > 50'000);
  CHECK(differences_beyond(costly, without).find("belief_mean") != std::string::npos);
}

TEST_CASE("a request that is denied is as none, to the byte", "[disclosure][laws]") {
  Scenario s = palace(400, 20'000);
  const sim::Results none = run(s, 3);
  s.disclosure.requests = {request(Ruling::denied, AuditLevel::full, 10)};
  const sim::Results denied = run(s, 3);
  CHECK(differences_beyond(denied, none) == "");
  CHECK(variable(denied, "disclosure/granted").values == std::vector{0.0});
  for (const double level : variable(denied, "disclosure/level").values) {
    CHECK(level == 0);
  }
  for (const double exposed : variable(denied, "disclosure/exposed").values) {
    CHECK(exposed == 0);
  }
  // And a ruling after the run is none.
  s.disclosure.requests[0].ruling = Ruling::full;
  s.disclosure.requests[0].delay = 100;
  const sim::Results pending = run(s, 3);
  CHECK(differences_beyond(pending, none) == "");
  CHECK(std::isnan(variable(pending, "disclosure/granted").values[0]));
}

TEST_CASE("what is found and disclosed is news, and informs", "[disclosure]") {
  Scenario s = palace(400, 30'000);
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  const sim::Results results = run(s, 3);
  const std::vector<double> informed =
      series(results, "disclosure/informed", "premier_page");
  const std::vector<double> left =
      series(results, "disclosure/credence_left", "premier");
  const std::vector<double> level = series(results, "disclosure/level", "premier_page");
  for (std::size_t t = 0; t < 40; ++t) {
    INFO("day " << t);
    CHECK(level[t] == (t < 10 ? 0 : 4));
    CHECK((informed[t] > 0) == (t > 10));
    // One in two of credence lost by who has read it.
    CHECK(left[t] == Approx(1 - 0.5 * informed[t] / 400'000).epsilon(1e-12));
  }
  CHECK(informed[12] < informed[16]);
  for (const double other : series(results, "disclosure/credence_left", "state")) {
    CHECK(other == 1);
  }
}

TEST_CASE("disclosure gives the same bytes on any number of threads",
          "[disclosure][laws]") {
  const int threads = sim::threads();
  Scenario s = palace(4096, 200'000);
  s.fear.enabled = true;
  s.disclosure.exposure_threat = 0.3;
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  CHECK(series(alone, "disclosure/informed", "premier_page").back() > 0);
  for (const int n : {2, 3}) {
    sim::set_threads(n);
    CHECK(differences(alone, run(s, 5)) == "");
  }
  sim::set_threads(threads);
}
