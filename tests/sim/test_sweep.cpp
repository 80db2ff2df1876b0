// Sweeps that are right: their points, and the scenario, seed and identity of each.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/numbers.hpp"
#include "sim/scenario_writer.hpp"
#include "sim/sweep.hpp"
#include "sim/sweep_file.hpp"
#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

namespace {

const char* const root = R"(
outlets: {rfa: {slant: 0.1, pages: {main: {weight: 2}}}, tv: {}}
platform: {detection: 0.2}
society: {citizens: 10}
seed: 7
)";
const char* const plain = "scenario: s.yaml\n";

/// A sweep of a scenario that extends another.
Sweep sweep_of(const std::string& text, const Folder& folder = Folder()) {
  folder.write("root.yaml", root);
  folder.write("s.yaml", "extends: root.yaml\nplatform: {detection: 0.3}\n");
  return load_sweep(ToyModel(), folder.write("likes.yaml", text));
}

using Points = std::vector<std::vector<std::string>>;

/// A sampled sweep of two numbers and a word.
std::string sampled(const std::string& design, int points) {
  return std::string(plain) + "design: " + design +
         "\npoints: " + std::to_string(points) +
         "\nparameters:\n"
         "  platform.detection: {law: uniform, low: 0.1, high: 0.9}\n"
         "  society.citizens: {law: uniform, low: 1, high: 100}\n"
         "  platform.ranking: [engagement, random]\n";
}

}  // namespace

TEST_CASE("a grid has every combination, the last parameter fastest", "[sweep]") {
  const Sweep sweep = sweep_of(std::string(plain) + R"(design: grid
parameters:
  platform.ranking: [chronological, engagement]
  platform.detection: {from: 0.1, to: 0.5, steps: 5}
)");
  REQUIRE(sweep.points.size() == 10);
  CHECK(sweep.points[0] == std::vector<std::string>{"chronological", "0.1"});
  CHECK(sweep.points[2] == std::vector<std::string>{"chronological", "0.3"});
  CHECK(sweep.points[9] == std::vector<std::string>{"engagement", "0.5"});
  CHECK(sweep.title == "likes");
  CHECK(sweep.design == "grid");
  CHECK(sweep.samples == 0);
  CHECK(sweep.replicates == 1);
  CHECK(sweep.seed == 7);
  REQUIRE(sweep.parameters.size() == 2);
  CHECK_FALSE(sweep.parameters[0].is_number);
  CHECK(sweep.parameters[0].law == "one of chronological, engagement");
  CHECK(sweep.parameters[1].is_number);
  CHECK(sweep.parameters[1].unit == "1/day");
  CHECK(sweep.parameters[1].meaning == "chance that a like is detected");
}

TEST_CASE("steps of a log scale have equal ratios, whole numbers are whole",
          "[sweep]") {
  const Sweep sweep = sweep_of(std::string(plain) + R"(design: grid
parameters:
  last: {from: 0.001, to: 10, steps: 5, scale: log}
  society.citizens: {from: 1, to: 1000, steps: 3, scale: log}
)");
  std::set<std::string> last, citizens;
  for (const auto& point : sweep.points) {
    last.insert(point[0]);
    citizens.insert(point[1]);
  }
  CHECK(last == std::set<std::string>{"0.001", "0.01", "0.1", "1", "10"});
  CHECK(citizens == std::set<std::string>{"1", "32", "1000"});
}

TEST_CASE("a list has the points of its rows", "[sweep]") {
  const Sweep sweep = sweep_of(std::string(plain) + R"(design: list
rows:
  - {platform.ranking: random, last: 2e1}
  - {last: 3, platform.ranking: engagement}
)");
  CHECK(sweep.points == Points{{"random", "20"}, {"engagement", "3"}});
  CHECK(sweep.parameters[1].law == "one of 20, 3");
}

TEST_CASE("values of every kind can be swept", "[sweep]") {
  const Folder folder;
  folder.write("tables/e.txt", "0 1\n");
  folder.write("f.txt", "2 3\n");
  const Sweep sweep = sweep_of(std::string(plain) + R"(design: grid
parameters:
  title: ["a: b", c]
  start: [2013-01-01, 2014-01-01]
  outlets.rfa.closes: [2017-01-01, null]
  outlets.rfa.pages.main.weight: [1, 2.50]
  platform.is_open: [true, false]
  society.shares: [{tv: 1}, {tv: 0.5, radio: 0.5}]
  society.ages: [[0.1, 0.9]]
  society.graph: [tables/e.txt, f.txt, ""]
)",
                               folder);
  CHECK(sweep.points.size() == 2 * 2 * 2 * 2 * 2 * 2 * 3);
  const PointScenario last = scenario_of(sweep, ToyModel(), sweep.points.size() - 2);
  const Scenario& s = said(last.scenario);
  CHECK(s.title == "c");
  CHECK(s.start.to_string() == "2014-01-01");
  CHECK_FALSE(s.outlets[0].closes);
  CHECK(s.outlets[0].pages[0].weight == 2.5);
  CHECK_FALSE(s.platform.is_open);
  CHECK(s.society.shares.size() == 2);
  CHECK(s.society.ages == std::vector<double>{0.1, 0.9});
  CHECK(s.society.graph.path == "f.txt");
  CHECK(s.society.graph.text() == "2 3\n");
  const PointScenario first = scenario_of(sweep, ToyModel(), 0);
  CHECK(said(first.scenario).society.graph.text() == "0 1\n");
  CHECK(said(first.scenario).title == "a: b");
}

TEST_CASE("sampled points lie within their laws, as many as asked for", "[sweep]") {
  const std::map<std::string, std::size_t> sizes = {{"random", 64},
                                                    {"latin_hypercube", 64},
                                                    {"sobol", 64},
                                                    {"saltelli", 64 * 5},
                                                    {"morris", 64 * 4}};
  for (const auto& [design, size] : sizes) {
    INFO(design);
    const Sweep sweep = sweep_of(sampled(design, 64));
    REQUIRE(sweep.points.size() == size);
    CHECK(sweep.samples == 64);
    CHECK(sweep.levels == (design == "morris" ? 4 : 0));
    std::set<std::string> words;
    for (const auto& point : sweep.points) {
      const double detection = *read_number(point[0]).number;
      const auto citizens = read_whole_number(point[1]).number;
      CHECK((0.1 <= detection && detection <= 0.9));
      REQUIRE(citizens);
      CHECK((1 <= *citizens && *citizens <= 100));
      words.insert(point[2]);
    }
    CHECK(words == std::set<std::string>{"engagement", "random"});
  }
}

TEST_CASE("a point's scenario is the one that --set would make", "[sweep]") {
  const Folder folder;
  const Sweep sweep = sweep_of(std::string(plain) + R"(design: grid
set: {last: 3, outlets: {rfa: {slant: -1}}, society.regions: [x, "1"]}
parameters:
  platform.detection: [0.5, 0.25]
  society.citizens: [20, 30]
  outlets.rfa.owner: [you, "no"]
)",
                               folder);
  REQUIRE(sweep.points.size() == 8);
  CHECK(
      sweep.base.given.ends_with("# --set last=3\n"
                                 "# --set outlets={rfa: {slant: -1}}\n"
                                 "# --set society.regions=[x, \"1\"]\n"));
  for (std::size_t n = 0; n < sweep.points.size(); ++n) {
    std::vector<std::string> sets = {"last=3", "outlets={rfa: {slant: -1}}",
                                     "society.regions=[x, \"1\"]"};
    for (std::size_t k = 0; k < 3; ++k) {
      sets.push_back(sweep.parameters[k].key + "=" + sweep.points[n][k]);
    }
    const LoadedScenario expected =
        load_scenario(ToyModel(), folder.path() / "s.yaml", sets);
    const PointScenario point = scenario_of(sweep, ToyModel(), n);
    CHECK(write_scenario(*point.scenario) == expected.resolved);
    CHECK(write_scenario(*point.base) == expected.resolved_base);
  }
  // The base keeps its levers, and takes what is said about the world.
  const PointScenario last = scenario_of(sweep, ToyModel(), 7);
  CHECK(said(last.base).platform.detection == 0.2);
  CHECK(said(last.base).society.citizens == 30);
  CHECK(said(last.base).outlets[0].owner == "no");
}

TEST_CASE("a world key of an outlet that the base lacks leaves the base alone",
          "[sweep]") {
  const Folder folder;
  folder.write("root.yaml", root);
  folder.write("more.yaml", "extends: root.yaml\noutlets: {new: {}}\n");
  const Sweep sweep =
      load_sweep(ToyModel(), folder.write("w.yaml",
                                          "scenario: more.yaml\ndesign: grid\n"
                                          "parameters: {outlets.new.owner: [a, b]}\n"));
  const PointScenario point = scenario_of(sweep, ToyModel(), 1);
  CHECK(said(point.scenario).outlets[2].owner == "b");
  CHECK(write_scenario(*point.base) == sweep.base.resolved_base);
}

TEST_CASE("points that come later do not move those that are there", "[sweep]") {
  for (const char* design : {"random", "sobol", "saltelli", "morris"}) {
    INFO(design);
    const Points few = sweep_of(sampled(design, 32)).points;
    const Points many = sweep_of(sampled(design, 64)).points;
    CHECK(std::equal(few.begin(), few.end(), many.begin()));
  }
}

TEST_CASE("paired points share their seeds, independent ones do not", "[sweep]") {
  const std::string grid = std::string(plain) +
                           "design: grid\nparameters: {last: [1, 2, 3]}\n"
                           "replicates: 4\nseed: 100\n";
  const Sweep paired = sweep_of(grid);
  CHECK(paired.replicates == 4);
  CHECK(seed_of(paired, 0, 0) == 100);
  CHECK(seed_of(paired, 2, 3) == 103);
  const Sweep own = sweep_of(grid + "luck: independent\n");
  std::set<std::int64_t> seeds;
  for (std::size_t n = 0; n < 3; ++n) {
    for (std::int64_t r = 0; r < 4; ++r) seeds.insert(seed_of(own, n, r));
  }
  CHECK(seeds.size() == 12);
  CHECK(*seeds.begin() >= 0);
  CHECK(*seeds.rbegin() < (std::int64_t{1} << 53));
  // Gold: a ledger that was begun must go on.
  CHECK(seed_of(own, 0, 0) == 3195773345463129);
}

TEST_CASE("a point keeps its key and seed when the sweep is extended", "[sweep]") {
  const std::string head = std::string(plain) + "luck: independent\ndesign: grid\n";
  const Sweep small =
      sweep_of(head + "parameters: {last: [1, 3], platform.detection: [0.5]}\n");
  const Sweep large =
      sweep_of(head +
               "parameters: {platform.detection: [0.1, 0.5], last: [1, 2, 3]}\n"
               "replicates: 5\n");
  CHECK(point_key(small, 1) == "last=3\nplatform.detection=0.5\n");
  CHECK(point_key(large, 5) == point_key(small, 1));
  CHECK(seed_of(large, 5, 0) == seed_of(small, 1, 0));
  CHECK(point_key(large, 0) != point_key(large, 1));
}

TEST_CASE("what defines a sweep is all but points and replicates", "[sweep]") {
  const Folder folder;
  folder.write("e.txt", "0 1\n");
  const std::string head = std::string(plain) + "design: grid\n";
  const std::string small = head + "parameters: {last: [1, 3]}\n";
  const std::string definition = definition_of(sweep_of(small));
  CHECK(definition == definition_of(sweep_of(head + "parameters: {last: [1, 2, 3]}\n"
                                                    "replicates: 9\ntitle: other\n")));
  CHECK(definition.find("scenario platform.detection: 0.3\n") != definition.npos);
  CHECK(definition.find("base platform.detection: 0.2\n") != definition.npos);
  CHECK(definition.find("base outlets.rfa.pages.main.weight: 2\n") != definition.npos);
  CHECK(definition.find("swept last: listed values\n") != definition.npos);
  for (const char* change :
       {"set: {platform.is_open: false}\n", "seed: 8\n", "luck: independent\n",
        "keep: {every: 2}\n", "keep: {last: true}\n", "keep: {variables: [x]}\n",
        "set: {society.graph: e.txt}\n"}) {
    INFO(change);
    CHECK(definition != definition_of(sweep_of(small + change, folder)));
  }
  const std::string with_file = head + "parameters: {society.graph: [e.txt, \"\"]}\n";
  const std::string before = definition_of(sweep_of(with_file, folder));
  folder.write("e.txt", "0 2\n");
  CHECK(before != definition_of(sweep_of(with_file, folder)));
  CHECK(definition_of(sweep_of(sampled("sobol", 32))) ==
        definition_of(sweep_of(sampled("sobol", 64))));
  // A hypercube of more points is another one.
  CHECK(definition_of(sweep_of(sampled("latin_hypercube", 32))) !=
        definition_of(sweep_of(sampled("latin_hypercube", 64))));
}

TEST_CASE("a sweep says what is kept", "[sweep]") {
  const std::string grid =
      std::string(plain) + "design: grid\nparameters: {last: [1]}\ntitle: mine\n";
  const Sweep all = sweep_of(grid);
  CHECK(all.title == "mine");
  CHECK(all.keep.variables.empty());
  CHECK(all.keep.every == 1);
  CHECK_FALSE(all.keep.last);
  const Sweep some = sweep_of(grid + "keep: {variables: [a, b/c], every: 30}\n");
  CHECK(some.keep.variables == std::vector<std::string>{"a", "b/c"});
  CHECK(some.keep.every == 30);
  CHECK(sweep_of(grid + "keep: {last: true}\n").keep.last);
}
