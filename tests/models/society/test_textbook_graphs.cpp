// The friend graphs of textbooks: what is known of each, and each against a second way
// to make it.

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "models/society/friends.hpp"
#include "models/society/graph_measures.hpp"
#include "sim/luck.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/models/society/graph_laws.hpp"
#include "tests/models/society/plain_graphs.hpp"
#include "tests/models/society/textbooks.hpp"
#include "tests/models/society/toy_people.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What is counted in many graphs made in two ways, graph by graph.
struct Counted {
  std::vector<std::vector<double>> ours;
  std::vector<std::vector<double>> theirs;
};

template <class Plain, class Count>
Counted count_both(const FriendParameters& parameters, std::int64_t citizens,
                   const Plain& plain, const Count& count) {
  const People people = toy_people(citizens);
  Counted both;
  std::mt19937 random(1);
  const auto add = [](std::vector<std::vector<double>>& to,
                      const std::vector<double>& counts) {
    to.resize(counts.size());
    for (std::size_t c = 0; c < counts.size(); ++c) to[c].push_back(counts[c]);
  };
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    add(both.ours, count(matrix_of(make_friends(people, parameters, sim::Luck(seed)))));
    add(both.theirs, count(plain(random)));
  }
  return both;
}

/// Means agree within 4 standard errors of their difference.
void check_alike(const Counted& both) {
  REQUIRE(both.ours.size() == both.theirs.size());
  for (std::size_t c = 0; c < both.ours.size(); ++c) {
    const Sample a = sample(both.ours[c]);
    const Sample b = sample(both.theirs[c]);
    INFO("count " << c << ": " << a.mean << " and " << b.mean);
    CHECK(std::abs(a.mean - b.mean) <= 4 * std::hypot(a.se, b.se) + 1e-12);
  }
}

}  // namespace

TEST_CASE("in a textbook graph friends are mutual, nobody is there twice", "[graph]") {
  for (const FriendModel model : textbooks) {
    for (const int citizens : {6, 9, 60, 1500, 3000}) {
      const sim::Graph graph = graph_of(of(model, citizens == 6 ? 2 : 4), citizens);
      INFO("model " << static_cast<int>(model) << ", citizens " << citizens);
      CHECK(graph.citizens() == static_cast<std::uint32_t>(citizens));
      CHECK(graph.entries() > 0);
      CHECK(is_simple(graph));
      CHECK(is_symmetric(graph));
    }
  }
}

TEST_CASE("the number of threads changes no tie of a textbook graph", "[graph]") {
  const ThreadsRestored restored;
  const People people = toy_people(3000);
  for (const FriendModel model : textbooks) {
    sim::set_threads(1);
    const sim::Graph one = make_friends(people, of(model), sim::Luck(4));
    sim::set_threads(4);
    const sim::Graph four = make_friends(people, of(model), sim::Luck(4));
    CHECK(one.begin == four.begin);
    CHECK(one.neighbour == four.neighbour);
  }
}

TEST_CASE("what a model does not look at changes none of its ties", "[graph]") {
  std::vector<FriendModel> models(textbooks.begin(), textbooks.end());
  models.push_back(FriendModel::social);
  for (const FriendModel model : models) {
    FriendParameters other = of(model);
    if (model == FriendModel::path) other.mean_degree = 0;
    if (model != FriendModel::small_world) other.rewiring = 1;
    if (model != FriendModel::block) {
      other.blocks = 7;
      other.inside = 0;
    }
    if (model != FriendModel::social) {
      other.degree_tail = 0;
      other.degree_max = 1;
      other.proposals = Proposals::poisson;
      other.homophily_region = other.homophily_age = other.homophily_leaning = 1;
      other.clustering = 1;
      other.circle_size = 3;
    }
    CHECK(graph_of(other, 600).neighbour == graph_of(of(model), 600).neighbour);
  }
}

TEST_CASE("models that draw differ from seed to seed, the others do not", "[graph]") {
  for (const FriendModel model : textbooks) {
    const bool draws = model != FriendModel::path && model != FriendModel::lattice;
    const bool differs =
        graph_of(of(model), 600, 1).neighbour != graph_of(of(model), 600, 2).neighbour;
    CHECK(differs == draws);
  }
}

TEST_CASE("on a path one knows who stands before and behind", "[graph]") {
  for (const std::uint32_t n : {2u, 3u, 1500u}) {
    const sim::Graph graph = graph_of(of(FriendModel::path), n);
    CHECK(graph.entries() == 2 * (n - 1));
    for (std::uint32_t i = 0; i + 1 < n; ++i) CHECK(is_tied(graph, i, i + 1));
  }
  CHECK(graph_of(of(FriendModel::path), 1).entries() == 0);
}

TEST_CASE("on a ring lattice one knows the k nearest", "[graph]") {
  for (const std::uint32_t k : {2u, 6u, 40u}) {
    for (const std::uint32_t n : {k + 1, k + 2, 1500u}) {
      const sim::Graph graph = graph_of(of(FriendModel::lattice, k), n);
      std::uint64_t near = 0;
      for (std::uint32_t i = 0; i < n; ++i) {
        CHECK(graph.degree(i) == k);
        for (const std::uint32_t j : graph.of(i)) {
          const std::uint32_t apart = i < j ? j - i : i - j;
          near += std::min(apart, n - apart) <= k / 2;
        }
      }
      CHECK(near == graph.entries());
    }
  }
}

TEST_CASE("mean degree 0 leaves all but a path without ties", "[graph]") {
  for (const FriendModel model : textbooks) {
    CHECK((graph_of(of(model, 0), 60).entries() == 0) == (model != FriendModel::path));
  }
}

TEST_CASE("as many friends as there are others make a complete graph", "[graph]") {
  for (const FriendModel model :
       {FriendModel::lattice, FriendModel::small_world, FriendModel::random}) {
    CHECK(graph_of(of(model, 60), 61).entries() == 61 * 60);
  }
  FriendParameters parameters = of(FriendModel::block, 19);
  parameters.inside = 1;  // three blocks of 20: each complete, and nothing between
  const sim::Graph graph = graph_of(parameters, 60);
  CHECK(graph.entries() == 60 * 19);
  CHECK(is_tied(graph, 0, 19));
  CHECK(!is_tied(graph, 0, 20));
  parameters.inside = 0;
  parameters.mean_degree = 40;
  CHECK(graph_of(parameters, 60).entries() == 60 * 40);
}

TEST_CASE("without rewiring a small world is a ring lattice", "[graph]") {
  FriendParameters parameters = of(FriendModel::small_world, 10);
  parameters.rewiring = 0;
  CHECK(graph_of(parameters, 1500).neighbour ==
        graph_of(of(FriendModel::lattice, 10), 1500).neighbour);
}

TEST_CASE("rewiring keeps the number of ties, and half of everybody's own", "[graph]") {
  for (const double rewiring : {0.0, 0.01, 0.5, 1.0}) {
    for (const std::uint32_t n : {12u, 13u, 1500u}) {
      FriendParameters parameters = of(FriendModel::small_world, 10);
      parameters.rewiring = rewiring;
      const sim::Graph graph = graph_of(parameters, n);
      CHECK(graph.entries() == std::uint64_t{n} * 10);
      for (std::uint32_t i = 0; i < n; ++i) CHECK(graph.degree(i) >= 5);
    }
  }
}

TEST_CASE("numbers of friends in a small world spread as theory says", "[graph]") {
  // k/2 ties of one's own, a binomial number that were not moved away and a Poisson
  // number that were moved here: variance k/2 (1 - p) p + p k/2. Barrat and Weigt, Eur.
  // Phys. J. B 13 (2000) 547.
  for (const double p : {0.1, 0.5, 1.0}) {
    FriendParameters parameters = of(FriendModel::small_world, 10);
    parameters.rewiring = p;
    const Sample found = sample(degrees(graph_of(parameters, 20000)));
    CHECK(found.mean == Approx(10));
    // The variance of 20,000 such numbers errs by sqrt(2 / 20,000), 1 %, a little more
    // for their excess: 4 standard errors.
    CHECK(found.sd * found.sd == Approx(5 * p * (2 - p)).epsilon(0.06));
  }
}

TEST_CASE("clustering of a small world falls as (1 - p)^3", "[graph]") {
  // Barrat and Weigt, as above, for the mean of triangles over that of pairs,
  // which the mean of ratios follows to some per cent.
  for (const double p : {0.0, 0.05, 0.1, 0.2}) {
    FriendParameters parameters = of(FriendModel::small_world, 10);
    parameters.rewiring = p;
    const double lattice = 3.0 * (10 - 2) / (4 * (10 - 1));
    CHECK(clustering(parameters, 10000) ==
          Approx(lattice * std::pow(1 - p, 3)).epsilon(p > 0 ? 0.04 : 1e-9));
  }
}

TEST_CASE("a ring wholly rewired clusters as little as a random graph", "[graph]") {
  FriendParameters parameters = of(FriendModel::small_world, 20);
  parameters.rewiring = 1;
  const double found = clustering(parameters, 10000);
  // 10,000 citizens have 1.9 million pairs of friends and some 3,800 among them tied,
  // each triangle thrice: 1,267 triangles err by 2.8 %, 4 standard errors.
  CHECK(found == Approx(20.0 / 9999).epsilon(0.12));
  CHECK(clustering(of(FriendModel::random, 20), 10000) ==
        Approx(20.0 / 9999).epsilon(0.12));
}

TEST_CASE("a small world is Watts and Strogatz's, made by other means", "[graph]") {
  for (const double rewiring : {0.2, 1.0}) {
    for (const std::size_t n : {9, 16}) {
      FriendParameters parameters = of(FriendModel::small_world, 6);
      parameters.rewiring = rewiring;
      check_alike(count_both(
          parameters, static_cast<std::int64_t>(n),
          [&](std::mt19937& random) {
            return plain_small_world(n, 6, rewiring, random);
          },
          [&](const Matrix& tied) {
            std::vector<double> counts = {triangles(tied), 0};
            for (std::size_t i = 0; i < n; ++i) {
              counts.push_back(degree_in(tied, i));
              counts[1] += counts.back() * counts.back();
            }
            for (std::size_t d = 1; d < n; ++d) {  // ties over the distance d
              counts.push_back(0);
              for (std::size_t i = 0; i < n; ++i) counts.back() += tied[i][(i + d) % n];
            }
            return counts;
          }));
    }
  }
}

TEST_CASE("scale-free ties are counted to the last one", "[graph]") {
  for (const std::uint32_t m : {1u, 3u, 10u}) {
    for (const std::uint32_t n : {2 * m + 1, 1500u}) {
      const sim::Graph graph = graph_of(of(FriendModel::scale_free, 2 * m), n);
      CHECK(graph.entries() == m * (m + 1) + 2 * std::uint64_t{m} * (n - m - 1));
      for (std::uint32_t i = 0; i <= m; ++i) {
        for (std::uint32_t j = 0; j < i; ++j) CHECK(is_tied(graph, i, j));
      }
      for (std::uint32_t i = m; i < n; ++i) {
        std::uint32_t earlier = 0;
        for (const std::uint32_t j : graph.of(i)) earlier += j < i;
        CHECK(earlier == m);
      }
    }
  }
}

TEST_CASE("scale-free degrees are as often as theory says", "[graph]") {
  const double n = 100000;
  for (const std::uint32_t m : {1u, 3u}) {
    const sim::Graph graph =
        graph_of(of(FriendModel::scale_free, 2 * m), static_cast<std::int64_t>(n));
    std::vector<double> count(60);  // the last: of so many friends or more
    for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
      ++count[std::min<std::size_t>(graph.degree(i), count.size() - 1)];
    }
    for (std::size_t k = m; k < count.size(); ++k) {
      const double most =
          static_cast<double>(m * (m + 1)) / static_cast<double>(k * (k + 1));
      const double chance =
          k + 1 < count.size() ? 2 * most / static_cast<double>(k + 2) : most;
      INFO("m " << m << ", degree " << k);
      CHECK(std::abs(count[k] / n - chance) <=
            4 * std::sqrt(chance * (1 - chance) / n));
    }
  }
}

TEST_CASE("the tail of scale-free degrees has exponent 3", "[graph]") {
  const People people = toy_people(200000);
  const sim::Graph graph =
      make_friends(people, of(FriendModel::scale_free, 20), sim::Luck(5));
  // By 2,000 degrees: 4 standard errors of 2 / sqrt(2,000).
  CHECK(measure(graph, people).degree.tail_exponent == Approx(3).margin(0.18));
}

TEST_CASE("a scale-free graph is Barabasi and Albert's, made by other means",
          "[graph]") {
  const std::size_t n = 25;
  for (const std::size_t m : {1, 3}) {
    check_alike(count_both(
        of(FriendModel::scale_free, 2.0 * static_cast<double>(m)), n,
        [&](std::mt19937& random) { return plain_scale_free(n, m, random); },
        [&](const Matrix& tied) {
          std::vector<double> counts = {triangles(tied), 0};
          for (std::size_t i = 0; i < n; ++i) {
            counts.push_back(degree_in(tied, i));
            counts[1] += counts.back() * counts.back();
            for (std::size_t j = 0; j < i; ++j) counts.push_back(tied[i][j]);
          }
          return counts;
        }));
  }
}

TEST_CASE("one has about as many friends as memory is set aside for", "[graph]") {
  for (const FriendModel model : textbooks) {
    const FriendParameters parameters = of(model, 10);
    // 6,000 citizens: 4 standard errors of a random graph's mean are 0.23, and a few
    // ties are missing where a path or scale-free graph begins.
    CHECK(sample(degrees(graph_of(parameters, 6000))).mean ==
          Approx(parameters.expected_degree()).margin(0.25));
  }
}

TEST_CASE("ties of textbook graphs stay what they were", "[graph]") {
  const auto print = [](FriendModel model) {
    std::uint32_t print = 0;
    for (const std::uint32_t j : graph_of(of(model), 1500).neighbour) {
      print = sim::mix(print, j);
    }
    return print;
  };
  CHECK(print(FriendModel::small_world) == 0x76fb0abfu);
  CHECK(print(FriendModel::random) == 0x48b72e1cu);
  CHECK(print(FriendModel::block) == 0xeb4c514bu);
  CHECK(print(FriendModel::scale_free) == 0xfdc6e57bu);
}
