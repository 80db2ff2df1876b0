#pragma once
// Clusters of opinions: groups of citizens who think all but the same.

#include <cstddef>
#include <span>

namespace newsdep {

/// How many clusters hold at least the share `least` of all opinions; `sorted` opinions
/// part where neighbours are more than `gap` apart. Which gap parts clusters matters
/// little once opinions have come together: then those of one cluster are equal but
/// for rounding. Source for the least share: Lorenz, Int. J. Mod. Phys. C 18 (2007)
/// 1819, who counts major clusters apart from small ones at the edges.
inline std::size_t major_clusters(std::span<const double> sorted, double gap,
                                  double least) {
  std::size_t clusters = 0;
  std::size_t first = 0;
  for (std::size_t k = 1; k <= sorted.size(); ++k) {
    if (k < sorted.size() && sorted[k] - sorted[k - 1] <= gap) continue;
    const auto members = static_cast<double>(k - first);
    clusters += members >= least * static_cast<double>(sorted.size());
    first = k;
  }
  return clusters;
}

}  // namespace newsdep
