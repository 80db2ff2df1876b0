#include "sim/shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "sim/errors.hpp"
#include "sim/results_layout.hpp"

namespace newsdep::sim {
namespace {

void check_together(const Ledger& a, const Ledger& b) {
  const std::string both = fmt::format("{} and {} do not belong together",
                                       a.path().string(), b.path().string());
  if (a.plan().definition != b.plan().definition) {
    throw UserError(fmt::format(
        "{}: they are of different sweeps. What differs (- the first, + the "
        "second):\n{}",
        both, difference_of(a.plan().definition, b.plan().definition)));
  }
  const Build &of_a = a.made_by(), &of_b = b.made_by();
  if (in_words(of_a) != in_words(of_b)) {
    throw UserError(
        fmt::format("{}: one was made by {}, the other by {}, and results of two "
                    "builds may differ. "
                    "Run both parts with one build",
                    both, in_words(of_a), in_words(of_b)));
  }
  if (a.plan() != b.plan()) {
    const auto [of_first, of_second] =
        std::ranges::mismatch(a.plan().point_keys, b.plan().point_keys);
    const bool are_as_many = a.plan().points.size() == b.plan().points.size() &&
                             of_first != a.plan().point_keys.end();
    const std::string difference =
        are_as_many
            ? fmt::format("point {} of the sweep is {} in the first, {} in the second",
                          of_first - a.plan().point_keys.begin(),
                          point_on_a_line(*of_first), point_on_a_line(*of_second))
            : fmt::format(
                  "the sweep has {} points and {} replicates in the first, {} "
                  "and {} in the second",
                  a.plan().points.size(), a.plan().replicates.size(),
                  b.plan().points.size(), b.plan().replicates.size());
    throw UserError(fmt::format(
        "{}: {}. Run both parts with the same sweep file, then collect them again",
        both, difference));
  }
}

}  // namespace

Shards::Shards(std::span<const Ledger> ledgers)
    : ledgers_(ledgers), home_(points()), holders_(points() * replicates()) {
  for (const Ledger& ledger : ledgers.subspan(1)) check_together(ledgers[0], ledger);
  std::unordered_map<std::string_view, std::size_t> place;
  for (std::size_t p = 0; p < points(); ++p) {
    home_[p] = place.try_emplace(plan().point_keys[p], p).first->second;
  }
  const auto hold = [&](const std::string& point, std::int64_t replicate,
                        std::size_t ledger) {
    std::uint32_t& holder =
        holders_[place.at(point) * replicates() + static_cast<std::size_t>(replicate)];
    if (holder == 0) holder = static_cast<std::uint32_t>(ledger + 1);
  };
  for (std::size_t k = 0; k < ledgers.size(); ++k) {
    for (const RunId& run : ledgers[k].finished()) hold(run.point, run.replicate, k);
  }
  for (std::size_t k = 0; k < ledgers.size(); ++k) {
    for (const RunRecord& run : ledgers[k].failed()) hold(run.point, run.replicate, k);
  }
}

RunId Shards::run(std::size_t point, std::size_t replicate) const {
  return {plan().point_keys[point], static_cast<std::int64_t>(replicate)};
}

const Ledger* Shards::holder(std::size_t point, std::size_t replicate) const {
  const std::uint32_t number = holders_[home_[point] * replicates() + replicate];
  return number == 0 ? nullptr : &ledgers_[number - 1];
}

std::vector<RunId> Shards::missing() const {
  std::vector<RunId> missing;
  for (std::size_t p = 0; p < points(); ++p) {
    for (std::size_t r = 0; r < replicates(); ++r) {
      if (!holder(p, r)) missing.push_back(run(p, r));
    }
  }
  return missing;
}

Results Shards::layout() const {
  LayoutUnion all;
  std::set<std::pair<const Ledger*, std::int64_t>> seen;
  for (std::size_t p = 0; p < points(); ++p) {
    for (std::size_t r = 0; r < replicates(); ++r) {
      const Ledger* const ledger = holder(p, r);
      if (!ledger) continue;
      const std::optional<std::int64_t> id = ledger->layout_of(run(p, r));
      if (id && seen.emplace(ledger, *id).second) all.add(ledger->layout(*id));
    }
  }
  return all.results();
}

}  // namespace newsdep::sim
