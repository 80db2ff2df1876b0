#pragma once
// What is in the news, what readers learn from it, and events as they stand in a run.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/calendar.hpp"

namespace newsdep {

/// An event of the rules in force, in this run: those without a date of their own get
/// one when something brings them about.
struct EventState {
  std::optional<sim::Date> date;  ///< none: not yet, or switched off
  std::optional<sim::Date> end;
  std::size_t topic = 0;  ///< its place among World::topics, from 1; 0 for none

  bool is_in_force(sim::Date today) const {
    return date && *date <= today && (!end || today < *end);
  }
};

/// Something that newsrooms write about while it is new.
struct Topic {
  std::uint32_t name_hash = 0;
  std::optional<sim::Date> date;    ///< from which it is news; none: not yet
  double days = 0;                  ///< for how long
  double coverage = 0;              ///< share of a newsroom's stories that are about it
  float threat = 0;                 ///< in [0, 1], to who reads of it
  std::uint8_t lesson = 0;          ///< bit of what its readers learn, 0 for nothing
  std::optional<std::uint32_t> by;  ///< the source that raises it
  std::optional<std::uint32_t> against;  ///< the source that carries none of it
  double own_coverage = 0;   ///< share of the stories of the source that raises it
  bool state_tells = false;  ///< whether the state's own media carry it, and the afraid
};

/// What readers can learn of sources, and how far who has learnt it still believes
/// them:
///
///     credence of c to i = credence of c * product of `left`_k,c over the lessons k
///                          that i has learnt
///
/// Assumed; a lesson that leaves all credence leaves every belief where it was.
class Lessons {
 public:
  static constexpr std::size_t most = 8;

  /// Adds a lesson by what it leaves, [outlets] in [0, 1], and returns its bit.
  std::uint8_t add(const std::vector<double>& left);
  bool any() const { return !trust_.empty(); }
  /// What is left of an outlet's credence to one with these bits.
  double trust(std::uint8_t learnt, std::uint32_t outlet) const {
    return trust_[learnt * outlets_ + outlet];
  }
  std::size_t bytes() const { return trust_.capacity() * sizeof(double); }

 private:
  std::size_t outlets_ = 0;
  std::vector<double> trust_;  ///< [sets of lessons x outlets], empty without any
};

}  // namespace newsdep
