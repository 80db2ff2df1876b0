#pragma once
// What the cross-checks of a scenario have in common.

#include <string>
#include <string_view>
#include <vector>

#include "models/scenario.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

inline std::string quoted(std::string_view name) {
  return "'" + std::string(name) + "'";
}

template <class Item>
std::string names_of(const std::vector<Item>& items) {
  std::string text;
  for (const Item& item : items) text += (text.empty() ? "" : ", ") + item.name;
  return text.empty() ? "none" : text;
}

/// Reports a name that nothing defines, with the names there are.
template <class Item>
void check_name(sim::Problems& problems, const std::string& key,
                const std::vector<Item>& items, const std::string& what,
                const std::string& name) {
  if (find(items, name) != nullptr) return;
  problems.at(key, "there is no " + what + " " + quoted(name) +
                       "; the scenario names: " + names_of(items));
}

/// Reports a date outside the run.
void check_date(const Scenario& s, sim::Problems& problems, const std::string& key,
                sim::Date date);

/// Reports an outlet that is no page; of one that does not exist others report.
void check_is_page(const Scenario& s, sim::Problems& problems, const std::string& key,
                   const std::string& name);

/// Whether something answers by an event that has no date of its own: an alarm of the
/// state, an accusation by its suit, a case by its verdict, whether switched on or not.
bool is_an_answer(const Scenario& s, const std::string& event);

/// Checks events: what each needs, when it is, and which exclude each other.
void check_events(const Scenario& s, sim::Problems& problems);
/// Checks what can be bought on the platform: likes, accounts, ads, and the pages and
/// countries that these name.
void check_bought(const Scenario& s, sim::Problems& problems);

/// Checks that a friend graph of the textbooks has room among the citizens.
void check_friends(const Scenario& s, sim::Problems& problems);
/// Checks elections, and events that ban parties from them.
void check_ballot(const Scenario& s, sim::Problems& problems);
/// Checks the street: rounds and issues.
void check_street(const Scenario& s, sim::Problems& problems);
/// Checks regions and age bands that are named, against the population.
void check_places(const Scenario& s, sim::Problems& problems);
/// Checks fear, the climate of opinion, and the events that these look at.
void check_opinion(const Scenario& s, sim::Problems& problems);
/// Checks the state: what its levers pay for, that shares sum to 1, its alarms.
void check_state(const Scenario& s, sim::Problems& problems);
/// Checks what is disclosed, and asked to be.
void check_disclosure(const Scenario& s, sim::Problems& problems);
/// How many things disclosure could at most teach readers (Lessons::most).
std::size_t lessons_of_disclosure(const Scenario& s);
/// Checks word of mouth.
void check_conversation(const Scenario& s, sim::Problems& problems);
/// Refuses what looks at news in a scenario without media.
void check_without_media(const Scenario& s, sim::Problems& problems);
/// Checks accusations, and cases over them.
void check_accusations(const Scenario& s, sim::Problems& problems);
/// How many things accusations and cases could at most teach readers (Lessons::most).
std::size_t lessons_of_accusations(const Scenario& s);

}  // namespace newsdep
