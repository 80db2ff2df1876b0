#include "models/processes/conversation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/initial_opinions.hpp"
#include "models/mechanisms/converse.hpp"
#include "models/society/agreement.hpp"
#include "sim/edge_list.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose voter_purpose{"Conversation voter"};

/// The lowest and the highest of all numbers.
std::pair<double, double> extremes(const sim::Blocks& blocks,
                                   const std::vector<double>& x) {
  std::vector<std::pair<double, double>> of_block(blocks.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    const auto [low, high] =
        std::minmax_element(x.begin() + block.begin, x.begin() + block.end);
    of_block[block.index] = {*low, *high};
  });
  auto all = of_block.front();
  for (const auto& [low, high] : of_block) {
    all = {std::min(all.first, low), std::max(all.second, high)};
  }
  return all;
}

}  // namespace

Conversation::Conversation(World& world, sim::Results& results)
    : world_(world), results_(results), rules_(world.rules().conversation) {
  if (rules_.kernel == ConversationKernel::none) return;
  next_.resize(world.n());
  InitialTalk initial = initial_talk(world);
  if (!initial.belief.empty()) {
    world.citizens.belief = std::move(initial.belief);
  }
  susceptibility_ = std::move(initial.susceptibility);
  if (!susceptibility_.empty()) first_ = world.citizens.belief;
  if (rules_.weights.given()) {
    weights_ = sim::read_weights(rules_.weights, world.n());
  }
  if (rules_.kernel == ConversationKernel::activity_driven) contacts_.emplace(world);
  const bool is_of_pairs = rules_.kernel == ConversationKernel::deffuant ||
                           rules_.kernel == ConversationKernel::voter;
  if (is_of_pairs) partners_.emplace(world, weights_);
  for (const std::string& key : keys_not_looked_at(rules_)) {
    world.warnings.push_back("conversation." + key +
                             ": it is set, and the kernel or the law of first opinions "
                             "does not look at it");
  }
  warn_of_dissent();
  consensus_ = results.add(
      {.name = "consensus_time",
       .axes = {},
       .unit = "days",
       .long_name = "time of consensus",
       .comment = "Days since the start when all opinions first lay within "
                  "`consensus_width` of each other, to the round, and to the pair once "
                  "a sequential voter model has two opinions left; not a number if "
                  "they never did."});
  note_consensus(0);
}

/// Where nobody is stubborn, DeGroot's model and the voter's promise a consensus, if
/// the graph lets them.
void Conversation::warn_of_dissent() {
  const bool averages = rules_.kernel == ConversationKernel::degroot;
  if (!averages && rules_.kernel != ConversationKernel::voter) return;
  const auto holds_on = [](double a) { return a < 1; };
  if (std::ranges::any_of(susceptibility_, holds_on)) return;
  const bool is_weighted = rules_.weights.given();
  const double own = averages && !is_weighted ? rules_.own_weight : 0.0;
  Agreement found = {0, world_.n(), world_.n() == 2 ? 2u : 1u};  // of all with all
  if (is_weighted) {
    found = agreement(weights_.graph, false);
  } else if (rules_.mixing == Mixing::friends) {
    found = agreement(world_.friends, true);
  }
  if (own == 1 && world_.n() > 1) found.hear = 1;
  if (found.hear < world_.n()) {
    world_.warnings.push_back(fmt::format(
        "conversation: nobody is heard by all others, in any number of steps ({} of {} "
        "citizens hear citizen {}), so opinions may settle apart and never come to a "
        "consensus",
        found.hear, world_.n(), found.heard));
  } else if (found.period > 1 && own == 0 && rules_.schedule == Schedule::synchronous) {
    world_.warnings.push_back(fmt::format(
        "conversation: all listen at once, and what one says comes back to him only "
        "after multiples of {} rounds, so opinions may go round for ever and never "
        "come to a consensus; let citizens heed themselves too (own_weight, or weights "
        "on oneself), or voters talk in pairs (schedule: sequential)",
        found.period));
  }
}

void Conversation::operator()(const sim::Moment& moment) {
  const auto rounds = static_cast<std::uint32_t>(
      std::lround(static_cast<double>(rules_.rounds_per_day) * moment.dt));
  const auto per_day = static_cast<double>(rules_.rounds_per_day);
  hold_the_stubborn();
  for (std::uint32_t r = 0; r < rounds; ++r) {
    const double past = static_cast<double>(moment.step) * rounds + r;
    talk({moment.step, r, past / per_day});
    note_consensus((past + 1) / per_day);
  }
}

/// News of the day may have moved them.
void Conversation::hold_the_stubborn() {
  for (std::uint32_t i = 0; i < susceptibility_.size(); ++i) {
    if (!may_move(i)) world_.citizens.belief[i] = first_[i];
  }
}

void Conversation::talk(const Round& round) {
  const bool is_complete = rules_.mixing == Mixing::complete;
  switch (rules_.kernel) {
    case ConversationKernel::none:
      return;
    case ConversationKernel::degroot:
    case ConversationKernel::friedkin_johnsen:
      return average();
    case ConversationKernel::hegselmann_krause:
      return is_complete ? average_the_near_of_all() : average_the_near();
    case ConversationKernel::deffuant:
      return meet_in_pairs(round);
    case ConversationKernel::activity_driven:
      return contacts_->round(world_, round.step, round.number,
                              1 / static_cast<double>(rules_.rounds_per_day),
                              susceptibility_);
    case ConversationKernel::voter:
      return rules_.schedule == Schedule::sequential ? copy_in_pairs(round)
                                                     : copy_at_once(round);
  }
}

void Conversation::note_consensus(double day) {
  if (is_consensus_) return;
  const std::vector<double>& x = world_.citizens.belief;
  // One who is too far from the first decides that there is none.
  const auto is_far = [&](double y) {
    return std::abs(y - x.front()) > rules_.consensus_width;
  };
  if (std::ranges::any_of(x, is_far)) return;
  const auto [low, high] = extremes(world_.blocks, x);
  is_consensus_ = high - low <= rules_.consensus_width;
  if (is_consensus_) results_.values(consensus_)[0] = day;
}

template <class Opinion>
void Conversation::listen(const Opinion& opinion) {
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) next_[i] = opinion(i);
  });
  if (!susceptibility_.empty()) {
    sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
      for (std::uint32_t i = block.begin; i < block.end; ++i) {
        next_[i] = heed(next_[i], first_[i], susceptibility_[i]);
      }
    });
  }
  world_.citizens.belief.swap(next_);
}

void Conversation::average() {
  const double* const x = world_.citizens.belief.data();
  const double own = rules_.own_weight;
  if (rules_.mixing == Mixing::complete) {
    const auto all = sim::sum_over<double>(world_.blocks, [&](const sim::Block& block) {
      double sum = 0;
      for (std::uint32_t i = block.begin; i < block.end; ++i) sum += x[i];
      return sum;
    });
    const double others = world_.n() - 1.0;
    listen([&](std::uint32_t i) {
      return others > 0 ? own * x[i] + (1 - own) * (all - x[i]) / others : x[i];
    });
  } else if (rules_.weights.given()) {
    const sim::Graph& graph = weights_.graph;
    listen([&](std::uint32_t i) {
      double heard = 0;
      for (std::uint64_t k = graph.begin[i]; k < graph.begin[i + 1]; ++k) {
        heard += weights_.weight[k] * x[graph.neighbour[k]];
      }
      return heard;
    });
  } else {
    listen([&](std::uint32_t i) {
      const auto friends = world_.friends.of(i);
      if (friends.empty()) return x[i];
      double sum = 0;
      for (const std::uint32_t j : friends) sum += x[j];
      return own * x[i] + (1 - own) * (sum / static_cast<double>(friends.size()));
    });
  }
}

void Conversation::average_the_near() {
  const double* const x = world_.citizens.belief.data();
  const bool is_weighted = rules_.weights.given();
  const sim::Graph& graph = is_weighted ? weights_.graph : world_.friends;
  const auto mean = [&](std::uint32_t i, double own, const auto& weight) {
    double sum = own * x[i];
    double near = own;
    for (std::uint64_t k = graph.begin[i]; k < graph.begin[i + 1]; ++k) {
      const double y = x[graph.neighbour[k]];
      const double w = takes_seriously(x[i], y, rules_.confidence) ? weight(k) : 0.0;
      sum += w * y;
      near += w;
    }
    return near > 0 ? sum / near : x[i];
  };
  if (is_weighted) {
    const auto of_file = [&](std::uint64_t k) { return weights_.weight[k]; };
    listen([&](std::uint32_t i) { return mean(i, 0, of_file); });
  } else {
    const auto same = [](std::uint64_t) { return 1.0; };
    listen([&](std::uint32_t i) { return mean(i, 1, same); });
  }
}

/// Among all, the near ones stand together in the order of opinions.
void Conversation::average_the_near_of_all() {
  const std::vector<double>& x = world_.citizens.belief;
  std::vector<double> sorted = x;
  std::ranges::sort(sorted);
  std::vector<double> sum_before{0.0};  // sums of the sorted opinions
  sum_before.reserve(sorted.size() + 1);
  for (const double opinion : sorted) {
    sum_before.push_back(sum_before.back() + opinion);
  }
  listen([&](std::uint32_t i) {
    const auto is_too_low = [&](double y) {
      return y < x[i] && !takes_seriously(x[i], y, rules_.confidence);
    };
    const auto is_not_too_high = [&](double y) {
      return y <= x[i] || takes_seriously(x[i], y, rules_.confidence);
    };
    const auto first = std::ranges::partition_point(sorted, is_too_low);
    const auto last = std::ranges::partition_point(sorted, is_not_too_high);
    const double sum = sum_before[static_cast<std::size_t>(last - sorted.begin())] -
                       sum_before[static_cast<std::size_t>(first - sorted.begin())];
    // A difference of sums may round beyond those that it is the mean of.
    return std::clamp(sum / static_cast<double>(last - first), *first, *(last - 1));
  });
}

void Conversation::meet_in_pairs(const Round& round) {
  std::vector<double>& x = world_.citizens.belief;
  const auto talk = [&](std::uint32_t i, std::uint32_t j, std::uint32_t) {
    const auto [a, b] = meet(x[i], x[j], rules_.confidence, rules_.convergence);
    if (may_move(i)) x[i] = a;
    if (may_move(j)) x[j] = b;
  };
  partners_->for_each_pair(round.step, round.number, talk);
}

void Conversation::copy_in_pairs(const Round& round) {
  std::vector<double>& x = world_.citizens.belief;
  const auto [low, high] = extremes(world_.blocks, x);
  if (low == high) return;
  // Once two opinions are left, those who hold the higher are counted on the way.
  std::uint32_t of_high = 0;
  bool are_two = true;
  for (const double opinion : x) {
    of_high += opinion == high;
    are_two &= opinion == low || opinion == high;
  }
  const auto copy = [&, high = high](std::uint32_t i, std::uint32_t j,
                                     std::uint32_t pair) {
    if (!may_move(i) || x[i] == x[j]) return;
    of_high += x[j] == high ? 1u : -1u;
    x[i] = x[j];
    if (are_two && (of_high == 0 || of_high == world_.n()) && !is_consensus_) {
      is_consensus_ = true;
      results_.values(consensus_)[0] =
          round.began +
          (pair + 1.0) / world_.n() / static_cast<double>(rules_.rounds_per_day);
    }
  };
  partners_->for_each_pair(round.step, round.number, copy);
}

void Conversation::copy_at_once(const Round& round) {
  const std::vector<double>& x = world_.citizens.belief;
  listen([&](std::uint32_t i) {
    const auto words =
        world_.luck.draw(voter_purpose, round.step, world_.people.key[i], round.number);
    return x[partners_->drawn(i, words[0])];
  });
}

}  // namespace newsdep
