#include "models/society/connected.hpp"

#include <vector>

namespace newsdep {
namespace {

/// The same ties, seen from the other end.
sim::Graph reversed(const sim::Graph& graph) {
  sim::Graph back;
  back.begin.assign(graph.begin.size(), 0);
  for (const std::uint32_t j : graph.neighbour) ++back.begin[j + 1];
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    back.begin[i + 1] += back.begin[i];
  }
  back.neighbour.resize(graph.entries());
  std::vector<std::uint64_t> next(back.begin.begin(), back.begin.end() - 1);
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) back.neighbour[next[j]++] = i;
  }
  return back;
}

/// Whom one comes to from the first citizen.
std::vector<bool> reach(const sim::Graph& graph) {
  std::vector<bool> is_reached(graph.citizens(), false);
  std::vector<std::uint32_t> edge{0};
  is_reached[0] = true;
  while (!edge.empty()) {
    const std::uint32_t i = edge.back();
    edge.pop_back();
    for (const std::uint32_t j : graph.of(i)) {
      if (is_reached[j]) continue;
      is_reached[j] = true;
      edge.push_back(j);
    }
  }
  return is_reached;
}

}  // namespace

std::uint32_t in_touch_with_first(const sim::Graph& graph) {
  const std::vector<bool> forth = reach(graph);
  const std::vector<bool> back = reach(reversed(graph));
  std::uint32_t both = 0;
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) both += forth[i] && back[i];
  return both;
}

}  // namespace newsdep
