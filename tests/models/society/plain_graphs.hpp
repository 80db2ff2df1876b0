#pragma once
// Graphs of textbooks made in a second way, slow and plain.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "sim/graph.hpp"

namespace newsdep {

/// A graph in the plainest form, to make others by other means.
using Matrix = std::vector<std::vector<bool>>;

inline Matrix matrix_of(const sim::Graph& graph) {
  Matrix tied(graph.citizens(), std::vector<bool>(graph.citizens()));
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) tied[i][j] = true;
  }
  return tied;
}

inline double triangles(const Matrix& tied) {
  double count = 0;
  for (std::size_t a = 0; a < tied.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      for (std::size_t c = 0; c < b; ++c) {
        count += tied[a][b] && tied[b][c] && tied[a][c];
      }
    }
  }
  return count;
}

inline double degree_in(const Matrix& tied, std::size_t i) {
  double degree = 0;
  for (const bool tie : tied[i]) degree += tie;
  return degree;
}

inline double uniform(std::mt19937& random) {
  return static_cast<double>(random()) / 4294967296.0;
}

/// Watts and Strogatz's, where a tie that moves goes to one of a list of free places.
inline Matrix plain_small_world(std::size_t n, std::size_t k, double p,
                                std::mt19937& random) {
  Matrix tied(n, std::vector<bool>(n));
  const auto set = [&](std::size_t i, std::size_t j, bool is) {
    tied[i][j] = tied[j][i] = is;
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t d = 1; d <= k / 2; ++d) set(i, (i + d) % n, true);
  }
  for (std::size_t d = 1; d <= k / 2; ++d) {
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<std::size_t> open;
      for (std::size_t j = 0; j < n; ++j) {
        if (j != i && !tied[i][j]) open.push_back(j);
      }
      if (open.empty() || uniform(random) >= p) continue;
      set(i, (i + d) % n, false);
      set(i, open[random() % open.size()], true);
    }
  }
  return tied;
}

/// Barabasi and Albert's, where each tie is drawn by the degrees of those who have none
/// to the one who comes.
inline Matrix plain_scale_free(std::size_t n, std::size_t m, std::mt19937& random) {
  Matrix tied(n, std::vector<bool>(n));
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> weight(i);
    double sum = 0;
    for (std::size_t j = 0; j < i; ++j) sum += weight[j] = degree_in(tied, j);
    for (std::size_t tie = 0; tie < std::min(i, m); ++tie) {
      std::size_t j = tie;
      if (i > m) {
        double left = uniform(random) * sum;
        for (j = 0; left >= weight[j]; ++j) left -= weight[j];
        sum -= weight[j];
        weight[j] = 0;
      }
      tied[i][j] = tied[j][i] = true;
    }
  }
  return tied;
}

}  // namespace newsdep
