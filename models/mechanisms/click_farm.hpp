#pragma once
// A click farm: when bought likes come, how long they stay, what they cost.

#include "models/scenario/events.hpp"
#include "sim/calendar.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// The likes of an order that fall due in one step:
///
///     L dt / D on each of the D days of delivery, else 0
///
/// L likes ordered, dt length of the step in days. A trickle takes all days of the
/// order, a burst the first alone: with shorter steps it is that day's steps which
/// share it, so that totals by day do not depend on the step.
inline double likes_due(const LikeOrder& order, const sim::Moment& moment) {
  const bool is_burst = order.delivery == LikeDelivery::burst;
  const sim::Date last = is_burst ? order.start : order.end;
  const double days = last.days - order.start.days + 1;
  const bool is_due = order.start <= moment.date && moment.date <= last;
  return is_due ? order.likes * moment.dt / days : 0.0;
}

/// The share of fake likes that are still online after dt days: exp(-h dt), h hazard of
/// removal, 1/day. Source of h: NATO StratCom 2019, 80 % online after four weeks.
inline double share_kept(double hazard, double dt) { return sim::exp(-hazard * dt); }

/// What delivered likes cost, USD; price in USD per 1,000 likes.
inline double cost_of(double delivered, double price) {
  return delivered * price / 1000;
}

}  // namespace newsdep
