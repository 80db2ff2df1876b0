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

/// The most stories that an inbox can hold.
inline constexpr int max_inbox = 32;

/// One citizen's inbox, sorted from young to old; among equals by a keyed draw.
struct Inbox {
  std::uint32_t* story;      ///< [capacity] ids
  std::uint32_t* stamp;      ///< [capacity] round of arrival << 16 | arrivals so far
  std::uint32_t& size_word;  ///< the size is its lower half
  int capacity;

  int size() const { return static_cast<int>(size_word & 0xffffu); }
  int times(int k) const { return static_cast<int>(stamp[k] & 0xffffu); }
  /// the round in which it came
  std::uint16_t arrived(int k) const {
    return static_cast<std::uint16_t>(stamp[k] >> 16);
  }
  void resize(int size) {
    size_word = (size_word & 0xffff0000u) | static_cast<std::uint32_t>(size);
  }
};

/// Who stays among equals in a full inbox: what is drawn for each recipient and story,
/// or what came from the first in an order of senders that is drawn in each round, the
/// same for all recipients.
enum class Survivors : std::uint8_t { drawn, first_senders };

/// What one recipient's inbox looks at in one round.
struct Receipt {
  std::uint32_t recipient_key = 0;
  std::uint16_t round = 0;
  std::uint32_t first_alive = 1;  ///< the oldest story id still alive
  Survivors survivors = Survivors::drawn;
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
  /// What is read behind the last belongs to no story.
  void end_at(Parcel* end) {
    n_ = static_cast<std::size_t>(end - parcel_.data());
    std::fill_n(end, 8, Parcel{});
  }
  /// Room to note which of so many friends have shared.
  std::uint32_t* room_for_sharers(std::size_t friends) {
    if (sharers_.size() <= friends) sharers_.resize(friends + 1);
    return sharers_.data();
  }
  std::size_t size() const { return n_; }
  const Parcel& operator[](std::size_t m) const { return parcel_[m]; }

  std::vector<std::int64_t> fresh;   ///< what may enter: draw << 48 | story << 16 |
                                     ///< place among the arrivals
  std::vector<std::uint8_t> known;   ///< of eight arrivals each, bits: the inbox has it
  std::vector<std::int64_t> sorted;  ///< these by draw; then with times below

 private:
  std::vector<std::uint32_t> sharers_;
  std::vector<Parcel> parcel_;
  std::size_t n_ = 0;
};

/// Sorts n different numbers, largest first. Most inboxes get a handful, and guessing
/// their order wrong costs more than comparing all with all: a number's place is the
/// count of those above it, sixteen counted at a time. Behind the values there is room
/// for sixteen more.
inline void sort_descending(std::int64_t* values, std::size_t n, std::int64_t* sorted) {
  if (n > 64) {
    std::copy_n(values, n, sorted);
    std::sort(sorted, sorted + n, std::greater<>());
    return;
  }
  std::fill_n(values + n, 16, std::numeric_limits<std::int64_t>::min());
  for (std::size_t first = 0; first < n; first += 16) {
    sim::Long4 own[4];
    sim::Long4 above[4] = {};
    for (std::size_t v = 0; v < 4; ++v) own[v] = sim::load4(values + first + 4 * v);
    for (std::size_t k = 0; k < n; ++k) {
      const sim::Long4 other = sim::Long4{} + values[k];
      for (std::size_t v = 0; v < 4; ++v) above[v] -= other > own[v];
    }
    for (std::size_t m = first; m < std::min(first + 16, n); ++m) {
      sorted[static_cast<std::size_t>(above[(m - first) / 4][m % 4])] = values[m];
    }
  }
}

/// All draws reach this. Draws fill 16 bits, so as signed numbers they lie on both
/// sides of 0.
inline constexpr std::int32_t lowest_draw = -32768;

/// The draw that so many of n arrivals reach as are likely to fill an inbox; all do
/// when n is not large.
inline std::int32_t filling_draw(std::size_t n, int capacity) {
  const double wanted = capacity + 8 + 4 * std::sqrt(capacity + 8.0);
  if (wanted >= static_cast<double>(n)) return lowest_draw;
  return 32768 - static_cast<std::int32_t>(65536 * wanted / static_cast<double>(n));
}

/// Lays out as `fresh` the arrivals that the inbox does not have and whose draw reaches
/// `level`, and returns their number; notes which it has.
inline std::size_t find_fresh(Inbox inbox, const Receipt& receipt, std::int32_t level,
                              Arrivals& arrivals) {
  const int known = inbox.size();
  const std::size_t size = arrivals.size();
  if (arrivals.fresh.size() < size + 16) {
    arrivals.fresh.resize(2 * size + 16);
    arrivals.known.resize(2 * size / 8 + 2);
  }
  std::int64_t* fresh = arrivals.fresh.data();
  for (std::size_t first = 0; first < size; first += 8) {
    const auto [story, word] = sim::load_pairs8(&arrivals[first]);
    const std::size_t count = std::min<std::size_t>(8, size - first);
    const std::uint32_t real = (1u << count) - 1u;
    const std::uint32_t has =
        sim::bits(sim::stand_in(story, inbox.story, known)) & real;
    arrivals.known[first / 8] = static_cast<std::uint8_t>(has);
    const sim::Uint8 mixed =
        receipt.survivors == Survivors::drawn
            ? sim::mix(sim::Uint8{} + receipt.recipient_key, word >> 16)
            : word;
    const sim::Int8 draw = reinterpret_cast<sim::Int8>(mixed) >> 16;
    const std::uint32_t enters = sim::bits(draw >= level) & real & ~has;
    const sim::Int8 in_front = sim::lanes_where(enters);
    const sim::Uint8 place =
        (sim::Uint8{0, 1, 2, 3, 4, 5, 6, 7} + static_cast<std::uint32_t>(first)) &
        static_cast<std::uint32_t>(max_times);
    // The lower and the upper half of each number.
    const sim::Uint8 low = story << 16 | place;
    const sim::Uint8 high = (mixed & 0xffff0000u) | story >> 16;
    sim::store_pairs8(fresh, sim::permute(low, in_front), sim::permute(high, in_front));
    fresh += std::popcount(enters);
  }
  return static_cast<std::size_t>(fresh - arrivals.fresh.data());
}

/// Counts the arrivals of stories that the inbox has.
inline void count_known(Inbox inbox, const Arrivals& arrivals) {
  const int known = inbox.size();
  for (std::size_t first = 0; first < arrivals.size(); first += 8) {
    for (std::uint32_t hits = arrivals.known[first / 8]; hits != 0; hits &= hits - 1) {
      const Parcel& parcel =
          arrivals[first + static_cast<std::size_t>(std::countr_zero(hits))];
      const auto k =
          std::find(inbox.story, inbox.story + known, parcel.story) - inbox.story;
      const std::uint32_t times = inbox.stamp[k] & max_times;
      inbox.stamp[k] += std::min<std::uint32_t>(parcel.times, max_times - times);
    }
  }
}

/// Sorts n fresh arrivals, the largest draw first, merges copies of one story, and
/// returns how many different ones there are; their times stand in the lowest bits.
inline std::size_t sort_fresh(std::size_t n, Arrivals& arrivals) {
  if (arrivals.sorted.size() < n) arrivals.sorted.resize(n);
  std::int64_t* const sorted = arrivals.sorted.data();
  sort_descending(arrivals.fresh.data(), n, sorted);
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

/// Counts how often each of the stories in `sorted` has arrived.
inline void count_times(std::size_t different, Arrivals& arrivals) {
  for (std::size_t from = 0; from < different; from += 8) {
    sim::Uint8 story[8];
    sim::Uint8 times[8] = {};
    for (std::size_t k = 0; k < 8; ++k) {
      story[k] =
          sim::Uint8{} + static_cast<std::uint32_t>(arrivals.sorted[from + k] >> 16);
    }
    for (std::size_t first = 0; first < arrivals.size(); first += 8) {
      const auto [id, word] = sim::load_pairs8(&arrivals[first]);
      const sim::Uint8 sent = word & max_times;
#pragma GCC unroll 8
      for (std::size_t k = 0; k < 8; ++k) {
        times[k] += sent & reinterpret_cast<sim::Uint8>(id == story[k]);
      }
    }
    for (std::size_t k = from; k < std::min(from + 8, different); ++k) {
      std::int64_t sum = 0;
      for (int l = 0; l < 8; ++l) sum += times[k - from][l];
      arrivals.sorted[k] = (arrivals.sorted[k] & ~max_times) | std::min(max_times, sum);
    }
  }
}

/// As sort_fresh when each copy of a story has the draw of its sender: the story that
/// came from the first sender stands first. Looks for no more than an inbox can take.
inline std::size_t sort_by_senders(std::size_t n, int capacity, Arrivals& arrivals) {
  if (arrivals.sorted.size() < n + 8) arrivals.sorted.resize(n + 8);
  std::int64_t* const sorted = arrivals.sorted.data();
  sort_descending(arrivals.fresh.data(), n, sorted);
  std::size_t different = 0;
  for (std::size_t k = 0; k < n && different < static_cast<std::size_t>(capacity);
       ++k) {
    const auto is_copy = [&](std::int64_t earlier) {
      return static_cast<std::uint32_t>(earlier >> 16) ==
             static_cast<std::uint32_t>(sorted[k] >> 16);
    };
    if (std::none_of(sorted, sorted + different, is_copy)) {
      sorted[different++] = sorted[k];
    }
  }
  count_times(different, arrivals);
  return different;
}

/// Finds and sorts the fresh arrivals whose draw reaches `level`.
inline std::size_t take_fresh(Inbox inbox, const Receipt& receipt, std::int32_t level,
                              Arrivals& arrivals) {
  const std::size_t n = find_fresh(inbox, receipt, level, arrivals);
  if (n == 0) return 0;
  return receipt.survivors == Survivors::drawn
             ? sort_fresh(n, arrivals)
             : sort_by_senders(n, inbox.capacity, arrivals);
}

/// Merges the arrivals of one round into an inbox (limited attention):
///
///     a story known gains a count and keeps its age; a new one enters with age 0;
///     a full inbox keeps the youngest, and among equals those with the largest draw,
///     hashed from (recipient, story, round of arrival).
///
/// or, as Survivors says, those whose first sender has the largest. So the order in
/// which arrivals are found decides nothing. Reads and writes the inbox. Source: Weng,
/// Flammini, Vespignani and Menczer, Sci. Rep. 2 (2012) 335; Truong et al., PNAS Nexus
/// 3 (2024), whose program orders the senders of a step for all recipients alike.
inline void receive(Inbox inbox, Arrivals& arrivals, const Receipt& receipt) {
  // Of many arrivals only those with large draws need to be sorted, unless they are
  // copies of too few stories.
  const std::int32_t level = arrivals.size() <= 64
                                 ? lowest_draw
                                 : filling_draw(arrivals.size(), inbox.capacity);
  std::size_t different = take_fresh(inbox, receipt, level, arrivals);
  if (level > lowest_draw && different < static_cast<std::size_t>(inbox.capacity)) {
    different = take_fresh(inbox, receipt, lowest_draw, arrivals);
  }
  const int entering = std::min(static_cast<int>(different), inbox.capacity);
  if (entering < inbox.capacity) count_known(inbox, arrivals);
  if (entering == 0) return;
  std::uint32_t story[2 * max_inbox + 8];
  std::uint32_t stamp[2 * max_inbox + 8];
  for (int k = 0; k < entering; ++k) {
    const std::int64_t fresh = arrivals.sorted[static_cast<std::size_t>(k)];
    story[k] = static_cast<std::uint32_t>(fresh >> 16);
    stamp[k] = std::uint32_t{receipt.round} << 16 |
               static_cast<std::uint32_t>(fresh & max_times);
  }
  int size = entering;
  const int known = inbox.size();
  for (int first = 0; first < known; first += 8) {
    const sim::Uint8 ids = sim::load8(inbox.story + first, known - first);
    const std::uint32_t living = sim::bits(ids >= receipt.first_alive);
    const sim::Int8 in_front = sim::lanes_where(living);
    sim::store8(story + size, sim::permute(ids, in_front));
    sim::store8(stamp + size,
                sim::permute(sim::load8(inbox.stamp + first, known - first), in_front));
    size += std::popcount(living);
  }
  size = std::min(size, inbox.capacity);
  for (int first = 0; first < size; first += 8) {
    sim::store8(inbox.story + first, sim::load8(story + first), size - first);
    sim::store8(inbox.stamp + first, sim::load8(stamp + first), size - first);
  }
  inbox.resize(size);
}

}  // namespace newsdep
