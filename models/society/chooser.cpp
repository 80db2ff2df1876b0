#include "models/society/chooser.hpp"

#include <algorithm>

namespace newsdep {

Chooser::Chooser(const People& people, std::span<const std::uint32_t> weight,
                 const Homophily& homophily, sim::EdgeKind kind, const sim::Luck& luck,
                 sim::Purpose purpose)
    : people_(people),
      bins_(people, weight),
      region_(threshold16(homophily.region)),
      age_(threshold16(homophily.age)),
      leaning_(threshold16(homophily.leaning)),
      one_way_(kind == sim::EdgeKind::directed),
      luck_(luck),
      purpose_(purpose) {
  owner_.reserve(bins_.begin(bins_.size()));
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    owner_.insert(owner_.end(), weight[i], i);
  }
}

Chooser::Slot Chooser::draw_slot(std::uint32_t i, std::uint32_t round,
                                 std::uint32_t number) const {
  const std::uint32_t key = people_.key[i];
  // How one wants to be alike is drawn once, and anew only when many rounds found
  // nobody; else small worlds would be less alike.
  const std::uint32_t wish_round = round < patience ? 0 : round;
  const auto wish =
      luck_.draw(purpose_, static_cast<std::int32_t>(wish_round), key, number);
  const auto w =
      round == wish_round
          ? wish
          : luck_.draw(purpose_, static_cast<std::int32_t>(round), key, number);
  // A step to either side, so that bins have no walls.
  const double width = std::min(4.0, static_cast<double>(2u << round) / Bins::leanings);
  const double step = ((w[1] >> 16) * 0x1p-16 - 0.5) * 2 * width;
  return {
      number,
      {(wish[0] & 0xffff) < region_, (wish[0] >> 16) < age_,
       (wish[1] & 0xffff) < leaning_},
      {people_.region[i], people_.age[i], Bins::leaning_of(people_.leaning[i] + step)},
      w[2],
      w[3]};
}

void Chooser::draw(std::uint32_t i, std::uint32_t round, Scratch& scratch) const {
  auto& [entries, open, slots, candidates] = scratch;
  const std::uint32_t key = people_.key[i];
  slots.clear();
  for (const std::uint32_t number : open) slots.push_back(draw_slot(i, round, number));
  // Owners and keys lie anywhere in memory: they are looked up for all slots and tested
  // without branches, so that slots wait together.
  const auto nobody = static_cast<std::uint32_t>(owner_.size());
  for (std::uint32_t n = 0; n < tries && !slots.empty(); ++n) {
    candidates.resize(slots.size());
    for (std::size_t s = 0; s < slots.size(); ++s) {
      const Slot& slot = slots[s];
      const auto bin = bins_.pick(slot.alike, slot.like, sim::mix(n, slot.kind_word));
      candidates[s] = bin ? bins_.begin(*bin) + sim::below(sim::mix(n, slot.place_word),
                                                           bins_.weight(*bin))
                          : nobody;
    }
    for (std::uint32_t& candidate : candidates) {
      candidate = candidate == nobody ? i : owner_[candidate];
    }
    std::size_t found = entries.size();
    std::size_t left = 0;
    entries.resize(found + slots.size());
    for (std::size_t s = 0; s < slots.size(); ++s) {
      const Slot slot = slots[s];
      const std::uint32_t j = candidates[s];
      const bool mine = one_way_ | proposes(key, people_.key[j]);
      const bool taken = mine & (j != i);
      entries[found] = std::uint64_t{j} << 32 | slot.number;
      found += taken;
      slots[left] = slot;
      left += !taken;
    }
    entries.resize(found);
    slots.resize(left);
  }
  open.clear();
  for (const Slot& slot : slots) open.push_back(slot.number);
}

void Chooser::choose(std::uint32_t i, std::uint32_t wanted,
                     std::vector<std::uint32_t>& chosen, Scratch& scratch) const {
  auto& entries = scratch.entries;
  auto& open = scratch.open;
  entries.clear();
  for (const std::uint32_t j : chosen) entries.push_back(std::uint64_t{j} << 32);
  open.clear();
  for (std::uint32_t slot = 1; slot <= wanted; ++slot) open.push_back(slot);

  for (std::uint32_t round = 0; round == 0 || (round < rounds && !open.empty());
       ++round) {
    draw(i, round, scratch);
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
