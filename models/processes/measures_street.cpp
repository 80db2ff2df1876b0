// Measures of the street: who marches, and where.

#include "models/processes/measures.hpp"

namespace newsdep {

void Measures::add_street() {
  add_number("protesters", "persons", "marchers",
             "Persons who marched in the last round of the step.", [this] {
               return static_cast<double>(world_.street.marchers) *
                      world_.persons_per_citizen;
             });
  add({.name = "protesters_region",
       .axes = {"region"},
       .unit = "persons",
       .long_name = "marchers, by region",
       .comment = "Persons of the region who marched in the last round of the step."},
      [this](std::span<double> row) {
        for (std::size_t r = 0; r < row.size(); ++r) {
          row[r] =
              static_cast<double>(world_.street.region[r]) * world_.persons_per_citizen;
        }
      });
  add_number(
      "marcher_days", "person-days", "marching so far",
      "Marchers times the length of the step, summed since the start of the run.",
      [this] { return world_.street.marcher_days; });
}

}  // namespace newsdep
