// D'Hondt: against a list of all averages, published examples, and laws.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <vector>

#include "models/mechanisms/dhondt.hpp"
#include "sim/luck.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

using Seats = std::vector<std::int64_t>;

/// All averages written down and sorted, the first ones taken.
Seats deal_by_sorting(const std::vector<double>& votes, std::int64_t seats) {
  std::vector<std::tuple<double, double, std::size_t>> averages;
  for (std::size_t k = 0; k < votes.size(); ++k) {
    for (std::int64_t d = 1; d <= seats && votes[k] > 0; ++d) {
      averages.emplace_back(-votes[k] / static_cast<double>(d), -votes[k], k);
    }
  }
  std::ranges::sort(averages);
  Seats won(votes.size(), 0);
  for (std::size_t s = 0; s < static_cast<std::size_t>(seats); ++s) {
    if (s < averages.size()) ++won[std::get<2>(averages[s])];
  }
  return won;
}

std::vector<std::vector<double>> random_votes(std::uint32_t most) {
  const sim::Luck luck(7);
  std::vector<std::vector<double>> cases;
  for (std::uint32_t c = 0; c < 500; ++c) {
    std::vector<double> votes;
    const std::uint32_t lists =
        1 + sim::below(luck.draw(sim::Purpose{"lists"}, 0, c, 0)[0], 6);
    for (std::uint32_t k = 0; k < lists; ++k) {
      votes.push_back(sim::below(luck.draw(sim::Purpose{"votes"}, 0, c, k)[0], most));
    }
    cases.push_back(votes);
  }
  return cases;
}

}  // namespace

TEST_CASE("published examples of D'Hondt come out as printed", "[dhondt]") {
  // electowiki.org, D'Hondt method: seven seats.
  CHECK(deal_seats(std::vector{340000.0, 280000.0, 160000.0, 60000.0}, 7) ==
        Seats{3, 3, 1, 0});
  // staatsrecht.honikel.de, worked solutions: ten seats.
  CHECK(deal_seats(std::vector{6100.0, 5000.0, 900.0}, 10) == Seats{6, 4, 0});
}

TEST_CASE("seats are those of the largest averages, ties by votes and then by order",
          "[dhondt]") {
  // Few votes make many ties.
  for (const std::uint32_t most : {7u, 1000000u}) {
    for (const std::vector<double>& votes : random_votes(most)) {
      for (const std::int64_t seats : {0, 1, 2, 5, 18}) {
        CHECK(deal_seats(votes, seats) == deal_by_sorting(votes, seats));
      }
    }
  }
  CHECK(deal_seats(std::vector{2.0, 4.0}, 2) == Seats{0, 2});  // 2 / 1 = 4 / 2
  CHECK(deal_seats(std::vector{3.0, 3.0}, 1) == Seats{1, 0});
}

TEST_CASE("all seats are dealt out where anybody voted for a list", "[dhondt]") {
  for (const std::vector<double>& votes : random_votes(100)) {
    const Seats won = deal_seats(votes, 12);
    const bool anybody = std::ranges::any_of(votes, [](double v) { return v > 0; });
    CHECK(std::accumulate(won.begin(), won.end(), std::int64_t{0}) ==
          (anybody ? 12 : 0));
  }
}

TEST_CASE("one seat more takes none away", "[dhondt]") {
  for (const std::vector<double>& votes : random_votes(50)) {
    Seats before = deal_seats(votes, 0);
    for (std::int64_t seats = 1; seats < 20; ++seats) {
      const Seats now = deal_seats(votes, seats);
      for (std::size_t k = 0; k < now.size(); ++k) CHECK(before[k] <= now[k]);
      before = now;
    }
  }
}

TEST_CASE("of two lists one wins s of S seats between shares s / (S + 1) and the next",
          "[dhondt]") {
  // These are the bounds in evidence/cambodia_election_2013_by_province.csv: 8 of 18
  // seats mean 42.1 to 47.4 %.
  for (const std::int64_t seats : {1, 6, 11, 18}) {
    const double all = static_cast<double>(seats + 1) * 1000;
    for (std::int64_t s = 0; s <= seats; ++s) {
      for (const double inside : {1.0, 500.0, 999.0}) {
        const double votes = static_cast<double>(s) * 1000 + inside;
        CHECK(deal_seats(std::vector{votes, all - votes}, seats)[0] == s);
      }
    }
  }
}
