#include "models/society/circles.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/society/bins.hpp"
#include "sim/blocks.hpp"

namespace newsdep {
namespace {

/// Sizes of circles: 3 and up in steps of about a third, the last is the largest.
std::vector<std::uint32_t> circle_sizes(std::uint32_t largest) {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t size = 3; size < largest; size += (size + 2) / 3) {
    sizes.push_back(size);
  }
  sizes.push_back(std::max(3u, largest));
  return sizes;
}

/// How many seats a citizen takes, and in circles of which size.
struct Wish {
  std::uint32_t seats = 0;
  std::uint32_t size_class = 0;
};

/// Rounds `ties` to whole circles, up or down with the chance that keeps the mean; u in
/// [0, 1).
Wish wish(float ties, std::span<const std::uint32_t> sizes, float u) {
  const auto friends_in = [&](std::size_t k) {
    return static_cast<float>(sizes[k] - 1);
  };
  const std::size_t last = sizes.size() - 1;
  if (ties >= friends_in(last)) {
    return {static_cast<std::uint32_t>(ties / friends_in(last) + u),
            static_cast<std::uint32_t>(last)};
  }
  if (ties < friends_in(0)) return {u < ties / friends_in(0) ? 1u : 0u, 0};
  std::size_t k = 0;
  while (friends_in(k + 1) <= ties) ++k;
  const float up = (ties - friends_in(k)) / (friends_in(k + 1) - friends_in(k));
  return {1, static_cast<std::uint32_t>(u < up ? k + 1 : k)};
}

/// One seat on the way to its circle. Seats of one pool (region, age, size) are sorted
/// by leaning and then by chance, and cut into circles.
struct Seat {
  std::uint32_t pool;
  std::uint32_t order;  // 6 bits of leaning, 26 of chance
  std::uint32_t citizen;
  bool operator<(const Seat& other) const {
    return std::tie(order, citizen) < std::tie(other.order, other.citizen);
  }
};

/// Gives citizens their seats, one citizen after the other.
class SeatMaker {
 public:
  SeatMaker(const People& people, std::span<const std::uint32_t> sizes,
            const Homophily& homophily, const sim::Luck& luck)
      : people_(people),
        sizes_(sizes),
        luck_(luck),
        bins_(people, {}),
        region_(threshold16(std::sqrt(homophily.region))),
        age_(threshold16(std::sqrt(homophily.age))),
        leaning_(threshold16(std::sqrt(homophily.leaning))) {}

  std::size_t pools() const {
    return people_.regions.size() * people_.age_bands.size() * sizes_.size();
  }

  void add_seats(std::uint32_t i, float ties, std::vector<Seat>& seats) const {
    const std::uint32_t key = people_.key[i];
    const auto word = luck_.draw(sim::Purpose{"Friends seats"}, 0, key, 0)[0];
    const Wish wanted = wish(ties, sizes_, sim::uniform(word));
    for (std::uint32_t k = 0; k < wanted.seats; ++k) {
      const auto w = luck_.draw(sim::Purpose{"Friends seat"}, 0, key, k);
      const Alike alike{(w[0] & 0xffff) < region_, (w[0] >> 16) < age_,
                        (w[1] & 0xffff) < leaning_};
      const Kind own{people_.region[i], people_.age[i],
                     Bins::leaning_of(people_.leaning[i])};
      const Kind kind = bins_.kind(bins_.pick(alike, own, w[2]).value());
      const auto pool = static_cast<std::uint32_t>(
          (kind.region * people_.age_bands.size() + kind.age) * sizes_.size() +
          wanted.size_class);
      seats.push_back({pool, kind.leaning << 26 | w[3] >> 6, i});
    }
  }

 private:
  const People& people_;
  std::span<const std::uint32_t> sizes_;
  const sim::Luck& luck_;
  Bins bins_;
  std::uint32_t region_, age_, leaning_;
};

}  // namespace

void Circles::friends_of(std::uint32_t i, std::vector<std::uint32_t>& friends) const {
  friends.clear();
  for (std::uint32_t s = seat_begin[i]; s < seat_begin[i + 1]; ++s) {
    for (std::uint32_t k = begin[circle[s]]; k < begin[circle[s] + 1]; ++k) {
      if (member[k] != i) friends.push_back(member[k]);
    }
  }
  if (seat_begin[i + 1] - seat_begin[i] < 2) return;
  std::sort(friends.begin(), friends.end());
  friends.erase(std::unique(friends.begin(), friends.end()), friends.end());
}

Circles make_circles(const People& people, std::span<const float> ties,
                     std::uint32_t circle_size, const Homophily& homophily,
                     const sim::Luck& luck) {
  const std::vector<std::uint32_t> sizes = circle_sizes(circle_size);
  const SeatMaker maker(people, sizes, homophily, luck);
  const sim::Blocks blocks(people.size());
  std::vector<std::vector<Seat>> by_block(blocks.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      maker.add_seats(i, ties[i], by_block[block.index]);
    }
  });

  // Seats by pool.
  std::vector<std::uint32_t> pool_begin(maker.pools() + 1, 0);
  for (const auto& block : by_block) {
    for (const Seat& seat : block) ++pool_begin[seat.pool + 1];
  }
  for (std::size_t p = 0; p < maker.pools(); ++p) pool_begin[p + 1] += pool_begin[p];
  std::vector<Seat> seats(pool_begin.back());
  std::vector<std::uint32_t> next(pool_begin.begin(), pool_begin.end() - 1);
  for (auto& block : by_block) {
    for (const Seat& seat : block) seats[next[seat.pool]++] = seat;
    std::vector<Seat>().swap(block);
  }
  sim::for_each(static_cast<std::uint32_t>(maker.pools()), [&](std::uint32_t p) {
    std::sort(seats.begin() + pool_begin[p], seats.begin() + pool_begin[p + 1]);
  });

  // Each pool is cut into circles of nearly equal size.
  Circles circles;
  circles.member.reserve(seats.size());
  for (const Seat& seat : seats) circles.member.push_back(seat.citizen);
  for (std::size_t p = 0; p < maker.pools(); ++p) {
    const std::uint32_t in_pool = pool_begin[p + 1] - pool_begin[p];
    if (in_pool == 0) continue;
    const std::uint32_t size = sizes[p % sizes.size()];
    const std::uint32_t cuts = std::max(1u, (in_pool + size / 2) / size);
    for (std::uint32_t c = 1; c <= cuts; ++c) {
      circles.begin.push_back(pool_begin[p] + static_cast<std::uint32_t>(
                                                  std::uint64_t{in_pool} * c / cuts));
    }
  }

  circles.seat_begin.assign(std::size_t{people.size()} + 1, 0);
  for (const std::uint32_t i : circles.member) ++circles.seat_begin[i + 1];
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    circles.seat_begin[i + 1] += circles.seat_begin[i];
  }
  circles.circle.resize(seats.size());
  next.assign(circles.seat_begin.begin(), circles.seat_begin.end() - 1);
  for (std::uint32_t c = 0; c + 1 < circles.begin.size(); ++c) {
    for (std::uint32_t k = circles.begin[c]; k < circles.begin[c + 1]; ++k) {
      circles.circle[next[circles.member[k]]++] = c;
    }
  }
  return circles;
}

}  // namespace newsdep
