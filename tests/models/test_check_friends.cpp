// What is refused of friend graphs, word for word.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// Friends among so many citizens.
std::string with_friends(int citizens, const std::string& friends) {
  const std::string n = std::to_string(citizens);
  return complaint_about("population: {citizens: " + n + ", persons: " + n +
                         "}\nfriends: {" + friends + "}\n");
}

}  // namespace

TEST_CASE("textbook graphs without mistakes are accepted", "[scenario][graph]") {
  const auto with = [](const std::string& friends) {
    return with_friends(41, friends);
  };
  CHECK(with("model: social") == "");
  CHECK(with("model: path, mean_degree: 51") == "");
  CHECK(with("model: lattice, mean_degree: 40") == "");
  CHECK(with("model: small_world, mean_degree: 4, rewiring: 1") == "");
  CHECK(with("model: random, mean_degree: 3.7") == "");
  CHECK(with("model: block, mean_degree: 10, blocks: 41, inside: 0") == "");
  CHECK(with("model: scale_free, mean_degree: 40") == "");
}

TEST_CASE("textbook graphs without room are explained", "[scenario][graph]") {
  const auto with = [](const std::string& friends) {
    return with_friends(40, friends);
  };
  for (const std::string model :
       {"lattice", "small_world", "random", "block", "scale_free"}) {
    CHECK(with("model: " + model) ==
          "friends.mean_degree (default): 50 friends are more than the 39 others there "
          "are; let it "
          "be smaller, or `population.citizens` larger");
  }
  for (const std::string model : {"lattice", "small_world"}) {
    CHECK(with("mean_degree: 7, model: " + model) ==
          "friends.mean_degree: 7 is no even number, but on a ring one has as many "
          "friends on one side as on the other; take 6 or 8");
  }
  CHECK(with("mean_degree: 6.5, model: scale_free") ==
        "friends.mean_degree: 6.5 is no even number, but each who comes makes half as "
        "many ties; take 6 or 8");
  CHECK(with("mean_degree: 6, model: block, blocks: 3") ==
        "friends.blocks: 40 citizens cannot be cut into 3 equal blocks; let "
        "`population.citizens` be a multiple of `blocks`");
  CHECK(with("mean_degree: 10, model: block, blocks: 8, inside: 0.5") ==
        "friends.inside: of 10 friends 5 are to be inside one's own block, where there "
        "are only 4 others; let `inside` be smaller, take fewer blocks, or let "
        "`mean_degree` be smaller");
  CHECK(
      with("mean_degree: 30, model: block, blocks: 2, inside: 0.1") ==
      "friends.inside: of 30 friends 27 are to be outside one's own block, where there "
      "are only 20 others; let `inside` be larger, take more blocks, or let "
      "`mean_degree` be smaller");
  CHECK(
      with("model: small_world, rewiring: 1.5") ==
      "friends.rewiring: 1.5 is not in [0, 1] (chance that the far end of a tie of the "
      "ring is moved to a random place; small_world only)");
}

TEST_CASE("a graph is not both read and a textbook's", "[scenario][graph]") {
  const TemporaryFolder folder;
  folder.write("g.txt", "0 1\n");
  const std::string file = "file: " + (folder / "g.txt").string();
  CHECK(complaint_about("friends: {" + file + "}\n") == "");
  CHECK(complaint_about("friends: {model: path, " + file + "}\n") ==
        "friends.file: the graph cannot both be read from a file and be the textbook's "
        "that `friends.model` names; remove `file`, or let `model` be social");
}
