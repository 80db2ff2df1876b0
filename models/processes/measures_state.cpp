// Measures of the state: how its budget is divided and spent, what its surveys show,
// and what alarms it.

#include "models/processes/measures.hpp"

namespace newsdep {

void Measures::add_levers() {
  add({.name = "state/spend",
       .axes = {"lever"},
       .unit = "USD",
       .long_name = "spend on a lever",
       .comment = "What the lever has cost since the start of the run: ads when they "
                  "are billed, likes when they are delivered, accounts while they act, "
                  "stories, pressure and events when they are paid for."},
      [this](std::span<double> row) {
        const bool is_on = world_.rules().state.enabled;
        for (std::size_t k = 0; k < row.size(); ++k) {
          row[k] = is_on ? spent_on(world_, world_.state.levers[k]) : 0;
        }
      });
  add({.name = "state/share",
       .axes = {"lever"},
       .unit = "1",
       .long_name = "share of the state's budget",
       .comment = "Share of the budget that the policy gives to the lever in the step; "
                  "0 while the process State is off."},
      [this](std::span<double> row) {
        for (std::size_t k = 0; k < row.size(); ++k) row[k] = world_.state.shares[k];
      });
}

void Measures::add_state() {
  const StateParameters& rules = world_.rules().state;
  if (!rules.levers.empty()) add_levers();
  if (!rules.alarms.empty()) {
    add({.name = "state/alarmed",
         .axes = {"alarm"},
         .unit = "1",
         .long_name = "whether an alarm sounds",
         .comment = "1 while what the state watches alarms it, else 0."},
        [this](std::span<double> row) {
          for (std::size_t k = 0; k < row.size(); ++k) {
            row[k] = world_.state.alarms[k].is_on;
          }
        });
  }
  add_number("state/available", "USD", "the state's money",
             "Budget for all levers since the start of the run.",
             [this] { return world_.state.available; });
  add_number("state/support_seen", "1", "support, as the state sees it",
             "Share of the last sample that the state has asked whose belief is above "
             "0; NaN while the process State is off.",
             [this] { return world_.state.support_seen; });
}

}  // namespace newsdep
