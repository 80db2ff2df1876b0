#pragma once
// What newsrooms write about, and what their readers take in.

#include <cstdint>

#include "models/processes/newsroom.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// What a newsroom's story number `number` of the step is about: the place among
/// World::topics, from 1, of the first that is news and is taken up; 0 for none. A
/// topic is taken up with chance
///
///     coverage * (1 - fear of the newsroom), and 0 at the state's own media
///
/// but with chance `coverage` everywhere if the state likes it told; by who raises it
/// with its own coverage, and by whom it is against not at all. Draws "Newsroom report"
/// (publisher, step, number and topic). In the burn-in nothing is news.
std::uint16_t topic_of(const World& world, const Publisher& publisher,
                       const sim::Moment& moment, std::uint32_t number);

/// Lets citizen i, whose belief is x, read a story about a topic: he learns its lesson,
/// and its threat frightens him (read_threat); returns his belief after it.
double take_in(World& world, std::uint32_t i, double belief, const Topic& topic);

/// Lets an event without a date of its own take effect on the next day, and end after
/// the days that it `lasts`. Nothing happens while it is in force or about to be, nor
/// to one that is switched off; returns whether it was brought about.
bool bring_about(World& world, std::size_t event, const sim::Moment& moment);

/// Keeps an event that somebody pays for by the day in force on the next: it begins, or
/// its end moves on by a day. One that cannot be undone happens when it begins, and
/// again whenever the days are over that it `lasts`.
void keep_up(World& world, std::size_t event, const sim::Moment& moment);

}  // namespace newsdep
