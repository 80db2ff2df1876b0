// Ads: money, impressions and places are conserved, and ads reach whom they aim at.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/processes/ads.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// The small country with one campaign of the state.
Scenario with_campaign(std::int64_t citizens, double budget) {
  Scenario s = small_country(citizens);
  s.media[3].persuasion = 0.05;
  Advertiser campaign;
  campaign.name = "campaign";
  campaign.payer = "state";
  campaign.budget = budget;
  s.ads.advertisers = {campaign};
  return s;
}

Advertiser& campaign(Scenario& s) { return s.ads.advertisers.front(); }

double last(const sim::Results& results, const std::string& name) {
  return variable(results, "ads/" + name).values.back();
}

/// What the campaigns of a run have spent at the end.
double spent(const Scenario& s, std::uint64_t seed = 1) {
  return last(run(s, seed), "spend");
}

/// Which results differ, those of ads themselves aside.
std::string differences_beside_ads(const Scenario& a, const Scenario& b) {
  std::string text = differences(run(a, 3), run(b, 3));
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find(' ', at);
    const std::string name = text.substr(at, end - at);
    if (!name.starts_with("ads/")) kept += name + " ";
    at = end + 1;
  }
  return kept;
}

}  // namespace

TEST_CASE("a budget of nothing leaves the same bytes as no ads", "[ads]") {
  Scenario zero = with_campaign(700, 0);
  Scenario off = with_campaign(700, 1e4);
  off.ads.enabled = false;
  Scenario nobody = with_campaign(700, 1e4);
  campaign(nobody).enabled = false;
  CHECK(differences_beside_ads(zero, off) == "");
  CHECK(differences_beside_ads(zero, nobody) == "");
  // Money that buys something is seen.
  CHECK(differences_beside_ads(zero, with_campaign(700, 1e4)) != "");
}

TEST_CASE("an ad to nobody costs nothing, changes nothing, and is told", "[ads]") {
  Scenario nobody = with_campaign(700, 1e4);
  campaign(nobody).belief_from = 0.2;  // no data have leaked
  CHECK(spent(nobody) == 0);
  CHECK(differences_beside_ads(nobody, with_campaign(700, 0)) == "");
  OwnWorld own(nobody);
  own.live(0, 2);
  REQUIRE(own.world.warnings.size() == 1);
  CHECK(own.world.warnings[0] ==
        "ads.advertisers.campaign: its target matches none of the 700 citizens, so it "
        "spends nothing: it aims at predicted belief, and no data have leaked "
        "(leak.enabled)");
}

TEST_CASE("spend never passes the budget, and comes near it", "[ads]") {
  const double budget = GENERATE(2e3, 2e4, 1e5);
  Scenario s = with_campaign(3000, budget);
  campaign(s).start = day(10);
  campaign(s).end = day(49);
  const sim::Results results = run(s, 2);
  const std::vector<double>& spend = variable(results, "ads/spend").values;
  bool within = true;
  for (std::size_t t = 0; t < spend.size(); ++t) {
    const double days = std::clamp(static_cast<double>(t) - 9, 0.0, 40.0);
    within &= spend[t] <= budget * days / 40 * (1 + 1e-12);
    within &= t == 0 || spend[t] >= spend[t - 1];
  }
  CHECK(within);
  // One impression stands for 1,000 persons, 3.3 to 6.6 USD: a purse keeps two standard
  // deviations of chance back.
  CHECK(spend.back() >
        budget - 2 * budget / 40 - 4 * std::sqrt(budget / 40 * 6.6) - 30);
}

TEST_CASE("a budget by day is what its days together are", "[ads]") {
  Scenario total = with_campaign(2000, 6000);
  Scenario by_day = with_campaign(2000, 100);
  campaign(by_day).budget_is_for = Budget::day;
  CHECK(differences(run(total, 1), run(by_day, 1)) == "");
}

TEST_CASE(
    "impressions times price is spend, and no more places are taken than there are",
    "[ads]") {
  Scenario s = with_campaign(2000, 3e4);
  s.ads.advertisers.push_back(campaign(s));
  s.ads.advertisers[1].name = "other";
  s.ads.load = 2;
  OwnWorld own(std::move(s));
  World& world = own.world;
  bool holds = true;
  double places = 0;
  for (std::int32_t step = 0; step < 40; ++step) {
    const auto before = world.ads.advertisers;
    own.live(step, step + 1);
    double taken = 0;
    for (std::size_t a = 0; a < 2; ++a) {
      const AdvertiserState& now = world.ads.advertisers[a];
      const double impressions = now.impressions - before[a].impressions;
      const double cost = now.spent - before[a].spent;
      holds &= impressions == world.today.ad_impressions[a] * 1000;
      // To the cent: the whole price, or all that there was.
      holds &= std::abs(cost - impressions / 1000 * now.price) < 0.01 ||
               (now.purse == 0 && cost < impressions / 1000 * now.price);
      holds &= world.today.ad_places[a] == 2 * world.today.use[0].visits;
      taken += world.today.ad_impressions[a];
    }
    holds &= taken <= 2 * world.today.use[0].visits;
    places += taken;
  }
  CHECK(holds);
  CHECK(places > 0);
}

TEST_CASE("halving the step changes spend and impressions only within error", "[ads]") {
  Scenario whole = with_campaign(3000, 2e4);
  Scenario half = whole;
  half.time.step = 0.5;
  const sim::Results a = run(whole, 1);
  const sim::Results b = run(half, 1);
  // Impressions of 60 days, 1,000 persons each: chance by the square root, and the
  // money of the first day, on which nobody knows the market yet.
  const double n = last(a, "impressions") / 1000;
  CHECK(n > 1000);
  CHECK(std::abs(last(b, "impressions") / 1000 - n) < 4 * std::sqrt(2 * n) + n / 60);
  CHECK(last(b, "spend") == Approx(last(a, "spend")).epsilon(0.05));
}

TEST_CASE("ads reach whom they aim at, and nobody else", "[ads]") {
  Scenario s = with_campaign(2000, 3e4);
  s.population.leaning_spread = 2;
  s.leak.enabled = true;
  s.leak.share = 0.5;
  s.leak.accuracy = 1;
  campaign(s).belief_from = 0.1;
  campaign(s).belief_to = 0.6;
  campaign(s).frequency_cap = 3;
  campaign(s).cap_days = 1000;
  OwnWorld own(std::move(s));
  World& world = own.world;
  own.live(0, 1);
  const std::vector<float> known =
      leak(world);  // of the same users, with later beliefs
  own.live(1, 40);
  const AdvertiserState& state = world.ads.advertisers[0];
  int met = 0;
  bool right = true;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    const bool is_aim = world.ads.aimed_at[i] != 0;
    right &= is_aim || state.met[i] == 0;
    right &= !is_aim || !std::isnan(known[i]);
    right &= state.met[i] <= 3;
    met += state.met[i];
  }
  CHECK(right);
  CHECK(met * 1000.0 == state.impressions);
  CHECK(met > 100);
}

TEST_CASE("predictions correlate with belief as the accuracy says", "[ads]") {
  const double alpha = GENERATE(0.0, 0.4, 1.0);
  Scenario s = with_campaign(20000, 1e4);
  s.population.leaning_spread = 2;
  s.adoption.start_share = 1;
  s.leak.enabled = true;
  s.leak.share = 0.3;
  s.leak.accuracy = alpha;
  const OwnWorld own(std::move(s));
  const std::vector<float> predicted = leak(own.world);
  double n = 0, users = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    users += own.world.is_online(i);
    if (std::isnan(predicted[i])) continue;
    CHECK(own.world.is_online(i));
    const double b = own.world.citizens.belief[i];
    n += 1;
    x += b;
    y += predicted[i];
    xx += b * b;
    yy += double{predicted[i]} * predicted[i];
    xy += b * predicted[i];
  }
  const double r = (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
  CHECK(std::abs(r - alpha) < 4 * (1 - alpha * alpha) / std::sqrt(n) + 1e-6);
  CHECK(std::abs(n - 0.3 * users) < 4 * std::sqrt(0.21 * users));
}

TEST_CASE("the displayed sponsor is believed, unless the platform names the payer",
          "[ads]") {
  Scenario s = with_campaign(500, 1e4);
  s.sources[0].credence = 0.2;  // the state, which pays
  s.sources[2].credence = 0.9;
  campaign(s).sponsor = "opposition";
  s.ads.label_credence = 0.5;
  const auto gain = [](Scenario scenario) {
    OwnWorld own(std::move(scenario));
    auction_ads(own.world, own.moment(0));
    return own.world.ads.advertisers[0].gain;
  };
  CHECK(gain(s) == Approx(0.05 * 0.9));
  campaign(s).labelled = true;
  CHECK(gain(s) == Approx(0.05 * 0.9 * 0.5));
  s.ads.library = AdLibrary::label;
  CHECK(gain(s) == Approx(0.05 * 0.2 * 0.5));
}

TEST_CASE("ads that show a page win it fans, and ads that show posts win them reach",
          "[ads]") {
  Scenario page = with_campaign(3000, 1e5);
  page.platform.response.follow = {-1, 0, 0, 0};
  page.platform.trending = 0;
  campaign(page).carries = Carries::page;
  campaign(page).page = "state_page";
  const sim::Results with = run(page, 1);
  Scenario none = page;
  campaign(none).enabled = false;
  const sim::Results without = run(none, 1);
  const auto fans = [](const sim::Results& results) {
    const auto& likes = variable(results, "platform/likes_genuine").values;
    return likes[likes.size() - 2];  // state_page, the first of two
  };
  CHECK(last(with, "follows") > 0);
  CHECK(fans(with) > fans(without));

  Scenario posts = with_campaign(3000, 1e5);
  campaign(posts).carries = Carries::posts;
  campaign(posts).page = "state_page";
  const sim::Results reach = run(posts, 1);
  const auto at = [&](const char* name) {
    const std::vector<double> of = series(reach, name, "state_page");
    return mean(std::span(of).subspan(30));
  };
  CHECK(at("platform/reach_paid") > 0);
  CHECK(at("platform/reach") <=
        at("platform/reach_organic") + at("platform/reach_paid"));
  CHECK(at("platform/reach") >= at("platform/reach_paid"));
}

TEST_CASE("who meets a story again in an ad does not like it again", "[ads]") {
  Scenario s = with_campaign(2000, 1e6);
  s.platform.response.like = {100, 0, 0, 0};  // everything is liked
  campaign(s).carries = Carries::posts;
  campaign(s).page = "state_page";
  s.ads.load = 3;
  OwnWorld own(std::move(s));
  own.live(0, 30);
  const Stories& stories = own.world.stories;
  double most = 0;
  for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
    most = std::max(most, static_cast<double>(stories.likes(id)));
  }
  double users = 0;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) users += own.world.is_online(i);
  CHECK(own.world.ads.advertisers[0].impressions > 0);
  CHECK(most <= users);
}

TEST_CASE("the places for ads change on the date of the event, and change back",
          "[ads]") {
  Scenario s = with_campaign(2000, 3e4);
  Event event;
  event.name = "load";
  event.kind = EventKind::ad_load;
  event.date = day(20);
  event.end = day(30);
  event.ads = GENERATE(0, 3);
  s.events = {event};
  OwnWorld own(std::move(s));
  bool right = true;
  for (std::int32_t step = 0; step < 40; ++step) {
    own.live(step, step + 1);
    const bool lasts = 20 <= step && step < 30;
    const double places = lasts ? static_cast<double>(event.ads) : 1;
    right &= own.world.today.ad_places[0] == places * own.world.today.use[0].visits;
    right &= places > 0 || own.world.today.ad_impressions[0] == 0;
  }
  CHECK(right);
  CHECK(own.world.ads.advertisers[0].impressions > 0);
}

TEST_CASE("a library says in ranges what was spent, as long as there is one", "[ads]") {
  Scenario s = with_campaign(2000, 3e4);
  Event event;
  event.name = "library";
  event.kind = EventKind::ad_library;
  event.date = day(20);
  event.end = day(30);
  s.events = {event};
  const sim::Results results = run(s, 1);
  const auto of = [&](const char* name) { return variable(results, name).values; };
  const auto low = of("ads/library_spend_low");
  const auto high = of("ads/library_spend_high");
  const auto spend = of("ads/spend");
  bool right = true;
  for (std::size_t t = 0; t < spend.size(); ++t) {
    const bool lasts = 20 <= t && t < 30;
    right &= lasts == !std::isnan(low[t]);
    right &= !lasts || (low[t] <= spend[t] && spend[t] < high[t]);
  }
  CHECK(right);
  CHECK(spend[25] > 100);
}
