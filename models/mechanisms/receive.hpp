#pragma once
// Receiving: what a full inbox keeps.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "models/shares.hpp"
#include "sim/lanes.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// The most often that a story is counted to have come.
inline constexpr std::int64_t max_times = 0xffff;

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

/// Arrivals of one recipient in one round, and room to sort them. Scratch of a thread.
class Arrivals {
 public:
  void clear() { n_ = 0; }
  /// The place for the next arrivals, with room for so many more; eight are read, and
  /// one may be written, behind the last.
  Parcel* room_for(std::size_t more) {
    if (n_ + more + 8 > parcel_.size()) parcel_.resize(2 * (n_ + more) + 64);
    return parcel_.data() + n_;
  }
  void end_at(const Parcel* end) {
    n_ = static_cast<std::size_t>(end - parcel_.data());
  }
  /// Room to note which of so many friends have shared.
  std::uint32_t* room_for_sharers(std::size_t friends) {
    if (sharers_.size() <= friends) sharers_.resize(friends + 1);
    return sharers_.data();
  }
  std::size_t size() const { return n_; }
  const Parcel& operator[](std::size_t m) const { return parcel_[m]; }

  std::vector<std::int64_t> fresh;   ///< what is new to him: draw << 48 | story << 16 |
                                     ///< place among the arrivals
  std::vector<std::int64_t> chosen;  ///< those of fresh that may enter
  std::vector<std::int64_t> sorted;  ///< these by draw; then with times below

 private:
  std::vector<std::uint32_t> sharers_;
  std::vector<Parcel> parcel_;
  std::size_t n_ = 0;
};

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

/// Counts the arrivals that the inbox has already, and lays out the others as `fresh`,
/// whose number it returns.
inline std::size_t find_fresh(Inbox inbox, std::uint32_t recipient_key,
                              Arrivals& arrivals) {
  const int known = inbox.size();
  const std::size_t size = arrivals.size();
  if (arrivals.fresh.size() < size + 8) arrivals.fresh.resize(size + 8);
  std::int64_t* fresh = arrivals.fresh.data();
  for (std::size_t first = 0; first < size; first += 8) {
    const auto [story, word] = sim::load_pairs8(&arrivals[first]);
    const std::size_t count = std::min<std::size_t>(8, size - first);
    const std::uint32_t real = (1u << count) - 1u;
    const std::uint32_t has =
        sim::bits(sim::stand_in(story, inbox.story, known)) & real;
    const sim::Uint8 draw = sim::mix(sim::Uint8{} + recipient_key, word >> 16) >> 16;
    for (std::uint32_t hits = real & ~has; hits != 0; hits &= hits - 1) {
      const int l = std::countr_zero(hits);
      *fresh++ =
          std::int64_t{draw[l]} << 48 | std::int64_t{story[l]} << 16 |
          static_cast<std::int64_t>((first + static_cast<std::size_t>(l)) & max_times);
    }
    for (std::uint32_t hits = has; hits != 0; hits &= hits - 1) {
      const Parcel& parcel =
          arrivals[first + static_cast<std::size_t>(std::countr_zero(hits))];
      const auto k =
          std::find(inbox.story, inbox.story + known, parcel.story) - inbox.story;
      const std::uint32_t times = inbox.stamp[k] & max_times;
      inbox.stamp[k] += std::min<std::uint32_t>(parcel.times, max_times - times);
    }
  }
  return static_cast<std::size_t>(fresh - arrivals.fresh.data());
}

/// Sorts n fresh arrivals, the largest draw first, merges copies of one story, and
/// returns how many different ones there are; their times stand in the lowest bits.
inline std::size_t sort_fresh(std::int64_t* fresh, std::size_t n, Arrivals& arrivals) {
  if (arrivals.sorted.size() < n + 4) arrivals.sorted.resize(n + 4);
  std::int64_t* const sorted = arrivals.sorted.data();
  sort_descending(fresh, n, sorted);
  std::size_t different = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const std::int64_t times =
        arrivals[static_cast<std::size_t>(sorted[k] & max_times)].times;
    if (different > 0 && sorted[different - 1] >> 16 == sorted[k] >> 16) {
      std::int64_t& same = sorted[different - 1];
      same += std::min(times, max_times - (same & max_times));
    } else {
      sorted[different++] = (sorted[k] & ~max_times) | times;
    }
  }
  return different;
}

/// As sort_fresh, for so many arrivals that an inbox can take only a part of them:
/// looks first at about as many as it can take, and a few more, and at all of them only
/// when these were copies of too few.
inline std::size_t sort_many_fresh(std::size_t n, int capacity, Arrivals& arrivals) {
  const double wanted = capacity + 8 + 4 * std::sqrt(capacity + 8.0);
  if (wanted < static_cast<double>(n)) {
    // Draws fill 16 bits, so as signed numbers they lie on both sides of 0.
    const auto level =
        32768 - static_cast<std::int64_t>(65536 * wanted / static_cast<double>(n));
    std::size_t reaching = 0;
    arrivals.chosen.resize(std::max(arrivals.chosen.size(), n + 4));
    for (std::size_t k = 0; k < n; ++k) {
      arrivals.chosen[reaching] = arrivals.fresh[k];
      reaching += arrivals.fresh[k] >> 48 >= level;
    }
    const std::size_t different =
        sort_fresh(arrivals.chosen.data(), reaching, arrivals);
    if (different >= static_cast<std::size_t>(capacity)) return different;
  }
  return sort_fresh(arrivals.fresh.data(), n, arrivals);
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
inline void receive(Inbox inbox, Arrivals& arrivals, std::uint32_t recipient_key,
                    std::uint16_t round, std::uint32_t first_alive) {
  const std::size_t n = find_fresh(inbox, recipient_key, arrivals);
  if (n == 0) return;
  const std::size_t different = n <= 64 ? sort_fresh(arrivals.fresh.data(), n, arrivals)
                                        : sort_many_fresh(n, inbox.capacity, arrivals);
  const int entering = std::min(static_cast<int>(different), inbox.capacity);
  const int known = inbox.size();
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
    const std::int64_t fresh = arrivals.sorted[static_cast<std::size_t>(k)];
    inbox.story[k] = static_cast<std::uint32_t>(fresh >> 16);
    inbox.stamp[k] =
        std::uint32_t{round} << 16 | static_cast<std::uint32_t>(fresh & max_times);
  }
  inbox.resize(entering + staying);
}

}  // namespace newsdep
