#include "models/processes/activity_driven.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/mechanisms/reinforce.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose activity_purpose{"Conversation activity"};
constexpr sim::Purpose active_purpose{"Conversation active"};
constexpr sim::Purpose contact_purpose{"Conversation contact"};

/// Others by rank, on one side of somebody: [first, first + length) by distance of
/// rank.
struct Stretch {
  bool is_above;
  std::uint32_t first;
  std::uint32_t length;
  double nearest;  ///< weight of the nearest, which nobody's here is above

  double bound() const { return nearest * length; }
};

/// All others around the citizen of rank `place`: at first in stretches of 1, 2, 4, ...
/// up and down; then cut where somebody was met or turned down, so that bounds come
/// near the weights whatever the opinions are.
class Stretches {
 public:
  Stretches(const ReinforcementParameters& rules, std::span<const double> sorted,
            std::uint32_t place)
      : rules_(rules), sorted_(sorted), place_(place) {
    stretches_.reserve(64);
    const auto n = static_cast<std::uint32_t>(sorted.size());
    for (const bool is_above : {true, false}) {
      const std::uint32_t others = is_above ? n - 1 - place : place;
      for (std::uint32_t first = 1; first <= others; first *= 2) {
        add(is_above, first, std::min(first, others - first + 1));
      }
    }
  }

  /// A stretch, drawn by its bound with a number u in [0, 1).
  std::size_t pick(double u) const {
    double total = 0;
    for (const Stretch& stretch : stretches_) total += stretch.bound();
    double level = u * total;
    std::size_t k = 0;
    while (k + 1 < stretches_.size() && level >= stretches_[k].bound()) {
      level -= stretches_[k++].bound();
    }
    return k;
  }
  const Stretch& operator[](std::size_t s) const { return stretches_[s]; }
  /// The rank of number `k` of a stretch.
  std::uint32_t rank(const Stretch& stretch, std::uint32_t k) const {
    const std::uint32_t away = stretch.first + k;
    return stretch.is_above ? place_ + away : place_ - away;
  }
  double weight(std::uint32_t rank) const {
    return contact_weight(rules_, std::abs(sorted_[rank] - sorted_[place_]));
  }

  /// Cuts a stretch before its number `k`, which is not the nearest.
  void cut(std::size_t s, std::uint32_t k) {
    const Stretch old = stretches_[s];
    assert(k > 0);
    stretches_[s].length = k;
    add(old.is_above, old.first + k, old.length - k);
  }
  /// Takes number `k` out of a stretch.
  void take_out(std::size_t s, std::uint32_t k) {
    const Stretch old = stretches_[s];
    stretches_[s].length = k;
    if (k == 0) stretches_.erase(stretches_.begin() + static_cast<std::ptrdiff_t>(s));
    if (k + 1 < old.length) {
      add(old.is_above, old.first + k + 1, old.length - k - 1);
    }
  }

 private:
  void add(bool is_above, std::uint32_t first, std::uint32_t length) {
    Stretch stretch{is_above, first, length, 0};
    stretch.nearest = weight(rank(stretch, 0));
    stretches_.push_back(stretch);
  }

  const ReinforcementParameters& rules_;
  std::span<const double> sorted_;
  std::uint32_t place_;
  std::vector<Stretch> stretches_;
};

}  // namespace

ActivityDriven::ActivityDriven(const World& world)
    : rules_(world.rules().conversation.reinforcement),
      activity_(world.n()),
      ranked_(world.n()),
      place_(world.n()),
      sorted_(world.n()),
      contacts_(world.blocks.size()),
      counts_(world.n()),
      middle_(world.n()),
      slope_(world.n()),
      change_(world.n()) {
  std::iota(ranked_.begin(), ranked_.end(), 0u);
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto words = world.luck.draw(activity_purpose, 0, world.people.key[i], 0);
      activity_[i] = activity_of(rules_, sim::uniform_open(words[0], words[1]));
    }
  });
}

void ActivityDriven::round(World& world, std::int32_t step, std::uint32_t number,
                           double dt, std::span<const double> susceptibility) {
  rank(world);
  make_contacts(world, step, number);
  arrange(world.blocks);
  // x + dt (k1 + 2 k2 + 2 k3 + k4) / 6, each slope where the one before has led.
  std::vector<double>& x = world.citizens.belief;
  std::ranges::fill(change_, 0.0);
  middle_ = x;
  for (const auto& [weight, ahead] :
       {std::pair{1.0, 0.5}, {2.0, 0.5}, {2.0, 1.0}, {1.0, 0.0}}) {
    slopes(world, middle_, susceptibility, slope_);
    sim::for_each_block(world.blocks,
                        [&, weight = weight, ahead = ahead](const sim::Block& block) {
                          for (std::uint32_t i = block.begin; i < block.end; ++i) {
                            change_[i] += weight * slope_[i];
                            middle_[i] = x[i] + ahead * dt * slope_[i];
                          }
                        });
  }
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      x[i] += dt * change_[i] / 6;
    }
  });
}

void ActivityDriven::rank(const World& world) {
  const std::vector<double>& x = world.citizens.belief;
  // Equals by place, so that the order is one.
  std::ranges::sort(ranked_, {}, [&](std::uint32_t i) { return std::pair{x[i], i}; });
  for (std::uint32_t k = 0; k < ranked_.size(); ++k) {
    place_[ranked_[k]] = k;
    sorted_[k] = x[ranked_[k]];
  }
}

void ActivityDriven::make_contacts(const World& world, std::int32_t step,
                                   std::uint32_t number) {
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    std::vector<Contact>& own = contacts_[block.index];
    own.clear();
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto words =
          world.luck.draw(active_purpose, step, world.people.key[i], number);
      if (sim::uniform_open(words[0], words[1]) < activity_[i]) {
        contact(world, step, number, i, own);
      }
    }
  });
}

void ActivityDriven::contact(const World& world, std::int32_t step,
                             std::uint32_t number, std::uint32_t i,
                             std::vector<Contact>& contacts) const {
  const auto wanted = std::min<std::int64_t>(rules_.contacts, world.n() - 1);
  Stretches stretches(rules_, sorted_, place_[i]);
  std::uint32_t attempt = 0;
  for (std::int64_t met = 0; met < wanted; ++attempt) {
    const auto words = world.luck.draw(contact_purpose, step, world.people.key[i],
                                       sim::mix(attempt, number));
    const std::size_t s = stretches.pick(words[0] * 0x1p-32);
    const std::uint32_t k = sim::below(words[1], stretches[s].length);
    const std::uint32_t rank = stretches.rank(stretches[s], k);
    if (sim::uniform(words[2]) * stretches[s].nearest >= stretches.weight(rank)) {
      stretches.cut(s, k);
      continue;
    }
    stretches.take_out(s, k);
    ++met;
    const std::uint32_t j = ranked_[rank];
    contacts.push_back({.to = j, .from = i});
    if (sim::uniform(words[3]) < rules_.reciprocity) {
      contacts.push_back({.to = i, .from = j});
    }
  }
}

/// Contacts into rows: count, fill, sort. Two who contact each other are heard once.
void ActivityDriven::arrange(const sim::Blocks& blocks) {
  begin_.assign(activity_.size() + 1, 0);
  for (const auto& block : contacts_) {
    for (const Contact& contact : block) ++begin_[contact.to + 1];
  }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  heard_.resize(begin_.back());
  end_.assign(begin_.begin(), begin_.end() - 1);
  for (const auto& block : contacts_) {
    for (const Contact& contact : block) heard_[end_[contact.to]++] = contact.from;
  }
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto row = heard_.begin() + static_cast<std::ptrdiff_t>(begin_[i]);
      const auto row_end = heard_.begin() + static_cast<std::ptrdiff_t>(end_[i]);
      std::sort(row, row_end);
      end_[i] -= static_cast<std::uint64_t>(row_end - std::unique(row, row_end));
    }
  });
}

void ActivityDriven::slopes(const World& world, std::span<const double> opinions,
                            std::span<const double> susceptibility,
                            std::vector<double>& slope) {
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      counts_[i] = heard_as(rules_, opinions[i]);
    }
  });
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      double heard = 0;
      for (std::uint64_t k = begin_[i]; k < end_[i]; ++k) {
        heard += counts_[heard_[k]];
      }
      const bool is_stubborn = !susceptibility.empty() && susceptibility[i] <= 0;
      slope[i] = is_stubborn ? 0.0 : opinion_slope(rules_, opinions[i], heard);
    }
  });
}

}  // namespace newsdep
