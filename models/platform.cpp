// What a world does with its platforms: names them, puts citizens on them, makes fans.

#include "models/platform.hpp"

#include <algorithm>
#include <cmath>

#include "models/world.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose start_purpose{"Adoption start"};
constexpr sim::Purpose fans_purpose{"Platform start fans"};
constexpr sim::Purpose along_purpose{"Adoption follow along"};

}  // namespace

void World::name_platforms() {
  for (std::uint32_t m = 0; m < media.size(); ++m) {
    if (media[m].kind != MediumKind::platform) continue;
    platforms.emplace_back().medium = m;
  }
}

/// Citizens' own posts: on each platform an outlet that is nobody's page.
void World::add_posts() {
  posts_outlet_ = static_cast<std::uint32_t>(outlets.size());
  OutletState posts;
  posts.name = "citizens";
  posts.exists = has_platform();
  if (!has_platform()) outlets.push_back(posts);
  for (Platform& platform : platforms) {
    posts.medium = platform.medium;
    platform.posts = static_cast<std::uint32_t>(outlets.size());
    if (platform.posts > posts_outlet_) {
      posts.name = "citizens on " + media[platform.medium].name;
    }
    outlets.push_back(posts);
  }
}

/// Who is on which platform, and whose fan, when the world begins.
void World::start_platforms(const Scenario& base) {
  for (std::uint32_t p = 0; p < platforms.size(); ++p) {
    Platform& platform = platforms[p];
    const double share = p == 0 ? base.adoption.start_share
                                : start_share(base, media[platform.medium].name);
    std::vector<std::uint32_t> joined;
    for (std::uint32_t i = 0; i < n(); ++i) {
      const auto words = luck.draw(start_purpose, 0, people.key[i], p);
      if ((citizens.may_join[i] >> platform.medium & 1u) != 0 &&
          sim::uniform_open(words[0], words[1]) < share) {
        joined.push_back(i);
      }
    }
    std::vector<std::size_t> accounts(blocks.size(), 0);
    for (const std::uint32_t i : joined) ++accounts[blocks.of(i)];
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
      platform.accounts[b].reserve(accounts[b]);
    }
    set_online(platform, joined, true);
  }
  for (const std::uint32_t c : pages) {
    if (outlets[c].rules.open) give_start_fans(outlets[c]);
  }
}

void World::set_online(Platform& platform, std::span<const std::uint32_t> who,
                       bool online) {
  const auto bit = static_cast<std::uint8_t>(1u << platform.medium);
  for (const std::uint32_t i : who) {
    if (online) {
      citizens.media[i] |= bit;
      const std::uint32_t b = blocks.of(i);
      platform.accounts[b].open(i - blocks[b].begin);
    } else {
      citizens.media[i] &= static_cast<std::uint8_t>(~bit);
    }
    for (const std::uint32_t j : friends.of(i)) {
      platform.friends_online[j] =
          static_cast<std::uint16_t>(platform.friends_online[j] + (online ? 1 : -1));
    }
  }
}

void World::give_start_fans(OutletState& page) {
  const double fans = page.rules.start_fans / persons_per_citizen;
  if (fans <= 0 || page.fans > 0) return;
  const auto bit = 1u << page.medium;
  const auto is_user = [&](std::uint32_t i) { return (citizens.media[i] & bit) != 0; };
  // Users become fans with odds that grow with agreement, e^1 from end to end of it.
  const double slant = sources[page.source].rules.slant;
  const auto weight_of = [&](std::uint32_t i) {
    return sim::exp(-std::abs(slant - citizens.belief[i]));
  };
  const auto sum = sim::sum_over<double>(blocks, [&](const sim::Block& block) {
    double weights = 0;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (is_user(i)) weights += weight_of(i);
    }
    return weights;
  });
  for (std::uint32_t i = 0; i < n(); ++i) {
    if (!is_user(i)) continue;
    const auto words = luck.draw(fans_purpose, 0, people.key[i], page.name_hash);
    if (sim::uniform_open(words[0], words[1]) < fans * weight_of(i) / sum) {
      citizens.follows[i] |= std::uint64_t{1} << page.page;
      page.fans += persons_per_citizen;
    }
  }
}

void World::follow_along(const Platform& platform, std::span<const std::uint32_t> who) {
  if (platforms.size() < 2) return;
  const double chance = media[platform.medium].follow_along;
  for (const std::uint32_t c : pages) {
    OutletState& page = outlets[c];
    if (page.medium != platform.medium || !page.is_open()) continue;
    std::uint64_t elsewhere = 0;
    for (const std::uint32_t other : pages) {
      const bool is_of_source = outlets[other].source == page.source;
      if (is_of_source && outlets[other].medium != platform.medium) {
        elsewhere |= std::uint64_t{1} << outlets[other].page;
      }
    }
    if (elsewhere == 0) continue;
    const std::uint64_t bit = std::uint64_t{1} << page.page;
    for (const std::uint32_t i : who) {
      std::uint64_t& follows = citizens.follows[i];
      if ((follows & elsewhere) == 0 || (follows & bit) != 0) continue;
      const auto words = luck.draw(along_purpose, 0, people.key[i], page.name_hash);
      if (sim::uniform_open(words[0], words[1]) >= chance) continue;
      follows |= bit;
      page.fans += persons_per_citizen;
    }
  }
}

RankingWeights World::own_ranking(const Platform& platform) const {
  const PlatformParameters& rules = rules_->platform;
  return preset(ranking_of(media[platform.medium], rules.ranking), rules.weights);
}

}  // namespace newsdep
