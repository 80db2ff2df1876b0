// Designs: where the points of a sweep lie in the unit cube.

#include "sim/design.hpp"

#include <algorithm>
#include <array>
#include <boost/random/sobol.hpp>
#include <cassert>
#include <numeric>

#include "sim/luck.hpp"

namespace newsdep::sim {
namespace {

/// The bits of a Sobol number before it is scrambled: enough for 2^32 points.
constexpr int sobol_bits = 32;
using SobolEngine = boost::random::sobol_engine<std::uint32_t, sobol_bits>;

/// The numbers 0, ..., n - 1 in an order drawn for `row`: each order has the same
/// chance.
std::vector<std::uint32_t> random_order(const Luck& luck, Purpose purpose,
                                        std::uint32_t row, std::size_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  for (std::uint32_t k = static_cast<std::uint32_t>(n); k > 1; --k) {
    std::swap(order[k - 1], order[below(luck.draw(purpose, 0, row, k)[0], k)]);
  }
  return order;
}

/// Scrambles the numbers of one dimension: each digit of base 2 is kept or flipped by a
/// coin that belongs to the digits before it.
class Scramble {
 public:
  Scramble(const Luck& luck, std::uint32_t dimension)
      : key_(luck.draw(Purpose{"design scramble"}, 0, dimension, 0)) {}

  double operator()(std::uint32_t number) const {
    std::uint32_t scrambled = 0;
    for (int bit = 0; bit < sobol_bits; ++bit) {
      // The digits before this one with a 1 in front: no two lengths are confused.
      const std::uint32_t before = (1u << bit) | (bit == 0 ? 0 : number >> (32 - bit));
      const std::uint32_t digit = (number >> (31 - bit)) & 1u;
      scrambled = scrambled << 1 | (digit ^ coin(before));
    }
    return uniform_open(scrambled, mix(key_[2], mix(key_[3], number)));
  }

 private:
  std::uint32_t coin(std::uint32_t before) const {
    return mix(key_[0], mix(key_[1], before)) >> 31;
  }

  Words key_;
};

}  // namespace

const std::size_t most_sobol_dimensions =
    boost::random::default_sobol_table::max_dimension;

UnitPoints random_points(std::size_t points, std::size_t dimensions,
                         std::uint64_t seed) {
  const Luck luck(seed);
  UnitPoints result(points, dimensions);
  for (std::uint32_t n = 0; n < points; ++n) {
    for (std::uint32_t d = 0; d < dimensions; ++d) {
      const Words words = luck.draw(Purpose{"design random"}, 0, n, d);
      result[n][d] = uniform_open(words[0], words[1]);
    }
  }
  return result;
}

UnitPoints latin_hypercube_points(std::size_t points, std::size_t dimensions,
                                  std::uint64_t seed) {
  const Luck luck(seed);
  UnitPoints result(points, dimensions);
  for (std::uint32_t d = 0; d < dimensions; ++d) {
    const std::vector<std::uint32_t> part =
        random_order(luck, Purpose{"design part"}, d, points);
    for (std::uint32_t n = 0; n < points; ++n) {
      // 24 bits of place: the sum is exact, and so stays within its part.
      const std::uint32_t word = luck.draw(Purpose{"design place"}, 0, n, d)[0];
      const double place = (static_cast<double>(word >> 8) + 0.5) * 0x1p-24;
      result[n][d] = (part[n] + place) / static_cast<double>(points);
    }
  }
  return result;
}

UnitPoints sobol_points(std::size_t points, std::size_t dimensions,
                        std::uint64_t seed) {
  assert(dimensions <= most_sobol_dimensions);
  const Luck luck(seed);
  std::vector<Scramble> scramble;
  for (std::uint32_t d = 0; d < dimensions; ++d) scramble.emplace_back(luck, d);
  UnitPoints result(points, dimensions);
  SobolEngine engine(dimensions);
  for (std::size_t n = 0; n < points; ++n) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      // The engine leaves out the first point of the sequence, which is all zeros.
      result[n][d] = scramble[d](n == 0 ? 0 : engine());
    }
  }
  return result;
}

UnitPoints saltelli_points(std::size_t samples, std::size_t dimensions,
                           std::uint64_t seed) {
  const UnitPoints base = sobol_points(samples, 2 * dimensions, seed);
  UnitPoints result(samples * (dimensions + 2), dimensions);
  std::size_t point = 0;
  for (std::size_t n = 0; n < samples; ++n) {
    const auto a = base[n].first(dimensions);
    const auto b = base[n].last(dimensions);
    std::ranges::copy(a, result[point++].begin());
    for (std::size_t d = 0; d < dimensions; ++d) {
      std::ranges::copy(a, result[point].begin());
      result[point++][d] = b[d];
    }
    std::ranges::copy(b, result[point++].begin());
  }
  return result;
}

UnitPoints morris_points(std::size_t trajectories, std::size_t dimensions,
                         std::size_t levels, std::uint64_t seed) {
  assert(levels >= 2 && levels % 2 == 0);
  const Luck luck(seed);
  const auto jump = static_cast<std::uint32_t>(levels / 2);
  const auto last = static_cast<double>(levels - 1);
  UnitPoints result(trajectories * (dimensions + 1), dimensions);
  std::size_t point = 0;
  for (std::uint32_t t = 0; t < trajectories; ++t) {
    const auto order = random_order(luck, Purpose{"design order"}, t, dimensions);
    std::vector<std::uint32_t> level(dimensions);
    std::vector<bool> goes_up(dimensions);
    for (std::uint32_t d = 0; d < dimensions; ++d) {
      const Words words = luck.draw(Purpose{"design start"}, 0, t, d);
      goes_up[d] = words[1] >> 31 == 0;
      level[d] = below(words[0], jump) + (goes_up[d] ? 0 : jump);
    }
    for (std::size_t move = 0; move <= dimensions; ++move) {
      if (move > 0) {
        const std::uint32_t d = order[move - 1];
        level[d] = goes_up[d] ? level[d] + jump : level[d] - jump;
      }
      for (std::size_t d = 0; d < dimensions; ++d) {
        result[point][d] = level[d] / last;
      }
      ++point;
    }
  }
  return result;
}

}  // namespace newsdep::sim
