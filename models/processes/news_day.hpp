#pragma once
// NewsDay: citizens choose, read, hear, believe, like, share and post. The hot loop.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Lets every citizen live one step of news: Poisson(a dt) occasions, each of which
/// goes to one alternative by logit over the values with which the step began; what is
/// met there moves the alternative's value and the reader's belief; then belief is
/// pulled toward leaning (model equations 4.1, 4.2 and 4.4). Friends hear the beliefs
/// of the last step. Blocks are independent of each other; what crosses them waits in
/// outboxes.
void live_news_day(World& world, const sim::Moment& moment);

}  // namespace newsdep
