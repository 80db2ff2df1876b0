#include "models/society/textbook_graphs.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/blocks.hpp"
#include "sim/graph_build.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

/// Lets everybody choose: `choose(i, chosen)` adds citizen i's choices, in order, to
/// those of his block.
template <class Choose>
sim::Choices choose_each(std::uint32_t n, const Choose& choose) {
  const sim::Blocks blocks(n);
  sim::Choices choices;
  choices.count.resize(n);
  choices.chosen.resize(blocks.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    std::vector<std::uint32_t>& chosen = choices.chosen[block.index];
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::size_t before = chosen.size();
      choose(i, chosen);
      choices.count[i] = static_cast<std::uint32_t>(chosen.size() - before);
    }
    chosen.shrink_to_fit();
  });
  return choices;
}

sim::Choices choose_path(std::uint32_t n) {
  return choose_each(n, [&](std::uint32_t i, std::vector<std::uint32_t>& chosen) {
    if (i + 1 < n) chosen.push_back(i + 1);
  });
}

/// The ring's ties, each chosen from the end after which the other comes, nearest
/// first: sorted but where the ring closes.
sim::Choices choose_ring(std::uint32_t n, std::uint32_t half) {
  return choose_each(n, [&](std::uint32_t i, std::vector<std::uint32_t>& chosen) {
    for (std::uint32_t d = 1; d <= half; ++d) {
      const std::uint64_t j = std::uint64_t{i} + d;
      chosen.push_back(static_cast<std::uint32_t>(j < n ? j : j - n));
    }
  });
}

/// The choices of citizens who all made equally many.
class EvenChoices {
 public:
  EvenChoices(sim::Choices& choices, std::uint32_t each)
      : choices_(choices),
        blocks_(static_cast<std::uint32_t>(choices.count.size())),
        each_(each) {}

  std::span<std::uint32_t> of(std::uint32_t i) const {
    const sim::Block block = blocks_[blocks_.of(i)];
    return {choices_.chosen[block.index].data() + std::size_t{i - block.begin} * each_,
            each_};
  }
  bool is_tied(std::uint32_t i, std::uint32_t j) const {
    const auto chose = [&](std::uint32_t one, std::uint32_t other) {
      return std::ranges::find(of(one), other) != of(one).end();
    };
    return chose(i, j) || chose(j, i);
  }

 private:
  sim::Choices& choices_;
  sim::Blocks blocks_;
  std::uint32_t each_;
};

/// Moves far ends of the ring's ties, one after the other: where a tie may go depends
/// on where those before it went.
void rewire(const People& people, double chance, std::uint32_t half,
            const sim::Luck& luck, sim::Choices& ring) {
  const std::uint32_t n = people.size();
  const sim::Purpose purpose{"Friends rewire"};
  const EvenChoices ties(ring, half);
  std::vector<std::uint32_t> degree(n, 2 * half);
  for (std::uint32_t d = 1; d <= half; ++d) {
    for (std::uint32_t i = 0; i < n; ++i) {
      const sim::Words w = luck.draw(purpose, 0, people.key[i], d);
      if (sim::uniform_open(w[0], w[1]) >= chance || degree[i] == n - 1) continue;
      std::uint32_t j = sim::below(w[2], n);
      for (std::int32_t t = 1; j == i || ties.is_tied(i, j); ++t) {
        j = sim::below(luck.draw(purpose, t, people.key[i], d)[2], n);
      }
      std::uint32_t& far_end = ties.of(i)[d - 1];
      --degree[far_end];
      ++degree[j];
      far_end = j;
    }
  }
}

sim::Choices choose_small_world(const People& people, double chance, std::uint32_t half,
                                const sim::Luck& luck) {
  sim::Choices choices = choose_ring(people.size(), half);
  if (chance > 0) rewire(people, chance, half, luck, choices);
  const EvenChoices ties(choices, half);
  sim::for_each_block(sim::Blocks(people.size()), [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      std::ranges::sort(ties.of(i));
    }
  });
  return choices;
}

/// One of the ends, each as likely as the others. A word has too few bits for them all.
std::uint32_t pick(const std::vector<std::uint32_t>& ends, const sim::Words& w) {
  return ends[static_cast<std::size_t>(sim::uniform_open(w[0], w[1]) *
                                       static_cast<double>(ends.size()))];
}

sim::Choices choose_by_degree(const People& people, std::uint32_t m,
                              const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  const sim::Purpose purpose{"Friends attach"};
  const sim::Blocks blocks(n);
  sim::Choices choices;
  choices.count.resize(n);
  choices.chosen.resize(blocks.size());
  std::vector<std::uint32_t> ends;  // of ties: a citizen as often as his degree
  ends.reserve(2 * std::size_t{n} * m);
  std::vector<std::uint32_t> chosen_by(n, n);  // who chose one last; n: nobody yet
  for (std::uint32_t i = 0; i < n; ++i) {
    std::vector<std::uint32_t>& chosen = choices.chosen[blocks.of(i)];
    const auto before = static_cast<std::ptrdiff_t>(chosen.size());
    choices.count[i] = std::min(i, m);
    for (std::uint32_t tie = 0; tie < choices.count[i]; ++tie) {
      std::uint32_t j = tie;
      for (std::int32_t t = 0; i > m && (t == 0 || chosen_by[j] == i); ++t) {
        j = pick(ends, luck.draw(purpose, t, people.key[i], tie));
      }
      chosen_by[j] = i;
      chosen.push_back(j);
    }
    std::sort(chosen.begin() + before, chosen.end());
    for (auto j = chosen.begin() + before; j != chosen.end(); ++j) {
      ends.push_back(i);
      ends.push_back(*j);
    }
  }
  return choices;
}

/// Ties that come about each by itself, all with the same chance p. How many are passed
/// over to the next tie is geometric: floor(log u / log(1 - p)), u uniform on (0, 1).
class EvenTies {
 public:
  EvenTies(const People& people, const sim::Luck& luck, sim::Purpose purpose, double p)
      : people_(people), luck_(luck), purpose_(purpose), scale_(scale(p)) {}

  /// Ties i to some of [first, end), first > 0, and adds these to `chosen`, in order.
  void tie(std::uint32_t i, std::uint32_t first, std::uint32_t end,
           std::vector<std::uint32_t>& chosen) const {
    for (std::uint32_t j = first; j < end; ++j) {
      const sim::Words w = luck_.draw(purpose_, 0, people_.key[i], people_.key[j - 1]);
      const double passed = -sim::log(sim::uniform_open(w[0], w[1])) * scale_;
      if (!(passed < end - j)) return;
      j += static_cast<std::uint32_t>(passed);
      chosen.push_back(j);
    }
  }

 private:
  /// -1 / log(1 - p), for small p by its series, in which no digits are lost.
  static double scale(double p) {
    if (p <= 0) return std::numeric_limits<double>::infinity();
    if (p >= 1) return 0;
    return 1 / (p < 1e-5 ? p + p * p / 2 : -sim::log(1 - p));
  }

  const People& people_;
  const sim::Luck& luck_;
  sim::Purpose purpose_;
  double scale_;
};

/// Equal stretches of places, and how ties are shared among them.
struct BlockRules {
  std::uint32_t blocks = 1;
  double inside = 1;
  double mean_degree = 0;
};

sim::Choices choose_in_blocks(const People& people, const BlockRules& rules,
                              const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  const std::uint32_t size = n / rules.blocks;
  assert(size * rules.blocks == n);
  const auto chance = [](double ties, std::uint32_t others) {
    return others == 0 ? 0.0 : ties / others;
  };
  const EvenTies inside(people, luck, sim::Purpose{"Friends inside"},
                        chance(rules.inside * rules.mean_degree, size - 1));
  const EvenTies across(people, luck, sim::Purpose{"Friends across"},
                        chance((1 - rules.inside) * rules.mean_degree, n - size));
  return choose_each(n, [&](std::uint32_t i, std::vector<std::uint32_t>& chosen) {
    const std::uint32_t end = (i / size + 1) * size;
    inside.tie(i, i + 1, end, chosen);
    across.tie(i, end, n, chosen);
  });
}

sim::Choices choose(const People& people, const FriendParameters& parameters,
                    const sim::Luck& luck) {
  const double mean = parameters.mean_degree;
  const auto half = static_cast<std::uint32_t>(mean / 2);
  switch (parameters.model) {
    case FriendModel::path:
      return choose_path(people.size());
    case FriendModel::lattice:
      return choose_small_world(people, 0, half, luck);
    case FriendModel::small_world:
      return choose_small_world(people, parameters.rewiring, half, luck);
    case FriendModel::scale_free:
      return choose_by_degree(people, half, luck);
    case FriendModel::block:
      return choose_in_blocks(
          people,
          {static_cast<std::uint32_t>(parameters.blocks), parameters.inside, mean},
          luck);
    case FriendModel::social:
    case FriendModel::random:
      break;
  }
  return choose_in_blocks(people, {.mean_degree = mean}, luck);
}

}  // namespace

sim::Graph make_textbook_graph(const People& people, const FriendParameters& parameters,
                               const sim::Luck& luck) {
  assert(parameters.model != FriendModel::social);
  assert(parameters.model == FriendModel::path ||
         parameters.mean_degree <= people.size() - 1.0);
  return sim::build_graph(choose(people, parameters, luck), sim::EdgeKind::undirected);
}

}  // namespace newsdep
