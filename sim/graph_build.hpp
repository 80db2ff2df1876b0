#pragma once
// From who chose whom to the rows of a graph, in parallel and without sorting all
// edges.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/graph.hpp"

namespace newsdep::sim {

/// What an edge (u, v) means.
enum class EdgeKind {
  undirected,  ///< u and v are next to each other: both rows get the edge
  directed,    ///< u follows v: row u, those whose shares u receives, gets v
};

/// Whom each citizen chose, sorted and nobody twice, never oneself. For undirected
/// edges a pair is chosen from one side only.
struct Choices {
  std::vector<std::uint32_t> count;                ///< [citizens] how many each chose
  std::vector<std::vector<std::uint32_t>> chosen;  ///< by block of Blocks(citizens),
                                                   ///< citizen after citizen
};

/// A graph without edges.
inline Graph empty_graph(std::uint32_t citizens) {
  return {BigVector<std::uint64_t>(std::size_t{citizens} + 1, 0), {}};
}

/// The rows of the graph. Directed, they are the choices one after the other.
/// Undirected, two passes over the choices, count and fill; each is made by 8 stretches
/// of receivers in parallel, which all read every choice in order, so that what a
/// stretch writes stays near and rows come out sorted. Memory: the graph and 4 bytes a
/// citizen beside the choices.
Graph build_graph(const Choices& choices, EdgeKind kind);

/// The graph among the first n citizens of another.
Graph among_first(const Graph& graph, std::uint32_t n);

}  // namespace newsdep::sim
