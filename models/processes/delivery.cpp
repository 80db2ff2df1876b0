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
  for (std::size_t k = 0; k < n; ++k) to = parcels.copy(sharers[k], to);
  arrivals.end_at(to);
}

}  // namespace

void Delivery::operator()(const sim::Moment& moment) {
  if (!world_.has_platform()) return;
  ++world_.round;
  Inauthentic& accounts = world_.inauthentic;
  for (std::size_t p = 0; p < world_.platforms.size(); ++p) {
    Platform& platform = world_.platforms[p];
    publish(platform.outboxes, moment);
    if (p == 0) publish(accounts.outboxes, moment);
    collect(platform.outboxes, world_.people.key, of_citizens_);
    collect(accounts.outboxes, accounts.key, of_accounts_);  // empty after the first
    receive_all(platform, p);
    if (p == 0) receive_among_accounts();
  }
}

void Delivery::publish(std::vector<Outbox>& outboxes, const sim::Moment& moment) {
  for (Outbox& outbox : outboxes) {
    const auto posts = static_cast<std::ptrdiff_t>(outbox.posts.size());
    for (const Post& post : outbox.posts) {
      Story story;
      story.slant = post.slant;
      story.quality = post.quality;
      story.key = post.key;
      story.outlet = post.outlet;
      outbox.shares.push_back({post.author,
                               world_.stories.add(story, post.appeal, moment.step - 1),
                               post.times});
    }
    outbox.posts.clear();
    // Both were written in the order of their authors, and so they are read.
    std::ranges::inplace_merge(outbox.shares, outbox.shares.end() - posts, {},
                               &Share::sharer);
  }
}

void Delivery::collect(std::vector<Outbox>& outboxes,
                       const std::vector<std::uint32_t>& keys, Parcels& parcels) {
  const Survivors survivors = world_.rules().platform.survivors;
  parcels.clear(static_cast<std::uint32_t>(keys.size()));
  for (Outbox& outbox : outboxes) {
    for (const Share& share : outbox.shares) {
      const std::uint32_t subject = survivors == Survivors::drawn
                                        ? world_.stories[share.story].key
                                        : keys[share.sharer];
      const auto word = static_cast<std::uint16_t>(sim::mix(subject, world_.round));
      parcels.add(share.sharer, {share.story, share.times, word});
    }
    outbox.shares.clear();
  }
  parcels.seal();
}

Receipt Delivery::receipt_of_round() const {
  return {.round = world_.round,
          .first_alive = world_.stories.first(),
          .survivors = world_.rules().platform.survivors};
}

void Delivery::receive_all(Platform& platform, std::size_t p) {
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    double& messages = world_.tallies[block.index].use[p].messages;
    messages = 0;
    if (of_citizens_.empty() && of_accounts_.empty()) return;
    Accounts& accounts = platform.accounts[block.index];
    Arrivals arrivals;
    Receipt receipt = receipt_of_round();
    // Who is on is known before anybody looks: no branch to guess wrong.
    std::vector<std::uint32_t> users(block.size() + 1);
    std::size_t n = 0;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      users[n] = i;
      n += world_.is_on(platform, i);
    }
    for (std::size_t k = 0; k < n; ++k) {
      // Inboxes may lie outside the cache: ask for those a few places ahead. Friends
      // lie in order, and come by themselves.
      constexpr std::size_t ahead = 4;
      if (k + ahead < n) accounts.prefetch_inbox(users[k + ahead] - block.begin);
      const std::uint32_t i = users[k];
      arrivals.clear();
      look_at(world_.friends.of(i), of_citizens_, arrivals);
      if (world_.followees.entries() > 0) {
        look_at(world_.followees.of(i), of_citizens_, arrivals);
      }
      if (!of_accounts_.empty()) {
        look_at(world_.inauthentic.followed.of(i), of_accounts_, arrivals);
      }
      messages += static_cast<double>(arrivals.size());
      receipt.recipient_key = world_.people.key[i];
      receive(accounts.inbox(i - block.begin), arrivals, receipt);
    }
  });
}

void Delivery::receive_among_accounts() {
  if (of_accounts_.empty()) return;
  Inauthentic& accounts = world_.inauthentic;
  sim::for_each_block(accounts.blocks, [&](const sim::Block& block) {
    Arrivals arrivals;
    Receipt receipt = receipt_of_round();
    for (std::uint32_t account = block.begin; account < block.end; ++account) {
      arrivals.clear();
      look_at(accounts.peers.of(account), of_accounts_, arrivals);
      receipt.recipient_key = accounts.key[account];
      receive(accounts.inboxes[block.index].inbox(account - block.begin), arrivals,
              receipt);
    }
  });
}

}  // namespace newsdep
