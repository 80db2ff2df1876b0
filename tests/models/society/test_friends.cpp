#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/society/followees.hpp"
#include "models/society/friends.hpp"
#include "models/society/graph_measures.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/models/society/graph_laws.hpp"
#include "tests/models/society/toy_people.hpp"

using namespace newsdep;

namespace {

/// Every parameter that shapes the graph, some worlds apart.
std::vector<FriendParameters> worlds() {
  std::vector<FriendParameters> worlds(6);
  worlds[1].homophily_region = worlds[1].homophily_age = worlds[1].homophily_leaning =
      0;
  worlds[1].clustering = 0;
  worlds[2].homophily_region = worlds[2].homophily_age = worlds[2].homophily_leaning =
      1;
  worlds[2].clustering = 1;
  worlds[3].degree_tail = 0;
  worlds[3].mean_degree = 7;
  worlds[4].degree_tail = 2;
  worlds[4].circle_size = 3;
  worlds[5].proposals = Proposals::poisson;
  return worlds;
}

GraphMeasures measured(const FriendParameters& parameters, std::int64_t citizens) {
  const People people = toy_people(citizens);
  return measure(make_friends(people, parameters, sim::Luck(5)), people);
}

/// Friends without homophily or clustering, to change one thing at a time.
FriendParameters plain() {
  FriendParameters parameters;
  parameters.mean_degree = 20;
  parameters.homophily_region = 0;
  parameters.homophily_age = 0;
  parameters.homophily_leaning = 0;
  parameters.clustering = 0;
  return parameters;
}

/// Edges by the keys of their ends.
std::set<std::pair<std::uint32_t, std::uint32_t>> keyed(const sim::Graph& graph,
                                                        const People& people) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) {
      edges.insert({people.key[i], people.key[j]});
    }
  }
  return edges;
}

}  // namespace

TEST_CASE("friendship is mutual, nobody is a friend twice or of himself") {
  for (const FriendParameters& parameters : worlds()) {
    for (const int citizens : {1, 2, 3, 10, 100, 1500}) {
      const sim::Graph graph =
          make_friends(toy_people(citizens), parameters, sim::Luck(9));
      CHECK(graph.citizens() == static_cast<std::uint32_t>(citizens));
      CHECK(is_simple(graph));
      CHECK(is_symmetric(graph));
    }
  }
}

TEST_CASE("the number of threads changes no edge") {
  const People people = toy_people(1500);
  FollowParameters follows;
  follows.mean_follows = 10;
  const ThreadsRestored restored;
  for (const FriendParameters& parameters : worlds()) {
    sim::set_threads(1);
    const sim::Graph friends = make_friends(people, parameters, sim::Luck(4));
    const sim::Graph followers = make_followees(people, follows, sim::Luck(4));
    for (const int threads : {2, 3, 7}) {
      sim::set_threads(threads);
      const sim::Graph again = make_friends(people, parameters, sim::Luck(4));
      CHECK(again.begin == friends.begin);
      CHECK(again.neighbour == friends.neighbour);
      CHECK(make_followees(people, follows, sim::Luck(4)).neighbour ==
            followers.neighbour);
    }
  }
}

TEST_CASE("the mean degree is what was asked, within 2 %") {
  for (const double mean : {2.0, 30.0}) {
    for (const double clustering : {0.0, 0.4, 1.0}) {
      for (const double tail : {0.0, 1.1}) {
        FriendParameters parameters;
        parameters.mean_degree = mean;
        parameters.clustering = clustering;
        parameters.degree_tail = tail;
        CHECK(measured(parameters, 10000).degree.mean == Approx(mean).epsilon(0.02));
      }
    }
  }
}

TEST_CASE("degree_tail is the standard deviation of the logarithm of the degree") {
  FriendParameters parameters = plain();
  parameters.mean_degree = 100;
  for (const double tail : {0.5, 1.0}) {
    parameters.degree_tail = tail;
    const DegreeMeasures degree = measured(parameters, 10000).degree;
    // The chance of being chosen widens a log-normal of this mean by a few per cent.
    CHECK(std::log(degree.p90 / degree.p10) / 2.563 == Approx(tail).epsilon(0.08));
  }
  parameters.degree_tail = 0;
  // Half is proposed by all alike, half received by chance: a Poisson number of
  // mean 50.
  CHECK(measured(parameters, 10000).degree.sd == Approx(std::sqrt(50)).epsilon(0.05));
}

TEST_CASE("without homophily friends are alike as chance has it") {
  for (const double clustering : {0.0, 0.5, 1.0}) {
    FriendParameters parameters = plain();
    parameters.clustering = clustering;
    const GraphMeasures measures = measured(parameters, 10000);
    // 100,000 edges, in some 10,000 circles: 4 standard errors.
    CHECK(std::abs(measures.assortativity_region) < 0.02);
    CHECK(std::abs(measures.assortativity_age) < 0.02);
    CHECK(std::abs(measures.assortativity_leaning) < 0.02);
  }
}

TEST_CASE("each homophily moves its own assortativity from 0 to 1, and no other") {
  for (const double clustering : {0.0, 0.6}) {
    for (const int which : {0, 1, 2}) {
      double last = -0.2;
      for (const double h : {0.0, 0.3, 0.7, 1.0}) {
        FriendParameters parameters = plain();
        parameters.clustering = clustering;
        (which == 0   ? parameters.homophily_region
         : which == 1 ? parameters.homophily_age
                      : parameters.homophily_leaning) = h;
        const GraphMeasures measures = measured(parameters, 10000);
        const double found[] = {measures.assortativity_region,
                                measures.assortativity_age,
                                measures.assortativity_leaning};
        CHECK(found[which] > last + 0.1);
        // 10,000 citizens are few for hubs in one bin of leaning: a loss of up to 0.05.
        CHECK(found[which] == Approx(h).margin(0.06));
        CHECK(std::abs(found[(which + 1) % 3]) < 0.03);
        CHECK(std::abs(found[(which + 2) % 3]) < 0.03);
        last = found[which];
      }
    }
  }
}

TEST_CASE("with homophily 1 no friendship joins two regions or two age bands") {
  for (const double clustering : {0.0, 0.5, 1.0}) {
    for (const int citizens : {50, 2000}) {
      FriendParameters parameters;
      parameters.homophily_region = 1;
      parameters.homophily_age = 1;
      parameters.clustering = clustering;
      const People people = toy_people(citizens);
      const sim::Graph graph = make_friends(people, parameters, sim::Luck(6));
      std::uint64_t across = 0;
      for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
        for (const std::uint32_t j : graph.of(i)) {
          across +=
              people.region[i] != people.region[j] || people.age[i] != people.age[j];
        }
      }
      CHECK(across == 0);
      CHECK(graph.entries() > 0);
    }
  }
}

TEST_CASE("clustering grows with its parameter") {
  double last = -1;
  for (const double clustering : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    FriendParameters parameters;
    parameters.clustering = clustering;
    const double found = measured(parameters, 10000).clustering;
    CHECK(found > last + 0.01);
    last = found;
  }
  CHECK(last > 0.4);
}

TEST_CASE("Poisson proposals make a random graph") {
  FriendParameters parameters = plain();
  parameters.proposals = Proposals::poisson;
  parameters.degree_tail = 0;
  for (const double z : {1.3, 5.5, 20.0}) {
    parameters.mean_degree = z;
    const People people = toy_people(20000);
    const sim::Graph graph = make_friends(people, parameters, sim::Luck(5));
    // How often each degree comes, against the Poisson law.
    double chance = std::exp(-z);
    for (std::uint32_t k = 0; k < 30; ++k) {
      double count = 0;
      for (std::uint32_t i = 0; i < graph.citizens(); ++i)
        count += graph.degree(i) == k;
      INFO("mean degree " << z << ", degree " << k);
      // Degrees of two friends are a little alike, by their edge: 5 and not 4.
      CHECK(std::abs(count / 20000 - chance) <=
            5 * std::sqrt(chance * (1 - chance) / 20000) + 1e-9);
      chance *= z / (k + 1);
    }
  }
}

TEST_CASE("mean degree 0 gives an empty graph") {
  FriendParameters parameters;
  parameters.mean_degree = 0;
  const sim::Graph graph = make_friends(toy_people(100), parameters, sim::Luck(1));
  CHECK(graph.citizens() == 100);
  CHECK(graph.entries() == 0);
}

TEST_CASE("a world of fewer citizens than friends wanted is nearly complete") {
  FriendParameters parameters = plain();
  parameters.mean_degree = 500;
  parameters.degree_tail = 0;
  CHECK(measured(parameters, 60).degree.mean > 0.8 * 59);
}

TEST_CASE("one citizen more leaves the friendships of the others as they are, nearly") {
  const People before = toy_people(20000);
  const People after = toy_people(20001);
  FriendParameters parameters;
  const auto edges = keyed(make_friends(before, parameters, sim::Luck(7)), before);
  const auto now = keyed(make_friends(after, parameters, sim::Luck(7)), after);
  std::size_t lost = 0;
  for (const auto& edge : edges) lost += now.count(edge) == 0;
  // Its circles move on by a seat, and borders between kinds by a few of 500,000 ties.
  CHECK(static_cast<double>(lost) / static_cast<double>(edges.size()) < 0.1);
}

TEST_CASE("friends come from a file when there is one") {
  FriendParameters parameters;
  parameters.file = {"g.txt", "0 1\n2 1\n"};
  const sim::Graph graph = make_friends(toy_people(3), parameters, sim::Luck(1));
  CHECK(graph.entries() == 4);
  CHECK(graph.degree(1) == 2);
  parameters.file = {"g.txt", "0 1\n2 3\n"};
  CHECK_THROWS_AS(make_friends(toy_people(3), parameters, sim::Luck(1)),
                  sim::UserError);
}
