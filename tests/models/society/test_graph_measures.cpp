#include <algorithm>
#include <cmath>
#include <set>

#include "models/society/followees.hpp"
#include "models/society/friends.hpp"
#include "models/society/graph_measures.hpp"
#include "tests/catch.hpp"
#include "tests/models/society/toy_people.hpp"

using namespace newsdep;

namespace {

/// Newman's coefficient from the mixing matrix, entry by entry.
double plain_assortativity(const sim::Graph& graph, const std::vector<int>& label,
                           std::size_t labels) {
  std::vector<std::vector<double>> e(labels, std::vector<double>(labels, 0));
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) {
      e[label[i]][label[j]] += 1.0 / static_cast<double>(graph.entries());
    }
  }
  double trace = 0;
  double square = 0;
  for (std::size_t k = 0; k < labels; ++k) {
    trace += e[k][k];
    for (std::size_t l = 0; l < labels; ++l) {
      for (std::size_t m = 0; m < labels; ++m) square += e[k][l] * e[m][k];
    }
  }
  return (trace - square) / (1 - square);
}

double plain_correlation(const sim::Graph& graph, const std::vector<double>& value) {
  std::vector<double> x, y;
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) {
      x.push_back(value[i]);
      y.push_back(value[j]);
    }
  }
  const auto n = static_cast<double>(x.size());
  double mean_x = 0, mean_y = 0, xy = 0, xx = 0, yy = 0;
  for (const double v : x) mean_x += v / n;
  for (const double v : y) mean_y += v / n;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xy += (x[k] - mean_x) * (y[k] - mean_y);
    xx += (x[k] - mean_x) * (x[k] - mean_x);
    yy += (y[k] - mean_y) * (y[k] - mean_y);
  }
  return xy / std::sqrt(xx * yy);
}

double plain_clustering(const sim::Graph& graph) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) edges.insert({i, j});
  }
  double sum = 0;
  double count = 0;
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    const auto row = graph.of(i);
    if (row.size() < 2) continue;
    double closed = 0;
    for (const std::uint32_t j : row) {
      for (const std::uint32_t k : row) closed += j < k && edges.count({j, k});
    }
    sum += closed / (static_cast<double>(row.size() * (row.size() - 1)) / 2);
    ++count;
  }
  return sum / count;
}

}  // namespace

TEST_CASE("the measures of a graph are those of a slow second implementation") {
  const People people = toy_people(700);
  FriendParameters friends;
  friends.mean_degree = 14;
  FollowParameters follows;
  follows.mean_follows = 6;
  for (const sim::Graph& graph : {make_friends(people, friends, sim::Luck(2)),
                                  make_followees(people, follows, sim::Luck(2))}) {
    const GraphMeasures measures = measure(graph, people);
    const std::vector<int> region(people.region.begin(), people.region.end());
    const std::vector<int> age(people.age.begin(), people.age.end());
    CHECK(measures.assortativity_region ==
          Approx(plain_assortativity(graph, region, 4)).margin(1e-12));
    CHECK(measures.assortativity_age ==
          Approx(plain_assortativity(graph, age, 3)).margin(1e-12));
    CHECK(measures.assortativity_leaning ==
          Approx(plain_correlation(graph, people.leaning)).margin(1e-10));

    std::vector<double> degrees, chosen(people.size(), 0);
    for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
      degrees.push_back(graph.degree(i));
      for (const std::uint32_t j : graph.of(i)) ++chosen[j];
    }
    for (auto& [values, degree] :
         {std::pair(degrees, measures.degree), std::pair(chosen, measures.column)}) {
      double mean = 0, squares = 0;
      for (const double value : values) mean += value / 700;
      for (const double value : values) squares += value * value / 700;
      CHECK(degree.mean == Approx(mean));
      CHECK(degree.sd == Approx(std::sqrt(squares - mean * mean)));
      CHECK(degree.max == *std::max_element(values.begin(), values.end()));
      for (const auto& [share, value] :
           {std::pair(0.1, degree.p10), std::pair(0.5, degree.p50),
            std::pair(0.9, degree.p90), std::pair(0.99, degree.p99)}) {
        const auto up_to = std::count_if(values.begin(), values.end(),
                                         [&](double v) { return v <= value; });
        const auto under = std::count_if(values.begin(), values.end(),
                                         [&](double v) { return v < value; });
        CHECK(static_cast<double>(up_to) >= share * 700 - 1e-9);
        CHECK(static_cast<double>(under) < share * 700);
      }
    }
  }
  const sim::Graph graph = make_friends(people, friends, sim::Luck(2));
  CHECK(measure(graph, people).clustering == Approx(plain_clustering(graph)));
}

TEST_CASE("a triangle with a tail has clustering 7/9, a star 0, no edges none") {
  PopulationParameters parameters;
  parameters.citizens = 4;
  const People people = make_people(parameters, sim::Luck(1));
  // 0-1, 0-2, 1-2, 2-3: local coefficients 1, 1, 1/3.
  const sim::Graph triangle{{0, 2, 4, 7, 8}, {1, 2, 0, 2, 0, 1, 3, 2}};
  CHECK(measure(triangle, people).clustering == Approx(7.0 / 9));
  const sim::Graph star{{0, 3, 4, 5, 6}, {1, 2, 3, 0, 0, 0}};
  CHECK(measure(star, people).clustering == 0);
  CHECK(std::isnan(measure(star, people).assortativity_region));
  const sim::Graph none{{0, 0, 0, 0, 0}, {}};
  CHECK(measure(none, people).degree.mean == 0);
  CHECK(std::isnan(measure(none, people).clustering));
}

TEST_CASE("Hill's estimator finds the exponent of a power law") {
  // Quantiles of P(degree >= k) = (k / 10)^-1.5, whose density falls with exponent 2.5.
  std::vector<std::uint32_t> degrees;
  for (int k = 0; k < 200000; ++k) {
    const double u = (k + 0.5) / 200000;
    degrees.push_back(
        static_cast<std::uint32_t>(std::lround(10 * std::pow(u, -1 / 1.5))));
  }
  // 2,000 in the tail: standard error (2.5 - 1) / sqrt(2000) = 0.034.
  CHECK(measure_degrees(degrees).tail_exponent == Approx(2.5).margin(0.1));
}
