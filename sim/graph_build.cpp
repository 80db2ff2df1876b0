#include "sim/graph_build.hpp"

#include <algorithm>

#include "sim/blocks.hpp"
#include "sim/prefetch.hpp"

namespace newsdep::sim {
namespace {

/// Calls visit(receiver, block, place) for every choice, in order of choosers; `place`
/// is that of the choice in its block. Each call about one receiver comes from one
/// thread.
template <class Visit>
void visit_by_receiver(const Choices& choices, const Visit& visit) {
  const auto citizens = static_cast<std::uint32_t>(choices.count.size());
  const std::uint32_t stretches = 8;
  const std::uint32_t length = citizens / stretches + 1;
  for_each(stretches, [&](std::uint32_t s) {
    const std::uint32_t first = s * length;
    for (const auto& chosen : choices.chosen) {
      auto of_block =
          visit(static_cast<std::uint32_t>(&chosen - choices.chosen.data()));
      for (std::size_t k = 0; k < chosen.size(); ++k) {
        prefetch(chosen.data() + k + 128);
        if (chosen[k] - first < length) of_block(chosen[k], k);
      }
    }
  });
}

Graph directed_graph(const Choices& choices) {
  Graph graph = empty_graph(static_cast<std::uint32_t>(choices.count.size()));
  for (std::size_t i = 0; i < choices.count.size(); ++i) {
    graph.begin[i + 1] = graph.begin[i] + choices.count[i];
  }
  graph.neighbour.reserve(graph.begin.back());
  for (const auto& chosen : choices.chosen) {
    graph.neighbour.insert(graph.neighbour.end(), chosen.begin(), chosen.end());
  }
  return graph;
}

Graph undirected_graph(const Choices& choices) {
  const auto citizens = static_cast<std::uint32_t>(choices.count.size());
  const Blocks blocks(citizens);

  std::vector<std::uint32_t> received(citizens, 0);
  visit_by_receiver(choices, [&](std::uint32_t) {
    return [&](std::uint32_t j, std::size_t) { ++received[j]; };
  });

  Graph graph;
  graph.begin.resize(std::size_t{citizens} + 1);
  for (std::uint32_t i = 0; i < citizens; ++i) {
    graph.begin[i + 1] = graph.begin[i] + received[i] + choices.count[i];
    received[i] = 0;
  }
  graph.neighbour.resize(graph.begin.back());
  visit_by_receiver(choices, [&](std::uint32_t b) {
    std::uint32_t i = blocks[b].begin;  // the chooser, who lags behind the place
    std::size_t end = choices.count[i];
    return [&, i, end](std::uint32_t j, std::size_t k) mutable {
      while (end <= k) end += choices.count[++i];
      graph.neighbour[graph.begin[j] + received[j]++] = i;
    };
  });
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

}  // namespace

Graph build_graph(const Choices& choices, EdgeKind kind) {
  return kind == EdgeKind::directed ? directed_graph(choices)
                                    : undirected_graph(choices);
}

Graph among_first(const Graph& graph, std::uint32_t n) {
  Graph first;
  for (std::uint32_t i = 0; i < n; ++i) {
    for (const std::uint32_t j : graph.of(i)) {
      if (j < n) first.neighbour.push_back(j);
    }
    first.begin.push_back(first.neighbour.size());
  }
  return first;
}

}  // namespace newsdep::sim
