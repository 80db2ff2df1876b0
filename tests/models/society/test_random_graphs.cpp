// Random graphs and those of blocks: degrees, ties and pairs as their laws say.

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/models/society/graph_laws.hpp"
#include "tests/models/society/textbooks.hpp"

using namespace newsdep;
using namespace newsdep::test;

TEST_CASE("degrees of a random graph are binomial", "[graph]") {
  const std::uint32_t n = 20000;
  for (const double z : {0.7, 5.5, 20.0}) {
    const sim::Graph graph = graph_of(of(FriendModel::random, z), n);
    const double p = z / (n - 1);
    double chance = std::pow(1 - p, n - 1);
    for (std::uint32_t k = 0; k < 40; ++k) {
      double count = 0;
      for (std::uint32_t i = 0; i < n; ++i) count += graph.degree(i) == k;
      INFO("mean degree " << z << ", degree " << k);
      // Degrees of two friends are a little alike, by their tie: 5 and not 4.
      CHECK(std::abs(count / n - chance) <=
            5 * std::sqrt(chance * (1 - chance) / n) + 1e-9);
      chance *= (n - 1 - k) * p / ((k + 1) * (1 - p));
    }
  }
}

TEST_CASE("ties inside a block and across are as many as was asked", "[graph]") {
  const std::uint32_t n = 12000;
  for (const int blocks : {2, 3, 100}) {
    for (const double inside : {0.0, 0.5, 0.8, 1.0}) {
      FriendParameters parameters = of(FriendModel::block, 20);
      parameters.blocks = blocks;
      parameters.inside = inside;
      const sim::Graph graph = graph_of(parameters, n);
      const std::uint32_t size = n / static_cast<std::uint32_t>(blocks);
      double within = 0, between = 0;
      for (std::uint32_t i = 0; i < n; ++i) {
        for (const std::uint32_t j : graph.of(i)) {
          ++(i / size == j / size ? within : between);
        }
      }
      // Each pair by itself: binomial numbers of ties.
      const double most = 20.0 * n / 2;
      const double p = inside * 20 / (size - 1), q = (1 - inside) * 20 / (n - size);
      CHECK(std::abs(within / 2 - inside * most) <=
            4 * std::sqrt(inside * most * (1 - p)));
      CHECK(std::abs(between / 2 - (1 - inside) * most) <=
            4 * std::sqrt((1 - inside) * most * (1 - q)));
    }
  }
}

TEST_CASE("each pair is tied with its own chance, whoever else is", "[graph]") {
  const People people = toy_people(12);
  FriendParameters blocks = of(FriendModel::block, 3);
  blocks.inside = 0.6;
  for (const FriendParameters& parameters : {blocks, of(FriendModel::random, 3)}) {
    const bool is_block = parameters.model == FriendModel::block;
    const double rounds = 5000;
    std::vector<std::vector<double>> tied(66);  // pair by pair, less its chance
    std::vector<double> chance;
    for (std::uint32_t i = 0; i < 12; ++i) {
      for (std::uint32_t j = 0; j < i; ++j) {
        chance.push_back(!is_block ? 3.0 / 11 : i / 4 == j / 4 ? 1.8 / 3 : 1.2 / 8);
      }
    }
    for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
      const sim::Graph graph = make_friends(people, parameters, sim::Luck(seed));
      std::size_t pair = 0;
      for (std::uint32_t i = 0; i < 12; ++i) {
        for (std::uint32_t j = 0; j < i; ++j, ++pair) {
          tied[pair].push_back(is_tied(graph, i, j) - chance[pair]);
        }
      }
    }
    const auto sd = [&](std::size_t a) {
      return std::sqrt(chance[a] * (1 - chance[a]));
    };
    double largest = 0, largest_mean = 0;  // in standard errors
    for (std::size_t a = 0; a < tied.size(); ++a) {
      const double mean = sample(tied[a]).mean;
      largest_mean = std::max(largest_mean, std::abs(mean) / sd(a) * std::sqrt(rounds));
      for (std::size_t b = 0; b < a; ++b) {
        double product = 0;
        for (std::size_t r = 0; r < tied[a].size(); ++r) {
          product += tied[a][r] * tied[b][r];
        }
        largest =
            std::max(largest, std::abs(product) / std::sqrt(rounds) / (sd(a) * sd(b)));
      }
    }
    CHECK(largest_mean < 4);
    CHECK(largest < 5);  // of 2,145 products
  }
}
