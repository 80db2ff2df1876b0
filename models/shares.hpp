#pragma once
// What was shared in one round, by sharer.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsdep {

/// A story that somebody passes on, `times` copies to each who follows him.
struct Share {
  std::uint32_t sharer;
  std::uint32_t story;
  std::uint16_t times = 1;
};

/// A story that somebody has written in this round; it gets its id at delivery.
struct Post {
  std::uint32_t author;
  std::uint32_t outlet;  ///< under whose name it stands
  float slant;
  float quality;
  float appeal;
  std::uint32_t key;
  std::uint16_t times = 1;
};

/// What the citizens, or accounts, of one block pass on in a round, each in their
/// order.
struct Outbox {
  std::vector<Share> shares;
  std::vector<Post> posts;
};

/// A story on its way: its id; how often it is sent; and, hashed from its key and the
/// round, the word by which full inboxes choose.
struct Parcel {
  std::uint32_t story;
  std::uint16_t times;
  std::uint16_t word;
};

/// The parcels of a round, by sharer. Recipients come and look who of their friends has
/// any: what most of them need to know is one bit for each possible sharer, and most
/// who share anything share one story.
class Parcels {
 public:
  /// Makes room for the parcels of n possible sharers; none has any.
  void clear(std::uint32_t n) {
    words_.assign(n / 32 + 1, {});
    heads_.clear();
    more_.clear();
    most_of_one_ = 0;
  }

  /// Adds one more parcel; sharers come in order.
  void add(std::uint32_t sharer, Parcel parcel) {
    const std::uint32_t bit = 1u << (sharer & 31);
    std::uint32_t& bits = words_[sharer >> 5].bits;
    const bool is_first = (bits & bit) == 0;
    bits |= bit;
    if (is_first) {
      heads_.push_back(parcel);
      most_of_one_ = std::max<std::uint32_t>(most_of_one_, 1);
      return;
    }
    Parcel& head = heads_.back();
    if (head.times != several) {
      more_.push_back(head);
      head = {static_cast<std::uint32_t>(more_.size()) - 1, several, 1};
    }
    more_.push_back(parcel);
    ++head.word;
    most_of_one_ = std::max<std::uint32_t>(most_of_one_, head.word);
  }

  /// Ends the adding.
  void seal() {
    std::uint32_t before = 0;
    for (Word& word : words_) {
      word.before = before;
      before += static_cast<std::uint32_t>(std::popcount(word.bits));
    }
  }

  bool empty() const { return heads_.empty(); }
  /// The most that one sharer shares.
  std::uint32_t most_of_one() const { return most_of_one_; }

  /// 1 if j shares anything, 0 if not.
  std::uint32_t has(std::uint32_t j) const {
    return words_[j >> 5].bits >> (j & 31) & 1;
  }

  /// Writes to `to` what j shares, who does share something, and returns the end of it.
  Parcel* copy(std::uint32_t j, Parcel* to) const {
    const Word word = words_[j >> 5];
    const std::uint32_t below = word.bits & ((1u << (j & 31)) - 1);
    const Parcel head =
        heads_[word.before + static_cast<std::uint32_t>(std::popcount(below))];
    if (head.times == several) return std::copy_n(&more_[head.story], head.word, to);
    *to = head;
    return to + 1;
  }

 private:
  /// No story is sent 0 times: such a head says where in `more_` so many parcels stand.
  static constexpr std::uint16_t several = 0;

  /// 32 possible sharers: a bit for each who shares, and how many share before them.
  struct Word {
    std::uint32_t bits;
    std::uint32_t before;
  };

  std::vector<Word> words_;
  std::vector<Parcel> heads_;  ///< [sharers]
  std::vector<Parcel> more_;
  std::uint32_t most_of_one_ = 0;
};

}  // namespace newsdep
