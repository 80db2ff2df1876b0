#include "models/processes/delivery.hpp"

#include <cassert>

#include "sim/prefetch.hpp"

namespace newsdep {

void Delivery::operator()(const sim::Moment& moment) {
  if (!world_.has_platform) return;
  ++world_.round;
  publish_posts(moment);
  address();
  receive_all();
  for (Outbox& outbox : world_.outboxes) {
    outbox.shares.clear();
    outbox.posts.clear();
  }
}

void Delivery::publish_posts(const sim::Moment& moment) {
  for (Outbox& outbox : world_.outboxes) {
    for (const Post& post : outbox.posts) {
      Story story;
      story.slant = post.slant;
      story.quality = post.quality;
      story.key = post.key;
      story.outlet = world_.posts_outlet();
      story.born = moment.step - 1;
      outbox.shares.push_back({post.citizen, world_.stories.add(story, post.appeal)});
    }
  }
}

/// Calls `visit(share)` for all that a block passes on, and asks memory for the friends
/// of those who come a few places later.
template <class Visit>
void Delivery::for_each_share(std::uint32_t source, const Visit& visit) const {
  constexpr std::size_t ahead = 8;
  const std::vector<Share>& shares = world_.outboxes[source].shares;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (k + ahead < shares.size()) {
      const auto next = world_.friends.of(shares[k + ahead].citizen);
      for (std::size_t n = 0; n < next.size(); n += 16) sim::prefetch(&next[n]);
    }
    visit(shares[k]);
  }
}

template <class Visit>
void Delivery::for_each_recipient(const Share& share, const Visit& visit) const {
  for (const std::uint32_t j : world_.friends.of(share.citizen)) visit(j);
  if (world_.followers.entries() == 0) return;
  for (const std::uint32_t j : world_.followers.of(share.citizen)) visit(j);
}

void Delivery::address() {
  const std::uint32_t blocks = world_.blocks.size();
  const sim::Blocks cut = world_.blocks;
  assert(cut.block_size() <= 65536);
  start_.assign(std::size_t{blocks} * blocks + 1, 0);
  sim::for_each(blocks, [&](std::uint32_t source) {
    std::vector<std::uint64_t> count(blocks, 0);
    for_each_share(source, [&](const Share& share) {
      for_each_recipient(share, [&](std::uint32_t j) { ++count[cut.of(j)]; });
    });
    for (std::uint32_t d = 0; d < blocks; ++d) {
      start_[std::size_t{d} * blocks + source + 1] = count[d];
    }
  });
  for (std::size_t k = 1; k < start_.size(); ++k) start_[k] += start_[k - 1];
  // Yesterday's messages are not worth copying, nor room for twice as many.
  if (messages_.capacity() < start_.back()) {
    messages_ = {};
    messages_.reserve(start_.back() + start_.back() / 8);
  }
  messages_.resize(start_.back());
  sim::for_each(blocks, [&](std::uint32_t source) {
    std::vector<std::uint64_t> place(blocks);
    for (std::uint32_t d = 0; d < blocks; ++d) {
      place[d] = start_[std::size_t{d} * blocks + source];
    }
    for_each_share(source, [&](const Share& share) {
      const auto word = static_cast<std::uint16_t>(
          sim::mix(world_.stories[share.story].key, world_.round));
      for_each_recipient(share, [&](std::uint32_t j) {
        const std::uint64_t m = place[cut.of(j)]++;
        messages_[m] = {static_cast<std::uint16_t>(j & (cut.block_size() - 1)), word,
                        share.story};
        sim::prefetch(messages_.data() + m + 8);  // where this block's next ones go
      });
    });
  });
}

void Delivery::receive_all() {
  const std::uint32_t blocks = world_.blocks.size();
  const std::uint32_t first_alive = world_.stories.first();
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    const std::uint64_t begin = start_[std::size_t{block.index} * blocks];
    const std::uint64_t end = start_[std::size_t{block.index + 1} * blocks];
    world_.tallies[block.index].messages = static_cast<double>(end - begin);
    if (begin == end) return;
    // Sort the block's messages by recipient: count, sum, place.
    std::vector<std::uint32_t> place(block.size() + 1, 0);
    for (std::uint64_t m = begin; m < end; ++m) {
      sim::prefetch(messages_.data() + m + 64);
      ++place[messages_[m].recipient + 1u];
    }
    for (std::uint32_t k = 0; k < block.size(); ++k) place[k + 1] += place[k];
    std::vector<Message> sorted(end - begin);
    for (std::uint64_t m = begin; m < end; ++m) {
      sorted[place[messages_[m].recipient]++] = messages_[m];
    }
    Arrivals scratch;
    Accounts& accounts = world_.citizens.accounts[block.index];
    for (std::uint32_t local = 0; local < block.size(); ++local) {
      const std::uint32_t from = local == 0 ? 0 : place[local - 1];
      const std::uint32_t n = place[local] - from;
      const std::uint32_t i = block.begin + local;
      // Inboxes may lie outside the cache: ask for one a few places ahead.
      constexpr std::uint32_t ahead = 12;
      if (local + ahead < block.size() && accounts.has(local + ahead)) {
        accounts.prefetch_inbox(local + ahead);
      }
      if (n == 0 || !world_.is_online(i)) continue;
      receive(accounts.inbox(local), &sorted[from], n, world_.people.key[i],
              world_.round, first_alive, scratch);
    }
  });
}

}  // namespace newsdep
