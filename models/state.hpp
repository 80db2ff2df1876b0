#pragma once
// The state in a world: its levers, how it divides its budget, and what it has seen.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "models/mechanisms/allocate.hpp"
#include "models/scenario/state.hpp"

namespace newsdep {

class World;

enum class LeverKind : std::uint8_t {
  advertiser,
  order,
  network,
  outlet,
  newsroom,
  event
};

/// What a lever's money goes to: a place in the world's list of that kind.
struct LeverTarget {
  LeverKind kind = LeverKind::advertiser;
  std::size_t place = 0;
  double paid = 0;   ///< USD so far, for stories, pressure and events
  double purse = 0;  ///< USD of today, for an event
};

inline constexpr double unseen = std::numeric_limits<double>::quiet_NaN();

/// An alarm as it is today.
struct AlarmState {
  bool is_on = false;
  double at_survey = unseen;  ///< what was seen at the last survey
};

/// The search of the policy `adaptive`.
struct Search {
  std::vector<double> shares;  ///< [levers] around which it tries
  std::vector<double> brings;  ///< [levers] per dollar, as far as it knows
  std::optional<Trial> trial;
  Half half = Half::first;
  std::optional<double> gain;  ///< per dollar, of the trial's first period
  std::int64_t trials = 0;
};

/// The state as it is today; money in USD.
struct StateBudget {
  std::vector<LeverTarget> levers;  ///< as the rules in force list them
  std::vector<double> shares;       ///< [levers] of the budget
  double available = 0;             ///< since the start
  double available_then = 0;        ///< at the last survey
  double support_seen = unseen;     ///< last survey
  std::vector<AlarmState> alarms;   ///< as the rules in force list them
  Search search;
};

/// The part of a lever's key that says of which kind it is, as "ads.advertisers.".
const char* prefix_of(LeverKind kind);

/// Finds what the levers of the rules in force pay for; nothing has been spent yet, and
/// accounts that the state pays for rest until it does.
void adopt_levers(World& world);

/// What a lever has cost since the start of the run: what its ads were billed, its
/// likes when they were delivered, its accounts while they acted, stories, pressure and
/// events when they were paid for.
double spent_on(const World& world, const LeverTarget& lever);

}  // namespace newsdep
