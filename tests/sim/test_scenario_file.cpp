// Loading scenarios that are right: values, layers, the base scenario, and the laws of
// the resolved text. What is wrong is in test_scenario_mistakes.cpp.

#include <fmt/format.h>

#include "sim/scenario_file.hpp"
#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

namespace {

const char* const everything = R"(# every key once
title: "a: title, with # signs and \"quotes\""
start: 2014-02-03
outlets:
  rfa:
    owner: someone
    slant: -0.5
    closes: 2017-09-12
    pages:
      main: {weight: 2.5}
      other: {}
  tv_1: {slant: 1}
seed: 200_000
platform:
  detection: 1e-3
  ranking: chronological
  is_open: false
society:
  citizens: 2e5
  shares: {radio: 0.25, tv: 0.5, "word of mouth": 0.25}
  access: {2014-01-01: 0.2, 2013-01-01: 0.1}
  ages: [0.1, 0.2, 0.7]
  regions: [here, "no", "12"]
  graph: tables/edges.txt
last: 12.
)";

}  // namespace

TEST_CASE("a scenario holds what its file says") {
  const Folder folder;
  folder.write("tables/edges.txt", "0 1\n");
  const LoadedScenario loaded =
      load_scenario(ToyModel(), folder.write("s.yaml", everything), {});
  const Scenario& s = said(loaded.scenario);
  CHECK(s.title == "a: title, with # signs and \"quotes\"");
  CHECK(s.start.to_string() == "2014-02-03");
  REQUIRE(s.outlets.size() == 2);
  CHECK(s.outlets[0].name == "rfa");
  CHECK(s.outlets[0].owner == "someone");
  CHECK(s.outlets[0].closes->to_string() == "2017-09-12");
  REQUIRE(s.outlets[0].pages.size() == 2);
  CHECK(s.outlets[0].pages[0].weight == 2.5);
  CHECK(s.outlets[0].pages[1].weight == 1);
  CHECK(s.outlets[1].slant == 1);
  CHECK(s.outlets[1].owner == "nobody");
  CHECK(s.seed() == 200000);
  CHECK(s.platform.detection == 0.001);
  CHECK(s.platform.ranking == Ranking::chronological);
  CHECK_FALSE(s.platform.is_open);
  CHECK(s.society.citizens == 200000);
  CHECK(s.society.shares ==
        NamedNumbers{{"radio", 0.25}, {"tv", 0.5}, {"word of mouth", 0.25}});
  REQUIRE(s.society.access.size() == 2);
  CHECK(s.society.access[0].first.to_string() == "2013-01-01");
  CHECK(s.society.ages == std::vector<double>{0.1, 0.2, 0.7});
  CHECK(s.society.regions == std::vector<std::string>{"here", "no", "12"});
  CHECK(s.society.graph.path == "tables/edges.txt");
  CHECK(s.society.graph.text() == "0 1\n");
  CHECK(s.last == 12);
  CHECK(loaded.resolved == loaded.resolved_base);
  CHECK(loaded.given == std::string("# s.yaml\n") + everything);
  REQUIRE(loaded.inputs.size() == 1);
  CHECK(loaded.inputs[0] ==
        std::pair<std::string, std::string>("society.graph", "0 1\n"));
}

TEST_CASE("the resolved scenario has every key in the order of declaration") {
  const LoadedScenario loaded =
      load_text("platform: {detection: 0.3}\noutlets: {a: {}}");
  CHECK(loaded.resolved == R"(title: made up
start: 2013-01-01
outlets:
  a:
    owner: nobody
    slant: 0
    closes: null
    pages: {}
seed: 1
platform:
  detection: 0.3
  ranking: engagement
  is_open: true
society:
  citizens: 1000
  shares: {tv: 0.5, radio: 0.5}
  access: {2013-01-01: 0.1}
  ages: [0.25, 0.75]
  regions: [north, south]
  graph: ""
last: 2
)");
}

TEST_CASE("a resolved scenario read again resolves to the same text") {
  const Folder folder;
  folder.write("tables/edges.txt", "0 1\n");
  folder.write("all.yaml", everything);
  const std::string awkward = R"(title: "true"
outlets: {"null": {owner: ""}, "2013-01-01": {owner: " x"}, "é ភាសា": {owner: "a\tb\\\n"}}
society:
  shares: {"a.b": 0.1, "": 0.2}
  regions: ["", "~", "- a", "a: b", "#", "[", "1e3", "null", "*x", "&y", "!z", "'", "é", "y"]
last: 5e-324
platform: {detection: 0.30000000000000004}
)";
  std::string many = "society: {shares: {";
  for (int k = 0; k < 2000; ++k) many += "n" + std::to_string(k) + ": 0.0005, ";
  folder.write("many.yaml", many + "}}\n");
  std::string fixed = awkward;
  fixed.replace(fixed.find("\"\": 0.2"), 7, "\" \": 0.9");
  folder.write("awkward.yaml", fixed);
  folder.write("defaults.yaml", "{}\n");
  for (const char* name : {"all.yaml", "awkward.yaml", "many.yaml", "defaults.yaml"}) {
    INFO(name);
    const LoadedScenario first = load_scenario(ToyModel(), folder.path() / name, {});
    const auto copy = folder.write("copy.yaml", first.resolved);
    CHECK(load_scenario(ToyModel(), copy, {}).resolved == first.resolved);
    const LoadedScenario kept = load_resolved(
        ToyModel(), first.resolved, first.resolved_base, first.given, first.inputs);
    CHECK(kept.resolved == first.resolved);
    CHECK(kept.resolved_base == first.resolved_base);
    CHECK(kept.given == first.given);
    CHECK(kept.inputs == first.inputs);
    CHECK(said(kept.scenario).society.graph.text() ==
          said(first.scenario).society.graph.text());
  }
}

TEST_CASE("a number written is the number read") {
  for (const double x :
       {0.1, 1.0 / 3, 1e-300, 123456789.0, 1e22, 4.35, 1.7976931348623157e308}) {
    const LoadedScenario loaded = load_text(fmt::format("last: {:.17g}\n", x));
    REQUIRE(said(loaded.scenario).last == x);
    REQUIRE(said(load_text(loaded.resolved).scenario).last == x);
  }
}

TEST_CASE("a later layer changes what it says and nothing else") {
  const Folder folder;
  folder.write("root.yaml", R"(
outlets:
  a: {slant: 0.1, owner: x, pages: {p: {weight: 2}, q: {}}}
  b: {slant: 0.2}
platform: {detection: 0.2, ranking: random}
society: {shares: {tv: 0.7, radio: 0.3}, access: {2013-01-01: 0.1, 2014-01-01: 0.5}}
)");
  folder.write("more/middle.yaml", R"(
extends: ../root.yaml
outlets:
  c: {slant: 0.3}
  a: {slant: -0.1, pages: {p:, r: {weight: 3}}}
platform: {detection: 0.3}
society: {shares: {paper: 1}, access: {2015-01-01: 0.9}}
)");
  const auto top =
      folder.write("top.yaml", "extends: [more/middle.yaml]\noutlets: {b: null}\n");
  const LoadedScenario loaded = load_scenario(
      ToyModel(), top,
      std::vector<std::string>{"platform.ranking=chronological", "outlets.c.slant=-0.3",
                               "outlets.d={slant: 1}", "last=1", "last=3",
                               "outlets.a.pages.q=null", "society.ages=[0.5, 0.5]"});
  const Scenario& s = said(loaded.scenario);
  REQUIRE(s.outlets.size() == 3);
  CHECK(s.outlets[0].name == "a");
  CHECK(s.outlets[0].slant == -0.1);
  CHECK(s.outlets[0].owner == "x");
  REQUIRE(s.outlets[0].pages.size() == 1);
  CHECK(s.outlets[0].pages[0].name == "r");
  CHECK(s.outlets[1].name == "c");
  CHECK(s.outlets[1].slant == -0.3);
  CHECK(s.outlets[2].slant == 1);
  CHECK(s.platform.detection == 0.3);
  CHECK(s.platform.ranking == Ranking::chronological);
  CHECK(s.society.shares == NamedNumbers{{"paper", 1}});
  CHECK(s.society.access.size() == 1);
  CHECK(s.society.ages.size() == 2);
  CHECK(s.last == 3);
  // The root comes first, and every part says where it is from.
  CHECK(loaded.given.starts_with("# root.yaml\n\noutlets:"));
  CHECK(loaded.given.find("# more/middle.yaml\n") != std::string::npos);
  CHECK(loaded.given.find("# top.yaml\nextends: [more/middle.yaml]") !=
        std::string::npos);
  CHECK(loaded.given.ends_with("# --set society.ages=[0.5, 0.5]\n"));
}

TEST_CASE("the base is the root and what later layers say about the world") {
  const Folder folder;
  folder.write("root.yaml", R"(
outlets: {a: {slant: 0.1}, b: {slant: 0.2}}
platform: {detection: 0.2}
society: {citizens: 10}
)");
  const auto top = folder.write("top.yaml", R"(
extends: root.yaml
outlets: {a: {slant: 0.9, owner: z}, b:, c: {slant: 1}, d: {owner: z}}
platform: {detection: 0.3}
society: {regions: [x]}
)");
  const std::vector<std::string> sets = {"society.citizens=20", "seed=5"};
  const LoadedScenario loaded = load_scenario(ToyModel(), top, sets);
  const Scenario& base = said(loaded.base);
  CHECK(base.platform.detection == 0.2);
  CHECK(base.society.citizens == 20);
  CHECK(base.society.regions == std::vector<std::string>{"x"});
  CHECK(base.seed() == 1);
  REQUIRE(base.outlets.size() == 2);
  CHECK(base.outlets[0].slant == 0.1);
  CHECK(base.outlets[0].owner == "z");
  CHECK(base.outlets[1].name == "b");
  const Scenario& all = said(loaded.scenario);
  CHECK(all.platform.detection == 0.3);
  CHECK(all.seed() == 5);
  CHECK(all.outlets.size() == 3);
  CHECK(loaded.resolved != loaded.resolved_base);
  CHECK(load_text(loaded.resolved_base).resolved == loaded.resolved_base);

  // An override of a lever changes the base no more than a file does.
  const LoadedScenario lever =
      load_scenario(ToyModel(), folder.path() / "root.yaml",
                    std::vector<std::string>{"platform.detection=0.7"});
  const LoadedScenario plain =
      load_scenario(ToyModel(), folder.path() / "root.yaml", {});
  CHECK(lever.resolved_base == plain.resolved_base);
  CHECK(lever.resolved != plain.resolved);
  CHECK(plain.resolved == plain.resolved_base);
}

TEST_CASE("files that a scenario names are kept, and not needed again") {
  const Folder folder;
  folder.write("root/e.txt", "of the root");
  folder.write("root/root.yaml", "society: {graph: e.txt}\n");
  folder.write("e.txt", std::string("\x1f\x8b\0raw", 6));
  const auto top =
      folder.write("top.yaml", "extends: root/root.yaml\nsociety: {graph: e.txt}\n");
  const LoadedScenario same = load_scenario(ToyModel(), top, {});
  CHECK(said(same.scenario).society.graph.text().size() == 6);
  CHECK(same.inputs.size() == 1);

  // From another folder the path is seen from the scenario file that was asked for.
  const auto plain = folder.write("plain.yaml", "extends: root/root.yaml\n");
  const LoadedScenario from = load_scenario(ToyModel(), plain, {});
  CHECK(said(from.scenario).society.graph.path == "root/e.txt");
  CHECK(said(from.scenario).society.graph.text() == "of the root");

  // A file can be taken back; the inputs of a base that differs are kept apart.
  const std::string kept = "society: {graph: e.txt}\n";
  const std::vector<std::pair<std::string, std::string>> inputs = {
      {"society.graph", "one"}, {"base:society.graph", "two"}};
  const LoadedScenario loaded = load_resolved(ToyModel(), kept, kept, "given", inputs);
  CHECK(said(loaded.scenario).society.graph.text() == "one");
  CHECK(said(loaded.base).society.graph.text() == "two");
  CHECK(loaded.inputs == inputs);
  CHECK(loaded.given == "given");
  try {
    load_resolved(ToyModel(), kept, kept, "", {});
    FAIL("a file that is not kept was found");
  } catch (const UserError& error) {
    CHECK(std::string(error.what())
              .starts_with("resolved scenario:1:18: society.graph: \"e.txt\" is not "
                           "kept in the results"));
  }
}

TEST_CASE("an absolute path and windows line ends are read as any other") {
  const Folder folder;
  const auto table = folder.write("t.txt", "x");
  const LoadedScenario loaded =
      load_text("society:\r\n  graph: " + table.string() + "\r\nlast: 3\r\n");
  CHECK(said(loaded.scenario).society.graph.path == table.string());
  CHECK(said(loaded.scenario).last == 3);
  CHECK(said(load_text("\xef\xbb\xbflast: 4\n").scenario).last == 4);
}

TEST_CASE("an anchor and its alias are the same value") {
  const LoadedScenario loaded = load_text(
      "outlets:\n  a: &common {slant: 0.5, owner: x}\n  b: *common\n"
      "platform: {detection: &d 0.25}\nlast: *d\n");
  const Scenario& s = said(loaded.scenario);
  CHECK(s.outlets[1].slant == 0.5);
  CHECK(s.last == 0.25);
}

TEST_CASE("whole numbers may be grouped or in scientific notation") {
  for (const char* text :
       {"200000", "200_000", "2e5", "+200000", "2.0e5", "200000.0"}) {
    INFO(text);
    CHECK(said(load_text("seed: " + std::string(text)).scenario).seed() == 200000);
  }
  CHECK(said(load_text("seed: 8999999999999999").scenario).seed() == 8999999999999999);
}
