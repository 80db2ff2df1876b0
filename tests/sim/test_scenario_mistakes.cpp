// What is refused in a scenario, word for word.

#include <fmt/format.h>

#include <string>

#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

namespace {

/// Whether one override is refused with one mistake.
void refuses_set(const std::string& set, const std::string& message) {
  CHECK(complaint_about("{}", {set}) == "--set " + set + ": " + message);
}

}  // namespace

TEST_CASE("mistakes are shown all at once, in order, with their lines") {
  const char* text = R"(platform:
  detection: 1.4
  rankin: chronological
  ranking: "chronologcal"
  é: [1, 2]
seed: 1.5   # half a seed
start: 2013-02-30
citizens: 3
seed: 2
)";
  CHECK(
      complaint_about(text, {"last=-1"}) ==
      R"(s.yaml:2:14: platform.detection: 1.4 is not in [0, 1] (chance that a like is detected, 1/day)
    2 |   detection: 1.4
      |              ^~~
s.yaml:3:3: platform.rankin: unknown key; did you mean ranking?
    3 |   rankin: chronological
      |   ^~~~~~
s.yaml:4:12: platform.ranking: "chronologcal" is not one of engagement, chronological, random (what comes first); did you mean chronological?
    4 |   ranking: "chronologcal"
      |            ^~~~~~~~~~~~~~
s.yaml:5:3: platform.é: unknown key; known here: detection, ranking, is_open
    5 |   é: [1, 2]
      |   ^
s.yaml:6:7: seed: 1.5 is not a whole number (seed of all luck)
    6 | seed: 1.5   # half a seed
      |       ^~~
s.yaml:7:8: start: 2013-02-30 is no day of the calendar; write YYYY-MM-DD, as 2013-07-28 (first day)
    7 | start: 2013-02-30
      |        ^~~~~~~~~~
s.yaml:8:1: citizens: unknown key; did you mean society.citizens?
    8 | citizens: 3
      | ^~~~~~~~
s.yaml:9:1: seed: this key is given twice, first on line 6; keep one
    9 | seed: 2
      | ^~~~
--set last=-1: last: -1 is not in [0, inf) (declared last)
9 mistakes)");
}

TEST_CASE("a caret stands below its column in lines of any length and script") {
  CHECK(complaint_about("society: {shares: {ទូរទស្សន៍: 0.5, x: 7}}\n")
            .find("    1 | society: {shares: {ទូរទស្សន៍: 0.5, x: 7}}\n"
                  "      | " +
                  std::string(38, ' ') + "^") != std::string::npos);
  const std::string far =
      complaint_about("{title: " + std::string(300, 'a') +
                      ", last: -1, seed: " + std::string(300, '1') + "}\n");
  CHECK(far.find("s.yaml:1:317: last: -1 is not in [0, inf)") == 0);
  CHECK(far.find("\n    1 | ..." + std::string(47, 'a') + ", last: -1, seed: 1") !=
        far.npos);
  CHECK(far.find("\n      | " + std::string(58, ' ') + "^~\n") != far.npos);
}

TEST_CASE("numbers that are none, or out of range, are refused") {
  refuses("last: .nan",
          "1:7: last: .nan is refused: NaN is not a value to compute with "
          "(declared last)");
  refuses("last: NaN",
          "1:7: last: \"NaN\" is refused: NaN is not a value to compute with "
          "(declared last)");
  refuses("last: -.inf",
          "1:7: last: -.inf is refused: a number must be finite (declared last)");
  refuses("last: 1e999",
          "1:7: last: 1e999 is too large or too near to zero for a number "
          "(declared last)");
  refuses("last: abc", "1:7: last: \"abc\" is not a number (declared last)");
  refuses("last: 0x10", "1:7: last: 0x10 is not a number (declared last)");
  refuses("last: 1__0", "1:7: last: 1__0 is not a number (declared last)");
  refuses("last: _1", "1:7: last: \"_1\" is not a number (declared last)");
  refuses("last: 1_", "1:7: last: 1_ is not a number (declared last)");
  refuses("last: +-1", "1:7: last: +-1 is not a number (declared last)");
  refuses("last: 1 2", "1:7: last: 1 2 is not a number (declared last)");
  refuses("last: 10%",
          "1:7: last: 10% is not a number; write 0.1 for 10% (declared last)");
  refuses("last: 1,5",
          "1:7: last: 1,5 is not a number; write 1.5, or 200_000 "
          "(declared last)");
  refuses("last: \"1\"",
          "1:7: last: needs a number, not the text \"1\" (declared last)");
  refuses("last:", "1:1: last: needs a number, not nothing (declared last)");
  refuses("last: [1]", "1:7: last: needs a number, not a list (declared last)");
  refuses("last: {a: 1}", "1:7: last: needs a number, not a map (declared last)");
  refuses("seed: -1",
          "1:7: seed: -1 is not in [0, 9000000000000000] (seed of all luck)");
  refuses("seed: 0.5", "1:7: seed: 0.5 is not a whole number (seed of all luck)");
  refuses("seed: 1e30",
          "1:7: seed: 1e30 is too large for a whole number (seed of all luck)");
  refuses("society: {citizens: 0}",
          "1:21: society.citizens: 0 is not in [1, 1000000000] "
          "(size of the population, people)");
}

TEST_CASE("each type refuses what it cannot hold") {
  refuses("title: [x]", "1:8: title: needs a text, not a list (title)");
  refuses("title: null", "1:1: title: needs a text, not nothing (title)");
  refuses("start: null",
          "1:1: start: needs a date (YYYY-MM-DD), not nothing (first day)");
  refuses("start: soon",
          "1:8: start: \"soon\" is no day of the calendar; write "
          "YYYY-MM-DD, as 2013-07-28 (first day)");
  refuses(
      "outlets: {a: {closes: 2017}}",
      "1:23: outlets.a.closes: 2017 is no day of the calendar; write YYYY-MM-DD, as "
      "2013-07-28 (its last day)");
  refuses("outlets: {a: {closes: []}}",
          "1:23: outlets.a.closes: needs a date (YYYY-MM-DD) or null, not a list "
          "(its last day)");
  refuses("platform: {is_open: yes}",
          "1:21: platform.is_open: needs true or false, not "
          "yes (whether anyone may join)");
  refuses(
      "platform: {ranking: 3}",
      "1:21: platform.ranking: \"3\" is not one of engagement, chronological, random "
      "(what comes first)");
  refuses("platform: {ranking: }",
          "1:12: platform.ranking: needs one of engagement, chronological, random, not "
          "nothing (what comes first)");
  refuses("society: {ages: 0.5}",
          "1:17: society.ages: needs a list of numbers "
          "([0.1, 0.2]), not 0.5 (shares of age bands)");
  refuses("society: {ages: [0.5, 1.5]}",
          "1:23: society.ages: 1.5 is not in [0, 1] (shares of age bands)");
  refuses("society: {regions: north}",
          "1:20: society.regions: needs a list of texts ([a, b]), not north "
          "(names of regions)");
  refuses("society: {regions: [a, {b: 1}]}",
          "1:24: society.regions: needs a text, not a map (names of regions)");
  refuses("society: {shares: 1}",
          "1:19: society.shares: needs numbers by name ({a: 0.1, "
          "b: 0.2}), not 1 (main source)");
  refuses("society: {shares: {tv: 1.5}}",
          "1:24: society.shares.tv: 1.5 is not in [0, 1] (main source)");
  refuses(
      "society: {access: {2013: 0.5}}",
      "1:20: society.access.2013: 2013 is no day of the calendar; write YYYY-MM-DD, "
      "as 2013-07-28 (access by date)");
  refuses("society: {access: {2013-01-01: 0.5, 2013-01-01: 0.6}}",
          "1:37: society.access.2013-01-01: this key is given twice, first on line 1; "
          "keep one");
  refuses("society: {access: {2013-01-01: 5}}",
          "1:32: society.access.2013-01-01: 5 is not in [0, 1] (access by date)");
  refuses("society: {access: [1]}",
          "1:19: society.access: needs numbers by date "
          "({2013-01-01: 0.1}), not a list (access by date)");
  refuses("society: {graph: [a]}",
          "1:18: society.graph: needs the path of a file, not a "
          "list (friends, as a list of edges)");
  refuses(
      "society: {graph: x.txt}",
      "1:18: society.graph: \"x.txt\" does not exist (x.txt) (friends, as a list of "
      "edges)");
  refuses("society: {graph: /}",
          "1:18: society.graph: \"/\" is a folder, not a file "
          "(friends, as a list of edges)");
  refuses("society: {graph: /dev/null}",
          "1:18: society.graph: \"/dev/null\" is not a "
          "regular file (friends, as a list of edges)");
  refuses("platform: 3",
          "1:11: platform: needs keys below it, not 3 (the one platform)");
  refuses("platform:",
          "1:1: platform: needs keys below it, not nothing (the one platform)");
  refuses("outlets: [a]",
          "1:10: outlets: needs keys below it, not a list (those who publish)");
  refuses("outlets: {a: 3}",
          "1:14: outlets.a: needs keys below it, not 3 (those who publish)");
  refuses("outlets: {a.b: {}}",
          "1:11: outlets.a.b: a name must have no dot and no star");
  refuses("outlets: {a: {pages: {x: {weigth: 1}}}}",
          "1:27: outlets.a.pages.x.weigth: unknown key; did you mean weight?");
  refuses("outlets: {a: }",
          "1:11: outlets.a: nothing below it removes an item, and there "
          "is none of this name to remove; write {} for one with every "
          "default");
  refuses("detection: 1",
          "1:1: detection: unknown key; did you mean platform.detection?");
  refuses("weight: 1",
          "1:1: weight: unknown key; did you mean outlets.*.pages.*.weight?");
}

TEST_CASE("a chain that cannot be followed is refused, and the rest still checked") {
  const Folder folder;
  folder.write("a.yaml", "extends: sub/b.yaml\nlast: -1\n");
  folder.write("sub/b.yaml", "extends: ../c.yaml\nseed: x\n");
  folder.write("c.yaml", "extends: a.yaml\n");
  CHECK(complaint(folder, "a.yaml") ==
        R"(a.yaml:2:7: last: -1 is not in [0, inf) (declared last)
    2 | last: -1
      |       ^~
sub/b.yaml:2:7: seed: "x" is not a number (seed of all luck)
    2 | seed: x
      |       ^
c.yaml:1:10: extends: goes in a circle: a.yaml -> sub/b.yaml -> c.yaml -> a.yaml
    1 | extends: a.yaml
      |          ^~~~~~
3 mistakes)");
  refuses("extends: none.yaml", "1:10: extends: \"none.yaml\" does not exist");
  refuses("extends: [a, b]",
          "1:10: extends: needs the path of one scenario file, not a "
          "list of several or none");
  refuses("extends:", "1:1: extends: needs the path of one scenario file, not nothing");
  refuses("extends: s.yaml", "1:10: extends: goes in a circle: s.yaml -> s.yaml");
  refuses("extends: .", "1:10: extends: \".\" is a folder, not a file");
  CHECK(complaint(folder, "nix.yaml") == "nix.yaml: does not exist");
  std::string last = "{}";
  for (int k = 0; k < 33; ++k) {
    folder.write(fmt::format("l{}.yaml", k), last);
    last = fmt::format("extends: l{}.yaml\n", k);
  }
  CHECK(complaint(folder, "l32.yaml").find("this chain of files is longer than 32") !=
        std::string::npos);
  CHECK(complaint(folder, "l31.yaml").empty());
}

TEST_CASE("a mistake that a later layer covers is still told, once") {
  const Folder folder;
  folder.write("root.yaml", "platform: {detection: 7}\n");
  folder.write("top.yaml", "extends: root.yaml\nplatform: {detection: 0.5}\n");
  const std::string complaint = toy::complaint(folder, "top.yaml");
  CHECK(
      complaint.starts_with("root.yaml:1:23: platform.detection: 7 is not in [0, 1]"));
  CHECK(complaint.find("mistakes") == complaint.npos);
}

TEST_CASE("an override is checked as a file is") {
  refuses_set("platform.detection=1.4",
              "platform.detection: 1.4 is not in [0, 1] (chance "
              "that a like is detected, 1/day)");
  refuses_set("platfrom.x=1", "platfrom: unknown key; did you mean platform?");
  refuses_set("seed", "write key=value, as in --set population.citizens=20000");
  refuses_set("=3", "write key=value, as in --set population.citizens=20000");
  refuses_set("a..b=3", "write key=value, as in --set population.citizens=20000");
  refuses_set("seed=", "seed: needs a whole number, not nothing (seed of all luck)");
  refuses_set(
      "society.ages=[1",
      "a key must be a word, not a map or a list (or is a bracket not closed?)");
  refuses_set("society.shares.tv=1",
              "society.shares.tv: society.shares is set as a whole; give it all of its "
              "value");
  refuses_set("outlets.x.pages.y.weight.z=1",
              "outlets.x.pages.y.weight.z: outlets.x.pages.y.weight is set as a whole; "
              "give it all of its value");
  refuses_set("extends=x", "extends: belongs in a file; an override extends nothing");
  refuses_set("outlets.x=null",
              "outlets.x: nothing below it removes an item, and there is none of this "
              "name to remove; write {} for one with every default");
  refuses_set("society.shares={tv: 0.5, radio: 7}",
              "society.shares.radio: 7 is not in [0, 1] (main source)");
  refuses_set("society.shares={tv: 0.5}",
              "society.shares: the shares must sum to 1, or someone has no source");
}

TEST_CASE("what the scenario's own checks find is shown where the key stands") {
  CHECK(complaint_about("outlets:\n  a: {closes: 2010-01-01}\nseed: 13\nlast: 13\n"
                        "society: {shares: {tv: 0.5}}\n") ==
        R"(s.yaml:2:15: outlets.a.closes: is before the run begins
    2 |   a: {closes: 2010-01-01}
      |               ^~~~~~~~~~
s.yaml:5:1: society.regions (default): no region likes the seed 13
    5 | society: {shares: {tv: 0.5}}
      | ^~~~~~~
s.yaml:5:11: society.shares: the shares must sum to 1, or someone has no source
    5 | society: {shares: {tv: 0.5}}
      |           ^~~~~~
s.yaml:5:24: society.shares.tv: is too much for last = 13
    5 | society: {shares: {tv: 0.5}}
      |                        ^~~
4 mistakes)");
  CHECK(complaint_about("seed: 13") ==
        "s.yaml: society.regions (default): no region likes the seed 13");
  // Together with mistakes in reading; but not for what could not be read.
  const std::string both =
      complaint_about("start: 2030-01-01\nseed: 13\nsociety: {shares: {tv: 7}}\n");
  CHECK(both.find("1:8: start: is too late") != both.npos);
  CHECK(both.find("society.shares.tv: 7 is not in [0, 1]") != both.npos);
  CHECK(both.ends_with("2 mistakes"));
}

TEST_CASE("a mistake of the base scenario alone says so") {
  const Folder folder;
  folder.write("root.yaml", "seed: 13\n");
  folder.write("top.yaml", "extends: root.yaml\nseed: 1\n");
  CHECK(
      complaint(folder, "top.yaml") ==
      "root.yaml: society.regions (default): no region likes the seed 13 (in the base "
      "scenario, which the burn-in is solved for: the root of the chain and what later "
      "layers say about the world)");
}
