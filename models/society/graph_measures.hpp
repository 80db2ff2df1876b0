#pragma once
// What kind of graph it is: degrees, who is like whom, clustering.

#include <cstdint>
#include <span>

#include "models/society/people.hpp"
#include "sim/graph.hpp"

namespace newsdep {

/// How many ties citizens have.
struct DegreeMeasures {
  double mean = 0;
  double sd = 0;
  double max = 0;
  double p10 = 0;  ///< quantiles: the smallest degree that this share does not exceed
  double p50 = 0;
  double p90 = 0;
  double p99 = 0;
  /// Exponent gamma of a tail P(degree = k) ~ k^-gamma, by Hill's estimator over the
  /// 1 % largest degrees (at least 10): 1 + n / sum log(k / (k_min - 1/2)). NaN for
  /// fewer than 20 citizens, or when the tail is all one degree.
  /// Source: Clauset, Shalizi and Newman, SIAM Review 51 (2009) 661, eq. 3.7.
  double tail_exponent = 0;
};

/// What a graph is like. Measures that have no meaning for it (one region only, no
/// edges) are NaN.
struct GraphMeasures {
  DegreeMeasures degree;  ///< of rows; for a follow graph, how many one follows
  DegreeMeasures column;  ///< of columns; for a follow graph, numbers of followers
  /// Newman's assortativity coefficient of edges by label.
  /// Source: Newman, Physical Review E 67 (2003) 026126, eq. 2.
  double assortativity_region = 0;
  double assortativity_age = 0;
  /// Correlation of leanings over the ends of edges (same source, eq. 21).
  double assortativity_leaning = 0;
  /// Mean over citizens with 2 ties or more of the share of pairs of neighbours who are
  /// neighbours themselves; on a keyed sample of about 20,000 of them.
  /// Source: Watts and Strogatz, Nature 393 (1998) 440.
  double clustering = 0;
};

/// Measures the graph; draws nothing. Rows must be sorted.
GraphMeasures measure(const sim::Graph& graph, const People& people);

/// Measures numbers of ties.
DegreeMeasures measure_degrees(std::span<const std::uint32_t> degrees);

}  // namespace newsdep
