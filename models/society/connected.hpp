#pragma once
// Who can be reached along a graph's ties.

#include <cstdint>

#include "sim/graph.hpp"

namespace newsdep {

/// How many citizens, the first among them, both hear the first one, along any number
/// of ties, and are heard by him: all, if and only if the graph is strongly connected.
/// Time and memory: linear in ties.
std::uint32_t in_touch_with_first(const sim::Graph& graph);

}  // namespace newsdep
