// Sweep files that are wrong: what is said of each, and where.

#include <string>
#include <string_view>

#include "sim/sweep_file.hpp"
#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

namespace {

const char* const scenario = R"(outlets: {rfa: {slant: 0.1}}
platform: {detection: 0.2}
)";

/// What loading a sweep says is wrong; empty when nothing is.
std::string sweep_complaint(const std::string& text,
                            const std::string& base = scenario) {
  const Folder folder;
  folder.write("s.yaml", base);
  try {
    load_sweep(ToyModel(), folder.write("w.yaml", text));
  } catch (const UserError& error) {
    return folder.without_path(error.what());
  }
  return "";
}

/// Checks that a text is refused with one mistake; `message` is its first line.
void sweep_refuses(const std::string& text, const std::string& message) {
  INFO(text);
  const std::string complaint = sweep_complaint(text);
  CHECK(complaint.substr(0, complaint.find('\n')) == "w.yaml:" + message);
  CHECK(complaint.find(" mistakes") == complaint.npos);
}

/// A grid over what `parameters` says, which begins in line 3, column 14.
std::string grid(const std::string& parameters) {
  return "scenario: s.yaml\ndesign: grid\nparameters: {" + parameters + "}\n";
}

std::string sampled(const std::string& parameters) {
  return "scenario: s.yaml\ndesign: random\nparameters: {" + parameters +
         "}\npoints: 8\n";
}

std::string list(const std::string& rows) {
  return "scenario: s.yaml\ndesign: list\nrows:\n" + rows;
}

}  // namespace

TEST_CASE("mistakes of a sweep and its scenario are shown all at once", "[sweep]") {
  CHECK(sweep_complaint(R"(scenario: s.yaml
desing: grid
design: grid
set:
  platform.detection: 1.4
  society.citizen: 3
parameters:
  platform.rankin: [a, b]
  last: [1, -1]
replicates: 0
keep: {evry: 3}
)",
                        "last: x\n") ==
        R"(w.yaml:2:1: desing: unknown key; did you mean design?
    2 | desing: grid
      | ^~~~~~
w.yaml:5:23: platform.detection: 1.4 is not in [0, 1] (chance that a like is detected, 1/day)
    5 |   platform.detection: 1.4
      |                       ^~~
w.yaml:6:3: society.citizen: unknown key; did you mean citizens?
    6 |   society.citizen: 3
      |   ^~~~~~~~~~~~~~~
w.yaml:10:13: replicates: 0 is not in [1, 10000000] (runs of each point)
   10 | replicates: 0
      |             ^
w.yaml:11:8: keep.evry: unknown key; did you mean every?
   11 | keep: {evry: 3}
      |        ^~~~
s.yaml:1:7: last: "x" is not a number (declared last)
    1 | last: x
      |       ^
6 mistakes)");
}

TEST_CASE("a sweep needs a scenario, a design and parameters", "[sweep]") {
  CHECK(sweep_complaint("title: x\n") ==
        "w.yaml: design: is missing; say how points are chosen, one of grid, list, "
        "random, latin_hypercube, sobol, saltelli, morris\n"
        "w.yaml: scenario: is missing; say which scenario file is swept\n2 mistakes");
  CHECK(sweep_complaint("scenario: s.yaml\ndesign: grid\n") ==
        "w.yaml: parameters: is missing; say which parameters have which values");
  CHECK(sweep_complaint("scenario: s.yaml\ndesign: list\n") ==
        "w.yaml: rows: is missing; say which parameters have which values");
  CHECK(
      sweep_complaint("scenario: s.yaml\ndesign: sobol\nparameters: {last: [1, 2]}") ==
      "w.yaml: points: is missing; say how many samples are drawn");
  sweep_refuses("scenario: t.yaml\ndesign: grid\nparameters: {last: [1]}\n",
                "1:11: scenario: \"t.yaml\" does not exist");
  sweep_refuses("scenario: s.yaml\ndesign: gird\nparameters: {last: [1]}\n",
                "2:9: design: \"gird\" is not one of grid, list, random, "
                "latin_hypercube, sobol, saltelli, morris (how points are chosen); did "
                "you mean grid?");
  sweep_refuses(grid(""), "3:13: parameters: nothing is swept; name a parameter");
  CHECK(sweep_complaint("[1]").starts_with(
      "w.yaml:1:1: a sweep is a map of keys (key: value), not a list"));
  CHECK(sweep_complaint("").starts_with(
      "w.yaml: a sweep is a map of keys (key: value), not nothing"));
}

TEST_CASE("a swept key must be a parameter of the scenario", "[sweep]") {
  sweep_refuses(grid("platform.rankin: [random]"),
                "3:14: platform.rankin: no parameter of the scenario has this key; did "
                "you mean platform.ranking?");
  sweep_refuses(grid("citizens: [10]"),
                "3:14: citizens: no parameter of the scenario has this key; did you "
                "mean society.citizens?");
  sweep_refuses(grid("platform: {ranking: [random]}"),
                "3:14: platform: is a group of keys, and has no value to sweep; name "
                "one below it, such as platform.detection, platform.ranking, "
                "platform.is_open");
  sweep_refuses(grid("outlets: [a]"),
                "3:14: outlets: is a group of keys, and has no value to sweep; name "
                "one below it, such as outlets.rfa.owner, outlets.rfa.slant, "
                "outlets.rfa.closes");
  sweep_refuses(grid("outlets.rfa.pages: [a]"),
                "3:14: outlets.rfa.pages: no parameter of the scenario has this key; "
                "did you mean outlets.rfa.owner or outlets.rfa.closes or "
                "outlets.rfa.slant?");
  sweep_refuses(grid("outlets.rf.slant: [0]"),
                "3:14: outlets.rf.slant: no parameter of the scenario has this key; "
                "did you mean outlets.rfa.slant?");
  sweep_refuses(grid("society.shares.tv: [1]"),
                "3:14: society.shares.tv: society.shares is one value; sweep it as a "
                "whole");
  sweep_refuses(grid("seed: [1, 2]"),
                "3:14: seed: is not swept: say how many `replicates` each point has, "
                "and the `seed` of the first");
  sweep_refuses(grid("last: [1, 2]") + "set: {last: 3}\n",
                "3:14: last: is swept, and `set` holds it for all points; keep one");
}

TEST_CASE("values must be of their parameter's kind and within its bounds", "[sweep]") {
  sweep_refuses(grid("platform.detection: [0.5, 1.5]"),
                "3:40: platform.detection: 1.5 is not in [0, 1] (chance that a like is "
                "detected, 1/day)");
  sweep_refuses(grid("platform.ranking: [randm]"),
                "3:33: platform.ranking: \"randm\" is not one of engagement, "
                "chronological, random (what comes first); did you mean random?");
  sweep_refuses(grid("platform.is_open: [1]"),
                "3:33: platform.is_open: needs true or false, not 1 (whether anyone "
                "may join)");
  sweep_refuses(grid("last: []"),
                "3:20: last: has no values, so there would be no points");
  sweep_refuses(grid("last: [1, 2, 1.0]"),
                "3:27: last: 1 is given twice, which would make the same points twice; "
                "keep one");
  sweep_refuses(grid("last: 3"),
                "3:20: last: needs a list of values ([a, b]) or {from: , to: , steps: "
                "}, not 3; what holds for all points belongs in `set`");
  sweep_refuses(sampled("last: {low: 3}"),
                "3:20: last: needs a list of values ([a, b]) or a law ({law: uniform, "
                "low: , high: }), not a map; what holds for all points belongs in "
                "`set`");
}

TEST_CASE("steps go up, within bounds, to different numbers", "[sweep]") {
  sweep_refuses(grid("platform.detection: {from: 0, to: 1.5, steps: 3}"),
                "3:48: platform.detection.to: 1.5 is not in [0, 1] (chance that a like "
                "is detected, 1/day)");
  sweep_refuses(grid("last: {from: 2, to: 1, steps: 3}"),
                "3:27: last.from: 2 is not below `to`, 1");
  sweep_refuses(grid("last: {from: 2, steps: 3}"), "3:20: last: `to` is missing");
  sweep_refuses(grid("last: {from: 1, to: 2, steps: 1}"),
                "3:44: last.steps: 1 is not in [2, 1000000] (values)");
  sweep_refuses(grid("last: {from: 1, to: 2, step: 3}"),
                "3:37: last.step: unknown key; did you mean steps?");
  sweep_refuses(grid("last: {from: 0, to: 2, steps: 3, scale: log}"),
                "3:27: last.from: steps of a log scale begin above 0");
  sweep_refuses(grid("society.citizens: {from: 1, to: 3, steps: 9}"),
                "3:56: society.citizens.steps: two of 9 steps fall on 1; take fewer");
  sweep_refuses(grid("society.citizens: {from: 1.5, to: 3, steps: 2}"),
                "3:39: society.citizens.from: 1.5 is not a whole number (size of the "
                "population, people)");
  sweep_refuses(grid("platform.ranking: {from: 0, to: 1, steps: 2}"),
                "3:32: platform.ranking: steps are for numbers, and this is one of "
                "engagement, chronological, random; give a list of values");
  sweep_refuses(
      sampled("last: {from: 1, to: 2, steps: 2}"),
      "3:20: last: steps are for a grid; give values ([a, b]) or a law ({law: "
      "uniform, low: , high: })");
}

TEST_CASE("laws lie within the bounds of their parameter", "[sweep]") {
  sweep_refuses(grid("last: {law: uniform, low: 1, high: 2}"),
                "3:21: last: a grid draws nothing from laws; give values ([a, b]) or "
                "{from: , to: , steps: }, or choose a sampled design");
  sweep_refuses(sampled("platform.detection: {law: uniform, low: -1, high: 1}"),
                "3:54: platform.detection.low: -1 is not in [0, 1] (chance that a like "
                "is detected, 1/day)");
  sweep_refuses(sampled("last: {law: uniform, low: 2, high: 2}"),
                "3:40: last.low: 2 is not below `high`, 2");
  sweep_refuses(sampled("last: {law: uniform, low: 2}"),
                "3:20: last: `high` is missing");
  sweep_refuses(sampled("last: {law: log_uniform, low: 0, high: 1}"),
                "3:44: last.low: 0 has no logarithm; a log_uniform law lies above 0");
  sweep_refuses(sampled("last: {law: uniform, low: 0, high: 1, sd: 2}"),
                "3:56: last.sd: is for the normal law; remove it");
  sweep_refuses(
      sampled("last: {law: gaussian, low: 0, high: 1}"),
      "3:26: last.law: \"gaussian\" is not one of uniform, log_uniform, normal "
      "(what it is drawn from)");
  sweep_refuses(sampled("last: {law: normal, mean: 1, low: 0}"),
                "3:20: last: `sd` is missing");
  sweep_refuses(sampled("last: {law: normal, mean: 1, sd: 0, low: 0}"),
                "3:47: last.sd: must be above 0, or nothing is drawn");
  sweep_refuses(
      sampled("last: {law: normal, mean: 1, sd: 1}"),
      "3:20: last.low: is missing: an uncut normal law leaves [0, inf), where "
      "the parameter must lie");
  sweep_refuses(
      sampled("last: {law: normal, mean: -9, sd: 1, low: 0}"),
      "3:40: last.mean: next to nothing of this normal law lies from `low` to "
      "`high`");
  sweep_refuses(sampled("platform.ranking: {law: uniform, low: 0, high: 1}"),
                "3:32: platform.ranking: laws are for numbers, and this is one of "
                "engagement, chronological, random; give a list of values");
  sweep_refuses(
      "scenario: s.yaml\ndesign: morris\npoints: 8\n"
      "parameters: {last: {law: normal, mean: 1, sd: 1, low: 0}}\n",
      "4:26: last.law: a Morris design visits both ends of a law, and an uncut normal "
      "law has none; give `low` and `high`");
}

TEST_CASE("points and levels fit the design", "[sweep]") {
  sweep_refuses(grid("last: [1]") + "points: 3\n",
                "4:1: points: a grid or list has the points that its values make; "
                "remove it");
  sweep_refuses(grid("last: [1]") + "levels: 4\n",
                "4:1: levels: is for the design morris; remove it");
  sweep_refuses(grid("last: [1]") + "rows: [{last: 2}]\n",
                "4:1: rows: is for the design list; say `parameters`");
  sweep_refuses(list("  - {last: 2}\n") + "parameters: {last: [1]}\n",
                "5:1: parameters: a list says its points in `rows`; remove this, or "
                "choose a grid");
  for (const char* design : {"sobol", "saltelli"}) {
    sweep_refuses("scenario: s.yaml\ndesign: " + std::string(design) +
                      "\nparameters: {last: {law: uniform, low: 0, high: 1}}\n"
                      "points: 100\n",
                  "4:9: points: 100 is no power of two, and only those fill the space "
                  "evenly; take 64 or 128");
  }
  sweep_refuses(
      "scenario: s.yaml\ndesign: morris\npoints: 8\nlevels: 5\n"
      "parameters: {last: {law: uniform, low: 0, high: 1}}\n",
      "4:9: levels: 5 is odd, and a move goes over half of the levels; take 6");
  sweep_refuses(
      "scenario: s.yaml\ndesign: random\npoints: 0\n"
      "parameters: {last: {law: uniform, low: 0, high: 1}}\n",
      "3:9: points: 0 is not in [1, 10000000] (samples)");
  sweep_refuses(sampled("platform.is_open: [true, false]"),
                "4:9: points: 8 points are drawn, and the values make only 2 different "
                "ones; use the design grid");
  sweep_refuses(grid("last: {from: 0, to: 1, steps: 1000}, platform.detection: {from: "
                     "0, to: 1, steps: 1000}") +
                    "replicates: 11\n",
                "3:1: parameters: 1000000 points of 11 replicates are 11000000 runs, "
                "and at most 10000000 fit into a sweep");
  sweep_refuses(grid("last: [1]") + "keep: {every: 0}\n",
                "4:15: keep.every: 0 is not in [1, 1000000000] (records)");
  sweep_refuses(grid("last: [1]") + "keep: {every: 2, last: true}\n",
                "4:24: keep.last: keeps one record, and `every` keeps several; say one "
                "of them");
  sweep_refuses(
      grid("last: [1]") + "luck: pared\n",
      "4:7: luck: \"pared\" is not one of paired, independent (whether points "
      "share seeds); did you mean paired?");
}

TEST_CASE("rows have the same keys and are different points", "[sweep]") {
  sweep_refuses(list("  - {last: 1, seed: 2}\n"),
                "4:15: seed: is not swept: say how many `replicates` each point has, "
                "and the `seed` of the first");
  sweep_refuses(list("  - {last: 1}\n  - {last: 2, platform.is_open: true}\n"),
                "5:15: platform.is_open: the first row does not say this key; all rows "
                "say the same keys");
  sweep_refuses(list("  - {last: 1, platform.is_open: true}\n  - {last: 2}\n"),
                "5:5: rows: platform.is_open is missing; all rows say the keys of the "
                "first");
  sweep_refuses(list("  - {last: 1}\n  - {last: 2}\n  - {last: 1.0}\n"),
                "6:5: rows: point 2 is the same as point 0 on line 4 (last = 1); keep "
                "one");
  sweep_refuses(list("  - {last: 1}\n  - {last: x}\n"),
                "5:12: last: \"x\" is not a number (declared last)");
  sweep_refuses(list("  - 3\n"),
                "4:5: rows: a row is a point, as {key: value, ...}, not 3");
  sweep_refuses(list("  {}\n"),
                "4:3: rows: needs a list of points, each as {key: value, ...}, not a "
                "map");
}

TEST_CASE("points whose scenario does not check are named, at most ten", "[sweep]") {
  CHECK(
      sweep_complaint(grid("last: [12, 13], platform.is_open: [true, false]")) ==
      R"(w.yaml:3:1: point 2 (last = 13, platform.is_open = true): society.shares.tv: is too much for last = 13
    3 | parameters: {last: [12, 13], platform.is_open: [true, false]}
      | ^~~~~~~~~~
w.yaml:3:1: point 3 (last = 13, platform.is_open = false): society.shares.tv: is too much for last = 13
    3 | parameters: {last: [12, 13], platform.is_open: [true, false]}
      | ^~~~~~~~~~
2 mistakes)");
  sweep_refuses(
      list("  - {last: 1}\n  - {last: 13}\n"),
      "5:5: point 1 (last = 13): society.shares.tv: is too much for last = 13");
  const std::string several = sweep_complaint(
      list("  - {last: 13, start: 2099-01-01, outlets.rfa.closes: 2013-01-01, "
           "society.shares: {tv: 0.5}}\n"));
  CHECK(several.find("start: is too late (and 1 more)\n") != several.npos);
  CHECK(several.ends_with("\n3 mistakes"));
  const std::string many = sweep_complaint(
      "scenario: s.yaml\ndesign: grid\nparameters:\n"
      "  start: [2099-01-01, 2099-01-02, 2099-01-03]\n"
      "  platform.detection: {from: 0, to: 1, steps: 5}\n");
  CHECK(many.find("point 9 (start = 2099-01-02, platform.detection = 1): start: is too "
                  "late\n") != many.npos);
  CHECK(many.find("point 10 (") == many.npos);
  CHECK(many.find("5 more points have mistakes, 15 of 15 in all\n") != many.npos);
}

TEST_CASE("what a point's scenario and base both say wrong is told once", "[sweep]") {
  const Folder folder;
  folder.write("root.yaml", "outlets: {a: {closes: 2015-01-01}}\n");
  folder.write("s.yaml", "extends: root.yaml\nsociety: {shares: {tv: 1}}\n");
  const auto file =
      folder.write("w.yaml",
                   "scenario: s.yaml\ndesign: grid\n"
                   "parameters: {society.shares: [{tv: 1}, {tv: 0.5}]}\n");
  std::string complaint;
  try {
    load_sweep(ToyModel(), file);
  } catch (const UserError& error) {
    complaint = folder.without_path(error.what());
  }
  CHECK(complaint.starts_with(
      "w.yaml:3:1: point 1 (society.shares = {tv: 0.5}): society.shares: the shares "
      "must sum to 1, or someone has no source\n"));
  CHECK(complaint.find("mistakes") == complaint.npos);
}
