// What each level of disclosure reveals, to whom, and whom it exposes.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/models/processes/disclosure_country.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

std::string exposed_at(AuditLevel level, DisclosureScope scope) {
  Scenario s = palace(300, 20'000);
  DisclosureRequest r = request(Ruling::full, level, 10);
  r.scope = scope;
  s.disclosure.requests = {r};
  Court court(s);
  court.live(0, 11);
  return court.exposed();
}

}  // namespace

TEST_CASE("a level reveals what it shows and no more", "[disclosure]") {
  using enum AuditLevel;
  using enum DisclosureScope;
  const std::string seen = "premier_page, premier_tv, ad own";
  for (const AuditLevel level : {origin, ad_library, accounts}) {
    CHECK(exposed_at(level, both) == seen);
  }
  CHECK(exposed_at(full, content) == seen);
  CHECK(exposed_at(full, both) ==
        "premier_page, premier_tv, front_radio, accounts trolls, ad own, ad masked, "
        "ad sister");
  CHECK(exposed_at(full, identity) == exposed_at(full, both));
}

TEST_CASE("agents are revealed also where no likes were bought", "[disclosure]") {
  using enum AuditLevel;
  using enum DisclosureScope;
  const auto exposed = [](Scenario s, DisclosureScope scope, AuditLevel level = full) {
    s.disclosure.requests = {request(Ruling::full, level, 10)};
    s.disclosure.requests[0].scope = scope;
    Court court(s, -certain, -certain);
    court.live(0, 12);
    const std::string names = court.exposed();
    // One story, which is of agents or of nothing found.
    CHECK(court.w.world.topics.size() == 1);
    CHECK(court.w.world.topics[0].state_tells == names.empty());
    return names;
  };
  Scenario s = palace(300, 0);
  SECTION("accounts and a mask of the same hand") {
    for (const DisclosureScope scope : {identity, both}) {
      CHECK(exposed(s, scope) ==
            "premier_page, premier_tv, front_radio, accounts trolls, ad own, ad "
            "masked, ad sister");
    }
    CHECK(exposed(s, content) == "");
    CHECK(exposed(s, both, accounts) == "");
  }
  SECTION("a mask alone") {
    s.inauthentic.networks.erase(s.inauthentic.networks.begin());
    CHECK(exposed(s, both) ==
          "premier_page, premier_tv, front_radio, ad own, ad masked, ad sister");
    s.ads.library = AdLibrary::label;  // the reader is told who pays
    CHECK(exposed(s, both) == "");
  }
  SECTION("accounts alone, once they have acted") {
    s.ads.advertisers.erase(s.ads.advertisers.begin() + 1);
    CHECK(exposed(s, both) ==
          "premier_page, premier_tv, accounts trolls, ad own, ad sister");
    s.inauthentic.networks[0].start = day(20);
    CHECK(exposed(s, both) == "");
  }
  SECTION("of another hand none") {
    CHECK(exposed(palace_without_agents(300, 0), both) == "");
  }
}

TEST_CASE("a ruling finds nothing if what it shows says so, whatever is true",
          "[disclosure]") {
  // By what origin says, and by payments, which nobody has asked for.
  const auto stories = [](double at_origin, double payments) {
    Scenario s = palace_without_agents(300, 20'000);
    s.disclosure.requests = {request(Ruling::full, AuditLevel::origin, 10)};
    Court court(s, at_origin, payments);
    court.live(0, 12);
    return court.w.world.topics.size();
  };
  for (const double payments : {certain, -certain}) {
    CHECK(stories(-3, payments) == 1);
    CHECK(stories(-2.9, payments) == 0);
    CHECK(stories(0, payments) == 0);
    CHECK(stories(2.9, payments) == 0);
  }
}

TEST_CASE("who has been told that likes were bought is not told that none were",
          "[disclosure]") {
  Scenario s = palace_without_agents(300, 20'000);
  DisclosureRequest second = request(Ruling::full, AuditLevel::ad_library, 20);
  second.name = "second";
  s.disclosure.requests = {request(Ruling::full, AuditLevel::origin, 10), second};
  Court court(s);
  court.live(0, 15);
  CHECK(court.w.world.topics.size() == 1);
  court.find(-10, certain);  // they have been removed since
  court.live(15, 25);
  CHECK(court.w.world.topics.size() == 1);
}

TEST_CASE("an ad is of whom it displays, which a label changes", "[disclosure]") {
  Scenario s = palace(300, 20'000);
  s.ads.library = AdLibrary::label;
  s.disclosure.requests = {request(Ruling::full, AuditLevel::origin, 10)};
  Court court(s);
  court.live(0, 11);
  CHECK(court.exposed() == "premier_page, premier_tv, ad own, ad masked");
}

TEST_CASE("who has been paid nothing yet is no payee", "[disclosure]") {
  Scenario s = palace(300, 20'000);
  s.ads.advertisers[2].start = day(20);
  s.inauthentic.networks[0].start = day(20);
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  Court court(s);
  court.live(0, 11);
  CHECK(court.exposed() == "premier_page, premier_tv, front_radio, ad own, ad masked");
}

TEST_CASE("it is told when the evidence has grown, and once", "[disclosure]") {
  Scenario s = palace(300, 20'000);
  s.disclosure.requests = {request(Ruling::full, AuditLevel::origin, 10)};
  Court court(s, 2.9, certain);
  court.live(0, 15);
  CHECK(court.w.world.topics.empty());
  court.find(3, certain);
  court.live(15, 16);
  REQUIRE(court.w.world.topics.size() == 1);
  CHECK(court.w.world.topics[0].date == day(16));
  court.live(16, 20);
  court.find(1, certain);
  court.live(20, 21);
  court.find(20, certain);
  court.live(21, 22);
  CHECK(court.w.world.topics.size() == 1);
}

TEST_CASE("payers named later are news of their own, and cost nobody twice",
          "[disclosure]") {
  Scenario s = palace(300, 20'000);
  DisclosureRequest second = request(Ruling::full, AuditLevel::full, 20);
  second.name = "second";
  s.disclosure.requests = {request(Ruling::full, AuditLevel::origin, 10), second};
  Court court(s);
  court.live(0, 15);
  CHECK(court.exposed() == "premier_page, premier_tv, ad own");
  court.live(15, 25);
  CHECK(court.w.world.topics.size() == 2);
  CHECK(court.exposed(2) == "front_radio, accounts trolls, ad masked, ad sister");
  const auto place = static_cast<std::uint32_t>(&court.w.outlet("premier_page") -
                                                court.w.world.outlets.data());
  CHECK(court.w.world.lessons.trust(3, place) == 0.5);
}

TEST_CASE("the state's own media carry the exoneration, and never the truth",
          "[disclosure]") {
  Scenario s = palace_without_agents(300, 20'000);
  for (Source& source : s.sources) {
    if (source.name == "private") source.fear = 1;
  }
  s.fear.enabled = true;
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  const auto tellers = [&](double payments) {
    Court court(s, 10, payments);
    court.live(0, 15);
    std::string names;
    for (const OutletState& outlet : court.w.world.outlets) {
      const bool tells = std::ranges::any_of(outlet.edition, [&](std::uint32_t id) {
        return court.w.world.stories[id].topic != 0;
      });
      if (tells) names += (names.empty() ? "" : ", ") + outlet.name;
    }
    return names;
  };
  CHECK(tellers(certain) == "radio_free, free_page, front_radio");
  CHECK(tellers(-certain) ==
        "tv_state, tv_private, radio_private, radio_free, state_page, free_page, "
        "premier_page, premier_tv, front_radio");
}

TEST_CASE("who does not read does not learn", "[disclosure]") {
  Scenario s = palace(600, 20'000);
  s.disclosure.requests = {request(Ruling::full, AuditLevel::full, 10)};
  Court court(s);
  for (std::uint32_t i = 0; i < 300; ++i) court.w.world.citizens.attention[i] = 0;
  court.live(0, 20);
  const std::vector<bool> learnt = court.learnt();
  CHECK(std::count(learnt.begin(), learnt.begin() + 300, true) == 0);
  CHECK(std::count(learnt.begin() + 300, learnt.end(), true) > 150);
}

TEST_CASE("whom compliance exposes is counted by head and by side", "[disclosure]") {
  Scenario s = palace(3000, 20'000);
  s.disclosure.writers = 0.2;
  DisclosureRequest part = request(Ruling::part, AuditLevel::full, 10);
  part.part_level = AuditLevel::accounts;
  part.part_scope = DisclosureScope::content;
  s.disclosure.requests = {part};
  Court court(s);
  court.live(0, 11);
  double fans[2] = {};
  const Citizens& c = court.w.world.citizens;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    if ((c.follows[i] >> court.page() & 1u) != 0) fans[c.belief[i] < 0] += 1000;
  }
  const std::vector<double>& would =
      variable(court.results, "disclosure/would_expose").values;
  const std::vector<double>& exposed =
      variable(court.results, "disclosure/exposed").values;
  for (const int side : {0, 1}) {
    CHECK(fans[side] > 50'000);
    CHECK(would[static_cast<std::size_t>(side)] == fans[side]);
    // One in five, drawn: within four standard deviations.
    const double n = fans[side] / 1000;
    CHECK(std::abs(exposed[static_cast<std::size_t>(side)] / 1000 - 0.2 * n) <
          4 * std::sqrt(0.2 * 0.8 * n));
  }
}

TEST_CASE("exposure frightens those against the regime whom it exposes, and no others",
          "[disclosure]") {
  Scenario s = palace(1000, 20'000);
  s.fear.enabled = true;
  s.disclosure.exposure_threat = 0.5;
  s.disclosure.requests = {request(Ruling::full, AuditLevel::accounts, 10)};
  s.disclosure.requests[0].scope = DisclosureScope::identity;
  Court court(s);
  court.live(0, 11);
  const Citizens& c = court.w.world.citizens;
  int afraid = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const bool is_fan = (c.follows[i] >> court.page() & 1u) != 0;
    CHECK((c.fear[i] > 0) == (is_fan && c.belief[i] < 0));
    afraid += c.fear[i] > 0;
  }
  CHECK(afraid > 10);
  // The ruling that exposes nobody frightens nobody.
  s.disclosure.requests[0].level = AuditLevel::ad_library;
  Court mild(s);
  mild.live(0, 11);
  CHECK(std::ranges::count(mild.w.world.citizens.fear, 0.0f) == 1000);
}

TEST_CASE("by its own policy the platform shows its pages from a day on",
          "[disclosure]") {
  Scenario s = palace(300, 20'000);
  s.disclosure.policy = {AuditLevel::ad_library, day(12)};
  Court court(s);
  court.live(0, 12);
  CHECK(std::ranges::count(court.w.world.audit.disclosed, AuditLevel::totals) == 3);
  CHECK(court.w.world.topics.empty());
  court.live(12, 20);
  CHECK(std::ranges::count(court.w.world.audit.disclosed, AuditLevel::ad_library) == 3);
  // Those who bought nothing are no news: nobody had asked.
  CHECK(court.w.world.topics.size() == 1);
  CHECK(court.exposed() == "premier_page, premier_tv, ad own");
}

TEST_CASE("the policy is that of the first platform", "[disclosure]") {
  Scenario s = palace(300, 20'000);
  Medium second = s.media.back();
  second.name = "second";
  s.media.push_back(second);
  s.outlets[4].medium = "second";
  s.disclosure.policy.level = AuditLevel::origin;
  Court court(s);
  court.live(0, 1);
  for (const std::uint32_t p : court.w.world.pages) {
    const OutletState& page = court.w.world.outlets[p];
    CHECK((court.w.world.audit.disclosed[page.page] == AuditLevel::origin) ==
          (page.name != "state_page"));
  }
}
