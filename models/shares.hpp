#pragma once
// What was shared in one round, by sharer.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
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

/// The parcels of a round, sharer by sharer. Recipients come and look who of their
/// friends has any, so what most of them need to know is one bit for each possible
/// sharer.
class Parcels {
 public:
  /// Makes room for the parcels of n possible sharers; none has any.
  void clear(std::uint32_t n) {
    shares_.assign(n / 32 + 1, 0);
    first_.assign(1, 0);
    parcels_.clear();
    most_of_one_ = 0;
  }

  /// Adds one more parcel; sharers come in order.
  void add(std::uint32_t sharer, Parcel parcel) {
    const std::uint32_t bit = 1u << (sharer & 31);
    if ((shares_[sharer >> 5] & bit) == 0) first_.push_back(first_.back());
    shares_[sharer >> 5] |= bit;
    parcels_.push_back(parcel);
    ++first_.back();
    most_of_one_ = std::max(most_of_one_, first_.back() - first_[first_.size() - 2]);
  }

  /// Ends the adding.
  void seal() {
    before_.resize(shares_.size());
    std::uint32_t before = 0;
    for (std::size_t w = 0; w < shares_.size(); ++w) {
      before_[w] = before;
      before += static_cast<std::uint32_t>(std::popcount(shares_[w]));
    }
    parcels_.emplace_back();
  }

  bool empty() const { return most_of_one_ == 0; }
  /// The most that one sharer shares.
  std::uint32_t most_of_one() const { return most_of_one_; }

  /// 1 if j shares anything, 0 if not.
  std::uint32_t has(std::uint32_t j) const { return shares_[j >> 5] >> (j & 31) & 1; }

  /// What j shares, who does share something.
  std::span<const Parcel> of(std::uint32_t j) const {
    const std::uint32_t below = shares_[j >> 5] & ((1u << (j & 31)) - 1);
    const std::size_t k =
        before_[j >> 5] + static_cast<std::uint32_t>(std::popcount(below));
    return {parcels_.data() + first_[k], parcels_.data() + first_[k + 1]};
  }

 private:
  std::vector<std::uint32_t> shares_;  ///< one bit for each who shares
  std::vector<std::uint32_t> before_;  ///< how many share before those of a word
  std::vector<std::uint32_t> first_;   ///< [sharers + 1] parcel of each who shares
  std::vector<Parcel> parcels_;
  std::uint32_t most_of_one_ = 0;
};

}  // namespace newsdep
