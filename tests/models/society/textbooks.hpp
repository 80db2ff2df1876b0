#pragma once
// The friend graphs of textbooks, small, for tests.

#include <array>
#include <cstdint>
#include <vector>

#include "models/society/friends.hpp"
#include "models/society/graph_measures.hpp"
#include "sim/luck.hpp"
#include "tests/models/society/toy_people.hpp"

namespace newsdep::test {

inline constexpr std::array textbooks = {
    FriendModel::path,   FriendModel::lattice, FriendModel::small_world,
    FriendModel::random, FriendModel::block,   FriendModel::scale_free};

/// A model with numbers that make all of them differ.
inline FriendParameters of(FriendModel model, double mean_degree = 4) {
  FriendParameters parameters;
  parameters.model = model;
  parameters.mean_degree = mean_degree;
  parameters.blocks = 3;
  parameters.inside = 0.4;
  parameters.rewiring = 0.3;
  return parameters;
}

inline sim::Graph graph_of(const FriendParameters& parameters, std::int64_t citizens,
                           std::uint64_t seed = 5) {
  return make_friends(toy_people(citizens), parameters, sim::Luck(seed));
}

inline std::vector<double> degrees(const sim::Graph& graph) {
  std::vector<double> degrees(graph.citizens());
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) degrees[i] = graph.degree(i);
  return degrees;
}

inline double clustering(const FriendParameters& parameters, std::int64_t citizens) {
  const People people = toy_people(citizens);
  return measure(make_friends(people, parameters, sim::Luck(5)), people).clustering;
}

}  // namespace newsdep::test
