#include <vector>

#include "models/mechanisms/cluster.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("a gap parts clusters, and small ones are not counted") {
  // Forty at 0.1, forty at 0.5, one between: the one is 1 of 81.
  std::vector<double> opinions(40, 0.1);
  opinions.push_back(0.3);
  opinions.insert(opinions.end(), 40, 0.5);
  CHECK(major_clusters(opinions, 0.05, 0.05) == 2);
  CHECK(major_clusters(opinions, 0.05, 0.01) == 3);
  CHECK(major_clusters(opinions, 0.2, 0.05) == 1);
  CHECK(major_clusters(opinions, 0.19, 0.05) == 2);
}

TEST_CASE("opinions that follow each other closely are one cluster, however wide") {
  std::vector<double> opinions;
  for (int k = 0; k <= 1000; ++k) opinions.push_back(k / 1000.0);
  CHECK(major_clusters(opinions, 0.0011, 0.05) == 1);
  CHECK(major_clusters(opinions, 0.0009, 0.05) == 0);
}

TEST_CASE("one citizen is a cluster, and nobody is none") {
  const std::vector<double> one{0.2};
  CHECK(major_clusters(one, 0.01, 0.05) == 1);
  CHECK(major_clusters({}, 0.01, 0.05) == 0);
}
