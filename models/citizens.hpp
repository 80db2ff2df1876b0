#pragma once
// The state of all citizens, as arrays. models/README.md has the bytes of each.

#include <cstdint>
#include <vector>

#include "models/mechanisms/receive.hpp"
#include "sim/blocks.hpp"

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

/// The accounts of one block's users: inbox and memory, made when a citizen first
/// joins.
class Accounts {
 public:
  Accounts(std::uint32_t citizens, int inbox_capacity, int memory)
      : seat_(citizens, no_seat), inbox_capacity_(inbox_capacity), memory_(memory) {}

  bool has(std::uint32_t local) const { return seat_[local] != no_seat; }
  /// Makes an account, empty; nothing happens when there is one.
  void open(std::uint32_t local);

  Inbox inbox(std::uint32_t local) {
    const std::size_t s = seat_[local];
    const std::size_t at = s * static_cast<std::size_t>(inbox_capacity_);
    return {&story_[at], &arrived_[at], &times_[at], size_[s], inbox_capacity_};
  }

  /// Whether the citizen may meet the story: he has not met it, nor forgotten younger.
  bool may_meet(std::uint32_t local, std::uint32_t story) const {
    const std::size_t s = seat_[local];
    if (story <= forgotten_[s]) return false;
    const std::uint32_t* met = &met_[s * static_cast<std::size_t>(memory_)];
    std::uint32_t hit = 0;
    for (int k = 0; k < memory_; ++k) hit |= met[k] == story;
    return hit == 0;
  }
  /// Notes that the citizen has met the story. What falls out of memory raises the bar
  /// below which no story is shown to him again: so each is met at most once.
  void meet(std::uint32_t local, std::uint32_t story) {
    const std::size_t s = seat_[local];
    std::uint32_t& place = met_[s * static_cast<std::size_t>(memory_) + next_[s]];
    forgotten_[s] = std::max(forgotten_[s], place);
    place = story;
    next_[s] = static_cast<std::uint16_t>(next_[s] + 1 == memory_ ? 0 : next_[s] + 1);
  }
  void prefetch(std::uint32_t local) const {
    const std::size_t s = seat_[local];
    __builtin_prefetch(&story_[s * static_cast<std::size_t>(inbox_capacity_)]);
    __builtin_prefetch(&met_[s * static_cast<std::size_t>(memory_)]);
  }
  std::size_t bytes() const;

 private:
  static constexpr std::uint16_t no_seat = 0xffff;

  std::vector<std::uint16_t> seat_;
  int inbox_capacity_;
  int memory_;
  std::vector<std::uint32_t> story_;
  std::vector<std::uint16_t> arrived_;
  std::vector<std::uint8_t> times_;
  std::vector<std::uint8_t> size_;
  std::vector<std::uint32_t> met_;
  std::vector<std::uint16_t> next_;
  std::vector<std::uint32_t> forgotten_;
};

/// Everything that belongs to one citizen and changes, or is looked at every day.
/// People (models/society) hold what never changes.
struct Citizens {
  std::vector<double> belief;          ///< [n] x in [-1, 1]
  std::vector<float> belief_before;    ///< [n] x of the last step: what friends hear
  std::vector<float> attention;        ///< [n] a, occasions a day
  std::vector<float> activity;         ///< [n] v > 0
  std::vector<float> value;            ///< [n * alternatives + pad] V
  std::vector<std::int8_t> deviation;  ///< [n * alternatives] own convenience, 1/32 sd
  std::vector<std::uint8_t> media;     ///< [n] bit m: reaches medium m; the platform's
                                       ///< bit: is on the platform
  std::vector<std::uint8_t> may_join;  ///< [n] 1 when the platform is within reach
  std::vector<std::uint16_t> friends_online;  ///< [n] friends on the platform
  std::vector<std::uint64_t> follows;         ///< [n] bit p: i follows page p
  std::vector<Recent> recent;                 ///< [n]
  std::vector<Accounts> accounts;             ///< [blocks]
};

}  // namespace newsdep
