#pragma once
// Marketplace: what is bought on the platform. Likes, so far.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Delivers the orders of fake likes evenly over their days and removes fakes with a
/// hazard:
///
///     shown = genuine + fake,   fake <- fake exp(-h dt) + delivered
///
/// genuine in persons (fans times persons per citizen), fake in likes. Reads orders;
/// writes the pages' fake likes. Draws nothing.
void deliver_likes(World& world, const sim::Moment& moment);

}  // namespace newsdep
