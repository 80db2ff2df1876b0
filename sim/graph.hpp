#pragma once
// A directed graph as compressed rows: who is next to whom.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/big_pages.hpp"

namespace newsdep::sim {

/// Rows of neighbours. An undirected graph stores each edge in both rows. Rows are
/// sorted and hold nobody twice and never the row's owner.
struct Graph {
  BigVector<std::uint64_t> begin{0};   ///< [citizens + 1] first place of each row
  BigVector<std::uint32_t> neighbour;  ///< [entries] neighbours, row by row

  std::uint32_t citizens() const {
    return static_cast<std::uint32_t>(begin.size() - 1);
  }
  std::uint64_t entries() const { return neighbour.size(); }
  std::uint32_t degree(std::uint32_t i) const {
    return static_cast<std::uint32_t>(begin[i + 1] - begin[i]);
  }
  std::span<const std::uint32_t> of(std::uint32_t i) const {
    return {neighbour.data() + begin[i], degree(i)};
  }
};

/// A graph whose ties weigh: row i says what i gives to whom. A row may hold its owner.
struct WeightedGraph {
  Graph graph;
  std::vector<double> weight;  ///< [entries] beside graph.neighbour
};

}  // namespace newsdep::sim
