#pragma once
// Ads: what each advertiser wants to buy today, and what it is billed.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Before the day: money of the day reaches each advertiser's purse; data leak, or may
/// no longer be used, on their dates; messages are made; and each decides which share
/// of the places before its audience it wants, so that yesterday's number of places
/// would use its purse up, less two standard deviations of chance, which stay for
/// tomorrow:
///
///     s places P(s) = purse - 2 sqrt(purse c),   c the highest cost of one impression
///
/// Each place is then taken with chance s (Visits::serve). Reads the rules and
/// yesterday's tally; writes the world's ads and stories; draws as Newsroom does.
void auction_ads(World& world, const sim::Moment& moment);

/// After the day: impressions times the price of 1,000 leave the purse, and never more
/// than is in it: what chance has shown beyond that is not paid for. Reads the day's
/// tally; writes purses, spend, impressions and follows.
void bill_ads(World& world, const sim::Moment& moment);

}  // namespace newsdep
