#pragma once
// Accusations: what is said of the powerful in public, and whether the state sues.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Lets newsrooms tell from a date on, as they tell an accusation, something that costs
/// the accused credence: adds the topic and its lesson, and returns the lesson's bit.
/// Who has learnt it believes the accused's outlets, and the ads that display his name
/// that day, by `left` of what he did. Whose the inauthentic accounts are nobody is
/// told.
std::uint8_t tell(World& world, const Accusation& accusation, std::string_view name,
                  sim::Date date, double left);

/// Before newsrooms publish: makes each accusation on its date, as a topic with a
/// lesson, if the accuser has an open outlet that day; and, while it is news and not
/// yet answered, lets the state answer it by its suit with the chance of
/// mechanisms/judge.hpp, the reach being that with which the step begins. The suit is
/// brought about, so it takes effect on the next day.
///
/// Reads outlets and what citizens have learnt; writes World::accusations and topics,
/// events, and the group accusations. Draws "Accusation suit" (step, accusation).
class Accusations {
 public:
  Accusations(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  void make(std::size_t accusation, const sim::Moment& moment);
  void answer(std::size_t accusation, double reach, const sim::Moment& moment);

  World& world_;
  sim::Results& results_;
  sim::VariableId read_{};
  sim::VariableId made_{};
  sim::VariableId suit_{};
};

/// Days from the first day of a run to a date.
double days_into_run(const World& world, sim::Date date);

}  // namespace newsdep
