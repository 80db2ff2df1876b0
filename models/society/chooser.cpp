#include "models/society/chooser.hpp"

#include <algorithm>

namespace newsdep {
namespace {

std::uint32_t threshold(double chance) {
  return static_cast<std::uint32_t>(chance * 65536.0 + 0.5);
}

}  // namespace

Chooser::Chooser(const People& people, std::span<const std::uint32_t> weight,
                 const Homophily& homophily, sim::EdgeKind kind, const sim::Luck& luck,
                 sim::Purpose purpose)
    : people_(people),
      bins_(people, weight),
      region_(threshold(homophily.region)),
      age_(threshold(homophily.age)),
      leaning_(threshold(homophily.leaning)),
      kind_(kind),
      luck_(luck),
      purpose_(purpose) {
  owner_.reserve(bins_.begin(bins_.size()));
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    owner_.insert(owner_.end(), weight[i], i);
  }
}

std::uint32_t Chooser::draw(std::uint32_t i, std::uint32_t round,
                            std::uint32_t slot) const {
  const std::uint32_t key = people_.key[i];
  const auto w = luck_.draw(purpose_, static_cast<std::int32_t>(round), key, slot);
  const Alike alike{(w[0] & 0xffff) < region_, (w[0] >> 16) < age_,
                    (w[1] & 0xffff) < leaning_};
  // A step to either side, so that bins have no walls.
  const double width = std::min(4.0, static_cast<double>(2u << round) / Bins::leanings);
  const double step = ((w[1] >> 16) * 0x1p-16 - 0.5) * 2 * width;
  const Kind like{people_.region[i], people_.age[i],
                  Bins::leaning_of(people_.leaning[i] + step)};
  const auto bin = bins_.pick(alike, like, w[2]);
  if (!bin) return i;
  const std::uint32_t* members = owner_.data() + bins_.begin(*bin);
  const std::uint32_t weight = bins_.weight(*bin);
  for (std::uint32_t n = 0; n < tries; ++n) {
    const std::uint32_t j = members[sim::below(sim::mix(n, w[3]), weight)];
    const bool mine = kind_ == sim::EdgeKind::directed || proposes(key, people_.key[j]);
    if (j != i && mine) return j;
  }
  return i;
}

void Chooser::choose(std::uint32_t i, std::uint32_t wanted,
                     std::vector<std::uint32_t>& chosen, Scratch& scratch) const {
  auto& [entries, open] = scratch;
  entries.clear();
  for (const std::uint32_t j : chosen) entries.push_back(std::uint64_t{j} << 32);
  open.clear();
  for (std::uint32_t slot = 1; slot <= wanted; ++slot) open.push_back(slot);

  for (std::uint32_t round = 0; round < rounds && !open.empty(); ++round) {
    std::size_t still_open = 0;
    for (const std::uint32_t slot : open) {
      const std::uint32_t j = draw(i, round, slot);
      if (j == i) {
        open[still_open++] = slot;
      } else {
        entries.push_back(std::uint64_t{j} << 32 | slot);
      }
    }
    open.resize(still_open);
    std::sort(entries.begin(), entries.end());
    std::size_t kept = 0;
    for (const std::uint64_t entry : entries) {
      if (kept > 0 && entries[kept - 1] >> 32 == entry >> 32) {
        open.push_back(static_cast<std::uint32_t>(entry));
      } else {
        entries[kept++] = entry;
      }
    }
    entries.resize(kept);
  }
  chosen.clear();
  for (const std::uint64_t entry : entries) {
    chosen.push_back(static_cast<std::uint32_t>(entry >> 32));
  }
}

}  // namespace newsdep
