#pragma once
// The state's money in a world: what its levers are, and how it divides its budget.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "models/mechanisms/allocate.hpp"
#include "models/scenario/state.hpp"

namespace newsdep {

class World;

enum class LeverKind : std::uint8_t { advertiser, order, network };

/// What a lever's money goes to: a place in the world's list of that kind.
struct LeverTarget {
  LeverKind kind = LeverKind::advertiser;
  std::size_t place = 0;
};

/// The budget as it is today; money in USD.
struct StateBudget {
  std::vector<LeverTarget> levers;  ///< as the rules in force list them
  std::vector<double> shares;       ///< [levers] of the budget
  double available = 0;             ///< since the start
  double handed = 0;                ///< to all levers since the last survey
  double support_seen = std::numeric_limits<double>::quiet_NaN();  ///< last survey
  bool alarmed = false;
  std::optional<double> gain;  ///< per dollar, of the last period
  std::optional<Move> move;    ///< made last
};

/// The part of a lever's key that says of which kind it is, as "ads.advertisers.".
const char* prefix_of(LeverKind kind);

/// Finds what the levers of the rules in force pay for; nothing has been spent yet, and
/// accounts that the state pays for rest until it does.
void adopt_levers(World& world);

/// What a lever has cost since the start of the run: what its ads were billed, its
/// likes when they were delivered, its accounts while they acted.
double spent_on(const World& world, const LeverTarget& lever);

}  // namespace newsdep
