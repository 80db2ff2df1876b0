// Conversation: what is refused, and what is warned of.

#include <string>
#include <vector>

#include "models/processes/conversation.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What a run of four citizens warns of before it begins.
std::vector<std::string> warnings(const std::string& talk,
                                  const std::string& more = "") {
  const TemporaryFolder folder;
  folder.write("parts.txt", "0 1 1\n1 0 1\n2 3 1\n3 2 1\n");
  folder.write("ring.txt", "0 1 1\n1 2 1\n2 3 1\n3 0 1\n");
  folder.write("chord.txt", "0 1 1\n1 2 1\n2 3 1\n3 0 1\n2 0 1\n");
  folder.write("leader.txt", "0 0 1\n1 0 1\n2 0 1\n3 2 1\n");
  folder.write("all_move.csv", "opinion,susceptibility\n0,1\n1,1\n0,1\n1,1\n");
  folder.write("one_stays.csv", "opinion,susceptibility\n0,1\n1,0\n0,1\n1,1\n");
  const auto file =
      folder.write("s.yaml", "population: {citizens: 4}\nfriends: {mean_degree: 0}\n" +
                                 more + "conversation: {" + talk + "}\n");
  const Loaded s = load(file, {});
  World world(s.base, s.scenario, 1);
  sim::Results results;
  world.adopt_rules(s.scenario);
  const Conversation conversation(world, results);
  return world.warnings;
}

}  // namespace

TEST_CASE("where a consensus is promised and need not come, the run warns",
          "[conversation]") {
  const auto warns = [](const std::string& talk, const std::string& part) {
    const std::vector<std::string> found = warnings(talk);
    INFO(talk);
    REQUIRE(found.size() == 1);
    CHECK(found[0].find(part) != std::string::npos);
  };
  warns("kernel: degroot, weights: parts.txt", "2 of 4 citizens hear citizen 2");
  warns("kernel: degroot, weights: parts.txt, initial: {table: all_move.csv}",
        "settle apart");
  warns("kernel: degroot, weights: ring.txt", "after multiples of 4 rounds");
  warns("kernel: voter, weights: ring.txt", "after multiples of 4 rounds");
  warns("kernel: degroot, mixing: complete, own_weight: 1", "1 of 4 citizens");
  CHECK(warnings("kernel: degroot, weights: chord.txt").empty());
  CHECK(warnings("kernel: degroot, weights: leader.txt").empty());
  CHECK(warnings("kernel: degroot, mixing: complete").empty());
  CHECK(warnings("kernel: voter, schedule: sequential, weights: ring.txt").empty());
  CHECK(warnings("kernel: degroot, weights: parts.txt, initial: {table: one_stays.csv}")
            .empty());
  CHECK(warnings("kernel: hegselmann_krause").empty());
}

TEST_CASE("keys that the kernel does not look at are named", "[conversation]") {
  const auto names = [](const std::string& talk, const std::string& key) {
    INFO(talk);
    const std::vector<std::string> found = warnings("mixing: complete, " + talk);
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with("conversation." + key + ": "));
  };
  names("kernel: degroot, susceptibility: 0.7", "susceptibility");
  names("kernel: voter, own_weight: 0.5", "own_weight");
  names("kernel: voter, confidence: 0.2", "confidence");
  names("kernel: hegselmann_krause, convergence: 0.2", "convergence");
  names("kernel: degroot, reinforcement: {contacts: 3}", "reinforcement");
  names("kernel: degroot, initial: {low: 0}", "initial.low");
  names("kernel: degroot, initial: {law: uniform, mean: 0.1}", "initial.mean");
  names("kernel: degroot, initial: {law: uniform, high_share: 0.1}",
        "initial.high_share");
  CHECK(warnings("kernel: degroot, mixing: complete, initial: {law: two, low: 0}")
            .empty());
}

TEST_CASE("talk that cannot be is refused with what to do", "[conversation]") {
  const TemporaryFolder folder;
  folder.write("ties.txt", "0 1 1\n1 0 1\n");
  folder.write("negative.txt", "0 1 1\n1 0 -1\n");
  folder.write("zero.txt", "0 1 1\n1 0 0\n");
  folder.write("twice.txt", "0 1 1\n1 0 1\n0 1 2\n");
  folder.write("one.csv", "opinion\n0.5\n");
  folder.write("typo.csv", "opinion,susceptibilty\n0.5,1\n0.5,0\n");
  folder.write("half.csv", "opinion,susceptibility\n0,1\n1,0.5\n");
  const auto refusal = [&](const std::string& talk, const std::string& more = "") {
    const auto file = folder.write(
        "s.yaml", "population: {citizens: 2}\nfriends: {mean_degree: 0}\n" + more +
                      "conversation: {" + talk + "}\n");
    return message_of<sim::UserError>([&] { run(load(file, {}), 1); });
  };
  const auto says = [](const std::string& message, const std::string& part) {
    INFO(message);
    CHECK(message.find(part) != std::string::npos);
  };
  says(refusal("kernel: deffuant"), "say schedule: sequential");
  says(refusal("kernel: degroot, schedule: sequential"), "say schedule: synchronous");
  says(refusal("kernel: degroot, weights: negative.txt"),
       "negative.txt:2: the weight -1 is negative");
  says(refusal("kernel: degroot, weights: zero.txt"),
       "citizen 1 gives weight to nobody");
  says(refusal("kernel: degroot, weights: twice.txt"), "'0 1' is given twice");
  says(refusal("kernel: activity_driven, mixing: complete, weights: ties.txt"),
       "by activity and homophily");
  says(refusal("kernel: degroot, mixing: complete, weights: ties.txt"),
       "remove one of the two");
  says(refusal("kernel: degroot, initial: {table: one.csv}"), "1 rows for 2 citizens");
  says(refusal("kernel: voter, initial: {table: half.csv}"), "half.csv:3");
  says(refusal("kernel: voter, initial: {table: typo.csv}"),
       "typo.csv: the column 'susceptibilty' says nothing here");
  says(refusal("kernel: voter, stubborn: {wall: {citizens: 3}}"),
       "3 stubborn citizens are more than the 2 there are");
  says(refusal("kernel: voter, rounds_per_day: 1", "time: {step: 0.5}\n"),
       "no whole number of rounds a step");
  says(refusal("kernel: activity_driven"), "say mixing: complete");
  says(
      refusal("kernel: activity_driven, mixing: complete", "street: {enabled: true}\n"),
      "leave [-1, 1]");
  says(refusal("kernel: none"), "name at least one medium");
  says(refusal("kernel: voter", "climate: {enabled: true}\n"), "it looks at news");
  says(refusal("kernel: voter",
               "burn_in: {enabled: false}\nmedia: {talk: {kind: talk}}\n"),
       "friends would be heard twice");
}
