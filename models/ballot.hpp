#pragma once
// The tables of elections, read for the regions that people live in.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/ballot.hpp"
#include "models/society/people.hpp"

namespace newsdep {

/// Seats, regional constants and ages. Empty when Ballot is off.
struct BallotTables {
  /// [elections][regions]; nothing for an election without a table of seats.
  std::vector<std::optional<std::vector<std::int64_t>>> seats;
  /// [regions][parties] added to the constants of the parties.
  std::vector<std::vector<double>> constant;
  std::vector<double> too_young;  ///< [age bands] share below voting age
};

/// Reads the tables of a scenario's elections. Throws UserError, with file and line,
/// for a region nobody lives in, one that stands twice, one without seats, a party that
/// does not stand, and seats that are no whole number of at least 0.
BallotTables read_ballot_tables(const BallotParameters& ballot, const People& people);

}  // namespace newsdep
