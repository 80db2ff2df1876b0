// Designs: each has the property that it is chosen for.

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "sim/design.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;

namespace {

std::vector<double> row(const UnitPoints& points, std::size_t n) {
  return {points[n].begin(), points[n].end()};
}

/// In which of `parts` equal parts of [0, 1) a number lies.
std::size_t part_of(double number, std::size_t parts) {
  return static_cast<std::size_t>(number * static_cast<double>(parts));
}

/// Whether every one of as many equal parts as there are points holds one point.
bool has_one_point_in_each_part(const UnitPoints& points, std::size_t dimension) {
  std::set<std::size_t> parts;
  for (std::size_t n = 0; n < points.size(); ++n) {
    parts.insert(part_of(points[n][dimension], points.size()));
  }
  return parts.size() == points.size() && *parts.rbegin() == points.size() - 1;
}

bool begins_with(const UnitPoints& more, const UnitPoints& fewer) {
  for (std::size_t n = 0; n < fewer.size(); ++n) {
    if (row(more, n) != row(fewer, n)) return false;
  }
  return more.size() > fewer.size();
}

bool are_equal(const UnitPoints& a, const UnitPoints& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t n = 0; n < a.size(); ++n) {
    if (row(a, n) != row(b, n)) return false;
  }
  return true;
}

/// Error of the mean of (1 + (x_1 - 1/2)) (1 + (x_2 - 1/2)) ..., which is 1.
double integration_error(const UnitPoints& points) {
  double sum = 0;
  for (std::size_t n = 0; n < points.size(); ++n) {
    double product = 1;
    for (const double x : points[n]) product *= 0.5 + x;
    sum += product;
  }
  return sum / static_cast<double>(points.size()) - 1;
}

/// Root mean square of the error over seeds.
template <class Design>
double typical_error(const Design& design, std::size_t points) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const double error = integration_error(design(points, std::size_t{4}, seed));
    sum += error * error;
  }
  return std::sqrt(sum / 20);
}

}  // namespace

TEST_CASE("a Latin hypercube has one point in each part of each side", "[sweep]") {
  for (const std::size_t points : {1u, 2u, 7u, 100u, 1000u}) {
    const UnitPoints cube = latin_hypercube_points(points, 5, 3);
    for (std::size_t d = 0; d < 5; ++d) CHECK(has_one_point_in_each_part(cube, d));
  }
  CHECK_FALSE(has_one_point_in_each_part(random_points(100, 1, 3), 0));
}

TEST_CASE("2^m scrambled Sobol points have one in each part of each side", "[sweep]") {
  for (const std::size_t points : {1u, 2u, 64u, 4096u}) {
    const UnitPoints net = sobol_points(points, 40, 7);
    for (std::size_t d = 0; d < 40; ++d) CHECK(has_one_point_in_each_part(net, d));
  }
}

TEST_CASE("the first two Sobol dimensions fill every box of 2^-m alike", "[sweep]") {
  const std::size_t points = 256;
  const UnitPoints net = sobol_points(points, 2, 11);
  for (std::size_t wide = 1; wide <= points; wide *= 2) {
    std::set<std::size_t> boxes;
    for (std::size_t n = 0; n < points; ++n) {
      boxes.insert(part_of(net[n][0], wide) * points +
                   part_of(net[n][1], points / wide));
    }
    CHECK(boxes.size() == points);
  }
}

TEST_CASE("scrambled Sobol points integrate better than random ones", "[sweep]") {
  // Random: N^-1/2. Scrambled nets of a smooth function: near N^-3/2, so that sixteen
  // times the points divide the error by 64, and by 16 at least.
  const double few = typical_error(sobol_points, 64);
  const double many = typical_error(sobol_points, 1024);
  const double random = typical_error(random_points, 1024);
  CHECK(few / many > 16);
  CHECK(many < random / 20);
  // A hypercube removes what each side does by itself: nearly all of this function.
  CHECK(typical_error(latin_hypercube_points, 1024) < random / 3);
}

TEST_CASE("each scrambled Sobol point is uniform over seeds", "[sweep]") {
  for (const std::size_t point : {0u, 5u}) {
    std::vector<int> count(8);
    for (std::uint64_t seed = 0; seed < 8000; ++seed) {
      ++count[part_of(sobol_points(6, 2, seed)[point][1], 8)];
    }
    // 1000 each; five standard deviations of a binomial number are 148.
    for (const int n : count) CHECK(std::abs(n - 1000) < 150);
  }
}

TEST_CASE("a Saltelli row differs from its A in one number, that of B", "[sweep]") {
  const std::size_t k = 4;
  const UnitPoints design = saltelli_points(16, k, 5);
  REQUIRE(design.size() == 16 * (k + 2));
  const UnitPoints base = sobol_points(16, 2 * k, 5);
  for (std::size_t n = 0; n < 16; ++n) {
    const auto a = design[n * (k + 2)];
    const auto b = design[n * (k + 2) + k + 1];
    CHECK(std::ranges::equal(a, base[n].first(k)));
    CHECK(std::ranges::equal(b, base[n].last(k)));
    for (std::size_t d = 0; d < k; ++d) {
      std::vector<double> expected(a.begin(), a.end());
      expected[d] = b[d];
      CHECK(row(design, n * (k + 2) + 1 + d) == expected);
    }
  }
}

TEST_CASE("in a Morris trajectory each number moves once, by half the levels",
          "[sweep]") {
  const std::size_t k = 5;
  for (const std::size_t levels : {2u, 4u, 10u}) {
    const double last = static_cast<double>(levels - 1);
    const double jump = static_cast<double>(levels) / (2 * last);
    const UnitPoints design = morris_points(50, k, levels, 9);
    REQUIRE(design.size() == 50 * (k + 1));
    std::set<double> seen;
    std::set<std::size_t> first_moved;
    int up = 0;
    for (std::size_t t = 0; t < 50; ++t) {
      std::set<std::size_t> moved;
      for (std::size_t move = 1; move <= k; ++move) {
        const auto before = design[t * (k + 1) + move - 1];
        const auto after = design[t * (k + 1) + move];
        for (std::size_t d = 0; d < k; ++d) {
          seen.insert(after[d]);
          if (after[d] == before[d]) continue;
          CHECK(std::abs(after[d] - before[d]) == Approx(jump).epsilon(1e-12));
          CHECK(moved.insert(d).second);
          if (move == 1) first_moved.insert(d);
          up += after[d] > before[d];
        }
        CHECK(moved.size() == move);
      }
    }
    CHECK(seen.size() == levels);
    CHECK(*seen.begin() == 0);
    CHECK(*seen.rbegin() == 1);
    CHECK(first_moved.size() == k);
    // 125 of 250 moves; five standard deviations are 40.
    CHECK(std::abs(up - 125) < 40);
  }
}

TEST_CASE("more points begin with the same points", "[sweep]") {
  CHECK(begins_with(random_points(100, 3, 1), random_points(60, 3, 1)));
  CHECK(begins_with(sobol_points(128, 3, 1), sobol_points(32, 3, 1)));
  CHECK(begins_with(saltelli_points(64, 3, 1), saltelli_points(32, 3, 1)));
  CHECK(begins_with(morris_points(20, 3, 4, 1), morris_points(10, 3, 4, 1)));
}

TEST_CASE("another seed gives other points, the same seed the same", "[sweep]") {
  const auto differ = [](const auto& design) {
    return are_equal(design(1), design(1)) && !are_equal(design(1), design(2)) &&
           !are_equal(design(1), design(std::uint64_t{1} << 40 | 1));
  };
  CHECK(differ([](std::uint64_t seed) { return random_points(16, 3, seed); }));
  CHECK(differ([](std::uint64_t seed) { return latin_hypercube_points(16, 3, seed); }));
  CHECK(differ([](std::uint64_t seed) { return sobol_points(16, 3, seed); }));
  CHECK(differ([](std::uint64_t seed) { return saltelli_points(16, 3, seed); }));
  CHECK(differ([](std::uint64_t seed) { return morris_points(16, 3, 4, seed); }));
}

TEST_CASE("designs keep to the open cube, Morris to the closed one", "[sweep]") {
  for (const UnitPoints& points :
       {random_points(1000, 3, 1), latin_hypercube_points(1000, 3, 1),
        sobol_points(1024, 3, 1)}) {
    for (std::size_t n = 0; n < points.size(); ++n) {
      for (const double x : points[n]) CHECK((0 < x && x < 1));
    }
  }
}

TEST_CASE("gold: the first point of each design for the seed 1", "[sweep]") {
  CHECK(random_points(1, 1, 1)[0][0] == 0.8097052700766635);
  CHECK(latin_hypercube_points(4, 1, 1)[0][0] == 0.581881694495678);
  CHECK(sobol_points(2, 2, 1)[1][1] == 0.31443040972361314);
  CHECK(morris_points(1, 3, 4, 1)[0][1] == 2.0 / 3);
}
