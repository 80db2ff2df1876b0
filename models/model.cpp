#include "models/model.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "models/burn_in.hpp"
#include "models/countries.hpp"
#include "models/plan.hpp"
#include "models/society.hpp"
#include "models/society/graph_measures.hpp"
#include "models/world.hpp"

namespace newsdep {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
      .count();
}

void add_axes(const World& world, sim::Results& results) {
  const Scenario& rules = world.rules();
  sim::Axis time{.name = "time",
                 .unit = "days since " + rules.time.start.to_string() + " 00:00:00",
                 .long_name = "time"};
  const sim::Clock clock = rules.clock();
  for (std::int32_t step = 0; step < clock.steps();
       step += static_cast<std::int32_t>(rules.measures.every)) {
    time.values.push_back(clock.moment(step).day);
  }
  results.add_axis(std::move(time));
  const auto add_labels = [&](std::string name, std::string group,
                              std::vector<std::string> labels, std::string long_name) {
    if (labels.empty()) return;
    results.add_axis({.name = std::move(name),
                      .group = std::move(group),
                      .labels = std::move(labels),
                      .long_name = std::move(long_name)});
  };
  std::vector<std::string> media, sources, pages, alternatives, orders, advertisers,
      platforms, levers, alarms;
  for (const Medium& m : world.media) media.push_back(m.name);
  for (const SourceState& s : world.sources) sources.push_back(s.name);
  for (const std::uint32_t p : world.pages) pages.push_back(world.outlets[p].name);
  for (const Alternative& a : world.alternatives) alternatives.push_back(a.name);
  for (const LikeOrder& o : rules.marketplace.orders) orders.push_back(o.name);
  for (const Lever& lever : rules.state.levers) levers.push_back(lever.name);
  for (const Alarm& alarm : rules.state.alarms) alarms.push_back(alarm.name);
  for (const AdvertiserState& a : world.ads.advertisers) {
    advertisers.push_back(a.rules.name);
  }
  add_labels("medium", "", media, "medium");
  add_labels("source", "", sources, "source: who speaks");
  if (!media.empty()) {
    add_labels("outlet", "", world.attention_labels(),
               "outlet: a source over a medium");
  }
  add_labels("region", "", world.people.regions, "region");
  add_labels("page", "platform", pages, "page: an outlet on the platform");
  if (!pages.empty()) {
    add_labels("country", "platform", world.countries, "country that likes come from");
  }
  for (const Platform& platform : world.platforms) {
    platforms.push_back(world.media[platform.medium].name);
  }
  if (platforms.size() > 1) {
    add_labels("platform", "platforms", platforms, "medium of kind platform");
  }
  add_labels("order", "farms", orders, "order of fake likes");
  add_labels("advertiser", "ads", advertisers, "who pays for ads");
  add_labels("lever", "state", levers, "what the state puts money into");
  add_labels("alarm", "state", alarms, "what alarms the state");
  add_labels("alternative", "rest", alternatives, "what a citizen can turn to");
  if (rules.measures.snapshots) {
    sim::Axis citizens{
        .name = "citizen", .group = "citizens", .long_name = "place of a citizen"};
    for (std::uint32_t i = 0; i < world.n(); ++i) citizens.values.push_back(i);
    results.add_axis(std::move(citizens));
  }
}

void add_rest(const World& world, sim::Results& results) {
  if (world.alternatives.empty()) return;
  const auto id = results.add(
      {.name = "rest/convenience",
       .axes = {"alternative"},
       .unit = "utility",
       .long_name = "common convenience m_c",
       .comment = "Convenience of the alternative for everybody, as the burn-in of the "
                  "base scenario solved it, or as given."});
  for (std::size_t a = 0; a < world.alternatives.size(); ++a) {
    results.values(id)[a] = world.alternatives[a].convenience;
  }
}

/// One number without axes.
void add_scalar(sim::Results& results, std::string name, std::string unit,
                std::string long_name, std::string comment, double value) {
  const auto id = results.add({.name = std::move(name),
                               .axes = {},
                               .unit = std::move(unit),
                               .long_name = std::move(long_name),
                               .comment = std::move(comment)});
  results.values(id)[0] = value;
}

void add_degrees(const DegreeMeasures& d, const std::string& prefix,
                 const std::string& what, sim::Results& results) {
  const auto add = [&](const char* name, const char* word, double value) {
    add_scalar(results, prefix + name, "citizens", std::string(word) + " of " + what,
               "Over all citizens.", value);
  };
  add("_mean", "mean", d.mean);
  add("_sd", "standard deviation", d.sd);
  add("_max", "largest number", d.max);
  add("_p10", "10 % quantile", d.p10);
  add("_p50", "median", d.p50);
  add("_p90", "90 % quantile", d.p90);
  add("_p99", "99 % quantile", d.p99);
  add_scalar(results, prefix + "_tail", "1", "tail exponent of " + what,
             "Hill's estimator over the largest hundredth.", d.tail_exponent);
}

/// What the graphs of a world are like; nothing for one without edges.
struct SocietyMeasures {
  std::optional<GraphMeasures> friends;
  std::optional<GraphMeasures> followers;
};

SocietyMeasures measure_society(const World& world) {
  SocietyMeasures society;
  if (world.friends.entries() > 0) {
    society.friends = measure(world.friends, world.people);
  }
  if (world.followees.entries() > 0) {
    society.followers = measure(world.followees, world.people);
  }
  return society;
}

/// Writes what a graph is like to the group `society`.
void add_graph(const GraphMeasures& g, const std::string& name, sim::Results& results) {
  const std::string prefix = "society/" + name;
  if (name == "friends") {
    add_degrees(g.degree, prefix + "_degree", "numbers of friends", results);
  } else {
    add_degrees(g.column, prefix + "_followed", "numbers of followers", results);
    add_degrees(g.degree, prefix + "_follows", "numbers of accounts followed", results);
  }
  const auto add = [&](const char* what, const char* title, const char* comment,
                       double value) {
    add_scalar(results, prefix + what, "1", std::string(title) + " of " + name, comment,
               value);
  };
  add("_assortativity_region", "assortativity by region",
      "Newman's coefficient over edges.", g.assortativity_region);
  add("_assortativity_age", "assortativity by age band",
      "Newman's coefficient over edges.", g.assortativity_age);
  add("_assortativity_leaning", "assortativity by leaning",
      "Correlation of leanings over edges.", g.assortativity_leaning);
  add("_clustering", "clustering",
      "Mean share of a citizen's pairs of neighbours who are neighbours, on a sample.",
      g.clustering);
}

/// A world on the morning of its first day.
struct NewsStart : sim::Start {
  NewsStart(std::shared_ptr<const Scenario> base, SocietyRules rules, World world)
      : base(std::move(base)), rules(std::move(rules)), world(std::move(world)) {}

  std::unique_ptr<sim::Start> copy() const override {
    auto copy = std::make_unique<NewsStart>(*this);
    copy->seconds.clear();  // spent once
    return copy;
  }

  std::shared_ptr<const Scenario> base;  ///< whose rules are in force
  SocietyRules rules;
  World world;
  SocietyMeasures society;
  std::vector<std::pair<std::string, double>> seconds;
};

/// Adds every axis and variable, fills what does not change, and returns the plan that
/// fills the rest.
sim::Plan start_results(World& world, const SocietyMeasures& society,
                        sim::Results& results) {
  add_axes(world, results);
  sim::Plan plan = make_plan(world, results);
  add_rest(world, results);
  if (society.friends) add_graph(*society.friends, "friends", results);
  if (society.followers) add_graph(*society.followers, "followers", results);
  return plan;
}

}  // namespace

sim::Results NewsModel::variables() const {
  // The smallest scenario in which everything is reported.
  Scenario s;
  s.population.citizens = 100;
  s.friends.mean_degree = 4;
  s.follows.mean_follows = 2;
  s.adoption.start_share = 1;
  s.media = {{.name = "tv"},
             {.name = "platform", .kind = MediumKind::platform},
             {.name = "second", .kind = MediumKind::platform}};
  s.sources = {{.name = "source"}};
  s.outlets = {{.name = "station", .source = "source", .medium = "tv"},
               {.name = "page", .source = "source", .medium = "platform"}};
  s.marketplace.orders = {
      {.name = "order", .page = "page", .start = s.time.start, .end = s.time.start}};
  s.ads.advertisers = {{.name = "advertiser", .payer = "source"}};
  s.ballot.enabled = true;
  s.ballot.parties = {{.name = "party"}};
  s.ballot.elections = {{.name = "election", .date = s.time.start, .seats = {}}};
  s.street.enabled = true;
  s.audit.enabled = true;
  s.state.levers = {{.name = "lever", .pays = "ads.advertisers.advertiser"}};
  s.state.alarms = {{.name = "alarm"}};
  s.disclosure.enabled = true;
  s.disclosure.requests = {
      {.name = "request", .applicant = "source", .page = "page", .date = s.time.start}};
  s.accusations = {{.name = "accusation", .date = s.time.start, .by = "source"}};
  s.cases = {{.name = "case", .accusation = "accusation"}};
  s.survey.waves = {{.name = "wave", .date = s.time.start}};
  s.measures.flow_from = s.time.start;
  s.measures.flow_to = s.time.end;
  s.measures.knockouts = {{.name = "knockout", .date = s.time.start}};
  s.fear.enabled = true;
  s.climate.enabled = true;
  s.conversation.kernel = ConversationKernel::degroot;
  s.measures.snapshots = true;
  World world(s, s, 1);
  sim::Results results;
  start_results(world, measure_society(world), results);
  return results;
}

std::unique_ptr<sim::ScenarioBase> NewsModel::make_scenario() const {
  return std::make_unique<Scenario>();
}

bool NewsModel::is_world_key(std::string_view key) const {
  return Scenario::is_world_key(key);
}

bool NewsModel::is_late_key(std::string_view key) const {
  return Scenario::is_late_key(key);
}

std::unique_ptr<sim::Start> NewsModel::start(const sim::ScenarioBase& base_scenario,
                                             const sim::ScenarioBase& run_scenario,
                                             std::uint64_t seed, const sim::Start* akin,
                                             const sim::OnAdvance& advance) const {
  const auto base =
      std::make_shared<const Scenario>(dynamic_cast<const Scenario&>(base_scenario));
  const auto& scenario = dynamic_cast<const Scenario&>(run_scenario);
  const auto* other = dynamic_cast<const NewsStart*>(akin);

  advance({"society", 0, 1, 0});
  auto began = std::chrono::steady_clock::now();
  const SocietyRules rules = society_rules(scenario);
  const bool is_same = other != nullptr && other->rules == rules;
  auto start = std::make_unique<NewsStart>(
      base, rules,
      World(*base, scenario, seed,
            is_same ? other->world.society() : make_society(rules, sim::Luck(seed))));
  World& world = start->world;
  start->seconds.emplace_back("Society", seconds_since(began));
  start->society = is_same ? other->society : measure_society(world);
  advance({"society", 1, 1, 0, world.warnings});

  if (base->burn_in.enabled && !world.media.empty()) {
    began = std::chrono::steady_clock::now();
    come_to_rest(world, advance);
    start->seconds.emplace_back("Burn-in", seconds_since(began));
  }
  return start;
}

sim::Replicate NewsModel::run(std::unique_ptr<sim::Start> start,
                              const sim::ScenarioBase& run_scenario,
                              const sim::OnAdvance& advance) const {
  const auto& scenario = dynamic_cast<const Scenario&>(run_scenario);
  auto& begun = dynamic_cast<NewsStart&>(*start);
  World& world = begun.world;
  sim::Replicate replicate;
  replicate.seconds = begun.seconds;
  world.adopt_rules(scenario);
  sim::Plan plan = start_results(world, begun.society, replicate.results);
  const sim::Clock clock = scenario.clock();
  const std::int32_t steps = clock.steps();
  for (std::int32_t step = 0; step < steps; ++step) {
    plan.step(clock.moment(step));
    advance({"run", step + 1, steps, double(step + 1) * world.n(), world.warnings,
             &replicate.results});
  }
  replicate.warnings = world.warnings;
  for (const sim::PlannedProcess& process : plan.processes()) {
    replicate.seconds.emplace_back(process.name, process.seconds);
  }
  return replicate;
}

sim::MemoryUse NewsModel::memory(const sim::ScenarioBase& scenario_base) const {
  const auto& s = dynamic_cast<const Scenario&>(scenario_base);
  const auto n = static_cast<double>(s.population.citizens);
  double alternatives = 0;
  for (const Outlet& outlet : s.outlets) {
    const Medium* medium = find(s.media, outlet.medium);
    alternatives += medium != nullptr && medium->kind == MediumKind::broadcast;
  }
  for (const Medium& m : s.media) alternatives += m.kind != MediumKind::broadcast;
  const auto inbox = static_cast<double>(s.platform.inbox);
  const auto memory = static_cast<double>(s.platform.memory);
  const auto platforms = static_cast<double>(
      std::ranges::count(s.media, MediumKind::platform, &Medium::kind));
  const double account = 10 + 8 * inbox + 4 * std::ceil(memory / 8) * 8;
  // The burn-in keeps its first start while it tries the second.
  const double kept = s.burn_in.enabled ? 56 + 4 * alternatives : 0;
  const double records = s.clock().steps() / static_cast<double>(s.measures.every);
  const auto pages =
      static_cast<double>(std::ranges::count_if(s.outlets, [&](const Outlet& outlet) {
        const Medium* medium = find(s.media, outlet.medium);
        return medium != nullptr && medium->kind == MediumKind::platform;
      }));
  const bool advertises = std::ranges::any_of(
      s.ads.advertisers, [&](const Advertiser& a) { return has_money(s, a); });
  const auto caps = static_cast<double>(std::ranges::count_if(
      s.ads.advertisers, [](const Advertiser& a) { return a.frequency_cap > 0; }));
  double accounts = 0;  // that a citizen follows, of inauthentic networks
  for (const AccountNetwork& network : s.inauthentic.networks) {
    accounts += static_cast<double>(network.accounts) * network.infiltration;
  }
  const bool talks = s.conversation.kernel != ConversationKernel::none;
  const ReinforcementParameters& reinforcement = s.conversation.reinforcement;
  const double contacts =  // of a citizen in a round
      mean_activity(reinforcement) * (1 + reinforcement.reciprocity) *
      std::min(static_cast<double>(reinforcement.contacts), n);
  const bool draws_contacts =
      s.conversation.kernel == ConversationKernel::activity_driven;
  // A line of the file has at least six bytes, and gzip makes it five times smaller; a
  // tie, while it is read, takes 44.
  const std::string& lines = s.conversation.weights.text();
  const double weights = 44.0 / 6.0 * (lines.starts_with("\x1f\x8b") ? 5.0 : 1.0) *
                         static_cast<double>(lines.size());
  const double columns = 60.0 + 30.0 * static_cast<double>(s.media.size()) +
                         pages * static_cast<double>(name_countries(s, s).size()) +
                         3.0 * static_cast<double>(s.marketplace.orders.size()) +
                         10.0 * static_cast<double>(s.ads.advertisers.size()) +
                         2.0 * static_cast<double>(s.state.levers.size()) +
                         static_cast<double>(s.state.alarms.size());
  return {
      {"citizens", n * (104 + 5 * alternatives)},
      {"accounts", n * account * std::max(1.0, platforms)},
      {"burn-in", n * kept},
      {"friends and followers",
       n * (16 + 4 * (s.friends.expected_degree() + s.follows.mean_follows))},
      {"inauthentic accounts (infiltration)", n * 4 * accounts},
      {"ads (frequency caps)", advertises ? n * (4 + caps) : 0},
      {"street (thresholds, marchers)", s.street.enabled ? n * 8.4 : 0},
      {"fear", s.fear.enabled || s.climate.enabled ? n * (s.fear.enabled ? 17 : 9) : 0},
      {"what is learnt of sources",
       s.disclosure.enabled || !s.accusations.empty() ? n : 0},
      {"climate of opinion", s.climate.enabled ? n * 8 : 0},
      {"stories", n * 24},
      {"conversation",
       talks ? n * 24 + weights + (draws_contacts ? n * (88 + 12 * contacts) : 0) : 0},
      {"beliefs of citizens (measures.snapshots)",
       s.measures.snapshots ? records * n * 8 : 0},
      {"results", records * columns * 8},
  };
}

}  // namespace newsdep
