#pragma once
// Court: cases over accusations of bought likes, and their verdicts.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Opens a case on its date, or when the accusation that it is about is answered by a
/// suit; `hearing` days later gives the verdict. The court sees what the auditor found
/// last of the page, at the level that has been disclosed of it by then or, if that is
/// lower, the level that it admits; what has shown no likes yet is no evidence, log B =
/// 0. The charge stands with the chance of mechanisms/judge.hpp. A verdict of guilty
/// brings its event about; an acquittal its own, and is news from the next day, as
/// widely told as the accusation was: who reads it believes the accused less.
///
/// Reads World::audit, accusations and events; writes events, topics and the group
/// case. Draws "Court verdict" (case).
class Court {
 public:
  Court(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  /// The day on which a case opens, if that is known.
  std::optional<sim::Date> opening(std::size_t of) const;
  void judge(std::size_t of, const sim::Moment& moment);

  World& world_;
  sim::Results& results_;
  std::vector<std::uint32_t> page_;      ///< [cases] place among pages
  std::vector<std::size_t> accusation_;  ///< [cases] that each is about
  sim::VariableId chance_{};
  sim::VariableId log_bayes_factor_{};
  sim::VariableId verdict_{};
  sim::VariableId level_{};
  sim::VariableId opened_{};
  sim::VariableId verdict_day_{};
};

}  // namespace newsdep
