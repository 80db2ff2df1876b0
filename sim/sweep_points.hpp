#pragma once
// The points of a sweep: making them by a design, and checking each one's scenario.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/mistakes.hpp"
#include "sim/sweep.hpp"
#include "sim/sweep_laws.hpp"
#include "sim/sweep_parameters.hpp"

namespace newsdep::sim {

/// What a design makes points of; `samples` and `levels` as the sweep file says them.
struct Sampling {
  Design design = Design::grid;
  std::int64_t samples = 0;
  std::int64_t levels = 0;
  std::uint64_t seed = 0;
};

/// How many points a design makes; not a whole number's type, for it may be huge.
double count_points(const Sampling& sampling, std::span<const SweptLaw> laws);

/// How many different points the laws can give; infinity when one is continuous.
double count_different(std::span<const SweptLaw> laws);

/// The points, a value as YAML for each law. In a grid the last changes fastest.
std::vector<std::vector<std::string>> make_points(const Sampling& sampling,
                                                  std::span<const SweptLaw> laws);

/// "platform.ranking = engagement, choice.temperature = 0.2".
std::string point_in_words(std::span<const std::string> keys,
                           std::span<const std::string> values);

/// Notes what the checks of the points' scenarios find, of the first ten points in
/// which they find something, three things of each at most. `place_of` has a place for
/// each point, or one for all.
void check_points(const Sweep& sweep, const Model& model,
                  std::span<const Place> place_of, Mistakes& mistakes);

}  // namespace newsdep::sim
