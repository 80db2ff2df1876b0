#pragma once
// Newsroom: open outlets publish.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Who publishes how much.
struct Publisher {
  std::uint32_t outlet;
  std::uint32_t name_hash;
  double per_day;
  double bought_per_day = 0;    ///< beside them
  std::int64_t bought_now = 0;  ///< of these, in this step
};

/// Adds the step's stories of a publisher to its edition, each with a slant and a
/// quality drawn around its source's means and cut to their ranges, and an appeal with
/// density k (1 - a)^(k - 1). The luck of a story belongs to (publisher, step, number).
/// What a newsroom's fear does to slant, and drops, stands in censorship.hpp. The
/// edition is one day's stories, or the last one that there was.
void publish_stories(World& world, const Publisher& publisher,
                     std::vector<std::uint32_t>& edition, const sim::Moment& moment);

/// Publishes `stories_per_day` stories of every open outlet, and after them those that
/// the state has paid for; old stories expire. Reads the outlets' rules; writes stories
/// and editions.
void publish(World& world, const sim::Moment& moment);

/// An appeal with density k (1 - a)^(k - 1) on (0, 1], from one uniform word. Source:
/// Truong, Lou, Flammini and Menczer, PNAS Nexus 3 (2024), pgae258, with k = 5.
float draw_appeal(std::uint32_t word, double shape);

}  // namespace newsdep
