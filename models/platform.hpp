#pragma once
// A platform as it is today: its users' accounts, what they pass on, its feed.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/citizens.hpp"
#include "models/mechanisms/rank.hpp"
#include "models/shares.hpp"

namespace newsdep {

/// The most media of kind platform that a scenario may name.
inline constexpr int max_platforms = 2;

/// What zero-rating does as long as it lasts.
struct ZeroRating {
  double factor = 1;       ///< on the hazards of joining
  double convenience = 0;  ///< utility of the platform's alternative
};

/// What belongs to one platform. Who is on it is the bit of its medium in
/// Citizens::media.
struct Platform {
  std::uint32_t medium = 0;
  std::uint32_t alternative = 0;
  std::uint32_t posts = 0;   ///< the outlet that stands for its users' posts
  int blocks = 0;            ///< in force today, whoever ordered them
  bool pages_apart = false;  ///< pages have left the main feed for a tab of their own
  RankingWeights ranking;
  ZeroRating zero_rating;
  std::vector<std::uint32_t> trending;        ///< stories that show most likes
  std::vector<std::uint16_t> friends_online;  ///< [n] friends who are on it
  std::vector<Accounts> accounts;             ///< [blocks]
  std::vector<Outbox> outboxes;               ///< [blocks] of the last round

  bool is_up() const { return blocks == 0; }
};

/// What its users did in one block in one step.
struct PlatformUse {
  double visits = 0;
  double empty = 0;       ///< visits that showed nothing
  double candidates = 0;  ///< candidates ranked
  double shown = 0;       ///< stories shown
  double likes = 0;
  double shares = 0;    ///< shares and posts
  double messages = 0;  ///< counted by Delivery
};

}  // namespace newsdep
