#include <Eigen/Dense>
#include <string>

#include "models/society/agreement.hpp"
#include "sim/edge_list.hpp"
#include "sim/luck.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

Agreement of(const std::string& edges, std::uint32_t n,
             sim::EdgeKind kind = sim::EdgeKind::directed) {
  const bool is_mutual = kind == sim::EdgeKind::undirected;
  return agreement(sim::read_edge_list({"g.txt", edges}, n, kind), is_mutual);
}

}  // namespace

TEST_CASE("all in a directed ring hear each other, after as many steps as it is long") {
  CHECK(of("0 1\n1 2\n2 3\n3 0\n", 4).hear == 4);
  CHECK(of("0 1\n1 2\n2 3\n3 0\n", 4).period == 4);
  CHECK(of("0 1\n1 2\n2 3\n3 0\n2 0\n", 4).period == 1);
  CHECK(of("0 1\n1 2\n2 3\n3 0\n1 0\n", 4).period == 2);
}

TEST_CASE("along a directed path all hear its end, who stays as he is") {
  const Agreement found = of("0 1\n1 2\n2 3\n", 4);
  CHECK(found.heard == 3);
  CHECK(found.hear == 4);
  CHECK(found.period == 1);
}

TEST_CASE("of two who are only heard nobody is heard by all") {
  CHECK(of("0 1\n2 1\n0 3\n2 3\n", 4).hear == 3);
  CHECK(of("0 1\n1 0\n2 3\n3 2\n", 4).hear == 2);
}

TEST_CASE("the period is that of the group that all hear, whatever the others do") {
  CHECK(of("0 1\n1 2\n2 1\n0 3\n3 0\n", 4).hear == 4);
  CHECK(of("0 1\n1 2\n2 1\n0 3\n3 4\n4 0\n", 5).period == 2);
  CHECK(of("0 1\n1 0\n0 2\n2 0\n2 3\n3 2\n", 4).hear == 4);
}

TEST_CASE("a mutual graph has period 2 without odd rings, and 1 with one") {
  const auto mutual = [](const std::string& edges, std::uint32_t n) {
    return of(edges, n, sim::EdgeKind::undirected);
  };
  CHECK(mutual("0 1\n1 2\n2 3\n3 0\n", 4).period == 2);
  CHECK(mutual("0 1\n1 2\n2 0\n2 3\n", 4).period == 1);
  CHECK(mutual("0 1\n1 2\n3 4\n", 6).hear == 3);
}

TEST_CASE("averages along small random graphs agree just where it is said") {
  constexpr int n = 5;
  int agree = 0;
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    std::string ties;
    for (std::uint32_t i = 0; i < n; ++i) {
      for (std::uint32_t j = 0; j < n; ++j) {
        const auto words = sim::Luck(seed).draw(sim::Purpose{"test"}, 0, i, j);
        if (sim::uniform(words[0]) < 0.28) w(i, j) = 1;
      }
      if (w.row(i).sum() == 0) w(i, (i + 1) % n) = 1;
      w.row(i) /= w.row(i).sum();
      for (int j = 0; j < n; ++j) {
        if (w(i, j) > 0) {
          ties += std::to_string(i) + " " + std::to_string(j) + " " +
                  std::to_string(w(i, j)) + "\n";
        }
      }
    }
    const Agreement found =
        agreement(sim::read_weights({"w.txt", ties}, n).graph, false);
    for (int k = 0; k < 12; ++k) w = w * w;  // 4,096 rounds
    const double apart = (w.colwise().maxCoeff() - w.colwise().minCoeff()).maxCoeff();
    INFO(ties);
    CHECK((found.hear == n && found.period == 1) == (apart < 1e-9));
    agree += apart < 1e-9;
  }
  CHECK(agree > 100);
  CHECK(agree < 500);
}
