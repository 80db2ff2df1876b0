#include "models/society/graph_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/blocks.hpp"
#include "sim/luck.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Newman's coefficient for the labels [citizens], each in [0, labels). Counts are
/// whole numbers, so their order cannot matter.
template <class Label>
double label_assortativity(const sim::Graph& graph, const std::vector<Label>& label,
                           std::size_t labels) {
  std::vector<double> rows(labels, 0);     // edge ends by the row's label
  std::vector<double> columns(labels, 0);  // and by the neighbour's
  struct Counts {
    std::vector<std::uint64_t> rows, columns;
    std::uint64_t alike = 0;
  };
  const sim::Blocks blocks(graph.citizens());
  std::vector<Counts> by_block(blocks.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    Counts counts{std::vector<std::uint64_t>(labels, 0),
                  std::vector<std::uint64_t>(labels, 0), 0};
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      counts.rows[label[i]] += graph.degree(i);
      for (const std::uint32_t j : graph.of(i)) {
        ++counts.columns[label[j]];
        counts.alike += label[j] == label[i];
      }
    }
    by_block[block.index] = std::move(counts);
  });
  double alike = 0;
  for (const Counts& counts : by_block) {
    for (std::size_t k = 0; k < labels; ++k) {
      rows[k] += static_cast<double>(counts.rows[k]);
      columns[k] += static_cast<double>(counts.columns[k]);
    }
    alike += static_cast<double>(counts.alike);
  }
  const auto edges = static_cast<double>(graph.entries());
  double by_chance = 0;
  for (std::size_t k = 0; k < labels; ++k) {
    by_chance += rows[k] / edges * (columns[k] / edges);
  }
  return 1 - by_chance > 1e-12 ? (alike / edges - by_chance) / (1 - by_chance) : nan;
}

/// Sums over edges for a correlation of x (the row) and y (the neighbour).
struct Moments {
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  Moments& operator+=(const Moments& other) {
    x += other.x;
    y += other.y;
    xx += other.xx;
    yy += other.yy;
    xy += other.xy;
    return *this;
  }
};

double correlation(const sim::Graph& graph, const std::vector<double>& value) {
  const Moments sum = sim::sum_over<Moments>(
      sim::Blocks(graph.citizens()), [&](const sim::Block& block) {
        Moments part;
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          const double x = value[i];
          double y = 0;
          double yy = 0;
          for (const std::uint32_t j : graph.of(i)) {
            y += value[j];
            yy += value[j] * value[j];
          }
          const double ties = graph.degree(i);
          part += Moments{ties * x, y, ties * x * x, yy, x * y};
        }
        return part;
      });
  const auto edges = static_cast<double>(graph.entries());
  const double var_x = sum.xx / edges - sum.x / edges * (sum.x / edges);
  const double var_y = sum.yy / edges - sum.y / edges * (sum.y / edges);
  const double covariance = sum.xy / edges - sum.x / edges * (sum.y / edges);
  return var_x > 1e-12 && var_y > 1e-12 ? covariance / std::sqrt(var_x * var_y) : nan;
}

/// A sum with the number of its terms.
struct Mean {
  double sum = 0;
  double count = 0;
  Mean& operator+=(const Mean& other) {
    sum += other.sum;
    count += other.count;
    return *this;
  }
};

double mean_clustering(const sim::Graph& graph, const People& people) {
  constexpr double sample = 20000;
  const double share = std::min(1.0, sample / graph.citizens());
  const auto below = static_cast<std::uint32_t>(share * 4294967295.0);
  const Mean mean =
      sim::sum_over<Mean>(sim::Blocks(graph.citizens()), [&](const sim::Block& block) {
        Mean part;
        std::vector<bool> is_neighbour(graph.citizens(), false);
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          if (graph.degree(i) < 2) continue;
          if (sim::mix(people.key[i], sim::hash_name("clustering sample")) > below) {
            continue;
          }
          for (const std::uint32_t j : graph.of(i)) is_neighbour[j] = true;
          std::uint64_t closed = 0;  // each pair twice
          for (const std::uint32_t j : graph.of(i)) {
            for (const std::uint32_t k : graph.of(j)) closed += is_neighbour[k];
          }
          for (const std::uint32_t j : graph.of(i)) is_neighbour[j] = false;
          const double ties = graph.degree(i);
          part += Mean{static_cast<double>(closed) / (ties * (ties - 1)), 1};
        }
        return part;
      });
  return mean.count > 0 ? mean.sum / mean.count : nan;
}

}  // namespace

DegreeMeasures measure_degrees(std::span<const std::uint32_t> degrees) {
  DegreeMeasures measures;
  const auto n = degrees.size();
  if (n == 0) return {nan, nan, nan, nan, nan, nan, nan, nan};
  std::vector<std::uint32_t> sorted(degrees.begin(), degrees.end());
  std::sort(sorted.begin(), sorted.end());
  double sum = 0;
  for (const std::uint32_t degree : sorted) sum += degree;
  measures.mean = sum / static_cast<double>(n);
  double squares = 0;
  for (const std::uint32_t degree : sorted) {
    squares += (degree - measures.mean) * (degree - measures.mean);
  }
  measures.sd = std::sqrt(squares / static_cast<double>(n));
  measures.max = sorted.back();
  const auto quantile = [&](double share) {
    const double place = std::ceil(share * static_cast<double>(n)) - 1;
    return static_cast<double>(sorted[static_cast<std::size_t>(std::max(0.0, place))]);
  };
  measures.p10 = quantile(0.10);
  measures.p50 = quantile(0.50);
  measures.p90 = quantile(0.90);
  measures.p99 = quantile(0.99);

  measures.tail_exponent = nan;
  const std::size_t tail = std::max<std::size_t>(10, n / 100);
  if (n < 20 || sorted[n - tail] == 0 || sorted[n - tail] == sorted.back()) {
    return measures;
  }
  double logs = 0;
  for (std::size_t k = n - tail; k < n; ++k) {
    logs += sim::log(sorted[k] / (sorted[n - tail] - 0.5));
  }
  measures.tail_exponent = 1 + static_cast<double>(tail) / logs;
  return measures;
}

GraphMeasures measure(const sim::Graph& graph, const People& people) {
  std::vector<std::uint32_t> rows(graph.citizens());
  std::vector<std::uint32_t> columns(graph.citizens(), 0);
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) rows[i] = graph.degree(i);
  for (const std::uint32_t j : graph.neighbour) ++columns[j];
  GraphMeasures measures{
      measure_degrees(rows), measure_degrees(columns), nan, nan, nan, nan};
  if (graph.entries() == 0) return measures;
  measures.assortativity_region =
      label_assortativity(graph, people.region, people.regions.size());
  measures.assortativity_age =
      label_assortativity(graph, people.age, people.age_bands.size());
  measures.assortativity_leaning = correlation(graph, people.leaning);
  measures.clustering = mean_clustering(graph, people);
  return measures;
}

}  // namespace newsdep
