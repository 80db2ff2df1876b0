#include "models/processes/delivery.hpp"

#include <algorithm>
#include <bit>

#include "sim/prefetch.hpp"

namespace newsdep {
namespace {

/// Adds what these have shared to what arrives. Few of them have shared anything, and
/// most of those one story: there is no branch to guess wrong.
void look_at(std::span<const std::uint32_t> friends, const Parcels& parcels,
             Arrivals& arrivals) {
  std::uint32_t* const sharers = arrivals.room_for_sharers(friends.size());
  std::size_t n = 0;
  for (const std::uint32_t j : friends) {
    sharers[n] = j;
    n += parcels.has(j);
  }
  Parcel* to = arrivals.room_for(n * parcels.most_of_one());
  for (std::size_t k = 0; k < n; ++k) {
    const std::span<const Parcel> from = parcels.of(sharers[k]);
    std::copy_n(from.data(), 2, to);  // there is one more behind the last
    for (std::size_t m = 2; m < from.size(); ++m) to[m] = from[m];
    to += from.size();
  }
  arrivals.end_at(to);
}

}  // namespace

void Delivery::operator()(const sim::Moment& moment) {
  if (!world_.has_platform) return;
  ++world_.round;
  publish_posts(moment);
  collect_shares();
  receive_all();
}

void Delivery::publish_posts(const sim::Moment& moment) {
  for (Outbox& outbox : world_.outboxes) {
    const auto posts = static_cast<std::ptrdiff_t>(outbox.posts.size());
    for (const Post& post : outbox.posts) {
      Story story;
      story.slant = post.slant;
      story.quality = post.quality;
      story.key = post.key;
      story.outlet = world_.posts_outlet();
      story.born = moment.step - 1;
      outbox.shares.push_back({post.citizen, world_.stories.add(story, post.appeal)});
    }
    outbox.posts.clear();
    // Both were written in the order of citizens, and so they are read.
    std::ranges::inplace_merge(outbox.shares, outbox.shares.end() - posts, {},
                               &Share::sharer);
  }
}

void Delivery::collect_shares() {
  parcels_.clear(world_.n());
  for (Outbox& outbox : world_.outboxes) {
    for (const Share& share : outbox.shares) {
      const auto word = static_cast<std::uint16_t>(
          sim::mix(world_.stories[share.story].key, world_.round));
      parcels_.add(share.sharer, {share.story, share.times, word});
    }
    outbox.shares.clear();
  }
  parcels_.seal();
}

void Delivery::receive_all() {
  const std::uint32_t first_alive = world_.stories.first();
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    double& messages = world_.tallies[block.index].messages;
    messages = 0;
    if (parcels_.empty()) return;
    Accounts& accounts = world_.citizens.accounts[block.index];
    Arrivals arrivals;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::uint32_t local = i - block.begin;
      // Inboxes may lie outside the cache: ask for one a few places ahead.
      constexpr std::uint32_t ahead = 8;
      if (local + ahead < block.size() && accounts.has(local + ahead)) {
        accounts.prefetch_inbox(local + ahead);
      }
      if (!world_.is_online(i)) continue;
      arrivals.clear();
      look_at(world_.friends.of(i), parcels_, arrivals);
      if (world_.followees.entries() > 0) {
        look_at(world_.followees.of(i), parcels_, arrivals);
      }
      messages += static_cast<double>(arrivals.size());
      receive(accounts.inbox(local), arrivals, world_.people.key[i], world_.round,
              first_alive);
    }
  });
}

}  // namespace newsdep
