#pragma once
// Receiving: what a full inbox keeps.

#include <algorithm>
#include <cstdint>
#include <vector>

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
  std::uint32_t* story;    ///< [capacity] ids
  std::uint16_t* arrived;  ///< [capacity] round of arrival, modulo 2^16
  std::uint8_t* times;     ///< [capacity] arrivals so far, at most 255
  std::uint8_t& size;
  int capacity;
};

/// Scratch of one thread.
struct Arrivals {
  std::vector<std::uint64_t> ordered;  ///< draw, story, times: sorted as a number
};

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
  auto& fresh = scratch.ordered;
  fresh.clear();
  const int known = inbox.size;
  for (std::uint32_t m = 0; m < n; ++m) {
    const std::uint32_t id = messages[m].story;
    int at = 0;
    while (at < known && inbox.story[at] != id) ++at;
    if (at < known) {
      inbox.times[at] = static_cast<std::uint8_t>(std::min(inbox.times[at] + 1, 255));
      continue;
    }
    const std::uint64_t draw = sim::mix(recipient_key, messages[m].story_word) >> 16;
    const std::uint64_t entry = draw << 40 | std::uint64_t{id} << 8;
    std::size_t k = 0;
    while (k < fresh.size() && fresh[k] >> 8 != entry >> 8) ++k;
    if (k < fresh.size()) {
      if ((fresh[k] & 0xff) < 255) ++fresh[k];
    } else {
      fresh.push_back(entry | 1);
    }
  }
  if (fresh.empty()) return;
  std::sort(fresh.begin(), fresh.end(), std::greater<>());
  const int entering = std::min<int>(static_cast<int>(fresh.size()), inbox.capacity);
  int living = 0;
  for (int k = 0; k < known; ++k) {
    if (inbox.story[k] < first_alive) continue;
    inbox.story[living] = inbox.story[k];
    inbox.arrived[living] = inbox.arrived[k];
    inbox.times[living] = inbox.times[k];
    ++living;
  }
  const int staying = std::min(living, inbox.capacity - entering);
  std::copy_backward(inbox.story, inbox.story + staying,
                     inbox.story + staying + entering);
  std::copy_backward(inbox.arrived, inbox.arrived + staying,
                     inbox.arrived + staying + entering);
  std::copy_backward(inbox.times, inbox.times + staying,
                     inbox.times + staying + entering);
  for (int k = 0; k < entering; ++k) {
    inbox.story[k] =
        static_cast<std::uint32_t>(fresh[static_cast<std::size_t>(k)] >> 8);
    inbox.arrived[k] = round;
    inbox.times[k] = static_cast<std::uint8_t>(fresh[static_cast<std::size_t>(k)]);
  }
  inbox.size = static_cast<std::uint8_t>(entering + staying);
}

}  // namespace newsdep
