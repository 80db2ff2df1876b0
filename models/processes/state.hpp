#pragma once
// State: what it sees, how it divides its budget, whom it pays, and what it brings
// about.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Every `survey_every` days from the start asks `sample` citizens whether their belief
/// is above 0. Then the policy divides the budget:
///
///   - script: as it stands, from its dates on;
///   - rule: as at the start, or as an alarm has it that sounds (Alarming): those that
///     watch approval look at each survey, those that watch voiced dissent or marchers
///     each step at what was public in the last. An alarm that sounds brings its events
///     about;
///   - adaptive: two levers are tried against each other, each for the time between two
///     surveys, and the budget moves to what seems to bring more (draw_trial, learn,
///     climb).
///
/// Then hands each lever its money of the step:
///
///     money_k = share_k budget dt,   the shares sum to 1
///
/// to an advertiser as its daily budget, to an order as likes that fall due, 1000
/// money_k / price, to a network as accounts that act, floor(money_k / (price dt)) of
/// those still there, to an outlet as stories, money_k / story_price, to a source as
/// pressure (harass), to an event without a date as the next day of it, if the day's
/// money reaches its price: it takes the price or nothing. A lever that cannot take its
/// money now (outside its own dates, closed, in exile, sold to the state's side) takes
/// nothing, and what is not taken is not spent.
///
/// Decides on nothing but the surveys, what was public, and its budget. Reads beliefs,
/// World::opinion and street; writes World::state, what the levers have, and events;
/// draws "State sample" (citizen, step) and "State trial" (step).
void spend_budget(World& world, const sim::Moment& moment);

}  // namespace newsdep
