#pragma once
// A graph from a file, with or without weights: one edge a line, plain or gzip.

#include <cstdint>

#include "sim/graph.hpp"
#include "sim/graph_build.hpp"
#include "sim/parameters.hpp"

namespace newsdep::sim {

/// Reads an edge list: two whole numbers u v a line (directed: u follows v), apart by
/// blanks or tabs, each in [0, citizens); empty lines and lines that start with # or %
/// are passed over. gzip is told by its first two bytes. An edge that is given twice
/// counts once; a citizen's edge to itself is left out.
///
/// Throws UserError, naming the line, for a number that is missing, negative, not whole
/// or not below `citizens`, for a third column (weights would be ignored silently), for
/// a gzip stream that is cut short or damaged, and for a file without edges.
Graph read_edge_list(const InputFile& file, std::uint32_t citizens, EdgeKind kind);

/// Reads a weighted edge list: `u v w` a line, u gives v the weight w >= 0, which may
/// be himself; a weight of 0 is no tie. Each row is scaled to sum 1. Otherwise as
/// read_edge_list, directed.
///
/// Throws UserError also for a weight that is missing, negative or no finite number,
/// for a tie that is given twice, and for a citizen whose weights sum to 0.
WeightedGraph read_weights(const InputFile& file, std::uint32_t citizens);

}  // namespace newsdep::sim
