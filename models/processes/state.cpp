#include "models/processes/state.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/mechanisms/allocate.hpp"
#include "models/society/draw_sample.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose sample_purpose{"State sample"};
constexpr sim::Purpose move_purpose{"State move"};

bool is_between(const std::optional<sim::Date>& first,
                const std::optional<sim::Date>& last, sim::Date date) {
  return (!first || *first <= date) && (!last || date <= *last);
}

/// The share of a fresh sample whose belief is above 0.
double ask(const World& world, const sim::Moment& moment) {
  const auto sample = draw_sample(world.luck, sample_purpose, world.people,
                                  world.blocks, static_cast<std::uint32_t>(moment.step),
                                  static_cast<std::size_t>(world.rules().state.sample));
  const auto for_it = std::ranges::count_if(
      sample, [&](std::uint32_t i) { return world.citizens.belief[i] > 0; });
  return static_cast<double>(for_it) / static_cast<double>(sample.size());
}

/// Divides the budget as named; levers that are not named get nothing.
void divide(World& world, const sim::NamedNumbers& shares) {
  const std::vector<Lever>& levers = world.rules().state.levers;
  std::ranges::fill(world.state.shares, 0.0);
  for (const auto& [name, share] : shares) {
    const auto lever = std::ranges::find(levers, name, &Lever::name);
    world.state.shares[static_cast<std::size_t>(lever - levers.begin())] = share;
  }
}

void react(World& world, double before, double after) {
  StateBudget& state = world.state;
  const AlarmParameters& alarm = world.rules().state.alarm;
  state.alarmed = is_alarmed(before, after, alarm.fall);
  if (alarm.shares.empty()) return;
  if (state.alarmed) {
    divide(world, alarm.shares);
  } else {
    const std::vector<Lever>& levers = world.rules().state.levers;
    for (std::size_t k = 0; k < levers.size(); ++k) state.shares[k] = levers[k].share;
  }
}

void climb(World& world, double before, double after, const sim::Moment& moment) {
  StateBudget& state = world.state;
  const auto gain = gain_per_dollar(before, after, state.handed);
  if (gain) {
    const auto luck = world.luck.draw(move_purpose, moment.step, 0, 0);
    const bool rose = state.gain && *gain > *state.gain;
    const Move move = next_move(state.shares, state.move, rose, luck);
    make_move(state.shares, move, world.rules().state.part);
    state.move = move;
  }
  state.gain = gain;
}

/// Asks, and lets the policy see what the period has brought.
void survey(World& world, const sim::Moment& moment) {
  StateBudget& state = world.state;
  const double before = state.support_seen;
  state.support_seen = ask(world, moment);
  if (std::isnan(before)) return;
  if (world.rules().state.policy == StatePolicy::rule) {
    react(world, before, state.support_seen);
  } else if (world.rules().state.policy == StatePolicy::adaptive) {
    climb(world, before, state.support_seen, moment);
  }
  state.handed = 0;
}

/// Lets as many accounts act as the money pays; returns what they cost.
double hire(World& world, NetworkState& network, double money,
            const sim::Moment& moment) {
  network.hired_to = network.first;
  if (!is_between(network.rules.start, network.rules.end, moment.date)) return 0;
  const double cost = network.rules.price * moment.dt;
  const double most = std::floor(money / cost);
  double hired = 0;
  for (; network.hired_to < network.last && hired < most; ++network.hired_to) {
    hired += world.inauthentic.is_there(network.hired_to, moment.step);
  }
  return hired * cost;
}

/// Hands a lever its money; returns what it takes.
double hand_out(World& world, const LeverTarget& lever, double per_day,
                const sim::Moment& moment) {
  const double money = per_day * moment.dt;
  if (lever.kind == LeverKind::network) {
    return hire(world, world.inauthentic.networks[lever.place], money, moment);
  }
  if (lever.kind == LeverKind::advertiser) {
    Advertiser& rules = world.ads.advertisers[lever.place].rules;
    rules.budget = per_day;
    return is_between(rules.start, rules.end, moment.date) ? money : 0;
  }
  const LikeOrder& rules = world.rules().marketplace.orders[lever.place];
  if (!is_between(rules.start, rules.end, moment.date)) return 0;
  const double likes = money / rules.price * 1000;
  world.orders[lever.place].funded += likes;
  world.orders[lever.place].waiting += likes;
  return money;
}

}  // namespace

void spend_budget(World& world, const sim::Moment& moment) {
  const StateParameters& rules = world.rules().state;
  StateBudget& state = world.state;
  const auto days = static_cast<double>(rules.survey_every);
  if (moment.step % static_cast<std::int32_t>(std::lround(days / moment.dt)) == 0) {
    survey(world, moment);
  }
  if (rules.policy == StatePolicy::script) {
    for (const ScriptedShares& scripted : rules.script) {
      const sim::Clock clock = world.rules().clock();
      if (clock.step_of(scripted.date) == moment.step) divide(world, scripted.shares);
    }
  }
  const double budget = rules.budget * (state.alarmed ? rules.alarm.factor : 1.0);
  state.available += budget * moment.dt;
  for (std::size_t k = 0; k < state.levers.size(); ++k) {
    state.handed += hand_out(world, state.levers[k], budget * state.shares[k], moment);
  }
}

}  // namespace newsdep
