#pragma once
// Marketplace: what is bought on the platform. Likes, so far.

#include <string>
#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Removes fake likes with a hazard, then delivers what of the orders is due:
///
///     online <- online exp(-h dt) + delivered,   shown = genuine + online
///
/// all in persons, of each order and of each story. Likes of a page wait while it is
/// closed; likes of stories go in equal parts to those that the page has published in
/// this step, and wait when there is none. Reads orders and stories; writes the orders'
/// state, the pages' fake likes and the stories'. Draws nothing. Source of orders that
/// are delivered at once or by trickle: De Cristofaro et al., Proc. IMC (2014) 129.
void deliver_likes(World& world, const sim::Moment& moment);

/// Keeps this share of the fake likes of pages and of their stories, of whatever
/// origin; `pages` none: of all.
void keep_fakes(World& world, double share, const std::vector<std::string>& pages = {});

}  // namespace newsdep
