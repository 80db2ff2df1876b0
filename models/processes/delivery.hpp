#pragma once
// Delivery: what was posted and shared in the last round reaches inboxes.

#include <cstdint>
#include <vector>

#include "models/shares.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Takes, platform by platform, the outboxes of the last round: posts become stories,
/// in the order of blocks; then every user looks whom of his friends and of those he
/// follows has shared something there, and merges it all into his inbox there
/// (mechanisms/receive.hpp); on the first platform inauthentic accounts that he follows
/// count among those, and look at each other. Users only look, and the order in which
/// they find stories decides nothing, so the result depends on nobody's speed. Reads
/// outboxes and graphs; writes stories, inboxes and the tallies' messages; draws
/// nothing but what receive.hpp hashes.
class Delivery {
 public:
  explicit Delivery(World& world) : world_(world) {}
  void operator()(const sim::Moment& moment);

 private:
  void publish(std::vector<Outbox>& outboxes, const sim::Moment& moment);
  void collect(std::vector<Outbox>& outboxes, const std::vector<std::uint32_t>& keys,
               Parcels& parcels);
  Receipt receipt_of_round() const;
  void receive_all(Platform& platform, std::size_t p);
  void receive_among_accounts();

  World& world_;
  Parcels of_citizens_;
  Parcels of_accounts_;
};

}  // namespace newsdep
