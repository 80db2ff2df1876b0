#pragma once
// A simple random sample of citizens, by keyed luck.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/society/people.hpp"
#include "sim/blocks.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// The `size` citizens, at most all, with the smallest draws for (purpose, citizen,
/// wave): each is as likely as any other, and one citizen more moves nobody else.
std::vector<std::uint32_t> draw_sample(const sim::Luck& luck, sim::Purpose purpose,
                                       const People& people, const sim::Blocks& blocks,
                                       std::uint32_t wave, std::size_t size);

}  // namespace newsdep
