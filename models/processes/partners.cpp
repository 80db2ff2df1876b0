#include "models/processes/partners.hpp"

namespace newsdep {

Partners::Partners(const World& world, const sim::WeightedGraph& weights)
    : luck_(world.luck), belief_(world.citizens.belief), n_(world.n()) {
  const bool is_weighted = !weights.weight.empty();
  if (is_weighted) {
    graph_ = &weights.graph;
  } else if (world.rules().conversation.mixing == Mixing::friends) {
    graph_ = &world.friends;
  }
  if (!is_weighted) return;
  up_to_ = weights.weight;
  for (std::uint32_t i = 0; i < n_; ++i) {
    for (std::uint64_t k = graph_->begin[i] + 1; k < graph_->begin[i + 1]; ++k) {
      up_to_[k] += up_to_[k - 1];
    }
  }
}

}  // namespace newsdep
