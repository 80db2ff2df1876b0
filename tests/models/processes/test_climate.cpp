// Fear and the climate of opinion: what is read frightens, and what is seen and heard
// makes perceived support.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "models/processes/climate.hpp"
#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

Event arrest(int on, double threat) {
  Event e;
  e.name = "arrest";
  e.kind = EventKind::arrest;
  e.date = day(on);
  e.threat = threat;
  return e;
}

Scenario fearful_country(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.time.end = day(29);
  s.fear.enabled = true;
  s.fear.backlash = 0.05;
  s.fear.unfollowing = 0.05;
  s.events = {arrest(5, 0.8)};
  return s;
}

Scenario climatic_country(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.time.end = day(59);
  s.climate.enabled = true;
  return s;
}

double mean_of(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

/// What differs beside the variables that fear and climate add.
std::string differences_beyond_opinion(const sim::Results& a, const sim::Results& b) {
  std::string names;
  std::istringstream in(differences(a, b) + differences(b, a));
  for (std::string name; in >> name;) {
    if (name.find('(') != name.npos) {
      std::getline(in, name, ')');  // (another number of them)
      continue;
    }
    const bool is_own = name.starts_with("fear_") || name == "newsroom_fear" ||
                        name.starts_with("dissent_") ||
                        name.starts_with("perceived_") || name == "falsification_gap";
    if (!is_own) names += name + " ";
  }
  return names;
}

}  // namespace

TEST_CASE("no threat read, no fear, to the byte", "[fear][laws]") {
  Scenario s = fearful_country(600);
  s.fear.enabled = false;
  const sim::Results off = run(s, 3);
  s.fear.enabled = true;
  s.events[0].threat = 0;
  const sim::Results calm = run(s, 3);
  CHECK(differences_beyond_opinion(off, calm) == "");
  CHECK(std::ranges::count(variable(calm, "fear_mean").values, 0.0) == 30);
  s.events[0].threat = 0.8;
  CHECK(differences_beyond_opinion(off, run(s, 3)) != "");
}

TEST_CASE("a threat at the state's own media only frightens nobody", "[fear]") {
  Scenario s = fearful_country(600);
  for (Source& source : s.sources) source.kind = SourceKind::state;
  CHECK(std::ranges::count(variable(run(s, 3), "fear_mean").values, 0.0) == 30);
}

TEST_CASE("fear comes with the event, and then fades", "[fear]") {
  Scenario s = fearful_country(2000);
  s.fear.half_life = 5;
  const std::vector<double> fear = variable(run(s, 1), "fear_mean").values;
  CHECK(std::ranges::count(fear, 0.0) == 5);
  const auto peak = std::ranges::max_element(fear) - fear.begin();
  CHECK(peak >= 5);
  CHECK(peak < 20);
  // From day 22, when no edition and hardly a feed still has the story, by halves.
  CHECK(fear[27] < 0.6 * fear[22]);
  CHECK(fear[27] > 0.4 * fear[22]);
}

TEST_CASE("who is afraid swallows dissent, supporters speak on", "[fear]") {
  OwnWorld own(fearful_country(2000));
  own.live(0, 5);
  const Opinion before = own.world.opinion;
  CHECK(before.dissent_voiced == before.dissent);
  std::ranges::fill(own.world.citizens.fear, 0.5f);
  own.live(5, 6);
  const Opinion after = own.world.opinion;
  CHECK(after.support_voiced == after.support);
  // Half of about 1,000, or a little more, for fear has faded by a day.
  CHECK(std::abs(after.dissent_voiced / after.dissent - 0.5) < 0.07);
  std::ranges::fill(own.world.citizens.fear, 1.0f);
  own.live(6, 7);
  CHECK(own.world.opinion.dissent_voiced < 0.03 * own.world.opinion.dissent);
}

TEST_CASE("the likes of what is against the regime fall with fear, others' do not",
          "[fear]") {
  const auto likes_of = [](float fear, bool against) {
    Scenario s = fearful_country(3000);
    s.events.clear();
    s.platform.response.like = {-1, 1, 0, 0};
    s.platform.following = false;
    for (Medium& medium : s.media) medium.persuasion = 0;  // silence moves nobody
    OwnWorld own(s);
    own.live(0, 1);
    std::ranges::fill(own.world.citizens.fear, fear);
    own.live(1, 2);
    double likes = 0;
    const Stories& stories = own.world.stories;
    for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
      if (stories.born(id) == 1 && (stories[id].slant < 0) == against) {
        likes += stories.likes(id);
      }
    }
    return likes;
  };
  CHECK(likes_of(0, true) > 50);
  CHECK(likes_of(0.9f, true) < 0.4 * likes_of(0, true));
  CHECK(likes_of(1.0f, true) <= 0.05 * likes_of(0, true));  // fear fades overnight
  CHECK(likes_of(0, false) == likes_of(0.9f, false));
}

TEST_CASE("a law makes followers leave, and fans are who follows", "[fear]") {
  Scenario s = fearful_country(2000);
  s.events.clear();
  s.platform.following = false;
  s.adoption.enabled = false;
  Event law = arrest(10, 1);
  law.kind = EventKind::law;
  law.name = "law";
  law.outlets = {"free_page"};
  s.fear.coverage = 0;  // nobody reads of it: those whom it names know
  s.fear.unfollowing = 0.2;
  s.events = {law};
  OwnWorld own(s);
  own.live(0, 10);
  const double fans = own.outlet("free_page").fans;
  const double state_fans = own.outlet("state_page").fans;
  own.live(10, 30);
  CHECK(own.outlet("free_page").fans < 0.7 * fans);
  CHECK(own.outlet("state_page").fans == state_fans);
  double followers = 0;
  for (const std::uint64_t follows : own.world.citizens.follows) {
    followers += (follows >> own.outlet("free_page").page & 1u) != 0;
  }
  CHECK(own.outlet("free_page").fans == followers * own.world.persons_per_citizen);
}

TEST_CASE("the fearful unfollow pages of dissent at the hazard times their fear",
          "[fear]") {
  Scenario s = fearful_country(4000);
  s.events = {};
  s.fear.unfollowing = 0.8;
  s.fear.half_life = 1e6;
  OwnWorld own(s);
  own.live(0, 1);
  Citizens& c = own.world.citizens;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    c.fear[i] = i % 2 == 0 ? 0.5f : 0.0f;
  }
  const std::uint32_t page = own.outlet("free_page").page;
  const auto followers = [&](std::uint32_t parity) {
    double count = 0;
    for (std::uint32_t i = parity; i < own.world.n(); i += 2) {
      count += (c.follows[i] >> page & 1u) != 0;
    }
    return count;
  };
  const double afraid = followers(0), calm = followers(1);
  hold_climate(own.world, own.moment(1));
  const double stays = std::exp(-0.8 * 0.5);
  const double error = std::sqrt(afraid * stays * (1 - stays));
  CHECK(afraid > 100);
  CHECK(std::abs(followers(0) - afraid * stays) < 4 * error);
  CHECK(followers(1) == calm);
}

TEST_CASE("nobody afraid and nobody minding, private and voiced opinion are equal",
          "[climate][laws]") {
  Scenario s = climatic_country(1000);
  s.climate.minding = 0;
  const sim::Results results = run(s, 2);
  CHECK(variable(results, "dissent_voiced").values ==
        variable(results, "dissent_private").values);
  CHECK(std::ranges::count(variable(results, "dissent_swallowed").values, 0.0) == 60);
  CHECK(std::ranges::count(variable(results, "falsification_gap").values, 0.0) == 60);
  // It changes nothing else either: what people perceive moves nobody who minds not.
  Scenario off = s;
  off.climate.enabled = false;
  CHECK(differences_beyond_opinion(run(off, 2), results) == "");
}

TEST_CASE("without fear and likes perceived support stays where it is true",
          "[climate][laws]") {
  Scenario s = climatic_country(4000);
  s.platform.response.like.base = -100;
  s.platform.response.like.likes = 0;
  s.population.leaning_mean = 0.15;
  s.belief.anchor_rate = 100;  // opinions stay
  SECTION("exactly, where all hear all") {
    s.climate.minding = 0;
    s.climate.mixing = Mixing::complete;
    const sim::Results results = run(s, 4);
    for (const double error : variable(results, "perceived_support_error").values) {
      CHECK(std::abs(error) < 1e-6);  // p is a float
    }
  }
  SECTION("nearly, where friends hear friends") {
    s.climate.minding = 0;
    s.friends.homophily_leaning = 0;
    const sim::Results results = run(s, 4);
    for (const double error : variable(results, "perceived_support_error").values) {
      // Friends are a sample of 20, whose stories come from pages too.
      CHECK(std::abs(error) < 0.06);
    }
  }
  SECTION("and where people mind a little, it does not run away") {
    s.climate.mixing = Mixing::complete;
    s.time.end = day(364);
    const std::vector<double> error =
        variable(run(s, 4), "perceived_support_error").values;
    // The fixed point of p = s w(p) / (s w(p) + (1 - s) w(1 - p)) is near the truth.
    CHECK(std::abs(error.back()) < 0.06);
    CHECK(std::abs(error.back() - error[200]) < 0.01);
  }
}

TEST_CASE("where people mind much, the smaller side falls silent by itself",
          "[climate][T12]") {
  Scenario s = climatic_country(4000);
  s.platform.response.like.base = -100;
  s.platform.response.like.likes = 0;
  s.population.leaning_mean = 0.15;
  s.belief.anchor_rate = 100;  // opinions stay
  s.climate.mixing = Mixing::complete;
  s.climate.minding = 1;
  s.climate.steepness = 40;
  s.time.end = day(364);
  REQUIRE_FALSE(s.fear.enabled);
  const sim::Results results = run(s, 4);
  REQUIRE(variable(results, "support_share").values.back() < 0.7);
  CHECK(variable(results, "perceived_support").values.back() > 0.95);
}

TEST_CASE("who sees and hears nothing thinks what he thought", "[climate]") {
  Scenario s = climatic_country(500);
  s.attention.occasions = 0;
  s.climate.start_at = PerceivedStart::given;
  s.climate.start = 0.75;
  OwnWorld own(s);
  own.live(0, 20);
  CHECK(std::ranges::count(own.world.citizens.perceived, 0.75f) == 500);
}

TEST_CASE("bought likes make support seem larger, though they persuade nobody",
          "[climate]") {
  Scenario s = climatic_country(2000);
  for (Medium& medium : s.media) medium.persuasion = 0;
  s.climate.minding = 0;
  const sim::Results honest = run(s, 2);
  s.marketplace.orders = {{.name = "order",
                           .page = "state_page",
                           .what = LikedThing::stories,
                           .likes = 5e7,
                           .start = day(5),
                           .end = day(50)}};
  const sim::Results bought = run(s, 2);
  CHECK(variable(honest, "belief_mean").values ==
        variable(bought, "belief_mean").values);
  CHECK(variable(bought, "perceived_support").values[50] >
        variable(honest, "perceived_support").values[50] + 0.02);
}

TEST_CASE("bought likes of a page make support seem larger only where these are seen",
          "[climate]") {
  const auto perceived = [](double page_likes, double bought) {
    Scenario s = climatic_country(2000);
    s.platform.response.follow.likes = 0;  // nobody follows for the crowd
    s.climate.page_likes = page_likes;
    s.marketplace.orders = {{.name = "order",
                             .page = "state_page",
                             .likes = bought,
                             .start = day(5),
                             .end = day(50)}};
    return variable(run(s, 2), "perceived_support").values;
  };
  CHECK(perceived(0, 5e7) == perceived(0, 0));
  CHECK(perceived(0.01, 5e7)[50] > perceived(0.01, 0)[50] + 0.02);
  CHECK(perceived(0.01, 0)[50] != perceived(0, 0)[50]);
}

TEST_CASE("Kuran's ten: one threshold makes a revolution", "[climate][T12]") {
  const auto voiced = [](const std::string& thresholds, const std::string& citizens) {
    const Loaded scenario =
        load("scenarios/validation/kuran.yaml",
             {"climate.thresholds=" + thresholds, "population.citizens=" + citizens});
    return variable(run(scenario, 1), "dissent_voiced").values.back();
  };
  // Limit T12, exact; as well where a hundred stand for each of the ten.
  for (const char* citizens : {"10", "1000"}) {
    CHECK(voiced("scenarios/validation/kuran_10.csv", citizens) == 0.1);
    CHECK(voiced("scenarios/validation/kuran_90.csv", citizens) == 0.9);
  }
}

TEST_CASE("fear and climate are the same on any number of threads", "[climate][laws]") {
  const int threads = sim::threads();
  Scenario s = fearful_country(4096);
  s.climate.enabled = true;
  sim::set_threads(1);
  const sim::Results alone = run(s, 5);
  sim::set_threads(3);
  CHECK(differences(alone, run(s, 5)) == "");
  sim::set_threads(threads);
}

TEST_CASE("perceived support is that of a second program, where all hear all",
          "[climate]") {
  Scenario s = climatic_country(800);
  s.climate.mixing = Mixing::complete;
  s.climate.likes_weight = 0;
  s.climate.minding = 0.6;
  s.climate.pace = 0.3;
  OwnWorld own(s);
  own.live(0, 1);
  std::vector<double> p(own.world.n(), mean_of(own.world.citizens.perceived));
  bool same = true;
  for (int step = 1; step < 30; ++step) {
    own.live(step, step + 1);
    const Citizens& c = own.world.citizens;
    double voices_for = 0, voices = 0;
    for (std::uint32_t i = 0; i < own.world.n(); ++i) {
      // Nobody has lived twice that day: belief_before is what was said.
      const bool speaks = c.says[i] == Saying::own && c.belief_before[i] != 0;
      voices += speaks;
      voices_for += speaks && c.belief_before[i] > 0;
    }
    for (std::uint32_t i = 0; i < own.world.n(); ++i) {
      p[i] += (1 - std::exp(-0.3)) * (voices_for / voices - p[i]);
      same &= std::abs(p[i] - double{c.perceived[i]}) < 1e-5;  // floats
    }
  }
  CHECK(same);
}

TEST_CASE(
    "news of a threat frightens newsrooms, but not the state's nor those in exile",
    "[fear]") {
  Scenario s = fearful_country(20);
  s.fear.newsrooms = 0.5;
  s.fear.half_life = 10;
  Event exile;
  exile.name = "exile";
  exile.kind = EventKind::exile;
  exile.sources = {"opposition"};
  exile.date = day(12);
  Event killing = arrest(20, 1);
  killing.name = "killing";
  s.events = {arrest(5, 0.8), exile, killing};
  const sim::Results r = run(s, 1);
  const std::vector<double> paper = series(r, "newsroom_fear", "private");
  const std::vector<double> exiled = series(r, "newsroom_fear", "opposition");
  const double first = 1 - std::exp(-0.5 * 0.8);
  CHECK(paper[4] == 0);
  CHECK(std::abs(paper[5] - first) < 1e-8);
  CHECK(std::abs(paper[15] - first / 2) < 1e-8);
  const double left = first * std::exp2(-1.5);
  CHECK(std::abs(paper[20] - (left + (1 - std::exp(-0.5)) * (1 - left))) < 1e-8);
  CHECK(exiled[11] == paper[11]);
  CHECK(exiled[12] == 0);
  CHECK(exiled[29] == 0);
  for (const double fear : series(r, "newsroom_fear", "state")) CHECK(fear == 0);
}
