// Conversation: the textbook models of opinion dynamics through the whole program, laws
// on any graph, and second implementations.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/models/processes/talkers.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

const std::string validation = "scenarios/validation/";

}  // namespace

TEST_CASE(
    "DeGroot's three come to the eigenvector's mean, at the pace of the second one",
    "[conversation][T1]") {
  const auto rows = beliefs(run(load(validation + "degroot.yaml", {}), 1));
  CHECK(near(rows.back(), {0.4, 0.4, 0.4}));
  const auto distance = [&](std::size_t k) {
    return std::hypot(rows[k][0] - 0.4, rows[k][1] - 0.4, rows[k][2] - 0.4);
  };
  // Two complex eigenvalues turn the distance while it falls: over eight rounds, a
  // whole turn, it falls by 0.5^4.
  CHECK(distance(16) / distance(8) == Approx(1.0 / 16).epsilon(1e-9));
  const Loaded second = load(validation + "degroot_path.yaml", {});
  CHECK(near(last_beliefs(second, 1), {7.0 / 18, 7.0 / 18, 7.0 / 18}));
}

TEST_CASE("Friedkin and Johnsen's three rest where the equations say",
          "[conversation][T3]") {
  CHECK(near(last_beliefs(load(validation + "friedkin_johnsen.yaml", {}), 1),
             {37.0 / 46, 19.0 / 46, 20.0 / 46}));
}

TEST_CASE("who speaks with more weight has that share of all minds",
          "[conversation][T4]") {
  std::vector<double> wanted(12, 0.75);
  wanted[0] = 1;
  wanted[1] = 0;
  CHECK(near(last_beliefs(load(validation + "share_of_voice.yaml", {}), 1), wanted));
  CHECK(near(last_beliefs(load(validation + "harmonic.yaml", {}), 1),
             {0, 0.25, 0.5, 0.75, 1}));
}

TEST_CASE("a round of Hegselmann and Krause is that of a few plain lines",
          "[conversation]") {
  for (const Mixing mixing : {Mixing::friends, Mixing::complete}) {
    Scenario s = talkers(300, ConversationKernel::hegselmann_krause);
    s.conversation.mixing = mixing;
    s.conversation.confidence = 0.3;
    s.conversation.stubborn = {{.name = "wall", .citizens = 5, .opinion = 0.9}};
    const World world(s, s, 4);
    const auto rows = beliefs(run(s, 4));
    std::vector<double> wanted;
    const std::vector<double>& x = rows[1];
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      double sum = 0;
      int near = 0;
      for (std::uint32_t j = 0; j < world.n(); ++j) {
        const auto row = world.friends.of(i);
        const bool hears =
            i == j || mixing == Mixing::complete || std::ranges::binary_search(row, j);
        if (!hears || std::abs(x[i] - x[j]) > 0.3) continue;
        sum += x[j];
        ++near;
      }
      // Nobody else stands at exactly 0.9 twice running.
      const bool is_stubborn = rows[0][i] == 0.9 && rows[1][i] == 0.9;
      wanted.push_back(is_stubborn ? 0.9 : sum / near);
    }
    INFO("complete: " << (mixing == Mixing::complete));
    CHECK(std::ranges::count(x, 0.9) >= 5);
    CHECK(near(rows[2], wanted));
  }
}

TEST_CASE("no kernel leads beyond the opinions that there are", "[conversation]") {
  using enum ConversationKernel;
  for (const auto kernel :
       {degroot, friedkin_johnsen, deffuant, hegselmann_krause, voter}) {
    for (const Mixing mixing : {Mixing::friends, Mixing::complete}) {
      Scenario s = talkers(400, kernel);
      s.conversation.mixing = mixing;
      s.conversation.initial = {.law = OpinionLaw::two, .low = -0.6, .high = 0.7};
      s.conversation.confidence = 0;
      if (kernel == deffuant) s.conversation.schedule = Schedule::sequential;
      const sim::Results results = run(s, 2);
      double low = 1;
      double high = -1;
      for (const auto& row : beliefs(results)) {
        low = std::min(low, std::ranges::min(row));
        high = std::max(high, std::ranges::max(row));
      }
      INFO("kernel " << static_cast<int>(kernel));
      // Averages of equals may round by a bit.
      CHECK(low >= -0.6 - 1e-15);
      CHECK(high <= 0.7 + 1e-15);
    }
  }
}

TEST_CASE("talk gives the same bytes on one thread and on four", "[conversation]") {
  using enum ConversationKernel;
  const int before = sim::threads();
  for (const auto kernel : {degroot, friedkin_johnsen, deffuant, hegselmann_krause,
                            voter, activity_driven}) {
    Scenario s = talkers(3000, kernel);
    if (kernel == activity_driven) s.conversation.mixing = Mixing::complete;
    s.conversation.stubborn = {{.name = "wall", .citizens = 30, .opinion = 0.9}};
    if (kernel == deffuant) s.conversation.schedule = Schedule::sequential;
    sim::set_threads(1);
    const sim::Results one = run(s, 7);
    sim::set_threads(4);
    INFO("kernel " << static_cast<int>(kernel));
    CHECK(differences(one, run(s, 7)) == "");
  }
  sim::set_threads(before);
}

TEST_CASE("the stubborn are as many as asked for, and never move", "[conversation]") {
  Scenario s = talkers(200, ConversationKernel::voter);
  s.conversation.initial = {.law = OpinionLaw::two, .low = 0, .high = 0.5};
  s.conversation.stubborn = {{.name = "yes", .citizens = 7, .opinion = 1},
                             {.name = "no", .citizens = 11, .opinion = -1}};
  const auto rows = beliefs(run(s, 3));
  for (const auto& row : rows) {
    CHECK(std::ranges::count(row, 1.0) >= 7);
    CHECK(std::ranges::count(row, -1.0) >= 11);
  }
}

TEST_CASE("news moves the stubborn until they talk, and no further", "[conversation]") {
  using enum ConversationKernel;
  for (const auto kernel : {degroot, deffuant, hegselmann_krause, voter}) {
    Scenario s = small_country(300);
    std::erase_if(s.media, [](const Medium& m) { return m.kind == MediumKind::talk; });
    s.time.end = day(5);
    s.measures.snapshots = true;
    s.conversation.kernel = kernel;
    const bool is_of_pairs = kernel == deffuant || kernel == voter;
    if (is_of_pairs) s.conversation.schedule = Schedule::sequential;
    s.conversation.stubborn = {{.name = "wall", .citizens = 40, .opinion = -1}};
    INFO("kernel " << static_cast<int>(kernel));
    for (const auto& row : beliefs(run(s, 2))) {
      CHECK(std::ranges::count(row, -1.0) >= 40);
    }
  }
}

TEST_CASE("two opinions are held by exactly the share that was asked for",
          "[conversation]") {
  Scenario s = talkers(101, ConversationKernel::voter);
  s.conversation.confidence = 0;
  s.conversation.kernel = ConversationKernel::hegselmann_krause;
  s.conversation.initial = {
      .law = OpinionLaw::two, .low = -0.25, .high = 0.75, .high_share = 0.3};
  const auto row = beliefs(run(s, 3)).front();  // nobody listens to another opinion
  CHECK(std::ranges::count(row, 0.75) == 30);
  CHECK(std::ranges::count(row, -0.25) == 71);
}
