#pragma once
// Receiving: what a full inbox keeps.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "sim/lanes.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// One story on its way to a citizen of a block.
struct Message {
  std::uint16_t recipient;   ///< place in the block
  std::uint16_t story_word;  ///< 16 bits hashed from the story's key and the round
  std::uint32_t story;
};

/// One citizen's inbox, sorted from young to old; among equals by a keyed draw.
struct Inbox {
  std::uint32_t* story;      ///< [capacity] ids
  std::uint32_t* stamp;      ///< [capacity] round of arrival << 16 | arrivals so far
  std::uint32_t& size_word;  ///< the size is its lower half
  int capacity;

  int size() const { return static_cast<int>(size_word & 0xffffu); }
  int times(int k) const { return static_cast<int>(stamp[k] & 0xffffu); }
  void resize(int size) {
    size_word = (size_word & 0xffff0000u) | static_cast<std::uint32_t>(size);
  }
};

/// Arrivals of one recipient in one round. Scratch of a thread.
struct Arrivals {
  std::vector<std::int64_t> fresh;   ///< what is new to him, in the order it came
  std::vector<std::int64_t> sorted;  ///< draw << 48 | story << 16 | times

  void make_room(std::size_t n) {
    if (fresh.size() >= n + 4) return;
    fresh.resize(n + 4);
    sorted.resize(n + 4);
  }
};

/// The place of a story in a list of n ids, or n when it is not there. Looks at eight
/// at a time: what lies behind the list may be read, but never counts.
inline int place_of(const std::uint32_t* ids, int n, std::uint32_t story) {
  for (int k = 0; k < n; k += 8) {
    const std::uint32_t hits = sim::bits(sim::load8(ids + k) == story);
    if (hits != 0) return std::min(n, k + std::countr_zero(hits));
  }
  return n;
}

/// Sorts n different numbers, largest first. Most inboxes get a handful, and guessing
/// their order wrong costs more than comparing all with all: a number's place is the
/// count of those above it, four counted at a time. Both arrays have room to the next
/// multiple of four, and behind the last for one.
inline void sort_descending(std::int64_t* values, std::size_t n, std::int64_t* sorted) {
  if (n > 64) {
    std::copy_n(values, n, sorted);
    std::sort(sorted, sorted + n, std::greater<>());
    return;
  }
  for (std::size_t k = n; k % 4 != 0; ++k) {
    values[k] = std::numeric_limits<std::int64_t>::min();  // behind all others
  }
  for (std::size_t first = 0; first < n; first += 4) {
    const sim::Long4 own = sim::load4(values + first);
    sim::Long4 above = {};
    for (std::size_t k = 0; k < n; ++k) above -= (sim::Long4{} + values[k]) > own;
    for (std::size_t l = 0; l < 4; ++l) {
      sorted[static_cast<std::size_t>(above[l])] = values[first + l];
    }
  }
}

/// Merges the arrivals of one round into an inbox (limited attention):
///
///     a story known gains a count and keeps its age; a new one enters with age 0;
///     a full inbox keeps the youngest, and among equals those with the largest draw,
///     hashed from (recipient, story, round of arrival).
///
/// So neither the order of senders nor that of arrivals decides. Reads and writes the
/// inbox; `first_alive` is the oldest story id still alive. Source: Weng, Flammini,
/// Vespignani and Menczer, Sci. Rep. 2 (2012) 335; Truong et al., PNAS Nexus 3 (2024).
inline void receive(Inbox inbox, const Message* messages, std::uint32_t n,
                    std::uint32_t recipient_key, std::uint16_t round,
                    std::uint32_t first_alive, Arrivals& scratch) {
  constexpr std::int64_t most_times = 0xffff;
  scratch.make_room(n);
  const int known = inbox.size();
  std::size_t arrived = 0;
  for (std::uint32_t m = 0; m < n; ++m) {
    const std::uint32_t id = messages[m].story;
    if (const int k = place_of(inbox.story, known, id); k < known) {
      inbox.stamp[k] += (inbox.stamp[k] & most_times) < most_times;
      continue;
    }
    const std::int64_t draw = sim::mix(recipient_key, messages[m].story_word) >> 16;
    // The lowest bits only make copies of one story different.
    scratch.fresh[arrived++] = draw << 48 | std::int64_t{id} << 16 | (m & most_times);
  }
  if (arrived == 0) return;
  std::int64_t* const fresh = scratch.sorted.data();
  sort_descending(scratch.fresh.data(), arrived, fresh);
  // Copies of one story stand together now: merge them, counting how often it came.
  std::size_t different = 0;
  for (std::size_t k = 0; k < arrived; ++k) {
    if (different > 0 && fresh[different - 1] >> 16 == fresh[k] >> 16) {
      fresh[different - 1] += (fresh[different - 1] & most_times) < most_times;
    } else {
      fresh[different++] = (fresh[k] & ~most_times) | 1;
    }
  }
  const int entering = std::min(static_cast<int>(different), inbox.capacity);
  int living = 0;
  for (int k = 0; k < known; ++k) {
    if (inbox.story[k] < first_alive) continue;
    inbox.story[living] = inbox.story[k];
    inbox.stamp[living] = inbox.stamp[k];
    ++living;
  }
  const int staying = std::min(living, inbox.capacity - entering);
  std::copy_backward(inbox.story, inbox.story + staying,
                     inbox.story + staying + entering);
  std::copy_backward(inbox.stamp, inbox.stamp + staying,
                     inbox.stamp + staying + entering);
  for (int k = 0; k < entering; ++k) {
    inbox.story[k] = static_cast<std::uint32_t>(fresh[k] >> 16);
    inbox.stamp[k] =
        std::uint32_t{round} << 16 | static_cast<std::uint32_t>(fresh[k] & most_times);
  }
  inbox.resize(entering + staying);
}

}  // namespace newsdep
