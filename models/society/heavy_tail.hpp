#pragma once
// Unequal numbers: how many friends one wants, how many one follows.

#include <cstdint>
#include <vector>

#include "models/society/people.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// A log-normal law, cut at the top.
struct HeavyTail {
  double mean = 1;     ///< of the citizens' numbers, after the cut
  double tail = 0;     ///< standard deviation of the logarithm
  double largest = 1;  ///< at least the mean
};

/// A number per citizen [citizens] by that law, scaled so that these citizens have just
/// that mean (float accuracy); draws `purpose`, subject 0.
std::vector<float> heavy_tailed(const People& people, const HeavyTail& law,
                                const sim::Luck& luck, sim::Purpose purpose);

/// Sum in fixed order: same bytes for any number of threads.
double sum_of(const std::vector<float>& numbers);

/// Rounds each number times `factor` up or down with the chance that keeps the mean;
/// draws `purpose`, subject 1. Throws UserError when the sum would be 2^32 or more.
std::vector<std::uint32_t> rounded(const People& people,
                                   const std::vector<float>& numbers, double factor,
                                   const sim::Luck& luck, sim::Purpose purpose);

/// A Poisson number for each citizen, with its number times `factor` as mean: arrivals
/// with exponential waits. Draws `purpose`, subjects 0, 1, ... up to the number. Throws
/// UserError when the sum would be 2^32 or more.
std::vector<std::uint32_t> poisson(const People& people,
                                   const std::vector<float>& numbers, double factor,
                                   const sim::Luck& luck, sim::Purpose purpose);

}  // namespace newsdep
