#pragma once
// State: what its surveys show, how it divides its budget, and whom it pays.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Every `survey_every` days from the start asks `sample` citizens whether their belief
/// is above 0, and lets the policy divide the budget; then hands each lever its money
/// of the step:
///
///     money_k = share_k budget dt,   the shares sum to 1
///
/// to an advertiser as its daily budget, to an order as likes that fall due, 1000
/// money_k / price, to a network as accounts that act, floor(money_k / (price dt)) of
/// those still there. Outside its own dates a lever takes nothing, and what is not
/// taken is not spent. Decides on nothing but the surveys and what was handed out.
/// Reads beliefs and dates; writes the world's state and what the levers have; draws
/// "State sample" (citizen, step) and "State move" (step).
void spend_budget(World& world, const sim::Moment& moment);

}  // namespace newsdep
