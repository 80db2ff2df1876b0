// Knockout: what the platform carries is lost or goes elsewhere, citizen by citizen.

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "models/processes/knockout.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What a knock-out after some days of a world says.
struct Found {
  std::vector<double> lit;   // [attention labels]
  std::vector<double> dark;  // [attention labels]
  std::vector<double> lost;  // [attention labels]
  std::vector<double> lost_source;
  double lost_total = 0;
  double lost_independent = 0;
};

Found knock_out(OwnWorld& own, int days) {
  sim::Results results;
  sim::Axis outlets{.name = "outlet", .labels = own.world.attention_labels()};
  sim::Axis sources{.name = "source"};
  for (const SourceState& s : own.world.sources) sources.labels.push_back(s.name);
  results.add_axis(outlets);
  results.add_axis(sources);
  own.scenario.measures.knockouts = {{"last", day(days - 1)}};
  Knockout knockout(own.world, results);
  own.live(0, days);
  knockout(own.moment(days - 2));  // not yet
  REQUIRE(std::isnan(variable(results, "knockout/attention").values[0]));
  knockout(own.moment(days - 1));
  const auto values = [&](const char* name) {
    return variable(results, std::string("knockout/") + name).values;
  };
  return {values("attention"),          values("attention_dark"),
          values("news_lost"),          values("news_lost_source"),
          values("news_lost_total")[0], values("independent_lost")[0]};
}

Found knock_out(Scenario s, int days = 5) {
  OwnWorld own(std::move(s));
  return knock_out(own, days);
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A plain nested logit, in double precision, for one citizen: the chance of each
/// alternative among those of `reach`; nests by medium.
std::vector<double> chances(const World& world, std::uint32_t i, std::uint32_t reach,
                            double mu) {
  const std::size_t width = world.alternatives.size();
  std::vector<double> root(width, 0.0), nest(world.media.size(), 0.0);
  for (std::size_t a = 0; a < width; ++a) {
    if ((reach >> a & 1u) == 0) continue;
    const double v = world.citizens.value[i * width + a];
    const bool is_platform = world.alternatives[a].kind == AlternativeKind::platform;
    const double scale = is_platform ? world.citizens.activity[i] : 1.0;
    root[a] = std::pow(scale * std::exp(v / world.rules().choice.temperature), 1 / mu);
    nest[world.alternatives[a].medium] += root[a];
  }
  double total = 0;
  for (const double of_nest : nest) total += of_nest > 0 ? std::pow(of_nest, mu) : 0.0;
  std::vector<double> p(width, 0.0);
  for (std::size_t a = 0; a < width; ++a) {
    if (root[a] <= 0) continue;
    p[a] = root[a] * std::pow(nest[world.alternatives[a].medium], mu - 1) / total;
  }
  return p;
}

void check_against_plain_logit(Scenario s, double mu) {
  OwnWorld own(std::move(s));
  const Found found = knock_out(own, 5);
  const World& world = own.world;
  const std::size_t width = world.alternatives.size();
  std::vector<double> lit(width, 0.0), dark(width, 0.0);
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    std::uint32_t reach = 0, without = 0;
    for (std::size_t a = 0; a < width; ++a) {
      const Alternative& alternative = world.alternatives[a];
      if ((world.citizens.media[i] >> alternative.medium & 1u) == 0) continue;
      reach |= 1u << a;
      if (alternative.kind != AlternativeKind::platform) without |= 1u << a;
    }
    const double weight = world.citizens.attention[i] / double(world.n());
    const auto p = chances(world, i, reach, mu), q = chances(world, i, without, mu);
    for (std::size_t a = 0; a < width; ++a) {
      lit[a] += weight * p[a];
      dark[a] += weight * q[a];
    }
  }
  double visits = 0;
  std::vector<double> of_platform = found.lit;
  for (std::size_t a = 0; a < width; ++a) {
    const Alternative& alternative = world.alternatives[a];
    if (alternative.kind == AlternativeKind::platform) {
      visits = lit[a];
      continue;
    }
    const std::size_t label = alternative.kind == AlternativeKind::talk
                                  ? world.talk_label()
                                  : alternative.outlet;
    INFO(alternative.name);
    // Weights are sums of floats.
    CHECK(found.lit[label] == Approx(lit[a]).epsilon(1e-4));
    CHECK(found.dark[label] == Approx(dark[a]).epsilon(1e-4));
    of_platform[label] = 0;
  }
  CHECK(sum(of_platform) == Approx(visits).epsilon(1e-4));
}

}  // namespace

TEST_CASE("a knock-out is what a plain logit finds with and without the platform",
          "[knockout]") {
  Scenario s = small_country(700);
  s.media[0].reach = 0.4;
  check_against_plain_logit(s, 1);
  s.choice.nests = Nests::medium;
  s.choice.dissimilarity = 0.5;
  check_against_plain_logit(s, 0.5);
}

TEST_CASE("in the dark pages have nothing, others more, and together no more than all",
          "[knockout]") {
  Scenario s = small_country(1000);
  s.media[0].reach = s.media[1].reach = 0.5;
  s.friends.mean_degree = 1;  // so that some have nothing but the platform
  const Found found = knock_out(std::move(s));
  for (const std::size_t page : {4u, 5u}) {
    CHECK(found.lit[page] > 0);
    CHECK(found.dark[page] == 0);
    CHECK(found.lost[page] == 1);
  }
  for (const std::size_t station : {0u, 1u, 2u, 3u}) {
    CHECK(found.dark[station] > found.lit[station]);
    CHECK(found.lost[station] == Approx(1 - found.dark[station] / found.lit[station]));
  }
  CHECK(found.lost_total > 0.001);
  CHECK(found.lost_total < 0.5);
  CHECK(sum(found.dark) == Approx(sum(found.lit) * (1 - found.lost_total)));
  // The opposition is the only independent source: radio_free and free_page.
  const double independent =
      1 - (found.dark[3] + found.dark[5]) / (found.lit[3] + found.lit[5]);
  CHECK(found.lost_source[2] == Approx(independent));
  CHECK(found.lost_independent == Approx(independent));
}

TEST_CASE("visits are shared among pages as those of the day were", "[knockout]") {
  OwnWorld own(small_country(1000));
  const Found found = knock_out(own, 5);
  const double visits = found.lit[4] + found.lit[5] +
                        found.lit[own.world.posts_outlet()] +
                        found.lit[own.world.empty_label()];
  CHECK(found.lit[4] / visits ==
        Approx(own.attention("state_page") / own.world.today.use[0].visits));
  CHECK(found.lit[own.world.empty_label()] / visits ==
        Approx(own.world.today.attention[own.world.empty_label()] /
               own.world.today.use[0].visits));
}

TEST_CASE("where nobody uses a platform nothing is lost", "[knockout]") {
  Scenario without = small_country(300);
  without.media.pop_back();
  without.outlets.resize(4);
  Scenario unused = small_country(300);
  unused.adoption.start_share = 0;
  unused.adoption.enabled = false;
  Scenario blocked = small_country(300);
  Event block;
  block.name = "block";
  block.kind = EventKind::block_platform;
  block.date = day(1);
  blocked.events = {block};
  for (const Scenario& s : {without, unused, blocked}) {
    const Found found = knock_out(s);
    CHECK(found.lit == found.dark);
    CHECK(sum(found.lit) > 0);
    CHECK(found.lost_total == 0);
    CHECK(found.lost_independent == 0);
    CHECK(found.lost[3] == 0);
    CHECK(found.lost_source[0] == 0);
  }
}

TEST_CASE("where the platform is all there is everything is lost", "[knockout]") {
  Scenario s = small_country(300);
  s.media = {s.media[3]};
  s.outlets = {s.outlets[4], s.outlets[5]};
  const Found found = knock_out(std::move(s));
  CHECK(sum(found.lit) > 0);
  CHECK(sum(found.dark) == 0);
  CHECK(found.lost_total == 1);
  CHECK(found.lost_independent == 1);
  CHECK(found.lost_source[0] == 1);
}

TEST_CASE("expecting a knock-out changes nothing", "[knockout]") {
  const Scenario plain = small_country(300);
  Scenario asked = plain;
  asked.measures.knockouts = {{"first", day(10)}, {"second", day(30)}};
  const sim::Results a = run(plain, 1);
  const sim::Results b = run(asked, 1);
  for (const sim::Variable& v : a.variables()) {
    const std::vector<double>& other = variable(b, v.about.name).values;
    REQUIRE(v.values.size() == other.size());
    bool same = true;
    for (std::size_t k = 0; k < other.size(); ++k) {
      same &= v.values[k] == other[k] || std::isnan(v.values[k]);
    }
    INFO(v.about.name);
    CHECK(same);
  }
  CHECK(variable(b, "knockout/news_lost_total").values.size() == 2);
}
