#pragma once
// Accusations as they stand in a run.

#include <cstdint>
#include <optional>

#include "sim/calendar.hpp"

namespace newsdep {

/// An accusation of the rules in force, in this run.
struct AccusationState {
  std::uint8_t lesson = 0;        ///< bit of those who have read it, once it is made
  std::optional<sim::Date> made;  ///< none: not yet, or never
  std::optional<sim::Date> suit;  ///< on which it is answered by a suit
};

}  // namespace newsdep
