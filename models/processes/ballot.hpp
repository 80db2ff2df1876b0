#pragma once
// Ballot: on its date, an election is held.

#include <cstddef>
#include <string_view>
#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Whether an event has taken a party off the ballot on that date.
bool is_banned(const World& world, std::string_view party, sim::Date date);

/// Holds each election in the step in which its date begins: every citizen of voting
/// age votes for a party that is not banned, spoils the ballot or stays at home
/// (mechanisms/vote.hpp), and the votes of each region become its seats
/// (mechanisms/dhondt.hpp).
///
/// Reads beliefs and perceived support; writes the group `ballot` and nothing that
/// another process reads. Draws "Ballot age" once per citizen, the same in every
/// election, and "Ballot vote" per citizen, election and option, all keyed by names:
/// another election, another date or another party moves nobody's luck.
class Ballot {
 public:
  Ballot(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  struct Count;

  Count count(const Election& election) const;
  void record(std::size_t e, const Count& count);
  void record_seats(std::size_t e, const Count& count);

  World& world_;
  sim::Results& results_;
  std::size_t parties_;
  std::size_t choices_;  ///< parties, then spoil, then abstain
  sim::VariableId electorate_{};
  sim::VariableId turnout_{};
  sim::VariableId spoiled_{};
  sim::VariableId share_{};
  sim::VariableId seats_{};
  sim::VariableId electorate_region_{};
  sim::VariableId turnout_region_{};
  sim::VariableId votes_region_{};
  sim::VariableId share_region_{};
  sim::VariableId seats_region_{};
  sim::VariableId chance_region_{};
};

}  // namespace newsdep
