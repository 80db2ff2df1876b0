#pragma once
// What every friend graph is, however it was made.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/graph.hpp"

namespace newsdep {

/// Whether rows are sorted and hold nobody twice, and never the row's owner.
inline bool is_simple(const sim::Graph& graph) {
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    const auto row = graph.of(i);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] == i || row[k] >= graph.citizens()) return false;
      if (k > 0 && row[k - 1] >= row[k]) return false;
    }
  }
  return true;
}

/// Whether i stands in the row of j; rows must be sorted.
inline bool is_tied(const sim::Graph& graph, std::uint32_t j, std::uint32_t i) {
  const auto row = graph.of(j);
  return std::binary_search(row.begin(), row.end(), i);
}

/// Whether whoever is next to somebody has him next to himself.
inline bool is_symmetric(const sim::Graph& graph) {
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) {
      if (!is_tied(graph, j, i)) return false;
    }
  }
  return true;
}

}  // namespace newsdep
