#include "models/society.hpp"

#include <utility>

#include "models/inauthentic.hpp"

namespace newsdep {

SocietyRules society_rules(const Scenario& scenario) {
  return {scenario.population, scenario.friends, scenario.follows,
          has_accounts_from_file(scenario.inauthentic)};
}

Society make_society(const SocietyRules& rules, const sim::Luck& luck) {
  Society society;
  society.people = make_people(rules.population, luck);
  society.friends = make_friends(society.people, rules.friends, luck);
  if (!rules.has_accounts) {
    society.followees = make_followees(society.people, rules.follows, luck);
  }
  return society;
}

}  // namespace newsdep
