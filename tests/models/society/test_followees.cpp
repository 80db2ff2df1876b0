#include <cmath>

#include "models/society/followees.hpp"
#include "models/society/graph_measures.hpp"
#include "tests/catch.hpp"
#include "tests/models/society/toy_people.hpp"

using namespace newsdep;

namespace {

GraphMeasures measured(const FollowParameters& parameters) {
  const People people = toy_people(20000);
  return measure(make_followees(people, parameters, sim::Luck(5)), people);
}

}  // namespace

TEST_CASE("following is off by default") {
  const sim::Graph graph = make_followees(toy_people(50), {}, sim::Luck(1));
  CHECK(graph.citizens() == 50);
  CHECK(graph.entries() == 0);
}

TEST_CASE("nobody follows himself or another twice") {
  FollowParameters parameters;
  parameters.mean_follows = 20;
  for (const int citizens : {2, 5, 40, 2000}) {
    const sim::Graph graph =
        make_followees(toy_people(citizens), parameters, sim::Luck(2));
    bool simple = true;
    for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
      const auto row = graph.of(i);
      for (std::size_t k = 0; k < row.size(); ++k) {
        simple = simple && row[k] != i && (k == 0 || row[k - 1] < row[k]);
      }
    }
    CHECK(simple);
  }
}

TEST_CASE("who follows how many and who is followed by how many are set apart") {
  FollowParameters parameters;
  parameters.mean_follows = 20;
  parameters.follows_tail = 0;
  parameters.followed_tail = 1.5;
  const GraphMeasures famous = measured(parameters);
  CHECK(famous.column.mean == Approx(20).epsilon(0.02));
  CHECK(famous.degree.sd < 1);
  CHECK(famous.column.sd > 30);

  parameters.follows_tail = 1.5;
  parameters.followed_tail = 0;
  const GraphMeasures avid = measured(parameters);
  CHECK(avid.column.mean == Approx(20).epsilon(0.02));
  CHECK(avid.degree.sd > 30);
  // Poisson but for the rounding of popularity, a whole number with mean 16.
  CHECK(avid.column.sd == Approx(std::sqrt(20)).epsilon(0.1));
}

TEST_CASE("homophily moves who follows whom") {
  FollowParameters parameters;
  parameters.mean_follows = 20;
  parameters.followed_tail = 1;
  for (const double h : {0.0, 0.5, 1.0}) {
    parameters.homophily_region = h;
    parameters.homophily_leaning = 0;
    const GraphMeasures near = measured(parameters);
    CHECK(near.assortativity_region == Approx(h).margin(0.02));
    parameters.homophily_region = 0;
    parameters.homophily_leaning = h;
    const GraphMeasures alike = measured(parameters);
    CHECK(alike.assortativity_leaning == Approx(h).margin(0.05));
    CHECK(std::abs(alike.assortativity_region) < 0.02);
  }
}
