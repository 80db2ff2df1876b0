#pragma once
// The state of all citizens, as arrays. models/README.md has the bytes of each.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/mechanisms/receive.hpp"
#include "models/opinion.hpp"
#include "sim/blocks.hpp"
#include "sim/lanes.hpp"
#include "sim/prefetch.hpp"

namespace newsdep {

/// The most media that a scenario may name.
inline constexpr int max_media = 8;
/// Main sources look at this many bins of this many days: the last 30 days.
inline constexpr int recent_bins = 6;
inline constexpr int recent_bin_days = 5;

/// What a citizen did lately: occasions by bin and medium, at most 255 each.
struct Recent {
  std::uint8_t bin[recent_bins][max_media] = {};
};

/// The accounts of one block's users, made when a citizen first joins. An account is
/// one stretch of words, so that a visit touches as few cache lines as can be: what was
/// last forgotten; the inbox's size and the next place of memory; the inbox's stories;
/// their stamps; the stories met.
class Accounts {
 public:
  Accounts(std::uint32_t citizens, int inbox, int memory)
      : seat_(citizens, no_seat),
        inbox_(inbox),
        memory_((memory + 7) / 8 * 8),
        stride_(2 + 2 * static_cast<std::size_t>(inbox_) +
                static_cast<std::size_t>(memory_)) {}

  bool has(std::uint32_t local) const { return seat_[local] != no_seat; }
  /// Makes room for so many accounts, and no more.
  void reserve(std::size_t accounts) { words_.reserve(accounts * stride_); }
  /// Makes an account, empty; nothing happens when there is one.
  void open(std::uint32_t local);

  Inbox inbox(std::uint32_t local) {
    std::uint32_t* account = at(local);
    return {account + 2, account + 2 + inbox_, account[1], inbox_};
  }
  /// The stories of an inbox.
  std::span<const std::uint32_t> stories(std::uint32_t local) const {
    const std::uint32_t* account = words_.data() + seat_[local] * stride_;
    return {account + 2, account[1] & 0xffffu};
  }
  /// What one citizen remembers having met. He may meet what is younger than all that
  /// he has forgotten and not among what he remembers.
  struct Memory {
    const std::uint32_t* met;  ///< [size] ids
    int size;                  ///< of met, a multiple of eight
    std::uint32_t forgotten;   ///< the youngest that fell out
  };
  Memory memory(std::uint32_t local) {
    const std::uint32_t* account = at(local);
    return {account + 2 + 2 * inbox_, memory_, account[0]};
  }

  /// Notes that the citizen has met n stories. What falls out of memory raises the bar
  /// below which no story is shown to him again: so each is met at most once.
  void meet(std::uint32_t local, const std::uint32_t* stories, int n) {
    if (memory_ == 0) return;
    std::uint32_t* account = at(local);
    std::uint32_t* met = account + 2 + 2 * inbox_;
    std::uint32_t forgotten = account[0];
    auto next = static_cast<int>(account[1] >> 16);
    for (int k = 0; k < n; ++k) {
      forgotten = std::max(forgotten, met[next]);
      met[next] = stories[k];
      next = next + 1 == memory_ ? 0 : next + 1;
    }
    account[0] = forgotten;
    account[1] = (account[1] & 0xffffu) | static_cast<std::uint32_t>(next) << 16;
  }
  /// Asks memory for an account, or for the part that is its inbox.
  void prefetch(std::uint32_t local) const { prefetch_words(local, stride_); }
  void prefetch_inbox(std::uint32_t local) const {
    prefetch_words(local, 2 + 2 * static_cast<std::size_t>(inbox_));
  }
  std::size_t bytes() const { return seat_.capacity() * 2 + words_.capacity() * 4; }

 private:
  static constexpr std::uint16_t no_seat = 0xffff;

  void prefetch_words(std::uint32_t local, std::size_t words) const {
    const std::uint32_t* account = words_.data() + seat_[local] * stride_;
    for (std::size_t word = 0; word < words; word += 16) {
      sim::prefetch(account + word);
    }
  }
  std::uint32_t* at(std::uint32_t local) {
    return words_.data() + seat_[local] * stride_;
  }

  std::vector<std::uint16_t> seat_;
  int inbox_;
  int memory_;
  std::size_t stride_;
  std::vector<std::uint32_t> words_;
};

/// What a citizen says today to a friend who asks.
enum class Saying : std::uint8_t { nothing, own, opposite };

/// Everything that belongs to one citizen and changes, or is looked at every day.
/// People (models/society) hold what never changes.
struct Citizens {
  std::vector<double> belief;          ///< [n] x in [-1, 1]
  std::vector<float> belief_before;    ///< [n] x of the last step: what friends hear
  std::vector<float> attention;        ///< [n] a, occasions a day
  std::vector<float> activity;         ///< [n] v > 0
  std::vector<float> value;            ///< [n * alternatives] V
  std::vector<std::int8_t> deviation;  ///< [n * alternatives] own convenience, 1/32 sd
  std::vector<std::uint8_t> media;     ///< [n] bit m: reaches medium m; a platform's
                                       ///< bit: is on the platform
  std::vector<std::uint8_t> may_join;  ///< [n] bit m: the platform m is within reach
  std::vector<std::uint64_t> follows;  ///< [n] bit p: i follows page p
  std::vector<Recent> recent;          ///< [n]
  // Empty where fear, or the climate of opinion, is off (processes/climate.hpp):
  std::vector<float> fear;           ///< [n] r in [0, 1]
  std::vector<float> sensitivity;    ///< [n] to threats, 1/threat
  std::vector<float> perceived;      ///< [n] p in [0, 1], support as i thinks it is
  std::vector<float> threshold;      ///< [n] tau: the share on his side that i needs
  std::vector<Saying> says;          ///< [n] with either on
  std::vector<Willingness> willing;  ///< [n] with either on
  // Empty while there is nothing to learn:
  std::vector<std::uint8_t> learnt;  ///< [n] bits of lessons

  float fear_of(std::uint32_t i) const { return fear.empty() ? 0.0f : fear[i]; }
};

}  // namespace newsdep
