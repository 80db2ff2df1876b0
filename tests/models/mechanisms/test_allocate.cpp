// How a budget is divided: nothing is lost, and a hill climber goes where it rose.

#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "models/mechanisms/allocate.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

double sum(const std::vector<double>& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

}  // namespace

TEST_CASE("a gain per dollar is the change of support over what was paid", "[state]") {
  CHECK(gain_per_dollar(0.4, 0.5, 50) == Approx(0.002));
  CHECK(gain_per_dollar(0.5, 0.4, 50) == Approx(-0.002));
  CHECK_FALSE(gain_per_dollar(0.4, 0.5, 0).has_value());
}

TEST_CASE("an alarm needs a fall of more than the threshold", "[state]") {
  CHECK(is_alarmed(0.5, 0.25, 0.125));
  CHECK_FALSE(is_alarmed(0.5, 0.25, 0.25));
  CHECK_FALSE(is_alarmed(0.25, 0.5, 0));
}

TEST_CASE("moves lose nothing and take no more than a lever has", "[state]") {
  const sim::Luck luck(7);
  std::vector<double> shares = {0.5, 0.3, 0.2};
  std::optional<Move> last;
  bool within = true;
  for (std::int32_t t = 0; t < 5000; ++t) {
    const auto words = luck.draw(sim::Purpose{"test"}, t, 0, 0);
    const Move move = next_move(shares, last, words[3] % 2 == 0, words);
    within &= move.from != move.to && shares[move.from] > 0;
    make_move(shares, move, 0.1);
    within &= std::abs(sum(shares) - 1) < 1e-12;
    for (const double share : shares) within &= share >= 0;
    last = move;
  }
  CHECK(within);
}

TEST_CASE("after a rise the same lever is given to, after a fall it gives", "[state]") {
  const sim::Luck luck(3);
  const std::vector<double> shares = {0.25, 0.25, 0.5};
  bool rise = true;
  bool fall = true;
  for (std::int32_t t = 0; t < 200; ++t) {
    const auto words = luck.draw(sim::Purpose{"test"}, t, 0, 0);
    rise &= next_move(shares, Move{0, 1}, true, words).to == 1;
    fall &= next_move(shares, Move{0, 1}, false, words).from == 1;
  }
  CHECK(rise);
  CHECK(fall);
  // Who has everything cannot be given more.
  const Move back = next_move(std::vector<double>{0, 1}, Move{0, 1}, true, {});
  CHECK(back.from == 1);
  CHECK(back.to == 0);
}

TEST_CASE("without noise the better of two levers gets everything", "[state]") {
  const sim::Luck luck(11);
  std::vector<double> shares = {0.5, 0.5};
  std::optional<Move> last;
  double before = 0;
  double best_time = 0;
  for (std::int32_t t = 0; t < 100; ++t) {
    const double gain = 3 * shares[0] + shares[1];
    const auto words = luck.draw(sim::Purpose{"test"}, t, 0, 0);
    const Move move = next_move(shares, last, gain > before, words);
    make_move(shares, move, 0.1);
    before = gain;
    last = move;
    best_time += t >= 20 && shares[0] > 0.85;
  }
  // It goes on trying: from all it steps back once, falls, and returns.
  CHECK(best_time >= 70);
}
