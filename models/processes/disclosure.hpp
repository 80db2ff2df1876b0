#pragma once
// Disclosure: rulings, what they show and whom they expose, and the truth as news.

#include <cstdint>
#include <string>
#include <vector>

#include "models/mechanisms/disclose.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// In each step, after the auditor has looked:
///
///   - rules on the requests of the day: what is granted raises what is disclosed of
///     the page, and frightens those of its fans whom it exposes and who are against
///     the regime, as a law does; whom it exposes, and what was asked would have, is
///     counted;
///   - lets the platform's own policy show what it has decided to show;
///   - when what is disclosed of a page convinces (mechanisms/disclose.hpp) that likes
///     were bought, or names payers of its source or owner who have posed as others (by
///     inauthentic accounts that have acted, by ads that displayed another sponsor),
///     makes it a topic from the next day on, which the state's own media and the
///     source of the page do not carry, and whose readers learn it: the source of the
///     page, and all that is seen to speak for it, lose credence. Where payers are
///     named, so do those accounts, the advertisers of the same source or owner, and
///     whom their ads displayed. Told once of a page, and once more when payers are
///     named later;
///   - when what a ruling discloses exonerates, and reveals none of these, makes that a
///     topic, which all carry, and which takes no credence.
///
/// Reads World::audit, follows, beliefs, advertisers, networks; writes what is
/// disclosed, topics and lessons, fear and belief of the exposed, and the group
/// disclosure. Draws "Disclosure writers" (citizen, page). Assumed:
/// DisclosureParameters.
class Disclosure {
 public:
  Disclosure(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  /// What has been told of a page.
  struct Told {
    std::uint8_t bought = 0;   ///< bits of the lessons on what was found
    std::uint8_t nothing = 0;  ///< bit of the lesson that nothing was
    bool payers = false;
    std::vector<bool> exposed;  ///< [outlets] that have lost credence over it
  };
  /// Persons by side.
  struct Sides {
    double supporters = 0;
    double opponents = 0;
    Sides& operator+=(const Sides& other) {
      supporters += other.supporters;
      opponents += other.opponents;
      return *this;
    }
  };

  void add_variables();
  void rule(std::size_t request, const sim::Moment& moment);
  void show_by_policy(const sim::Moment& moment);
  void tell(std::size_t page, const sim::Moment& moment);
  void clear_of_it(std::size_t page, const sim::Moment& moment);
  bool reveals_agents(std::size_t page) const;
  bool clears(std::size_t page) const;
  std::vector<bool> exposed_by(std::size_t page) const;
  bool is_exposed(const Grant& grant, std::size_t page, std::uint32_t i) const;
  Sides count_exposed(const Grant& grant, std::size_t page) const;
  void frighten_exposed(const Grant& grant, std::size_t page);
  void record(std::size_t row);

  World& world_;
  sim::Results& results_;
  std::vector<std::size_t> page_of_;  ///< [requests] place among pages
  std::vector<bool> names_payers_;    ///< [pages] whether payers are disclosed
  std::vector<Told> told_;            ///< [pages]
  sim::VariableId level_{};
  sim::VariableId informed_{};
  sim::VariableId cleared_{};
  sim::VariableId credence_left_{};
  sim::VariableId granted_{};
  sim::VariableId would_expose_{};
  sim::VariableId exposed_{};
};

}  // namespace newsdep
