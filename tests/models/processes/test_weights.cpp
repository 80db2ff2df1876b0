// Conversation with a file of weights: random instances against linear algebra and
// plain lines.

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "models/processes/partners.hpp"
#include "sim/edge_list.hpp"
#include "tests/catch.hpp"
#include "tests/models/processes/talkers.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A random stochastic matrix whose every row has its owner and some others.
Eigen::MatrixXd random_weights(int n, std::uint64_t seed) {
  const sim::Luck luck(seed);
  Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const auto words = luck.draw(sim::Purpose{"test"}, 0, static_cast<unsigned>(i),
                                   static_cast<unsigned>(j));
      const bool is_tie = i == j || j == (i + 1) % n || words[0] % 4 == 0;
      if (is_tie) w(i, j) = 0.05 + sim::uniform(words[1]);
    }
    w.row(i) /= w.row(i).sum();
  }
  return w;
}

/// The stationary vector: pi (W - I) = 0, with entries that sum to 1.
Eigen::VectorXd stationary(const Eigen::MatrixXd& w) {
  const auto n = w.rows();
  Eigen::MatrixXd system(n + 1, n);
  system << (w.transpose() - Eigen::MatrixXd::Identity(n, n)),
      Eigen::RowVectorXd::Ones(n);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n + 1);
  right(n) = 1;
  return system.colPivHouseholderQr().solve(right);
}

/// Matrix and first opinions as a scenario with files.
struct Written {
  TemporaryFolder folder;
  Loaded scenario;

  Written(const Eigen::MatrixXd& w, const Eigen::VectorXd& opinions,
          const Eigen::VectorXd& susceptibility, const std::string& kernel, int days) {
    std::string ties;
    std::string table = "opinion,susceptibility\n";
    char line[100];
    for (int i = 0; i < w.rows(); ++i) {
      std::snprintf(line, sizeof line, "%.17g,%.17g\n", opinions(i), susceptibility(i));
      table += line;
      for (int j = 0; j < w.cols(); ++j) {
        if (w(i, j) <= 0) continue;
        std::snprintf(line, sizeof line, "%d %d %.17g\n", i, j, w(i, j));
        ties += line;
      }
    }
    folder.write("ties.txt", ties);
    folder.write("table.csv", table);
    const auto file = folder.write(
        "s.yaml", "time: {end: " + day(days).to_string() +
                      "}\npopulation: {citizens: " + std::to_string(w.rows()) +
                      "}\nconversation: {kernel: " + kernel +
                      ", weights: ties.txt, initial: {table: table.csv}}\n"
                      "friends: {mean_degree: 0}\nmeasures: {snapshots: true}\n");
    scenario = load(file, {});
  }
};

}  // namespace

TEST_CASE("on random weights averages rest where Eigen finds it", "[conversation]") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const int n = 15;
    const Eigen::MatrixXd w = random_weights(n, seed);
    const Eigen::MatrixXd eye = Eigen::MatrixXd::Identity(n, n);
    const Eigen::VectorXd s = Eigen::VectorXd::LinSpaced(n, -0.9, 0.7);
    const Eigen::VectorXd ones = Eigen::VectorXd::Ones(n);
    INFO("seed " << seed);

    const Written degroot(w, s, ones, "degroot", 400);
    CHECK(near(last_beliefs(degroot.scenario, 1),
               std::vector<double>(static_cast<std::size_t>(n), stationary(w).dot(s))));

    const Eigen::VectorXd a = Eigen::VectorXd::LinSpaced(n, 0.2, 0.95);
    const Written friedkin(w, s, a, "friedkin_johnsen", 1500);
    const Eigen::VectorXd x =
        (eye - a.asDiagonal() * w).partialPivLu().solve((ones - a).cwiseProduct(s));
    CHECK(near(last_beliefs(friedkin.scenario, 1), {x.data(), x.data() + n}));

    // The last four never move: (I - W_ff) x_f = W_fs s, the harmonic extension.
    const int free = n - 4;
    Eigen::VectorXd moves = ones;
    moves.tail(4).setZero();
    const Written harmonic(w, s, moves, "degroot", 1500);
    Eigen::VectorXd rest = s;
    rest.head(free) = (eye - w)
                          .topLeftCorner(free, free)
                          .partialPivLu()
                          .solve(w.topRightCorner(free, 4) * s.tail(4));
    CHECK(near(last_beliefs(harmonic.scenario, 1), {rest.data(), rest.data() + n}));
  }
}

TEST_CASE("voters who weigh others keep the mean by influence", "[conversation][T7]") {
  const int n = 40;
  const Eigen::MatrixXd w = random_weights(n, 5);
  const Eigen::VectorXd influence = stationary(w);
  REQUIRE(influence.maxCoeff() > 2 * influence.minCoeff());
  // One is believed by the most influential half, so that the plain mean must move.
  std::vector<double> sorted(influence.begin(), influence.end());
  std::ranges::sort(sorted);
  const Eigen::VectorXd first =
      (influence.array() > sorted[n / 2]).cast<double>().matrix();
  for (const std::string schedule : {"synchronous", "sequential"}) {
    const Written voters(w, first, Eigen::VectorXd::Ones(n),
                         "voter, schedule: " + schedule, 20);
    std::vector<double> by_influence;
    std::vector<double> plain;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      std::vector<double> last = last_beliefs(voters.scenario, seed);
      const Eigen::Map<Eigen::VectorXd> x(last.data(), n);
      by_influence.push_back(influence.dot(x - first));
      plain.push_back((x - first).mean());
    }
    const Sample kept = sample(by_influence);
    const Sample moved = sample(plain);
    INFO(schedule);
    CHECK(kept.sd > 0.1);  // each run moves
    CHECK(std::abs(kept.mean) < 4 * kept.se);
    CHECK(moved.mean > 4 * moved.se);
  }
}

TEST_CASE("Hegselmann and Krause's near ones count by the weights of the file",
          "[conversation]") {
  const int n = 30;
  Eigen::MatrixXd w = random_weights(n, 6);
  // The first heeds nobody who is near him, himself neither, and so stays.
  w.row(0).setZero();
  w(0, n - 1) = 1;
  const Eigen::VectorXd s = Eigen::VectorXd::LinSpaced(n, -1, 1);
  const Written written(w, s, Eigen::VectorXd::Ones(n),
                        "hegselmann_krause, confidence: 0.5", 2);
  const auto first_round = beliefs(run(written.scenario, 1)).front();
  Eigen::VectorXd wanted = s;
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    double total = 0;
    for (int j = 0; j < n; ++j) {
      if (std::abs(s(i) - s(j)) > 0.5) continue;
      sum += w(i, j) * s(j);
      total += w(i, j);
    }
    if (total > 0) wanted(i) = sum / total;
  }
  CHECK(wanted(0) == -1);
  CHECK(near(first_round, {wanted.data(), wanted.data() + n}));
}

TEST_CASE("a partner is drawn with the chance of his weight", "[conversation]") {
  const TemporaryFolder folder;
  const auto ties =
      folder.write("ties.txt", "0 1 5\n0 0 2\n0 3 1\n0 2 0\n1 1 1\n2 0 1\n3 1 1\n");
  const sim::WeightedGraph weights =
      sim::read_weights(sim::InputFile{ties.string(), TemporaryFolder::read(ties)}, 4);
  Scenario s = talkers(4, ConversationKernel::voter);
  s.friends.mean_degree = 0;
  const World world(s, s, 1);
  const Partners partners(world, weights);
  std::vector<int> times(4);
  for (std::uint32_t k = 0; k < 8000; ++k) {
    times[partners.drawn(0, k * (0xFFFFFFFFu / 8000))] += 1;
  }
  CHECK(std::abs(times[0] - 2000) <= 1);
  CHECK(std::abs(times[1] - 5000) <= 1);
  CHECK(times[2] == 0);
  CHECK(std::abs(times[3] - 1000) <= 1);
  CHECK(partners.drawn(0, 0xFFFFFFFFu) == 3);
  CHECK(partners.drawn(2, 0xFFFFFFFFu) == 0);
}

TEST_CASE("a round of pairs is that of a few plain lines", "[conversation]") {
  const int n = 301;  // no multiple of eight
  const Eigen::MatrixXd w = random_weights(n, 7);
  const Eigen::VectorXd s = Eigen::VectorXd::LinSpaced(n, -1, 1);
  const Written written(w, s, Eigen::VectorXd::Ones(n), "voter, schedule: sequential",
                        2);
  const sim::Luck luck(3);
  const auto check = [&](const Loaded& loaded, const auto& partner) {
    const auto rows = beliefs(run(loaded, 3));
    std::vector<double> x = rows[0];
    for (std::uint32_t k = 0; k < n; ++k) {
      const auto words = luck.draw(sim::Purpose{"Conversation pair"}, 1, k, 0);
      const std::uint32_t i = sim::below(words[0], n);
      const std::uint32_t j = partner(i, words[1]);
      if (loaded.scenario.conversation.kernel == ConversationKernel::voter) {
        x[i] = x[j];
      } else if (std::abs(x[i] - x[j]) < 0.3) {
        x[i] = x[j] = (x[i] + x[j]) / 2;
      }
    }
    CHECK(near(rows[1], x));
  };
  for (const auto kernel : {ConversationKernel::voter, ConversationKernel::deffuant}) {
    Loaded loaded = written.scenario;
    const auto adapt = [&](auto change) {
      for (Scenario* one : {&loaded.scenario, &loaded.base}) {
        one->conversation.kernel = kernel;
        one->conversation.confidence = 0.3;
        change(*one);
      }
    };
    adapt([](Scenario&) {});
    INFO("kernel " << static_cast<int>(kernel));
    check(loaded, [&](std::uint32_t i, std::uint32_t word) {
      double left = word * 0x1p-32;
      std::uint32_t j = 0;
      while (left >= w(i, j)) left -= w(i, j++);
      return j;
    });
    adapt([](Scenario& one) { one.conversation.weights = {}; });
    check(loaded, [](std::uint32_t i, std::uint32_t) { return i; });
    adapt([](Scenario& one) { one.friends.mean_degree = 6; });
    const World world(loaded.scenario, loaded.base, 3);
    check(loaded, [&](std::uint32_t i, std::uint32_t word) {
      const auto row = world.friends.of(i);
      return row.empty()
                 ? i
                 : row[sim::below(word, static_cast<std::uint32_t>(row.size()))];
    });
    adapt([](Scenario& one) { one.conversation.mixing = Mixing::complete; });
    check(loaded, [](std::uint32_t i, std::uint32_t word) {
      const std::uint32_t j = sim::below(word, n - 1);
      return j < i ? j : j + 1;
    });
  }
}
