#pragma once
// The stories that are alive: a ring indexed by an id that only grows.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsdep {

/// What a visit needs to know of a story, in half a cache line. The `*_base` parts are
/// renewed once a step from the likes shown at its start.
struct Story {
  float slant = 0;           ///< [-1, 1]
  float quality = 0;         ///< [0, 1]
  float rank_base = 0;       ///< the part of its score that is the same for all
  float like_base = 0;       ///< log-odds of a like, agreement aside
  float share_base = 0;      ///< log-odds of a share, agreement aside
  float shown = 0;           ///< likes shown, bought ones too, persons; renewed as well
  std::uint32_t key = 0;     ///< persistent key: what it is, not where it lies
  std::uint16_t outlet = 0;  ///< who published it; posts have an entry of their own
  std::uint16_t topic = 0;   ///< its place among World::topics, from 1; 0 for none
};
static_assert(sizeof(Story) == 32);

/// Stories by id. Ids are given in order of birth, so that the living are a range
/// [first, next). Ids of the dead are never used again.
class Stories {
 public:
  std::uint32_t first() const { return first_; }
  std::uint32_t next() const { return next_; }
  bool alive(std::uint32_t id) const { return id >= first_ && id < next_; }

  Story& operator[](std::uint32_t id) { return stories_[id & mask()]; }
  const Story& operator[](std::uint32_t id) const { return stories_[id & mask()]; }

  /// appeal in (0, 1]
  float appeal(std::uint32_t id) const { return appeal_[id & mask()]; }
  /// step
  std::int32_t born(std::uint32_t id) const { return born_[id & mask()]; }
  /// likes by citizens so far
  std::uint32_t likes(std::uint32_t id) const { return likes_[id & mask()]; }

  /// bought likes still online, persons
  float fakes(std::uint32_t id) const {
    return fakes_.empty() ? 0.0f : fakes_[id & mask()];
  }
  /// Adds bought likes; the first ever make room for those of all stories.
  void add_fakes(std::uint32_t id, float likes);
  /// Keeps this share of a story's bought likes.
  void keep_fakes(std::uint32_t id, float share) {
    if (!fakes_.empty()) fakes_[id & mask()] *= share;
  }
  /// Whether any were ever bought.
  bool has_fakes() const { return !fakes_.empty(); }

  /// Whether any ever had a topic.
  bool has_topics() const { return has_topics_; }

  /// Counts one like; integers, so that threads may count in any order.
  void like(std::uint32_t id) {
    std::atomic_ref(likes_[id & mask()]).fetch_add(1, std::memory_order_relaxed);
  }

  /// Adds a story that is born in a step, not before the last one was, and returns its
  /// id.
  std::uint32_t add(const Story& story, float appeal, std::int32_t born);
  /// Forgets the stories born before `step`.
  void expire(std::int32_t step);
  std::size_t bytes() const;

 private:
  std::uint32_t mask() const { return static_cast<std::uint32_t>(stories_.size()) - 1; }
  void grow();

  std::uint32_t first_ = 1;
  std::uint32_t next_ = 1;
  std::vector<Story> stories_ = std::vector<Story>(1024);
  std::vector<float> appeal_ = std::vector<float>(1024);
  std::vector<std::uint32_t> likes_ = std::vector<std::uint32_t>(1024);
  std::vector<std::int32_t> born_ = std::vector<std::int32_t>(1024);
  std::vector<float> fakes_;  ///< empty while none were bought
  bool has_topics_ = false;
};

}  // namespace newsdep
