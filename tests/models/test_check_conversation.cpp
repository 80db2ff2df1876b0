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

TEST_CASE("a graph in parts warns that there need be no consensus", "[conversation]") {
  const TemporaryFolder folder;
  folder.write("parts.txt", "0 1 1\n1 0 1\n2 3 1\n3 2 1\n");
  folder.write("ring.txt", "0 1 1\n1 2 1\n2 3 1\n3 0 1\n");
  const auto warnings = [&](const std::string& weights) {
    const auto file =
        folder.write("s.yaml",
                     "population: {citizens: 4}\nfriends: {mean_degree: 0}\n"
                     "conversation: {kernel: degroot, weights: " +
                         weights + "}\n");
    const Loaded s = load(file, {});
    World world(s.base, s.scenario, 1);
    sim::Results results;
    world.adopt_rules(s.scenario);
    const Conversation conversation(world, results);
    return world.warnings;
  };
  REQUIRE(warnings("parts.txt").size() == 1);
  CHECK(warnings("parts.txt")[0].find("only 2 of 4 citizens") != std::string::npos);
  CHECK(warnings("ring.txt").empty());
}

TEST_CASE("talk that cannot be is refused with what to do", "[conversation]") {
  const TemporaryFolder folder;
  folder.write("ties.txt", "0 1 1\n1 0 1\n");
  folder.write("negative.txt", "0 1 1\n1 0 -1\n");
  folder.write("zero.txt", "0 1 1\n1 0 0\n");
  folder.write("twice.txt", "0 1 1\n1 0 1\n0 1 2\n");
  folder.write("one.csv", "opinion\n0.5\n");
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
