#include "models/society/agreement.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace newsdep {
namespace {

/// The same ties, seen from the other end.
sim::Graph reversed(const sim::Graph& graph) {
  sim::Graph back;
  back.begin.assign(graph.begin.size(), 0);
  for (const std::uint32_t j : graph.neighbour) ++back.begin[j + 1];
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    back.begin[i + 1] += back.begin[i];
  }
  back.neighbour.resize(graph.entries());
  std::vector<std::uint64_t> next(back.begin.begin(), back.begin.end() - 1);
  for (std::uint32_t i = 0; i < graph.citizens(); ++i) {
    for (const std::uint32_t j : graph.of(i)) back.neighbour[next[j]++] = i;
  }
  return back;
}

/// Marks whom one comes to from a citizen, who is not marked; returns how many.
std::uint32_t mark_from(const sim::Graph& graph, std::uint32_t first,
                        std::vector<bool>& is_marked) {
  std::vector<std::uint32_t> edge{first};
  is_marked[first] = true;
  std::uint32_t marked = 1;
  while (!edge.empty()) {
    const std::uint32_t i = edge.back();
    edge.pop_back();
    for (const std::uint32_t j : graph.of(i)) {
      if (is_marked[j]) continue;
      is_marked[j] = true;
      ++marked;
      edge.push_back(j);
    }
  }
  return marked;
}

/// The period of a citizen to whom one comes back from wherever he leads: every tie
/// between two whom he comes to in a and b steps closes a way of a + 1 - b, up to
/// multiples of the period.
std::uint32_t period_of(const sim::Graph& graph, std::uint32_t first) {
  constexpr std::int32_t never = -1;
  std::vector<std::int32_t> steps(graph.citizens(), never);
  steps[first] = 0;
  std::int32_t period = 0;
  for (std::vector<std::uint32_t> level{first}; !level.empty();) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t i : level) {
      for (const std::uint32_t j : graph.of(i)) {
        if (steps[j] == never) {
          steps[j] = steps[i] + 1;
          next.push_back(j);
        }
        period = std::gcd(period, steps[i] + 1 - steps[j]);
      }
    }
    level = std::move(next);
  }
  return period == 0 ? 1 : static_cast<std::uint32_t>(period);
}

}  // namespace

Agreement agreement(const sim::Graph& hears, bool is_mutual) {
  const sim::Graph back = is_mutual ? sim::Graph{} : reversed(hears);
  const sim::Graph& heard_by = is_mutual ? hears : back;
  const auto hearers = [&](std::uint32_t i) {
    std::vector<bool> is_marked(hears.citizens(), false);
    return mark_from(heard_by, i, is_marked);
  };
  // If somebody is heard by all, so is the last from whom one had to start anew; if
  // nobody is, one who is heard by many tells more.
  std::uint32_t last = 0;
  std::uint32_t widest = 0;
  std::uint32_t most = 0;
  std::vector<bool> is_marked(hears.citizens(), false);
  for (std::uint32_t i = 0; i < hears.citizens(); ++i) {
    if (is_marked[i]) continue;
    const std::uint32_t marked = mark_from(heard_by, i, is_marked);
    if (marked > most) widest = i;
    most = std::max(most, marked);
    last = i;
  }
  std::uint32_t heard = last;
  std::uint32_t hear = hearers(last);
  if (hear < most) {
    heard = widest;
    hear = hearers(widest);
  }
  return {heard, hear, period_of(hears, heard)};
}

}  // namespace newsdep
