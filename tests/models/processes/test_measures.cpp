// Measures: shares sum to 1, and naive code over the citizens finds the same numbers.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/processes/measures.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A world after some days, and what Measures says of it.
struct Measured {
  OwnWorld own;
  sim::Results results;

  explicit Measured(Scenario s, int days) : own(std::move(s)) {
    own.live(0, days);
    const World& world = own.world;
    const auto add = [&](std::string name, std::string group,
                         std::vector<std::string> labels) {
      results.add_axis({.name = std::move(name),
                        .group = std::move(group),
                        .labels = std::move(labels)});
    };
    std::vector<std::string> media, pages;
    for (const Medium& m : world.media) media.push_back(m.name);
    for (const std::uint32_t c : world.pages) pages.push_back(world.outlets[c].name);
    results.add_axis({.name = "time", .values = {0}});
    add("medium", "", media);
    add("outlet", "", world.attention_labels());
    add("region", "", world.people.regions);
    add("page", "platform", pages);
    add("country", "platform", world.countries);
    std::vector<std::string> orders;
    for (const LikeOrder& o : world.rules().marketplace.orders)
      orders.push_back(o.name);
    if (!orders.empty()) add("order", "farms", orders);
    Measures measure(world, results);
    measure(own.moment(0));
  }

  const std::vector<double>& operator[](const char* name) const {
    return variable(results, name).values;
  }
};

double total(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

/// Main sources from the citizens' bins, the slow way; who has a tie is left out.
struct NaiveCitizens {
  std::vector<double> sure;  // [media] citizens without a tie
  double ties = 0;
  double readers = 0;
  std::vector<double> dependency;  // of each reader
};
NaiveCitizens look_at(const World& world) {
  NaiveCitizens found;
  found.sure.resize(world.media.size());
  for (const Recent& recent : world.citizens.recent) {
    std::vector<int> by_medium(world.media.size(), 0);
    for (const auto& bin : recent.bin) {
      for (std::size_t m = 0; m < by_medium.size(); ++m) by_medium[m] += bin[m];
    }
    int all = 0;
    for (const int n : by_medium) all += n;
    if (all == 0) continue;
    found.readers += 1;
    found.dependency.push_back(by_medium[world.platforms.front().medium] /
                               static_cast<double>(all));
    const auto best = std::ranges::max_element(by_medium);
    if (std::ranges::count(by_medium, *best) > 1) {
      found.ties += 1;
    } else {
      found.sure[static_cast<std::size_t>(best - by_medium.begin())] += 1;
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every set of shares sums to 1", "[measures]") {
  const Measured m(small_country(800), 12);
  CHECK(total(m["main_source_share"]) == Approx(1).epsilon(1e-12));
  CHECK(total(m["attention_share"]) == Approx(1).epsilon(1e-12));
  CHECK(total(m["main_source_region"]) == Approx(1).epsilon(1e-12));  // one region
  for (const char* name :
       {"platform_dependency", "platform_dependency_median",
        "platform_dependency_above_half", "state_dependency", "support_share",
        "platform_users", "cross_cutting_share", "hhi_sources", "hhi_owners"}) {
    INFO(name);
    CHECK(0 <= m[name][0]);
    CHECK(m[name][0] <= 1);
  }
}

TEST_CASE("main sources and dependency are those of naive code", "[measures]") {
  Scenario s = small_country(1500);
  s.attention.occasions = 1.5;
  const Measured m(std::move(s), 25);
  const NaiveCitizens naive = look_at(m.own.world);
  double explained = 0;
  for (std::size_t k = 0; k < naive.sure.size(); ++k) {
    const double citizens = m["main_source_share"][k] * naive.readers;
    // Ties go to one of the tied media, so they can only add.
    CHECK(citizens >= naive.sure[k] - 1e-6);
    CHECK(citizens <= naive.sure[k] + naive.ties + 1e-6);
    explained += citizens - naive.sure[k];
  }
  CHECK(explained == Approx(naive.ties).margin(1e-6));
  CHECK(m["platform_dependency"][0] == Approx(mean(naive.dependency)).epsilon(1e-9));
  std::vector<double> sorted = naive.dependency;
  std::ranges::sort(sorted);
  const double median = sorted[(sorted.size() - 1) / 2];
  CHECK(std::abs(m["platform_dependency_median"][0] - median) <= 0.01 + 1e-9);
  double above = 0;
  for (const double d : naive.dependency) above += d > 0.5;
  CHECK(m["platform_dependency_above_half"][0] == Approx(above / naive.readers));
}

TEST_CASE("concentration is that of naive code, before and after merging owners",
          "[measures]") {
  Scenario s = small_country(1000);
  s.sources[0].owner = s.sources[1].owner = "the family";
  const Measured m(std::move(s), 10);
  const World& world = m.own.world;
  double squares = 0;
  for (const double share : m["main_source_share"]) squares += share * share;
  CHECK(m["effective_media"][0] == Approx(1 / squares));

  std::map<std::string, double> by_source, by_owner;
  for (std::size_t k = 0; k < world.today.attention.size(); ++k) {
    const double attention = world.today.attention[k];
    if (k < world.posts_outlet()) {
      const SourceState& source = world.sources[world.outlets[k].source];
      by_source[source.name] += attention;
      by_owner[source.name == "opposition" ? "opposition" : "the family"] += attention;
    } else {
      by_source["other " + std::to_string(k)] += attention;
      by_owner["other " + std::to_string(k)] += attention;
    }
  }
  const auto concentration = [](const std::map<std::string, double>& amounts) {
    double sum = 0, square = 0;
    for (const auto& [name, amount] : amounts) {
      sum += amount;
      square += amount * amount;
    }
    return square / (sum * sum);
  };
  CHECK(m["hhi_sources"][0] == Approx(concentration(by_source)));
  CHECK(m["effective_sources"][0] == Approx(1 / concentration(by_source)));
  CHECK(m["hhi_owners"][0] == Approx(concentration(by_owner)));
  CHECK(m["hhi_owners"][0] > m["hhi_sources"][0]);
}

TEST_CASE("beliefs are described as naive code describes them", "[measures]") {
  const Measured m(small_country(1000), 10);
  const std::vector<double>& belief = m.own.world.citizens.belief;
  const Sample naive = sample(belief);
  CHECK(m["belief_mean"][0] == Approx(naive.mean).epsilon(1e-9));
  const double n = static_cast<double>(belief.size());
  CHECK(m["belief_variance"][0] == Approx(naive.sd * naive.sd * (n - 1) / n));
  double support = 0;
  for (const double x : belief) support += x > 0;
  CHECK(m["support_share"][0] == Approx(support / n));
  CHECK(m["belief_mean_region"][0] == Approx(naive.mean).epsilon(1e-9));
}

TEST_CASE("what the state makes and what independents say is counted by kind",
          "[measures]") {
  const Measured m(small_country(1000), 10);
  const std::vector<double>& share = m["attention_share"];
  const std::vector<std::string> labels = m.own.world.attention_labels();
  const auto at = [&](const char* name) {
    return share[static_cast<std::size_t>(std::ranges::find(labels, name) -
                                          labels.begin())];
  };
  CHECK(m["state_dependency"][0] == Approx(at("tv_state") + at("tv_private") +
                                           at("radio_private") + at("state_page")));
  CHECK(m["independent_via_platform"][0] ==
        Approx(at("free_page") / (at("free_page") + at("radio_free"))));
}

TEST_CASE("a page's likes shown are its genuine and fake ones", "[measures]") {
  Scenario s = small_country(500);
  s.marketplace.orders = {{.name = "order",
                           .page = "state_page",
                           .likes = 5000,
                           .start = day(0),
                           .end = day(4)}};
  const Measured m(std::move(s), 10);
  for (std::size_t p = 0; p < 2; ++p) {
    CHECK(m["platform/likes_shown"][p] ==
          m["platform/likes_genuine"][p] + m["platform/likes_fake"][p]);
    CHECK(m["platform/reach"][p] <= m["platform_users"][0]);
  }
  CHECK(m["platform/likes_fake"][0] > 0);
  CHECK(m["platform/likes_fake"][1] == 0);
}

TEST_CASE("likes by country sum to the likes shown, and money to the price",
          "[measures]") {
  Scenario s = small_country(500);
  s.platform.home = "here";
  s.platform.response.follow.base = -3;
  s.outlets[4].foreign_ratio = 0.2;
  s.outlets[4].foreign_origins = {{"France", 0.75}, {"elsewhere", 0.25}};
  LikeOrder order{.name = "abroad",
                  .page = "state_page",
                  .likes = 5000,
                  .price = 4,
                  .start = day(0),
                  .end = day(19)};
  order.origins = {{"India", 0.5}, {"France", 0.125}, {"here", 0.375}};
  LikeOrder nowhere = order;
  nowhere.name = "nowhere";
  nowhere.origins.clear();
  LikeOrder stories = order;
  stories.name = "stories";
  stories.what = LikedThing::stories;
  s.marketplace.orders = {order, nowhere, stories};
  const Measured m(std::move(s), 10);
  REQUIRE(m.own.world.countries ==
          std::vector<std::string>{"here", "France", "India", "elsewhere"});
  const std::vector<double>& likes = m["platform/likes_by_country"];
  for (std::size_t p = 0; p < 2; ++p) {
    const std::vector<double> of_page(likes.begin() + 4 * p, likes.begin() + 4 * p + 4);
    CHECK(total(of_page) == Approx(m["platform/likes_shown"][p]).epsilon(1e-12));
    CHECK(total(of_page) - of_page[0] ==
          Approx(m["platform/likes_foreign"][p]).epsilon(1e-12));
  }
  const OutletState& page = m.own.world.outlets[m.own.world.pages[0]];
  const double online = 2500 * std::exp(-0.008 * 4.5);  // on average for 4.5 of 10 days
  CHECK(page.fans > 0);
  CHECK(likes[0] == Approx(page.fans + 0.375 * online).epsilon(0.001));
  CHECK(likes[1] == Approx(0.15 * page.fans + 0.125 * online).epsilon(0.001));
  CHECK(likes[2] == Approx(0.5 * online).epsilon(0.001));
  CHECK(likes[3] == Approx(0.05 * page.fans + online).epsilon(0.001));
  CHECK(m["platform/likes_genuine"][0] == Approx(1.2 * page.fans).epsilon(1e-12));
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(m["farms/delivered"][k] == Approx(2500).epsilon(1e-12));
    CHECK(m["farms/spend"][k] == Approx(10).epsilon(1e-12));
    CHECK(m["farms/removed"][k] == Approx(2500 - online).epsilon(0.01));
  }
}

TEST_CASE("perceived popularity weighs a page's likes by who sees it", "[measures]") {
  Scenario s = small_country(2000);
  s.outlets[5].start_fans = 3e5;
  const Measured m(s, 10);
  const double free = m["platform/likes_shown"][1] * m.own.world.today.attention[5];
  const double state = m["platform/likes_shown"][0] * m.own.world.today.attention[4];
  CHECK(m["platform/perceived_popularity"][0] ==
        Approx(state / (state + free)).epsilon(1e-12));
  // Bought likes raise it where nobody can be moved by them.
  s.platform.response.follow.likes = 0;
  const Measured without(s, 10);
  s.marketplace.orders = {{.name = "order",
                           .page = "state_page",
                           .likes = 1e6,
                           .start = day(0),
                           .end = day(9)}};
  const Measured with(s, 10);
  CHECK(with["belief_mean"] == without["belief_mean"]);
  CHECK(with["platform/perceived_popularity"][0] >
        without["platform/perceived_popularity"][0] + 0.05);
}

TEST_CASE("regions weighed by their citizens make the country", "[measures]") {
  Scenario s = small_country(2000);
  s.population.table = {"people.csv",
                        "region,area,age_band,persons\n"
                        "north,urban,all,300000\nnorth,rural,all,500000\n"
                        "south,rural,all,1200000\n"};
  const Measured m(std::move(s), 10);
  const double north = 0.4;
  const auto whole = [&](const char* name) {
    return north * m[name][0] + (1 - north) * m[name][1];
  };
  CHECK(whole("belief_mean_region") == Approx(m["belief_mean"][0]).epsilon(1e-9));
  CHECK(whole("platform_users_region") == Approx(m["platform_users"][0]));
  const std::vector<double>& region = m["main_source_region"];
  CHECK(total(std::vector<double>(region.begin(), region.begin() + 4)) == Approx(1));
  CHECK(total(std::vector<double>(region.begin() + 4, region.end())) == Approx(1));
}
