// Receiving: nobody's order decides, the youngest stay, ties are drawn evenly.

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "models/mechanisms/receive.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

/// An inbox with its own memory.
struct OwnInbox {
  explicit OwnInbox(int room)
      : capacity(room),
        story(static_cast<std::size_t>(room) + 8),  // eight may be read behind it
        stamp(static_cast<std::size_t>(room) + 8) {}

  int capacity;
  std::vector<std::uint32_t> story;
  std::vector<std::uint32_t> stamp;
  std::uint32_t size_word = 0;

  Inbox view() { return {story.data(), stamp.data(), size_word, capacity}; }
  std::size_t size() { return static_cast<std::size_t>(view().size()); }

  void get(const std::vector<std::uint32_t>& stories, std::uint32_t recipient,
           std::uint16_t round, std::uint32_t first_alive = 1) {
    Arrivals arrivals;
    for (const std::uint32_t id : stories) {
      // As Delivery has it: a word hashed from the story's key and the round.
      Parcel* const place = arrivals.room_for(1);
      *place = {id, 1, static_cast<std::uint16_t>(sim::mix(id * 77u, round))};
      arrivals.end_at(place + 1);
    }
    receive(view(), arrivals, {recipient, round, first_alive});
  }

  /// Story -> (round of arrival, times).
  std::map<std::uint32_t, std::pair<int, int>> content() {
    std::map<std::uint32_t, std::pair<int, int>> all;
    for (int k = 0; k < view().size(); ++k) {
      const auto at = static_cast<std::size_t>(k);
      all[story[at]] = {static_cast<int>(stamp[at] >> 16), view().times(k)};
    }
    return all;
  }
};

std::vector<std::uint32_t> random_stories(std::mt19937& luck, std::uint32_t kinds,
                                          std::size_t most) {
  std::vector<std::uint32_t> stories(luck() % (most + 1));
  for (std::uint32_t& id : stories) id = 1 + luck() % kinds;
  return stories;
}

/// Which of two stories that arrive together this recipient keeps: asked of an inbox
/// with one place, so that no hash is copied into the test.
bool is_preferred(std::uint32_t a, std::uint32_t b, std::uint32_t recipient,
                  std::uint16_t round) {
  OwnInbox one(1);
  one.get({a, b}, recipient, round);
  return one.story[0] == a;
}

/// The rules in words: counts for the known, age 0 for the new, the dead dropped when
/// something enters, then the youngest, and among equals the preferred.
struct NaiveInbox {
  struct Entry {
    std::uint32_t story;
    std::uint16_t arrived;
    int times;
  };
  std::size_t capacity;
  std::vector<Entry> entries;

  void get(const std::vector<std::uint32_t>& stories, std::uint32_t recipient,
           std::uint16_t round, std::uint32_t first_alive) {
    const std::size_t known = entries.size();
    for (const std::uint32_t id : stories) {
      const auto at = std::ranges::find(entries, id, &Entry::story);
      if (at == entries.end()) {
        entries.push_back({id, round, 1});
      } else {
        at->times = std::min(65535, at->times + 1);
      }
    }
    if (entries.size() == known) return;
    std::erase_if(entries, [&](const Entry& e) {
      return e.arrived != round && e.story < first_alive;
    });
    std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
      if (a.arrived != b.arrived) return a.arrived > b.arrived;
      return is_preferred(a.story, b.story, recipient, a.arrived);
    });
    if (entries.size() > capacity) entries.resize(capacity);
  }
};

}  // namespace

TEST_CASE("the order of messages never matters", "[receive]") {
  std::mt19937 luck(1);
  bool same = true;
  for (int trial = 0; trial < 500; ++trial) {
    OwnInbox a(8), b(8);
    for (std::uint16_t round = 1; round <= 6; ++round) {
      std::vector<std::uint32_t> stories = random_stories(luck, 40, 25);
      a.get(stories, 99, round);
      std::ranges::shuffle(stories, luck);
      b.get(stories, 99, round);
    }
    same &= a.size() == b.size();
    for (std::size_t k = 0; k < a.size(); ++k) {
      same &= a.story[k] == b.story[k] && a.stamp[k] == b.stamp[k];
    }
  }
  CHECK(same);
}

TEST_CASE("first senders stay, however many copies come from later ones", "[receive]") {
  std::mt19937 luck(4);
  bool same = true;
  for (int trial = 0; trial < 400; ++trial) {
    const int capacity = 1 + static_cast<int>(luck() % 16);
    const std::size_t n = luck() % 300;
    const std::uint32_t kinds = luck() % 2 == 0 ? 200 : 12;
    OwnInbox inbox(capacity);
    Arrivals arrivals;
    // The draw of a sender is a signed number of 16 bits.
    std::map<std::uint32_t, std::pair<int, int>> expected;  // story: best draw, times
    for (std::size_t m = 0; m < n; ++m) {
      const std::uint32_t story = 1 + luck() % kinds;
      const auto word = static_cast<std::uint16_t>(luck());
      const auto times = static_cast<std::uint16_t>(1 + luck() % 3);
      Parcel* const place = arrivals.room_for(1);
      *place = {story, times, word};
      arrivals.end_at(place + 1);
      auto& [best, sum] = expected.try_emplace(story, -40000, 0).first->second;
      best = std::max<int>(best, static_cast<std::int16_t>(word));
      sum += times;
    }
    receive(inbox.view(), arrivals,
            {.round = 1, .survivors = Survivors::first_senders});
    std::vector<std::pair<int, std::uint32_t>> order;
    for (const auto& [story, value] : expected) order.emplace_back(value.first, story);
    std::ranges::sort(order, std::greater<>());
    order.resize(std::min(order.size(), static_cast<std::size_t>(capacity)));
    same &= inbox.size() == order.size();
    // Two senders with one draw are equals; such trials prove nothing.
    const auto has_equals = [&] {
      std::vector<int> draws;
      for (const auto& [story, value] : expected) draws.push_back(value.first);
      std::ranges::sort(draws);
      return std::ranges::adjacent_find(draws) != draws.end();
    };
    if (has_equals()) continue;
    const auto content = inbox.content();
    for (const auto& [draw, story] : order) {
      same &= content.contains(story) &&
              content.at(story).second == expected.at(story).second;
    }
  }
  CHECK(same);
}

TEST_CASE("an inbox is what the rules in words make it", "[receive]") {
  std::mt19937 luck(2);
  bool same = true;
  for (int trial = 0; trial < 150; ++trial) {
    const int capacity = 1 + static_cast<int>(luck() % 16);
    const std::uint32_t recipient = luck();
    OwnInbox inbox(capacity);
    NaiveInbox naive{static_cast<std::size_t>(capacity), {}};
    std::uint32_t first_alive = 1;
    for (std::uint16_t round = 1; round <= 8; ++round) {
      // Now and then so many that only the likely ones are sorted, few or many kinds.
      const bool flood = luck() % 4 == 0;
      std::vector<std::uint32_t> stories =
          flood ? random_stories(luck, luck() % 2 == 0 ? 500 : 12, 600)
                : random_stories(luck, 60, 30);
      for (std::uint32_t& id : stories) id += first_alive;
      inbox.get(stories, recipient, round, first_alive);
      naive.get(stories, recipient, round, first_alive);
      same &= inbox.size() == naive.entries.size();
      const auto content = inbox.content();
      for (const NaiveInbox::Entry& e : naive.entries) {
        const auto at = content.find(e.story);
        same &= at != content.end() &&
                at->second == std::pair<int, int>(e.arrived, e.times);
      }
      first_alive += luck() % 15;
    }
  }
  CHECK(same);
}

TEST_CASE("a full inbox keeps the youngest", "[receive]") {
  OwnInbox inbox(4);
  inbox.get({1, 2}, 5, 1);
  inbox.get({3, 4, 5}, 5, 2);
  const auto content = inbox.content();
  CHECK(content.size() == 4);
  for (const std::uint32_t id : {3u, 4u, 5u}) CHECK(content.contains(id));
  inbox.get({6, 7, 8, 9, 10}, 5, 3);
  for (std::size_t k = 0; k < 4; ++k) CHECK(inbox.story[k] >= 6);
}

TEST_CASE("a known story gains a count and keeps its age", "[receive]") {
  OwnInbox inbox(4);
  inbox.get({1, 2, 2}, 5, 1);
  inbox.get({1, 3, 1}, 5, 2);
  const auto content = inbox.content();
  CHECK(content.at(1) == std::pair(1, 3));
  CHECK(content.at(2) == std::pair(1, 2));
  CHECK(content.at(3) == std::pair(2, 1));
}

TEST_CASE("counts stop at 65,535", "[receive]") {
  OwnInbox inbox(2);
  inbox.get(std::vector<std::uint32_t>(65530, 1), 5, 1);
  CHECK(inbox.content().at(1) == std::pair(1, 65530));
  inbox.get(std::vector<std::uint32_t>(10, 1), 5, 2);
  CHECK(inbox.content().at(1) == std::pair(1, 65535));
  inbox.get(std::vector<std::uint32_t>(70000, 2), 5, 3);
  CHECK(inbox.content().at(2) == std::pair(3, 65535));
}

TEST_CASE("the dead leave the inbox when something arrives", "[receive]") {
  OwnInbox inbox(4);
  inbox.get({1, 2, 7}, 5, 1);
  inbox.get({8}, 5, 2, 5);
  const auto content = inbox.content();
  CHECK(content.size() == 2);
  CHECK(content.contains(7));
  CHECK(content.contains(8));
}

TEST_CASE("who receives nothing keeps his inbox as it was", "[receive]") {
  OwnInbox inbox(4);
  inbox.get({1, 2, 3}, 5, 1);
  const auto before = inbox.content();
  inbox.get({}, 5, 2);
  CHECK(inbox.content() == before);
}

TEST_CASE("among equals each story survives as often as any other", "[receive]") {
  constexpr std::uint32_t arrivals = 60;
  constexpr int places = 15;
  constexpr std::uint32_t recipients = 20000;
  std::vector<std::uint32_t> stories;
  for (std::uint32_t id = 1; id <= arrivals; ++id) stories.push_back(id);
  std::vector<double> survived(arrivals + 1, 0.0);
  for (std::uint32_t r = 0; r < recipients; ++r) {
    OwnInbox inbox(places);
    inbox.get(stories, sim::mix(r, 3), 9);
    for (std::size_t k = 0; k < places; ++k) survived[inbox.story[k]] += 1;
  }
  const double p = static_cast<double>(places) / arrivals;
  double chi_square = 0;
  double worst = 0;
  for (std::uint32_t id = 1; id <= arrivals; ++id) {
    const double z =
        (survived[id] / recipients - p) / std::sqrt(p * (1 - p) / recipients);
    chi_square += z * z;
    worst = std::max(worst, std::abs(z));
  }
  CHECK(worst < 4.5);  // the largest of 60
  // Mean 60, standard deviation sqrt(120).
  CHECK(chi_square < 60 + 4 * std::sqrt(120.0));
}

TEST_CASE("two recipients of the same stories do not keep the same ones", "[receive]") {
  std::vector<std::uint32_t> stories;
  for (std::uint32_t id = 1; id <= 100; ++id) stories.push_back(id);
  // Ten of 100 each: on average one in common.
  double common = 0;
  constexpr int pairs = 500;
  for (std::uint32_t r = 0; r < pairs; ++r) {
    OwnInbox a(10), b(10);
    a.get(stories, sim::mix(r, 1), 4);
    b.get(stories, sim::mix(r, 2), 4);
    const auto of_b = b.content();
    for (const auto& entry : a.content()) common += of_b.contains(entry.first);
  }
  CHECK(std::abs(common / pairs - 1) <
        4 * 0.91 / std::sqrt(pairs));  // hypergeometric sd
}
