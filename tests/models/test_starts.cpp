// Starts that runs share: copies of one must be as good as one of one's own.

#include <algorithm>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "models/burn_in.hpp"
#include "models/model.hpp"
#include "sim/parameters.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

const sim::OnAdvance silent = [](const sim::Advance&) {};

/// Changes a parameter to another value within its bounds; false when it has none that
/// is easily found.
struct Change {
  const sim::About& about;

  bool operator()(double* x) const {
    const double before = *x;
    *x = before * 0.5 + 0.01 <= about.high && before * 0.5 + 0.01 >= about.low &&
                 before * 0.5 + 0.01 != before
             ? before * 0.5 + 0.01
             : before * 0.9;
    return about.low <= *x && *x <= about.high && *x != before;
  }
  bool operator()(std::int64_t* x) const {
    *x += static_cast<double>(*x) + 1 <= about.high ? 1 : -1;
    return about.low <= static_cast<double>(*x);
  }
  bool operator()(bool* x) const {
    *x = !*x;
    return true;
  }
  bool operator()(sim::Choice x) const {
    *x.index = static_cast<std::uint8_t>((*x.index + 1u) % x.words.size());
    return true;
  }
  template <class Other>
  bool operator()(Other*) const {
    return false;
  }
};

/// The founding case, small and short, with everything in it that a file adds. What is
/// dated later than its two days is left to never happen.
Loaded country(const std::string& file) {
  Loaded loaded =
      load("scenarios/" + file, {"population.citizens=60", "friends.mean_degree=10"});
  for (Scenario* s : {&loaded.scenario, &loaded.base}) {
    s->time.end = {s->time.start.days + 1};
    s->burn_in.solve_days = 3;
    s->burn_in.settle_days = 2;
    s->burn_in.tolerance = 1;
  }
  return loaded;
}

sim::Results run_from(std::unique_ptr<sim::Start> start, const Scenario& scenario) {
  return NewsModel().run(std::move(start), scenario, silent).results;
}

std::size_t problems_of(const Scenario& scenario) {
  sim::Problems problems;
  scenario.check(problems);
  return problems.list().size();
}

/// What a world is made of when its first day begins, the rules aside that it is given
/// then.
std::vector<double> state_of(World& world) {
  std::vector<double> all;
  const auto add = [&](const auto& values) {
    all.push_back(static_cast<double>(values.size()));
    for (const auto& x : values) all.push_back(static_cast<double>(x));
  };
  const auto add_graph = [&](const sim::Graph& graph) {
    add(graph.begin);
    add(graph.neighbour);
  };
  const Citizens& c = world.citizens;
  add(c.belief);
  add(c.attention);
  add(c.activity);
  add(c.value);
  add(c.deviation);
  add(c.media);
  add(c.may_join);
  add(c.follows);
  add(c.learnt);
  add_graph(world.friends);
  add_graph(world.followees);
  for (const OutletState& outlet : world.outlets) {
    all.insert(all.end(),
               {double(outlet.source), double(outlet.medium), double(outlet.is_page),
                outlet.fans, outlet.foreign_bursts, outlet.fake_likes});
    add(outlet.edition);
  }
  for (const Alternative& a : world.alternatives) {
    all.insert(all.end(), {double(a.kind), double(a.medium), double(a.convenience)});
  }
  for (Platform& platform : world.platforms) {
    add(platform.friends_online);
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      const sim::Block block = world.blocks[world.blocks.of(i)];
      Accounts& accounts = platform.accounts[block.index];
      if (!accounts.has(i - block.begin)) continue;
      const Inbox inbox = accounts.inbox(i - block.begin);
      const Accounts::Memory memory = accounts.memory(i - block.begin);
      all.insert(all.end(), {double(inbox.capacity), double(memory.forgotten)});
      add(std::span(inbox.story, static_cast<std::size_t>(inbox.size())));
      add(std::span(memory.met, static_cast<std::size_t>(memory.size)));
    }
  }
  for (const NetworkState& network : world.inauthentic.networks) {
    all.insert(all.end(), {double(network.outlet), double(network.first),
                           double(network.last), double(network.rules.flooding)});
  }
  add_graph(world.inauthentic.followed);
  add(world.street.threshold);
  for (const auto& group : world.street.group) add(group);
  for (const std::string& country : world.countries) add(country);
  for (std::uint32_t id = world.stories.first(); id != world.stories.next(); ++id) {
    const Story& story = world.stories[id];
    all.insert(all.end(), {double(story.slant), double(story.quality),
                           double(story.key), double(world.stories.likes(id))});
  }
  return all;
}

/// The world of a scenario at the rest of its base.
std::vector<double> rest_of(const Scenario& base, const Scenario& scenario) {
  World world(base, scenario, 3);
  come_to_rest(world, silent);
  return state_of(world);
}

/// Every parameter of a scenario, and those of the first and last item of each kind.
struct AllParameters {
  explicit AllParameters(Scenario& scenario) {
    scenario.declare(declared);
    list.assign(declared.parameters().begin(), declared.parameters().end());
    for (const sim::Collection& collection : declared.collections()) {
      const std::vector<std::string> names = collection.names();
      if (names.empty()) continue;
      for (const std::string& name : std::set{names.front(), names.back()}) {
        auto& item = items.emplace_back(std::make_unique<sim::Declarations>());
        collection.declare_item(name, *item);
        list.insert(list.end(), item->parameters().begin(), item->parameters().end());
      }
    }
  }
  sim::Declarations declared;
  std::vector<std::unique_ptr<sim::Declarations>> items;
  std::vector<sim::Parameter> list;
};

/// Changes each parameter by itself, and notes the keys, late or not as asked, whose
/// change shows in the world at rest.
std::vector<std::string> keys_that_show(const Loaded& own, bool late) {
  const std::vector<double> rest = rest_of(own.base, own.scenario);
  const std::size_t problems = problems_of(own.scenario);
  std::vector<std::string> show;
  Scenario copy = own.scenario;
  const std::size_t count = AllParameters(copy).list.size();
  for (std::size_t k = 0; k < count; ++k) {
    Scenario changed = own.scenario;
    const AllParameters all(changed);
    const sim::Parameter& parameter = all.list[k];
    const bool is_world = Scenario::is_world_key(parameter.key);
    if (Scenario::is_late_key(parameter.key) != late || is_world) continue;
    if (!std::visit(Change{parameter.about}, parameter.value)) continue;
    if (problems_of(changed) > problems) continue;
    if (rest_of(own.base, changed) != rest) show.push_back(parameter.key);
  }
  return show;
}

}  // namespace

TEST_CASE("no late key shows in the world at rest, and some others do",
          "[starts][laws]") {
  // With a page and a station that the base does not have.
  Loaded own = country("nervous_state.yaml");
  own.scenario.sources.push_back(
      {.name = "newcomer", .slant = -0.5, .quality = 0.6, .credence = 0.9});
  own.scenario.outlets.push_back({.name = "newcomer_radio",
                                  .source = "newcomer",
                                  .medium = "radio",
                                  .stories_per_day = 3});
  own.scenario.outlets.push_back({.name = "newcomer_page",
                                  .source = "newcomer",
                                  .medium = "platform",
                                  .stories_per_day = 3,
                                  .start_fans = 5e5});
  own.scenario.inauthentic.networks.push_back(
      {.name = "army", .source = "newcomer", .accounts = 30, .infiltration = 0.1});
  own.scenario.inauthentic.enabled = true;
  REQUIRE(problems_of(own.scenario) ==
          problems_of(country("nervous_state.yaml").scenario));
  CHECK(keys_that_show(own, true).empty());
  const std::vector<std::string> early = keys_that_show(own, false);
  for (const char* key :
       {"platform.inbox", "platform.memory", "street.threshold.mean",
        "sources.newcomer.quality", "inauthentic.networks.army.accounts",
        "outlets.newcomer_page.open"}) {
    INFO(key);
    CHECK(std::ranges::count(early, key) == 1);
  }
}

TEST_CASE("a start in the society of an akin one is as one of its own", "[starts]") {
  const Loaded own = country("cambodia.yaml");
  Loaded other = own;
  other.scenario.choice.temperature = other.base.choice.temperature = 0.4;
  const NewsModel model;
  const auto start = model.start(own.base, own.scenario, 3, nullptr, silent);
  const auto akin = [&] {
    return model.start(other.base, other.scenario, 3, start.get(), silent);
  };
  const sim::Results alone = run(other, 3);
  CHECK(differences(run_from(akin(), other.scenario), alone).empty());
  // With another number of friends nothing of the society is the same.
  other.scenario.friends.mean_degree = other.base.friends.mean_degree = 12;
  CHECK(differences(run_from(akin(), other.scenario), run(other, 3)).empty());
  CHECK(!differences(alone, run(other, 3)).empty());
}

TEST_CASE("a copy of a start leaves the start as it was", "[starts]") {
  const Loaded own = country("cambodia.yaml");
  const auto start = NewsModel().start(own.base, own.scenario, 3, nullptr, silent);
  const sim::Results first = run_from(start->copy(), own.scenario);
  CHECK(differences(run_from(start->copy(), own.scenario), first).empty());
}
