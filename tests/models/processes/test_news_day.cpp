// NewsDay: where occasions go, what beliefs do, and what a visit may not do twice.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/mechanisms/main_source.hpp"
#include "models/processes/news_day.hpp"
#include "models/processes/newsroom.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

double total(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

/// Occasions so far by citizen, from what the citizens keep.
double remembered(const World& world) {
  double sum = 0;
  for (const Recent& recent : world.citizens.recent) {
    sum += sim::sum(recent_occasions(recent));
  }
  return sum;
}

/// A country of one channel and a platform on which everybody likes whatever is shown.
Scenario likers(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.media[3].reach = 1;
  s.adoption.start_share = 1;
  s.attention.occasions = 15;
  s.attention.spread = 0;
  s.media[3].convenience = 3;
  s.platform.response.like = {100, 0, 0, 0};
  return s;
}

}  // namespace

TEST_CASE("when an outlet closes the others grow to w / (1 - w of it)", "[news_day]") {
  // Limit T21: plain logit, citizens all alike, learning off.
  const Loaded file = load("scenarios/validation/outlet_removed.yaml", {});
  const Scenario& s = file.scenario;
  const sim::Results results = run(file, 1);
  std::map<std::string, double> weight;
  double sum = 0;
  for (const Outlet& outlet : s.outlets) {
    weight[outlet.name] = std::exp(outlet.convenience / s.choice.temperature);
    sum += weight[outlet.name];
  }
  const std::string closed = s.events[0].outlets[0];
  const auto closing = static_cast<std::size_t>(s.clock().step_of(*s.events[0].date));
  const auto days = static_cast<std::size_t>(s.clock().steps());
  const auto n = static_cast<double>(s.population.citizens);
  for (const auto& [name, w] : weight) {
    const std::vector<double> share = series(results, "attention_share", name);
    const auto at = share.begin() + static_cast<std::ptrdiff_t>(closing);
    const double p = w / sum;
    const double q = name == closed ? 0 : p / (1 - weight[closed] / sum);
    const double before = mean(std::vector<double>(share.begin(), at));
    const double after = mean(std::vector<double>(at, share.end()));
    // The days' occasions are nearly equal in number, so a mean of shares is a share.
    const double occasions = n * s.attention.occasions;
    INFO(name << ": " << before << " of " << p << ", then " << after << " of " << q);
    CHECK(std::abs(before - p) <
          4 * std::sqrt(p * (1 - p) / (occasions * static_cast<double>(closing))));
    CHECK(
        std::abs(after - q) <=
        4 * std::sqrt(q * (1 - q) / (occasions * static_cast<double>(days - closing))));
  }
}

TEST_CASE("attention adds up to the occasions that citizens had", "[news_day]") {
  OwnWorld own(small_country(3000));
  double attention = 0;
  for (int step = 0; step < 4; ++step) {  // within one bin, so nothing is forgotten
    own.live(step, step + 1);
    attention += total(own.world.today.attention);
    CHECK(attention == Approx(remembered(own.world)).epsilon(1e-12));
  }
  double expected = 0;
  for (const float a : own.world.citizens.attention) expected += 4.0 * a;
  // Poisson, so the variance is the mean.
  CHECK(std::abs(attention - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("occasions do not depend on the length of a step", "[news_day]") {
  Scenario s = small_country(3000);
  s.time.step = 0.25;
  OwnWorld own(std::move(s));
  own.live(0, 16);
  double expected = 0;
  for (const float a : own.world.citizens.attention) expected += 4.0 * a;
  CHECK(std::abs(remembered(own.world) - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("visits, shows and attention on the platform agree", "[news_day]") {
  OwnWorld own(small_country(1000));
  own.live(0, 10);
  const World& world = own.world;
  const Tally& today = world.today;
  double on_platform = today.attention[world.posts_outlet()];
  for (const std::uint32_t c : world.pages) on_platform += today.attention[c];
  CHECK(on_platform + today.attention[world.empty_label()] ==
        Approx(today.use[0].visits).epsilon(1e-12));
  const double most = static_cast<double>(own.scenario.platform.shown);
  CHECK(today.use[0].shown <= most * today.use[0].visits);
  CHECK(today.use[0].shown <= today.use[0].candidates);
  CHECK(today.use[0].shown >=
        today.use[0].visits - today.attention[world.empty_label()]);
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    CHECK(today.reach[p] <= today.use[0].visits);
    CHECK(today.new_fans[p] <= today.reach[p]);
  }
}

TEST_CASE("a citizen likes a story at most once", "[news_day]") {
  // Five heavy visitors with next to no memory, who like whatever they are shown.
  Scenario s = likers(5);
  s.friends.mean_degree = 0;
  s.platform.memory = 2;
  s.platform.trending = 16;
  s.platform.story_days = 30;
  s.platform.trending_days = 30;
  s.platform.page_days = 30;
  OwnWorld own(std::move(s));
  const World& world = own.world;
  double likes = 0;
  std::uint32_t most = 0;
  for (int step = 0; step < 40; ++step) {
    own.live(step, step + 1);
    likes += world.today.use[0].likes;
    for (std::uint32_t id = world.stories.first(); id != world.stories.next(); ++id) {
      most = std::max(most, world.stories.likes(id));
    }
  }
  CHECK(likes > 100);
  CHECK(most <= world.n());
}

TEST_CASE("likes of stories add up to the likes that were given", "[news_day]") {
  OwnWorld own(small_country(1000));
  double given = 0;
  for (int step = 0; step < 10; ++step) {
    own.live(step, step + 1);
    given += own.world.today.use[0].likes;
  }
  double counted = 0;
  const Stories& stories = own.world.stories;
  for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
    counted += stories.likes(id);
  }
  CHECK(given > 0);
  CHECK(counted == given);
}

TEST_CASE("beliefs stay between all leanings, beliefs and slants", "[news_day]") {
  for (const BeliefKernel kernel :
       {BeliefKernel::all, BeliefKernel::bounded, BeliefKernel::smooth}) {
    Scenario s = small_country(800);
    s.belief.kernel = kernel;
    s.belief.confidence = 0.6;
    s.population.leaning_spread = 0.2;
    for (Medium& medium : s.media) medium.persuasion = 0.5;
    for (Source& source : s.sources) {
      source.slant *= 0.5;
      source.slant_sd = 0;
    }
    const auto [least, most] = std::pair(-0.3f, 0.4f);  // the slants
    OwnWorld own(std::move(s));
    const std::vector<double> leaning = own.world.people.leaning;
    const double low = std::min<double>(least, *std::ranges::min_element(leaning));
    const double high = std::max<double>(most, *std::ranges::max_element(leaning));
    own.live(0, 15);
    bool inside = true;
    double moved = 0;
    for (std::uint32_t i = 0; i < own.world.n(); ++i) {
      const double x = own.world.citizens.belief[i];
      // Slants and heard beliefs are floats.
      inside &= low - 1e-6 <= x && x <= high + 1e-6;
      moved += std::abs(x - leaning[i]);
    }
    INFO("kernel " << static_cast<int>(kernel));
    CHECK(inside);
    CHECK(moved > 0.01 * own.world.n());
  }
}

TEST_CASE("under backfire beliefs stay on the axis", "[news_day]") {
  Scenario s = small_country(800);
  s.belief.kernel = BeliefKernel::backfire;
  s.belief.confidence = 0.4;
  for (Medium& medium : s.media) medium.persuasion = 1;
  OwnWorld own(std::move(s));
  own.live(0, 15);
  for (const double x : own.world.citizens.belief) REQUIRE(std::abs(x) <= 1);
}

TEST_CASE("without persuasion and anchor nobody's belief moves", "[news_day]") {
  Scenario s = small_country(500);
  for (Medium& medium : s.media) medium.persuasion = 0;
  OwnWorld own(std::move(s));
  const std::vector<double> before = own.world.citizens.belief;
  own.live(0, 5);
  CHECK(own.world.citizens.belief == before);
}

TEST_CASE("who has no alternative open reads nothing", "[news_day]") {
  Scenario s = small_country(500);
  for (Outlet& outlet : s.outlets) outlet.open = false;
  s.friends.mean_degree = 0;
  s.adoption.start_share = 0;
  s.adoption.enabled = false;
  OwnWorld own(std::move(s));
  own.live(0, 3);
  CHECK(total(own.world.today.attention) == 0);
  CHECK(remembered(own.world) == 0);
}

TEST_CASE("nobody reads a medium that he does not reach", "[news_day]") {
  Scenario s = small_country(1000);
  s.media[0].reach = 0.4;
  s.media[1].reach = 0.6;
  OwnWorld own(std::move(s));
  own.live(0, 10);
  bool right = true;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    const auto occasions = recent_occasions(own.world.citizens.recent[i]);
    for (std::size_t m = 0; m < own.world.media.size(); ++m) {
      const bool reaches = (own.world.citizens.media[i] >> m & 1u) != 0;
      right &= reaches || occasions[m] == 0;
    }
  }
  CHECK(right);
}

TEST_CASE("values learn what reading was worth", "[news_day]") {
  // One channel of one slant and quality: V tends to w_q q - w_b (z - x)^2 + m.
  Scenario s = small_country(200);
  s.media = {s.media[0]};
  s.media[0].reach = 1;
  s.media[0].persuasion = 0;
  s.outlets = {s.outlets[0]};
  s.outlets[0].convenience = 0.3;
  s.sources[0].slant_sd = s.sources[0].quality_sd = 0;
  s.choice.learning_rate = 0.2;
  s.choice.convenience_sd = 0;
  s.friends.mean_degree = 0;
  s.population.leaning_spread = 0;
  s.population.leaning_mean = -0.1;
  s.attention.spread = 0;
  OwnWorld own(std::move(s));
  own.live(0, 60);
  const double worth = 0.5 * 0.5 - 0.5 * 0.9 * 0.9 + 0.3;
  double off = 0;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    off = std::max(off, std::abs(own.world.citizens.value[i] - worth));
  }
  CHECK(off < 1e-4);
}

TEST_CASE("fans are counted as often as pages are followed", "[news_day]") {
  Scenario s = small_country(1000);
  s.platform.response.follow.base = -3;
  OwnWorld own(std::move(s));
  own.live(0, 20);
  const World& world = own.world;
  for (const std::uint32_t c : world.pages) {
    double fans = 0;
    for (const std::uint64_t follows : world.citizens.follows) {
      fans += static_cast<double>(follows >> world.outlets[c].page & 1u);
    }
    CHECK(fans > 100);
    CHECK(world.outlets[c].fans ==
          Approx(fans * world.persons_per_citizen).epsilon(1e-12));
  }
}

TEST_CASE("more likes shown are more shows", "[news_day]") {
  // One of two pages' first stories is liked by many before anyone visits.
  Scenario s = small_country(2000);
  s.friends.mean_degree = 0;
  s.platform.shown = 1;
  s.platform.trending = 16;
  s.platform.following = false;
  s.platform.response.post_chance = 0;
  for (Outlet& outlet : s.outlets) outlet.start_fans = 0;
  OwnWorld own(std::move(s));
  publish(own.world, own.moment(0));
  const std::uint32_t liked = own.outlet("free_page").edition[0];
  for (int k = 0; k < 50; ++k) own.world.stories.like(liked);
  live_news_day(own.world, own.moment(0));
  CHECK(own.attention("free_page") > own.attention("state_page"));
}
