#pragma once
// Advertisers of a world: their money, whom they aim at, what they show.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ads.hpp"

namespace newsdep {

class Scenario;
class World;

/// An advertiser as it is today. Money in USD, impressions in persons.
struct AdvertiserState {
  Advertiser rules;
  bool enabled = false;  ///< in the scenario that is in force
  std::uint32_t name_hash = 0;
  std::uint32_t outlet = 0;   ///< the advertiser as an outlet of its payer
  std::uint32_t payer = 0;    ///< source
  std::uint32_t sponsor = 0;  ///< source that it displays
  std::uint32_t page = 0;     ///< outlet, when it carries one
  double purse = 0;           ///< what it may spend today
  double price = 0;           ///< of 1,000 impressions today
  double share = 0;           ///< of the places before its audience that it wants today
  double gain = 0;            ///< persuasion times credence of what it shows
  std::vector<std::uint32_t> edition;  ///< stories that its ads show today
  std::vector<std::uint8_t> met;       ///< [n] impressions on each, if there is a cap
  double spent = 0;
  double impressions = 0;
  double follows = 0;      ///< of pages, on an ad, in persons
  bool has_posed = false;  ///< whether its ads have displayed another source than paid
};

/// All that is advertised.
struct Ads {
  std::int64_t load = 0;  ///< places for ads in a visit, 0 when nobody wants any
  AdLibrary library = AdLibrary::none;
  std::vector<AdvertiserState> advertisers;
  std::vector<std::uint32_t> aimed_at;  ///< [n] bit a: advertiser a aims at the citizen
  bool has_aimed = false;
};

/// Names the advertisers of both scenarios, and makes each an outlet of its payer.
void name_advertisers(World& world, const Scenario& base, const Scenario& scenario);

/// Puts the advertisers of the rules in force to work: nothing spent yet.
void adopt_advertisers(World& world);

/// Renews whom each advertiser aims at. Predicted belief counts only for `leaked`
/// [n] predictions, NaN for those on whom nothing has leaked; empty when nothing has.
void aim(World& world, const std::vector<float>& leaked);

/// Predictions of belief for the share of today's users on whom data leak, NaN for
/// everybody else:
///
///     y_i = m + sd (alpha (x_i - m) / sd + sqrt(1 - alpha^2) e_i)
///
/// m and sd of belief x over those users, e standard normal: y correlates alpha with x.
/// Draws "Leak who" and "Leak error", once per citizen.
std::vector<float> leak(const World& world);

}  // namespace newsdep
