// The price of ads: a second price against commercial bids.

#include <cmath>
#include <random>

#include "models/mechanisms/ad_library.hpp"
#include "models/mechanisms/auction.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("the price rises with the share of places taken, within its limits",
          "[ads]") {
  const AuctionParameters auction{.price = 3, .tail = GENERATE(1.2, 2.0, 10.0)};
  CHECK(price_of(auction, 0) == 3);
  CHECK(price_of(auction, 1) == Approx(3 * auction.tail / (auction.tail - 1)));
  double last = 3;
  bool rises = true;
  for (double share = 0.01; share <= 1; share += 0.01) {
    rises &= price_of(auction, share) > last;
    last = price_of(auction, share);
  }
  CHECK(rises);
}

TEST_CASE("the price is the mean of the commercial bids that a bid beats", "[ads]") {
  // The auction played out, place by place.
  const AuctionParameters auction{.price = 2, .tail = 2.5};
  std::mt19937_64 luck(1);
  std::uniform_real_distribution<double> uniform;
  const double share = 0.6;
  const double bid = 2 * std::pow(1 - share, -1 / 2.5);
  double won = 0, paid = 0, squares = 0;
  constexpr int places = 200000;
  for (int k = 0; k < places; ++k) {
    const double other = 2 * std::pow(1 - uniform(luck), -1 / 2.5);
    if (other >= bid) continue;
    won += 1;
    paid += other;
    squares += other * other;
  }
  const double mean = paid / won;
  const double se = std::sqrt((squares / won - mean * mean) / won);
  CHECK(std::abs(won / places - share) < 4 * std::sqrt(share * (1 - share) / places));
  CHECK(std::abs(price_of(auction, share) - mean) < 4 * se);
}

TEST_CASE("the share that money buys costs that money, unless it could buy all",
          "[ads]") {
  const AuctionParameters auction{.price = 3.3, .tail = 2};
  for (const double money : {0.01, 1.0, 50.0, 500.0}) {
    const double share = share_for(auction, money, 100);
    if (share < 1) {
      CHECK(share * 100 * price_of(auction, share) == Approx(money).epsilon(1e-12));
    }
    CHECK(share <= 1);
  }
  CHECK(share_for(auction, 1e6, 100) == 1);
  CHECK(share_for(auction, 0, 100) == 0);
  CHECK(share_for(auction, 10, 0) == 0);
}

TEST_CASE("an amount lies in the range that is published of it", "[ads]") {
  for (const double amount : {0.0, 99.0, 100.0, 4999.0, 5000.0, 99999.0}) {
    const PublishedRange range = published_range(amount, library_spend);
    CHECK(range.low <= amount);
    CHECK(amount < range.high);
  }
  CHECK(published_range(3e5, library_spend).low == 1e5);
  CHECK(std::isnan(published_range(3e5, library_spend).high));
}
