#pragma once
// What citizens think before they talk, and how much they heed what they hear.

#include <vector>

#include "models/world.hpp"

namespace newsdep {

/// The opinions with which a conversation begins.
struct InitialTalk {
  std::vector<double> belief;          ///< [n]; empty: as they are
  std::vector<double> susceptibility;  ///< [n] in [0, 1]; empty: 1 for all
};

/// Reads the table, or draws by the law, and makes the stubborn, for the rules of the
/// world's conversation. Draws "Conversation opinion" and "Conversation stubborn" once
/// a citizen. Throws UserError for a faulty table.
InitialTalk initial_talk(const World& world);

}  // namespace newsdep
