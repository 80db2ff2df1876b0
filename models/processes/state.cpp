#include "models/processes/state.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/mechanisms/allocate.hpp"
#include "models/mechanisms/frighten.hpp"
#include "models/processes/topics.hpp"
#include "models/society/draw_sample.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose sample_purpose{"State sample"};
constexpr sim::Purpose trial_purpose{"State trial"};

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

/// Ends a period of the search with what the survey shows, and begins the next.
void search_on(World& world, double before, const sim::Moment& moment) {
  const StateParameters& rules = world.rules().state;
  StateBudget& state = world.state;
  Search& search = state.search;
  const auto gain = gain_per_dollar(before, state.support_seen,
                                    state.available - state.available_then);
  if (search.trial && search.half == Half::first) {
    search.half = Half::second;
    search.gain = gain;
  } else {
    if (search.trial && search.gain && gain) {
      ++search.trials;
      const double weight =
          weight_of_trial(search.trials, state.levers.size(), rules.forgetting);
      learn(search.brings, *search.trial, *search.gain - *gain, weight);
      climb(search.shares, search.brings, rules.part);
    }
    const auto luck = world.luck.draw(trial_purpose, moment.step, 0, 0);
    search.trial = draw_trial(search.shares, rules.probe, luck);
    search.half = Half::first;
  }
  state.shares = shares_in(*search.trial, search.half, search.shares);
}

/// What was public in the last step; NaN before anybody was asked.
double seen_in_public(const World& world, Watched what) {
  if (what == Watched::marchers) {
    return static_cast<double>(world.street.marchers) * world.persons_per_citizen;
  }
  if (world.citizens.says.empty()) return unseen;
  const Opinion& opinion = world.opinion;
  return (opinion.dissent_voiced + opinion.dissent_feigned) / world.n();
}

/// Brings about what the state does when an alarm sounds.
void answer(World& world, const Alarm& alarm, const sim::Moment& moment) {
  const std::vector<Event>& events = world.rules().events;
  for (const std::string& name : alarm.does) {
    const auto event = std::ranges::find(events, name, &Event::name);
    bring_about(world, static_cast<std::size_t>(event - events.begin()), moment);
  }
}

/// Looks at what alarms the state, and lets it answer.
void look(World& world, bool is_survey, const sim::Moment& moment) {
  const StateParameters& rules = world.rules().state;
  StateBudget& state = world.state;
  for (std::size_t k = 0; k < rules.alarms.size(); ++k) {
    const Alarm& alarm = rules.alarms[k];
    AlarmState& own = state.alarms[k];
    const bool is_asked = alarm.watches == Watched::approval;
    if (!alarm.enabled || (is_asked && !is_survey)) continue;
    const double now =
        is_asked ? state.support_seen : seen_in_public(world, alarm.watches);
    own.is_on = alarm.alarming()(own.at_survey, now);
    if (is_survey) own.at_survey = now;
    if (own.is_on) answer(world, alarm, moment);
  }
  for (std::size_t k = 0; k < rules.levers.size(); ++k) {
    state.shares[k] = rules.levers[k].share;
  }
  for (std::size_t k = rules.alarms.size(); k-- > 0;) {
    if (state.alarms[k].is_on && !rules.alarms[k].shares.empty()) {
      divide(world, rules.alarms[k].shares);
    }
  }
}

/// What the budget is multiplied by today.
double urgency(const World& world) {
  const std::vector<Alarm>& alarms = world.rules().state.alarms;
  double factor = 1;
  for (std::size_t k = 0; k < alarms.size(); ++k) {
    if (world.state.alarms[k].is_on) factor *= alarms[k].factor;
  }
  return factor;
}

/// Lets the policy divide the budget, with what a survey of today shows.
void decide(World& world, const sim::Moment& moment) {
  const StateParameters& rules = world.rules().state;
  StateBudget& state = world.state;
  const auto days = static_cast<double>(rules.survey_every);
  const bool is_survey =
      moment.step % static_cast<std::int32_t>(std::lround(days / moment.dt)) == 0;
  const double before = state.support_seen;
  if (is_survey) state.support_seen = ask(world, moment);
  if (rules.policy == StatePolicy::rule) {
    look(world, is_survey, moment);
  } else if (rules.policy == StatePolicy::adaptive && is_survey) {
    search_on(world, before, moment);
  } else if (rules.policy == StatePolicy::script) {
    const sim::Clock clock = world.rules().clock();
    for (const ScriptedShares& scripted : rules.script) {
      if (clock.step_of(scripted.date) == moment.step) divide(world, scripted.shares);
    }
  }
  if (is_survey) state.available_then = state.available;
}

/// Lets as many accounts act as the money pays.
void hire(World& world, NetworkState& network, double money,
          const sim::Moment& moment) {
  network.hired_to = network.first;
  if (!is_between(network.rules.start, network.rules.end, moment.date)) return;
  const double most = std::floor(money / (network.rules.price * moment.dt));
  double hired = 0;
  for (; network.hired_to < network.last && hired < most; ++network.hired_to) {
    hired += world.inauthentic.is_there(network.hired_to, moment.step);
  }
}

void order_likes(World& world, std::size_t place, double money,
                 const sim::Moment& moment) {
  const LikeOrder& rules = world.rules().marketplace.orders[place];
  if (!is_between(rules.start, rules.end, moment.date)) return;
  const double likes = money / rules.price * 1000;
  world.orders[place].funded += likes;
  world.orders[place].waiting += likes;
}

/// Pays for stories of an outlet that is open; returns what they cost.
double order_stories(OutletState& outlet, double per_day, const sim::Moment& moment) {
  outlet.bought.per_day = outlet.is_open() ? per_day / outlet.rules.story_price : 0;
  outlet.bought.paid += outlet.bought.per_day * moment.dt;
  return outlet.bought.per_day * outlet.rules.story_price * moment.dt;
}

/// Presses a source, unless it is in exile or has been sold to the state's side;
/// returns what that costs.
double press(SourceState& source, double per_day, const sim::Moment& moment) {
  source.harassment = 0;
  if (is_of_state(source.kind) || source.in_exile) return 0;
  source.harassment = harass(per_day, source.rules.pressure_price);
  return per_day * moment.dt;
}

/// At the end of a day whose money reaches the price of an event, keeps it in force
/// tomorrow; returns what that costs.
double keep_event(World& world, LeverTarget& lever, double money,
                  const sim::Moment& moment) {
  constexpr double rounding = 1e-9;  // of shares, and of sums over the steps of a day
  lever.purse += money;
  const sim::Moment next = world.rules().clock().moment(moment.step + 1);
  if (next.date == moment.date) return 0;
  const double price = world.rules().events[lever.place].price;
  const bool is_paid = price > 0 && lever.purse * (1 + rounding) >= price;
  lever.purse = 0;
  if (is_paid) keep_up(world, lever.place, moment);
  return is_paid ? price : 0;
}

/// Hands a lever its money.
void hand_out(World& world, LeverTarget& lever, double per_day,
              const sim::Moment& moment) {
  const double money = per_day * moment.dt;
  switch (lever.kind) {
    case LeverKind::advertiser:
      world.ads.advertisers[lever.place].rules.budget = per_day;
      return;
    case LeverKind::order:
      return order_likes(world, lever.place, money, moment);
    case LeverKind::network:
      return hire(world, world.inauthentic.networks[lever.place], money, moment);
    case LeverKind::outlet:
      lever.paid += order_stories(world.outlets[lever.place], per_day, moment);
      return;
    case LeverKind::newsroom:
      lever.paid += press(world.sources[lever.place], per_day, moment);
      return;
    case LeverKind::event:
      lever.paid += keep_event(world, lever, money, moment);
      return;
  }
}

}  // namespace

void spend_budget(World& world, const sim::Moment& moment) {
  StateBudget& state = world.state;
  decide(world, moment);
  const double budget = world.rules().state.budget * urgency(world);
  state.available += budget * moment.dt;
  for (std::size_t k = 0; k < state.levers.size(); ++k) {
    hand_out(world, state.levers[k], budget * state.shares[k], moment);
  }
}

}  // namespace newsdep
