#pragma once
// Society: who lives there, and who knows whom. It never changes in a run.

#include "models/scenario.hpp"
#include "models/society/people.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// All that a scenario says about its society. Equal rules and seeds make equal
/// societies.
struct SocietyRules {
  PopulationParameters population;
  FriendParameters friends;
  FollowParameters follows;
  bool has_accounts = false;  ///< the file of `follows` names inauthentic accounts too

  bool operator==(const SocietyRules&) const = default;
};
SocietyRules society_rules(const Scenario& scenario);

struct Society {
  People people;
  sim::Graph friends;
  sim::Graph followees;  ///< row i: citizens whom i follows beside friends
};

/// Draws a society, or reads it. Where the file of whom citizens follow names
/// inauthentic accounts, which are no citizens, whom they follow stays empty.
Society make_society(const SocietyRules& rules, const sim::Luck& luck);

}  // namespace newsdep
