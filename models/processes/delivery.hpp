#pragma once
// Delivery: what was posted and shared in the last round reaches inboxes.

#include <cstdint>
#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Takes the outboxes of the last round: posts become stories, in the order of blocks;
/// each share goes to all friends and followers of the sharer, as one message each, to
/// the block where the recipient lives; each block then merges its own messages into
/// its inboxes. Messages are counted, prefix-summed and filled into one array by
/// (destination, source), so the result depends on nobody's speed.
class Delivery {
 public:
  explicit Delivery(World& world) : world_(world) {}
  void operator()(const sim::Moment& moment);

 private:
  void publish_posts(const sim::Moment& moment);
  void address();
  void receive_all();
  template <class Visit>
  void for_each_share(std::uint32_t source, const Visit& visit) const;
  template <class Visit>
  void for_each_recipient(const Share& share, const Visit& visit) const;

  World& world_;
  std::vector<std::uint64_t> start_;  ///< [destination][source], then the end
  std::vector<Message> messages_;
};

}  // namespace newsdep
