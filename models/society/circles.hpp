#pragma once
// Circles: small groups in which everyone knows everyone. They give a friend graph its
// clustering.

#include <cstdint>
#include <span>
#include <vector>

#include "models/society/homophily.hpp"
#include "models/society/people.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// Who is in which circle.
struct Circles {
  std::vector<std::uint32_t> begin{0};       ///< [circles + 1]
  std::vector<std::uint32_t> member;         ///< circle by circle
  std::vector<std::uint32_t> seat_begin{0};  ///< [citizens + 1]
  std::vector<std::uint32_t> circle;         ///< the circles of each citizen, in order

  /// Writes to `friends` who shares a circle with i: nobody twice, not i, in
  /// no order.
  void friends_of(std::uint32_t i, std::vector<std::uint32_t>& friends) const;
};

/// Gives everyone seats enough for `ties` [citizens] friends in circles of at most
/// `circle_size`, and fills circles with seats of one kind. Who wants fewer ties than a
/// circle has sits in a smaller one (from 3 members up) with others who do.
///
/// A seat keeps each of its owner's traits (region, age, leaning) with chance sqrt(h),
/// and else takes that of a citizen drawn from the country; two who meet in a circle so
/// are of one region beyond chance with probability h. Draws "Friends seats" once per
/// citizen and "Friends seat" once per seat.
/// Sources: for ties that arise from shared groups, Feld, American Journal of Sociology
/// 86 (1981) 1015; Newman, Strogatz and Watts, Physical Review E 64 (2001) 026118,
/// sec. V.
Circles make_circles(const People& people, std::span<const float> ties,
                     std::uint32_t circle_size, const Homophily& homophily,
                     const sim::Luck& luck);

}  // namespace newsdep
