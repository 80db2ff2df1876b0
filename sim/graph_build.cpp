#include "sim/graph_build.hpp"

#include <algorithm>

#include "sim/blocks.hpp"

namespace newsdep::sim {
namespace {

/// Calls visit(receiver, chooser) for every choice, in order of choosers; each call of
/// one stretch of receivers comes from one thread.
template <class Visit>
void visit_by_receiver(const Choices& choices, const Visit& visit) {
  const auto citizens = static_cast<std::uint32_t>(choices.count.size());
  const Blocks blocks(citizens);
  const std::uint32_t stretches = 32;
  const std::uint32_t length = citizens / stretches + 1;
  for_each(stretches, [&](std::uint32_t s) {
    const std::uint32_t first = s * length;
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
      const std::uint32_t* next = choices.chosen[b].data();
      for (std::uint32_t i = blocks[b].begin; i < blocks[b].end; ++i) {
        for (const std::uint32_t* end = next + choices.count[i]; next != end; ++next) {
          if (*next - first < length) visit(*next, i);
        }
      }
    }
  });
}

}  // namespace

Graph build_graph(const Choices& choices, EdgeKind kind) {
  const auto citizens = static_cast<std::uint32_t>(choices.count.size());
  const Blocks blocks(citizens);
  const bool both = kind == EdgeKind::undirected;

  std::vector<std::uint32_t> received(citizens, 0);
  visit_by_receiver(choices, [&](std::uint32_t j, std::uint32_t) { ++received[j]; });

  Graph graph;
  graph.begin.resize(std::size_t{citizens} + 1);
  for (std::uint32_t i = 0; i < citizens; ++i) {
    graph.begin[i + 1] = graph.begin[i] + received[i] + (both ? choices.count[i] : 0);
    received[i] = 0;
  }
  graph.neighbour.resize(graph.begin.back());
  visit_by_receiver(choices, [&](std::uint32_t j, std::uint32_t i) {
    graph.neighbour[graph.begin[j] + received[j]++] = i;
  });
  if (!both) return graph;

  for_each_block(blocks, [&](const Block& block) {
    std::vector<std::uint32_t> choosers;
    const std::uint32_t* own = choices.chosen[block.index].data();
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      std::uint32_t* row = graph.neighbour.data() + graph.begin[i];
      choosers.assign(row, row + received[i]);
      std::merge(choosers.begin(), choosers.end(), own, own + choices.count[i], row);
      own += choices.count[i];
    }
  });
  return graph;
}

}  // namespace newsdep::sim
