#pragma once
// What a share of the places for ads costs: a second price against commercial bids.

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// The commercial bids against which everybody else buys.
struct AuctionParameters {
  double price = 3.30;
  double tail = 2;

  void declare(sim::Declarations& d) {
    d.add("price", price,
          {.unit = "USD per 1000",
           .low = 1e-6,
           .high = 1e6,
           .meaning = "price of 1,000 impressions for who buys few",
           .source =
               "Salesforce, Facebook worldwide in the first quarter of 2015: 3.30"});
    d.add("tail", tail,
          {.low = 1.01,
           .high = 1000,
           .meaning =
               "Pareto exponent k of commercial bids: the lower, the more it costs "
               "to outbid them all",
           .source = "assumed; form: second price, Edelman et al. 2007"});
  }
};

/// The mean price of 1,000 impressions for who takes a share s of the places:
///
///     F(b) = 1 - (b / p)^-k, b >= p      the highest commercial bid for a place
///     b(s) = p (1 - s)^(-1/k)            the bid that wins a share s of them
///     P(s) = E[bid | bid < b(s)] = p k/(k-1) (1 - (1-s)^((k-1)/k)) / s
///
/// P(0) = p, rising to p k/(k-1) for all places. USD per 1,000; share in [0, 1]. Source
/// of the rule: Edelman, Ostrovsky and Schwarz, Am. Econ. Rev. 97 (2007) 242.
inline double price_of(const AuctionParameters& auction, double share) {
  if (share <= 0) return auction.price;
  const double k = auction.tail;
  const double left = share < 1 ? sim::pow(1 - share, (k - 1) / k) : 0.0;
  return auction.price * k / (k - 1) * (1 - left) / std::min(share, 1.0);
}

/// The share of `places` (thousands of impressions) that `money` (USD) buys: solves
/// s places P(s) = money; 1 when it could buy them all.
inline double share_for(const AuctionParameters& auction, double money, double places) {
  if (places <= 0 || money <= 0) return 0;
  const double k = auction.tail;
  const double part = money / places * (k - 1) / (auction.price * k);
  return part < 1 ? 1 - sim::pow(1 - part, k / (k - 1)) : 1.0;
}

}  // namespace newsdep
