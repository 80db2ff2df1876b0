// The state's budget: money is conserved, nothing is done with none, and what a policy
// sees decides.

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "models/mechanisms/frighten.hpp"
#include "models/processes/newsroom.hpp"
#include "models/processes/state.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Advertiser advertiser(const char* name) {
  Advertiser a;
  a.name = name;
  a.payer = "state";
  return a;
}

Lever lever(const char* name, const char* pays, double share) {
  return {.name = name, .pays = pays, .share = share};
}

/// The small country with a state that pays ads, likes and accounts.
Scenario with_levers(std::int64_t citizens, double budget) {
  Scenario s = small_country(citizens);
  s.media[3].persuasion = 0.05;
  s.ads.advertisers = {advertiser("campaign")};
  s.marketplace.orders = {
      {.name = "farm", .page = "state_page", .start = day(10), .end = day(39)}};
  AccountNetwork trolls;
  trolls.name = "trolls";
  trolls.source = "state";
  trolls.accounts = 40;
  trolls.infiltration = 0.05;
  trolls.price = 2;
  trolls.takedown = 0.01;
  s.inauthentic.networks = {trolls};
  s.state.enabled = true;
  s.state.budget = budget;
  s.state.survey_every = 6;
  s.state.sample = 300;
  s.state.levers = {lever("ads", "ads.advertisers.campaign", 0.5),
                    lever("likes", "marketplace.orders.farm", 0.25),
                    lever("accounts", "inauthentic.networks.trolls", 0.25)};
  return s;
}

/// Which results differ, those of a group aside.
std::string differences_beside(const std::string& group, const Scenario& a,
                               const Scenario& b) {
  const std::string text = differences(run(a, 3), run(b, 3));
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find(' ', at);
    const std::string name = text.substr(at, end - at);
    if (!name.starts_with(group + "/")) kept += name + " ";
    at = end + 1;
  }
  return kept;
}

/// A country where ads of one advertiser reach everybody and those of the other nobody,
/// while the channel speaks against the regime.
Scenario with_two_advertisers() {
  Scenario s = small_country(1000);
  s.time.end = day(719);
  s.media = {s.media[0], s.media[3]};
  s.media[0].persuasion = 0.02;
  s.media[0].reach = 1;
  s.media[1].persuasion = 0.05;
  s.media[1].reach = 1;
  s.outlets = {s.outlets[0], s.outlets[4], s.outlets[5]};
  s.outlets[0].source = "opposition";
  s.adoption.start_share = 1;
  s.ads.advertisers = {advertiser("good"), advertiser("nobody")};
  s.ads.advertisers[1].belief_from = 0.5;  // no data have leaked
  s.state.enabled = true;
  s.state.budget = 600;
  s.state.policy = StatePolicy::adaptive;
  s.state.survey_every = 10;
  s.state.sample = 700;
  s.state.levers = {lever("good", "ads.advertisers.good", 0.5),
                    lever("nobody", "ads.advertisers.nobody", 0.5)};
  return s;
}

}  // namespace

TEST_CASE("a state without money leaves the same bytes as no state", "[state]") {
  Scenario zero = with_levers(700, 0);
  zero.inauthentic.networks.clear();
  zero.state.levers.pop_back();
  zero.state.levers[1].share = 0.5;
  zero.state.policy = GENERATE(StatePolicy::script, StatePolicy::adaptive);
  Scenario off = zero;
  off.state.enabled = false;
  CHECK(differences_beside("state", zero, off) == "");
  Scenario pays = zero;
  pays.state.budget = 1000;
  CHECK(differences_beside("state", zero, pays) != "");
}

TEST_CASE("accounts that nobody pays do nothing", "[state]") {
  Scenario unpaid = with_levers(700, 0);
  Scenario silent = unpaid;
  silent.state.enabled = false;
  silent.inauthentic.networks[0].end = day(-1);
  CHECK(differences_beside("state", unpaid, silent) == "");
}

TEST_CASE("the state's ads are those of the advertiser's own daily budget", "[state]") {
  Scenario paid = with_levers(700, 2000);
  paid.inauthentic.networks.clear();
  paid.marketplace.orders.clear();
  paid.state.levers.resize(1);
  paid.state.levers[0].share = 1;
  Scenario own = paid;
  own.state.enabled = false;
  own.ads.advertisers[0].budget = 2000;
  own.ads.advertisers[0].budget_is_for = Budget::day;
  CHECK(differences_beside("state", paid, own) == "");
}

TEST_CASE("levers cost no more than the budget, and each what it brought", "[state]") {
  Scenario s = with_levers(700, 200);
  s.state.policy =
      GENERATE(StatePolicy::script, StatePolicy::rule, StatePolicy::adaptive);
  s.state.part = 0.3;
  s.state.alarms = {{.name = "fall",
                     .change = 1e-9,
                     .shares = {{"ads", 0.1}, {"likes", 0.6}, {"accounts", 0.3}},
                     .factor = 3}};
  const sim::Results results = run(s, 2);
  const auto ads = series(results, "state/spend", "ads");
  const auto likes = series(results, "state/spend", "likes");
  const auto accounts = series(results, "state/spend", "accounts");
  const std::vector<double>& available = variable(results, "state/available").values;
  const auto share_of_ads = series(results, "state/share", "ads");
  const auto share_of_likes = series(results, "state/share", "likes");
  const auto share_of_accounts = series(results, "state/share", "accounts");
  bool within = true;
  bool sums = true;
  for (std::size_t t = 0; t < ads.size(); ++t) {
    within &= ads[t] + likes[t] + accounts[t] <= available[t] * (1 + 1e-12);
    const double sum = share_of_ads[t] + share_of_likes[t] + share_of_accounts[t];
    sums &= std::abs(sum - 1) < 1e-12;
  }
  CHECK(within);
  CHECK(sums);
  CHECK(ads == series(results, "ads/spend", "campaign"));
  CHECK(likes == series(results, "farms/spend", "farm"));
  CHECK(ads.back() > 0);
  CHECK(likes.back() > 0);
  CHECK(accounts.back() > 0);
}

TEST_CASE("money buys likes and accounts at their price", "[state]") {
  OwnWorld own(with_levers(700, 200));  // 50 a day for likes, 50 for accounts
  own.live(0, 40);
  CHECK(own.world.orders[0].delivered == Approx(30 * 50 / 6.2 * 1000));
  const NetworkState& network = own.world.inauthentic.networks[0];
  double there = 0;
  for (std::uint32_t a = network.first; a < network.hired_to; ++a) {
    there += own.world.inauthentic.is_there(a, 39);
  }
  // 25 accounts, as long as so many have not been found.
  CHECK(there == 25);
  CHECK(network.hired_to > 25);
}

TEST_CASE("a script divides the budget from its dates on", "[state]") {
  Scenario s = with_levers(700, 200);
  s.state.script = {{.name = "later", .date = day(20), .shares = {{"likes", 1.0}}}};
  const sim::Results results = run(s, 2);
  const auto share = series(results, "state/share", "likes");
  CHECK(share[19] == 0.25);
  CHECK(share[20] == 1.0);
  CHECK(share.back() == 1.0);
  CHECK(series(results, "state/share", "ads").back() == 0);
}

TEST_CASE("the rule is alarmed by a fall alone, until the next survey", "[state]") {
  Scenario s = with_levers(700, 200);
  s.state.policy = StatePolicy::rule;
  s.state.sample = 700;
  s.state.alarms = {
      {.name = "fall", .change = 0.1, .shares = {{"ads", 1.0}}, .factor = 2}};
  OwnWorld own(s);
  const auto believe = [&](double belief) {
    std::ranges::fill(own.world.citizens.belief, belief);
  };
  const auto spend_until = [&](std::int32_t from, std::int32_t to) {
    const double before = own.world.state.available;
    for (std::int32_t t = from; t < to; ++t) spend_budget(own.world, own.moment(t));
    return own.world.state.available - before;
  };
  believe(0.5);
  CHECK(spend_until(0, 6) == Approx(1200));
  CHECK(own.world.state.support_seen == 1);
  believe(-0.5);
  CHECK(spend_until(6, 12) == Approx(2400));
  CHECK(own.world.state.support_seen == 0);
  CHECK(own.world.state.shares == std::vector<double>{1, 0, 0});
  CHECK(spend_until(12, 18) == Approx(1200));  // it fell no further
  CHECK(own.world.state.shares == std::vector<double>{0.5, 0.25, 0.25});
}

TEST_CASE("of several alarms the first divides the money, and all of them raise it",
          "[state]") {
  Scenario s = with_levers(700, 100);
  s.state.policy = StatePolicy::rule;
  const auto alarm = [](const char* name, const char* lever, double factor) {
    Alarm a{.name = name, .level = 1, .factor = factor};  // as soon as one is against
    if (lever != nullptr) a.shares = {{lever, 1.0}};
    return a;
  };
  s.state.alarms = {alarm("money", nullptr, 3), alarm("first", "likes", 1),
                    alarm("off", "accounts", 5), alarm("second", "ads", 2)};
  s.state.alarms[2].enabled = false;
  OwnWorld own(s);
  spend_budget(own.world, own.moment(0));
  CHECK(own.world.state.shares == std::vector<double>{0, 1, 0});
  CHECK(own.world.state.available == Approx(600));
}

TEST_CASE("money buys stories of an outlet beside its own, at their price", "[state]") {
  Scenario s = with_levers(700, 300);
  s.outlets[4].story_price = 120;
  s.state.levers = {lever("page", "outlets.state_page", 1)};
  s.time.step = GENERATE(1.0, 0.5);
  const int steps_of_day = s.time.step == 1 ? 1 : 2;
  OwnWorld own(s);
  const auto published = [&](int first, int last) {
    const std::uint32_t before = own.world.stories.next();
    for (int t = first * steps_of_day; t < last * steps_of_day; ++t) {
      spend_budget(own.world, own.moment(t));
      publish(own.world, own.moment(t));
    }
    return own.world.stories.next() - before;
  };
  const std::uint32_t others = 6 * 4 * 10;
  CHECK(published(0, 10) == others + 25);  // 2.5 a day
  CHECK(own.outlet("state_page").edition.size() == 7);
  CHECK(spent_on(own.world, own.world.state.levers[0]) == Approx(3000));
  own.outlet("state_page").closures = 1;
  CHECK(published(10, 20) == others - 40);
  CHECK(spent_on(own.world, own.world.state.levers[0]) == Approx(3000));
  own.outlet("state_page").closures = 0;
  CHECK(published(20, 30) == others + 25);
}

TEST_CASE("stories that nobody pays for are not there, and others keep their luck",
          "[state]") {
  Scenario unpaid = with_levers(700, 0);
  unpaid.state.levers = {lever("page", "outlets.state_page", 1)};
  unpaid.inauthentic.networks.clear();
  unpaid.marketplace.orders.clear();
  Scenario off = unpaid;
  off.state.enabled = false;
  CHECK(differences_beside("state", unpaid, off) == "");
  Scenario paid = unpaid;
  paid.state.budget = 250;
  CHECK(differences_beside("state", unpaid, paid) != "");
  // Its own stories come first, and are the same.
  OwnWorld without(unpaid);
  OwnWorld with(paid);
  publish(without.world, without.moment(0));
  spend_budget(with.world, with.moment(0));
  publish(with.world, with.moment(0));
  const auto slants = [](OwnWorld& own, std::size_t k) {
    return own.world.stories[own.outlet("state_page").edition[k]].slant;
  };
  REQUIRE(with.outlet("state_page").edition.size() == 6);
  for (std::size_t k = 0; k < 4; ++k) CHECK(slants(with, k) == slants(without, k));
}

TEST_CASE("harassment presses as an event of that pressure does, or does nothing",
          "[state]") {
  Scenario paid = with_levers(700, 500);
  paid.fear.enabled = true;
  paid.sources[2].pressure_price = 800;
  paid.state.levers = {lever("harassment", "sources.opposition", 1)};
  paid.inauthentic.networks.clear();
  paid.marketplace.orders.clear();
  Scenario off = paid;
  off.state.enabled = false;
  Event press;
  press.name = "press";
  press.kind = EventKind::press;
  press.sources = {"opposition"};
  press.date = day(0);
  SECTION("with money as much as 1 - exp(-m / c)") {
    press.pressure = harass(500, 800);
    off.events = {press};
    CHECK(differences_beside("state", paid, off) == "");
    CHECK(variable(run(paid, 1), "state/spend").values.back() == Approx(500 * 60));
  }
  SECTION("without money nothing") {
    paid.state.budget = 0;
    CHECK(differences_beside("state", paid, off) == "");
  }
  SECTION("under a stronger event no more than that") {
    press.pressure = 0.9;
    paid.events = off.events = {press};
    CHECK(differences_beside("state", paid, off) == "");
  }
}

TEST_CASE("who is in exile, or sold to the state's side, is harassed no longer",
          "[state]") {
  Scenario s = with_levers(700, 500);
  s.fear.enabled = true;
  s.state.levers = {lever("harassment", "sources.opposition", 1)};
  OwnWorld own(s);
  spend_budget(own.world, own.moment(0));
  CHECK(own.world.sources[2].pressed() > 0);
  SECTION("sold") { own.world.sources[2].kind = SourceKind::pro_government; }
  SECTION("in exile") { own.world.sources[2].in_exile = true; }
  spend_budget(own.world, own.moment(1));
  CHECK(own.world.sources[2].pressed() == 0);
  CHECK(spent_on(own.world, own.world.state.levers[0]) == 500);
}

TEST_CASE("the state sees samples of citizens, and no more", "[state]") {
  Scenario s = with_levers(700, 0);
  s.state.sample = 100;
  s.state.policy = GENERATE(StatePolicy::script, StatePolicy::rule);
  const sim::Results results = run(s, 4);
  const std::vector<double>& seen = variable(results, "state/support_seen").values;
  const std::vector<double>& truth = variable(results, "support_share").values;
  std::vector<double> errors;
  bool whole = true;
  for (std::size_t t = 6; t < seen.size(); t += 6) {
    errors.push_back(seen[t] - truth[t - 1]);  // asked before the day
    whole &= std::abs(seen[t] * 100 - std::round(seen[t] * 100)) < 1e-9;
    whole &= seen[t + 5] == seen[t];
  }
  CHECK(whole);
  // sqrt(p (1 - p) / 100 (1 - 100/700)), p about a half.
  CHECK(sample(errors).sd > 0.02);
  CHECK(sample(errors).sd < 0.09);
}

TEST_CASE("an adaptive state gives the same bytes on any number of threads",
          "[state]") {
  const int threads = sim::threads();
  Scenario s = with_levers(5000, 500);
  s.state.policy = StatePolicy::adaptive;
  sim::set_threads(1);
  const sim::Results one = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(one, run(s, 5)) == "");
  sim::set_threads(threads);
}

TEST_CASE("an adaptive state finds the ads that reach somebody", "[state]") {
  // A probe of 0.4 leaves the better lever 0.8 on average, and 1 at most.
  int found = 0;
  std::vector<double> late;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Scenario s = with_two_advertisers();
    if (seed % 2 == 0) std::ranges::reverse(s.state.levers);
    const auto share = series(run(s, seed), "state/share", "good");
    late.push_back(mean(std::span(share).last(90)));
    found += late.back() > 0.5;
  }
  INFO("mean share " << mean(late));
  CHECK(found == 12);
  CHECK(mean(late) > 0.75);
}

TEST_CASE("an adaptive state without money learns nothing", "[state]") {
  Scenario s = with_two_advertisers();
  s.time.end = day(99);
  s.state.budget = 0;
  OwnWorld own(s);
  for (std::int32_t t = 0; t < 100; ++t) spend_budget(own.world, own.moment(t));
  CHECK(own.world.state.search.trials == 0);
  CHECK(own.world.state.search.shares == std::vector<double>{0.5, 0.5});
}
