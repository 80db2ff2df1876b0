#pragma once
// Whom citizens talk to, one at a time.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "models/scenario/behaviour.hpp"
#include "models/world.hpp"
#include "sim/graph.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/prefetch.hpp"

namespace newsdep {

/// Whom a citizen talks to: one of all others or of his friends, each with the same
/// chance, or one of those to whom the file gives a weight, with the chance of that
/// weight. He talks to himself where nobody else is there, and where his weight on
/// himself says so. Refers to the world and the weights, which must outlive it.
/// Memory: 8 bytes a tie of the file.
class Partners {
 public:
  Partners(const World& world, const sim::WeightedGraph& weights);

  /// The partner of i by a uniform word.
  std::uint32_t drawn(std::uint32_t i, std::uint32_t word) const {
    if (graph_ == nullptr) return other(i, word);
    const std::uint32_t* const place = find(i, word);
    return place == nullptr ? i : *place;
  }

  /// Calls `talk(i, j, k)` for the pairs k = 0, 1, ... of a sequential round, as many
  /// as citizens and one after the other: i is drawn from all and j is his partner, by
  /// the draw "Conversation pair" from (step, k, number of the round).
  template <class Talk>
  void for_each_pair(std::int32_t step, std::uint32_t round, const Talk& talk) const;

 private:
  /// Eight pairs on their way.
  struct Eight {
    std::uint32_t one[8];
    std::uint32_t word[8];
    std::uint32_t other[8];
    const std::uint32_t* place[8];
  };

  /// One of all others.
  std::uint32_t other(std::uint32_t i, std::uint32_t word) const {
    if (n_ == 1) return i;
    const std::uint32_t j = sim::below(word, n_ - 1);
    return j + (j >= i);
  }
  /// Where the partner of i stands in his row; null where he has none.
  const std::uint32_t* find(std::uint32_t i, std::uint32_t word) const;

  const sim::Luck& luck_;
  const std::vector<double>& belief_;
  std::uint32_t n_;
  const sim::Graph* graph_ = nullptr;  ///< null: everybody talks to everybody
  std::vector<double> up_to_;          ///< [ties] running sum of each row's weights
};

inline const std::uint32_t* Partners::find(std::uint32_t i, std::uint32_t word) const {
  const std::uint64_t begin = graph_->begin[i];
  const std::uint32_t degree = graph_->degree(i);
  if (degree == 0) return nullptr;
  std::uint32_t k = sim::below(word, degree);
  if (!up_to_.empty()) {
    const double* const row = &up_to_[begin];
    k = static_cast<std::uint32_t>(
        std::upper_bound(row, row + degree - 1, word * 0x1p-32) - row);
  }
  return &graph_->neighbour[begin + k];
}

template <class Talk>
void Partners::for_each_pair(std::int32_t step, std::uint32_t round,
                             const Talk& talk) const {
  constexpr sim::Purpose purpose{"Conversation pair"};
  // A pair is four misses of memory, each found by the one before. So eight pairs draw,
  // eight look up their rows, eight their partners, and eight talk, in turn: what the
  // next stage reads is on its way meanwhile.
  std::array<Eight, 4> ring{};
  const double* const x = belief_.data();
  const sim::Graph* const graph = graph_;
  const std::uint32_t eights = n_ / 8 + (n_ % 8 != 0);
  const std::array<std::uint32_t, 8> subject = {round, round, round, round,
                                                round, round, round, round};
  for (std::uint32_t e = 0; e < eights + 3; ++e) {
    if (e < eights) {
      Eight& now = ring[e % 4];
      std::uint32_t number[8];
      sim::store8(number, sim::Uint8{0, 1, 2, 3, 4, 5, 6, 7} + 8 * e);
      const auto words =
          sim::draw_lanes<8>(luck_, purpose, step, number, subject.data());
      for (int k = 0; k < 8; ++k) {
        now.one[k] = sim::below(words.word[0][k], n_);
        now.word[k] = words.word[1][k];
        if (graph != nullptr) sim::prefetch(&graph->begin[now.one[k]]);
      }
    }
    if (e >= 1 && e - 1 < eights) {
      Eight& now = ring[(e - 1) % 4];
      for (int k = 0; k < 8; ++k) {
        if (graph == nullptr) {
          now.other[k] = other(now.one[k], now.word[k]);
          sim::prefetch(&x[now.other[k]]);
        } else {
          now.place[k] = find(now.one[k], now.word[k]);
          sim::prefetch(now.place[k]);
        }
        sim::prefetch(&x[now.one[k]]);
      }
    }
    if (graph != nullptr && e >= 2 && e - 2 < eights) {
      Eight& now = ring[(e - 2) % 4];
      for (int k = 0; k < 8; ++k) {
        now.other[k] = now.place[k] == nullptr ? now.one[k] : *now.place[k];
        sim::prefetch(&x[now.other[k]]);
      }
    }
    if (e >= 3) {
      const std::uint32_t first = 8 * (e - 3);
      const Eight& now = ring[(e - 3) % 4];
      const std::uint32_t count = std::min(8u, n_ - first);
      for (std::uint32_t k = 0; k < count; ++k) {
        talk(now.one[k], now.other[k], first + k);
      }
    }
  }
}

}  // namespace newsdep
