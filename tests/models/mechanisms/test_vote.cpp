// Voting: the chances are the logit's, votes cast follow them, and a ban moves only
// those who had chosen what is banned.

#include <cmath>
#include <cstdint>
#include <vector>

#include "models/mechanisms/vote.hpp"
#include "sim/luck.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

/// The luck of one citizen with n options.
std::vector<double> draw_luck(std::uint32_t citizen, std::size_t n) {
  const sim::Luck luck(11);
  std::vector<double> e;
  for (std::uint32_t k = 0; k < n; ++k) {
    const auto w = luck.draw(sim::Purpose{"vote"}, 0, citizen, k);
    e.push_back(vote_luck(sim::uniform_open(w[0], w[1])));
  }
  return e;
}

/// Utilities between -2 and 2.
std::vector<double> draw_utilities(std::uint32_t citizen, std::size_t n) {
  const sim::Luck luck(12);
  std::vector<double> u;
  for (std::uint32_t k = 0; k < n; ++k) {
    u.push_back(4.0 * sim::uniform(luck.draw(sim::Purpose{"u"}, 0, citizen, k)[0]) -
                2.0);
  }
  return u;
}

std::vector<double> chances_of(const std::vector<double>& utility) {
  std::vector<double> chance(utility.size());
  vote_chances(utility, chance);
  return chance;
}

}  // namespace

TEST_CASE("options that are worth the same have the same chance", "[vote]") {
  for (const double p : chances_of(std::vector<double>(4, 1.7))) {
    CHECK(p == Approx(0.25).epsilon(1e-14));
  }
}

TEST_CASE("chances are those of the logit written out, and sum to 1", "[vote]") {
  for (std::uint32_t c = 0; c < 100; ++c) {
    const std::vector<double> u = draw_utilities(c, 5);
    const std::vector<double> p = chances_of(u);
    double all = 0;
    double sum = 0;
    for (const double x : u) all += std::exp(x);
    for (std::size_t k = 0; k < u.size(); ++k) {
      CHECK(p[k] == Approx(std::exp(u[k]) / all).epsilon(1e-12));
      sum += p[k];
    }
    CHECK(sum == Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("votes are cast as often as their chances say", "[vote]") {
  const std::vector<double> u = {0.3, -1.2, 1.0, 0.0};
  const std::vector<double> p = chances_of(u);
  std::vector<double> count(u.size(), 0.0);
  constexpr std::uint32_t n = 100000;
  for (std::uint32_t c = 0; c < n; ++c)
    count[cast_vote(u, draw_luck(c, u.size()))] += 1;
  for (std::size_t k = 0; k < u.size(); ++k) {
    // Four standard errors of a binomial share.
    CHECK(std::abs(count[k] / n - p[k]) < 4 * std::sqrt(p[k] * (1 - p[k]) / n));
  }
}

TEST_CASE("where utilities are large against luck, everybody chooses the best",
          "[vote]") {
  for (std::uint32_t c = 0; c < 1000; ++c) {
    std::vector<double> u = draw_utilities(c, 4);
    u[c % 4] = 2.5;  // the others are below 2
    for (double& x : u) x *= 1000;
    CHECK(cast_vote(u, draw_luck(c, 4)) == c % 4);
    CHECK(chances_of(u)[c % 4] == Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("nobody who had not chosen what is banned changes his choice", "[vote]") {
  int moved = 0;
  for (std::uint32_t c = 0; c < 10000; ++c) {
    std::vector<double> u = draw_utilities(c, 4);
    const std::vector<double> e = draw_luck(c, 4);
    const std::size_t before = cast_vote(u, e);
    u[1] = not_on_ballot;
    const std::size_t after = cast_vote(u, e);
    CHECK(after != 1);
    if (before != 1) CHECK(after == before);
    moved += before != after;
    CHECK(chances_of(u)[1] == 0);
  }
  CHECK(moved > 1000);
}

TEST_CASE("belief and the bandwagon add to a constant, and nothing lifts a ban") {
  CHECK(vote_utility({.constant = 0.4, .belief = 2}, -0.5, 0.5) == Approx(-0.6));
  const VoteOption ahead{.constant = 0.4, .bandwagon = 3};
  CHECK(vote_utility(ahead, -0.5, 1.0) == Approx(3.4));
  CHECK(vote_utility(ahead, -0.5, 0.5) == Approx(0.4));
  CHECK(vote_utility(ahead, -0.5, 0.0) == Approx(-2.6));
  CHECK(vote_utility({.belief = 5, .bandwagon = 5}, 1, 1) == not_on_ballot);
}
