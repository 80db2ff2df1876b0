#pragma once
// Designs: where the points of a sweep lie in the unit cube, one side for each swept
// parameter. Pure functions of their arguments, the same bytes everywhere.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsdep::sim {

/// Points of the unit cube, a row each.
class UnitPoints {
 public:
  UnitPoints(std::size_t points, std::size_t dimensions)
      : dimensions_(dimensions), numbers_(points * dimensions) {}

  std::size_t size() const { return numbers_.size() / dimensions_; }
  std::size_t dimensions() const { return dimensions_; }
  std::span<double> operator[](std::size_t point) {
    return {numbers_.data() + point * dimensions_, dimensions_};
  }
  std::span<const double> operator[](std::size_t point) const {
    return {numbers_.data() + point * dimensions_, dimensions_};
  }

 private:
  std::size_t dimensions_;
  std::vector<double> numbers_;
};

/// Most dimensions that a Sobol sequence has.
extern const std::size_t most_sobol_dimensions;

/// Independent uniform points in (0, 1). More points begin with the same points.
UnitPoints random_points(std::size_t points, std::size_t dimensions,
                         std::uint64_t seed);

/// A Latin hypercube in (0, 1): of each dimension, every one of `points` equal parts
/// holds one point, at a random place in it.
/// Source: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239.
UnitPoints latin_hypercube_points(std::size_t points, std::size_t dimensions,
                                  std::uint64_t seed);

/// A scrambled Sobol sequence in (0, 1): each point is uniform, and together they fill
/// the cube evenly, 2^m of them best. More points begin with the same points.
/// Source: S. Joe and F. Y. Kuo, SIAM Journal on Scientific Computing 30 (2008) 2635,
/// for the direction numbers; A. B. Owen, in Monte Carlo and Quasi-Monte Carlo Methods
/// in Scientific Computing (1995) 299, for the nested uniform scrambling.
UnitPoints sobol_points(std::size_t points, std::size_t dimensions, std::uint64_t seed);

/// The points from which Sobol indices of first order and total are estimated. For each
/// of `samples` base samples k + 2 points: A; A with the first, ..., the k-th number
/// taken from B; and B. A and B are the halves of a scrambled Sobol point of 2 k
/// dimensions. More samples begin with the same points.
/// Source: A. Saltelli, Computer Physics Communications 145 (2002) 280; the order is
/// that of SALib without second-order indices.
UnitPoints saltelli_points(std::size_t samples, std::size_t dimensions,
                           std::uint64_t seed);

/// The points from which elementary effects are estimated: trajectories of k + 1
/// points, on a grid of `levels` (even) equal steps from 0 to 1, both included. From
/// one point to the next one number moves by levels / (2 (levels - 1)), up or down, and
/// each number moves once. More trajectories begin with the same points.
/// Source: M. D. Morris, Technometrics 33 (1991) 161.
UnitPoints morris_points(std::size_t trajectories, std::size_t dimensions,
                         std::size_t levels, std::uint64_t seed);

}  // namespace newsdep::sim
