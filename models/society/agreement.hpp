#pragma once
// Whether those who listen along a graph's ties can come to agree.

#include <cstdint>

#include "sim/graph.hpp"

namespace newsdep {

/// Averages (DeGroot) and synchronous voters come to one opinion, whatever they think
/// at first, if and only if all hear one and the same citizen, in any number of steps,
/// and his own group has period 1. Source: DeGroot, J. Am. Stat. Assoc. 69 (1974) 118;
/// Golub and Jackson, Am. Econ. J. Microecon. 2 (2010) 112, sec. II.
struct Agreement {
  std::uint32_t heard;  ///< a citizen whom all hear; if there is none, one whom many do
  std::uint32_t hear;   ///< how many hear him, himself among them
  std::uint32_t period;  ///< greatest common divisor of the lengths of ways from him
                         ///< back to himself; 1 where there are none
};

/// What the graph of who hears whom lets citizens come to. `is_mutual`: each hears whom
/// he is heard by. Time: linear in ties. Memory: 5 bytes a citizen, and where it is not
/// mutual the graph once more.
Agreement agreement(const sim::Graph& hears, bool is_mutual);

}  // namespace newsdep
