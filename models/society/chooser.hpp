#pragma once
// How a citizen chooses others: by their weight, among those who are alike as often as
// homophily says.

#include <cstdint>
#include <span>
#include <vector>

#include "models/society/bins.hpp"
#include "models/society/homophily.hpp"
#include "models/society/people.hpp"
#include "sim/blocks.hpp"
#include "sim/graph_build.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// Whether a pair's edge is for the citizen with key `own` to propose, and not for the
/// other: exactly one of the two is asked, half of the others to each. So no pair is
/// proposed twice.
constexpr bool proposes(std::uint32_t own, std::uint32_t other) {
  return (own < other) != (((own ^ other) & 1) != 0);
}

/// Chooses for one citizen after the other. Each choice belongs to (citizen, slot) and
/// is drawn in rounds until it is someone new:
///
/// 1. for region, age and leaning each, the chosen one must be alike with chance h;
/// 2. the kind of the chosen one is drawn by weight among those kinds; alike in leaning
///    is who lies within 1/32 of it, in later rounds within twice that and so on;
/// 3. of that kind one is drawn by weight; 2 and 3 are tried up to 8 times, for half
/// of
///    the others are not for i to propose to.
///
/// From the 7th round on, step 1 is drawn anew each time (h = 1 still always holds).
/// After 24 rounds a slot stays empty: there is nobody left to choose. A citizen more
/// changes the choices of others only where it is chosen, or its weight moves a border
/// between kinds.
class Chooser {
 public:
  /// A slot that is being filled: who is sought, and the luck with which.
  struct Slot {
    std::uint32_t number = 0;
    Alike alike;
    Kind like;
    std::uint32_t kind_word = 0;
    std::uint32_t place_word = 0;
  };

  /// Memory that `choose` uses and the next call may use again.
  struct Scratch {
    /// (chosen << 32 | slot): of two slots with one choice, the first keeps it; slot 0
    /// is for those chosen before.
    std::vector<std::uint64_t> entries;
    std::vector<std::uint32_t> open;  ///< slots that have nobody yet
    std::vector<Slot> slots;
    std::vector<std::uint32_t> candidates;
  };

  /// `weight` [citizens], whole numbers that sum to less than 2^32. Undirected edges
  /// are chosen from one side, as `proposes` says.
  Chooser(const People& people, std::span<const std::uint32_t> weight,
          const Homophily& homophily, sim::EdgeKind kind, const sim::Luck& luck,
          sim::Purpose purpose);

  /// Adds `wanted` others to `chosen`, which may hold some already (each once, in any
  /// order); leaves it sorted.
  void choose(std::uint32_t i, std::uint32_t wanted, std::vector<std::uint32_t>& chosen,
              Scratch& scratch) const;

  /// Lets everybody choose: citizen i so many others as `wanted[i]`, beside those whom
  /// `known(i, chosen)` finds in an empty `chosen` (each once, in any order).
  template <class Known>
  sim::Choices choose_all(std::span<const std::uint32_t> wanted,
                          const Known& known) const {
    const auto n = static_cast<std::uint32_t>(wanted.size());
    sim::Choices choices;
    choices.count.assign(n, 0);
    choices.chosen.resize(sim::Blocks(n).size());
    sim::for_each_block(sim::Blocks(n), [&](const sim::Block& block) {
      std::vector<std::uint32_t>& chosen = choices.chosen[block.index];
      std::vector<std::uint32_t> own;
      Scratch scratch;
      for (std::uint32_t i = block.begin; i < block.end; ++i) {
        own.clear();
        known(i, own);
        choose(i, wanted[i], own, scratch);
        choices.count[i] = static_cast<std::uint32_t>(own.size());
        chosen.insert(chosen.end(), own.begin(), own.end());
      }
      chosen.shrink_to_fit();
    });
    return choices;
  }

 private:
  static constexpr std::uint32_t patience = 6;  // rounds with one wish
  static constexpr std::uint32_t rounds = 24;
  static constexpr std::uint32_t tries = 8;

  Slot draw_slot(std::uint32_t i, std::uint32_t round, std::uint32_t number) const;
  /// Draws for every open slot; what finds somebody goes to the entries, the rest stays
  /// open.
  void draw(std::uint32_t i, std::uint32_t round, Scratch& scratch) const;

  const People& people_;
  Bins bins_;
  std::vector<std::uint32_t> owner_;  // citizens in order, each as often as its weight
  std::uint32_t region_, age_, leaning_;  // chances as thresholds for 16 bits
  bool one_way_;
  sim::Luck luck_;
  sim::Purpose purpose_;
};

}  // namespace newsdep
