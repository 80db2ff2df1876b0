// Adoption: Bass's curve, the step's order, access, and who counts as a friend there.

#include <cmath>
#include <vector>

#include "models/processes/adoption.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr double p = 0.03;
constexpr double q = 0.38;

double bass(double t) {
  const double e = std::exp(-(p + q) * t);
  return (1 - e) / (1 + q / p * e);
}

/// The share after each step of the scheme itself, without luck, and the variance that
/// luck adds to it in a crowd of n (each step's binomial noise, carried on by the slope
/// of the scheme).
struct Path {
  std::vector<double> share;
  std::vector<double> variance;
};
Path expected_path(double dt, int steps, double n) {
  Path path;
  double x = 0, variance = 0;
  for (int k = 0; k < steps; ++k) {
    const double chance = 1 - std::exp(-(p + q * x) * dt);
    const double slope = 1 - chance + (1 - x) * (1 - chance) * q * dt;
    variance = slope * slope * variance + (1 - x) * chance * (1 - chance) / n;
    x += (1 - x) * chance;
    path.share.push_back(x);
    path.variance.push_back(variance);
  }
  return path;
}

Scenario bass_country(std::int64_t citizens, double step) {
  Scenario s;
  s.time = {day(0), day(19), step};
  s.population.citizens = citizens;
  s.friends.mean_degree = 0;
  Medium platform;
  platform.name = "platform";
  platform.kind = MediumKind::platform;
  s.media = {platform};
  s.adoption.innovation = p;
  s.adoption.imitation = q;
  s.adoption.mixing = Mixing::complete;
  s.burn_in.enabled = false;
  return s;
}

double users(const World& world) {
  double count = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) count += world.is_online(i);
  return count / world.n();
}

/// The share of users after `days` of Adoption alone.
double share_after(double days, std::int64_t citizens, double dt, std::uint64_t seed) {
  OwnWorld own(bass_country(citizens, dt), seed);
  Adoption adopt(own.world);
  const int steps = static_cast<int>(std::round(days / dt));
  for (int k = 0; k < steps; ++k) adopt(own.moment(k));
  return users(own.world);
}

}  // namespace

TEST_CASE("with complete mixing users follow Bass's curve", "[adoption]") {
  // Limit T15: F(1, 2, 5, 10) = 0.03576, 0.08506, 0.33120, 0.81280.
  CHECK(bass(1) == Approx(0.03576).epsilon(1e-3));
  CHECK(bass(10) == Approx(0.81280).epsilon(1e-4));
  const Loaded bass_file = load("scenarios/validation/bass.yaml", {});
  REQUIRE(bass_file.scenario.adoption.innovation == p);
  REQUIRE(bass_file.scenario.adoption.imitation == q);
  const auto citizens = static_cast<double>(bass_file.scenario.population.citizens);
  const double dt = bass_file.scenario.time.step;
  const sim::Results results = run(bass_file, 1);
  const std::vector<double>& found = variable(results, "platform_users").values;
  const Path path = expected_path(dt, static_cast<int>(found.size()), citizens);
  for (const double t : {1.0, 2.0, 5.0, 10.0}) {
    const auto k = static_cast<std::size_t>(std::round(t / dt)) - 1;
    const double of_step = std::abs(path.share[k] - bass(t));
    INFO("t " << t << " se " << std::sqrt(path.variance[k]) << " step " << of_step);
    CHECK(std::abs(found[k] - bass(t)) < 4 * std::sqrt(path.variance[k]) + of_step);
  }
}

TEST_CASE("most join when Bass says so", "[adoption]") {
  // The peak at ln(q / p) / (p + q) = 6.1926 days; joins by the day.
  OwnWorld own(bass_country(100000, 0.25));
  Adoption adopt(own.world);
  double before = 0, most = 0, at = 0;
  for (int d = 0; d < 12; ++d) {
    for (int k = 0; k < 4; ++k) adopt(own.moment(4 * d + k));
    const double now = users(own.world);
    if (now - before > most) {
      most = now - before;
      at = d + 0.5;
    }
    before = now;
  }
  CHECK(std::abs(at - 6.1926) < 1);
}

TEST_CASE("halving the step halves adoption's error", "[adoption][T15]") {
  constexpr std::int64_t citizens = 200000;
  std::vector<double> error;
  for (const double dt : {1.0, 0.5, 0.25}) {
    error.push_back(bass(5) - share_after(5, citizens, dt, 1));
  }
  // Joining late only makes fewer users, and luck is +-0.002 in this crowd.
  CHECK(error[0] > error[1]);
  CHECK(error[1] > error[2]);
  const double se =
      std::sqrt(expected_path(0.25, 20, static_cast<double>(citizens)).variance.back());
  CHECK(std::abs(error[0] - 2 * error[1]) < 0.3 * error[1] + 4 * 2.3 * se);
  CHECK(std::abs(error[1] - 2 * error[2]) < 0.3 * error[2] + 4 * 2.3 * se);
}

TEST_CASE("who leaves leaves with a constant hazard", "[adoption]") {
  Scenario s = bass_country(50000, 1);
  s.adoption.start_share = 1;
  s.adoption.innovation = s.adoption.imitation = 0;
  s.adoption.leaving = 0.1;
  OwnWorld own(std::move(s));
  CHECK(users(own.world) == 1);
  Adoption adopt(own.world);
  for (int k = 0; k < 10; ++k) adopt(own.moment(k));
  const double stays = std::exp(-1.0);
  CHECK(std::abs(users(own.world) - stays) <
        4 * std::sqrt(stays * (1 - stays) / 50000));
}

TEST_CASE("nobody joins what he cannot reach", "[adoption]") {
  Scenario s = bass_country(5000, 1);
  s.media[0].reach = 0.3;
  s.adoption.innovation = 50;
  OwnWorld own(std::move(s));
  Adoption adopt(own.world);
  for (int k = 0; k < 3; ++k) adopt(own.moment(k));
  const double share = users(own.world);
  CHECK(std::abs(share - 0.3) < 4 * std::sqrt(0.3 * 0.7 / 5000));
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    if (own.world.is_online(i)) REQUIRE(own.world.citizens.may_join[i] != 0);
  }
}

TEST_CASE("the start share is met among those who can reach the platform",
          "[adoption]") {
  Scenario s = bass_country(20000, 1);
  s.media[0].reach = 0.5;
  s.adoption.start_share = 0.4;
  const OwnWorld own(std::move(s));
  CHECK(std::abs(users(own.world) - 0.2) < 4 * std::sqrt(0.2 * 0.8 / 20000));
}

TEST_CASE("friends online are counted right after any coming and going", "[adoption]") {
  Scenario s = small_country(2000);
  s.adoption.innovation = 0.05;
  s.adoption.imitation = 0.2;
  s.adoption.leaving = 0.1;
  OwnWorld own(std::move(s));
  Adoption adopt(own.world);
  for (int k = 0; k < 15; ++k) adopt(own.moment(k));
  bool right = true;
  for (std::uint32_t i = 0; i < own.world.n(); ++i) {
    std::uint32_t online = 0;
    for (const std::uint32_t j : own.world.friends.of(i)) {
      online += own.world.is_online(j);
    }
    right &= online == own.world.platforms.front().friends_online[i];
  }
  CHECK(right);
}

TEST_CASE("without innovation nobody joins but friends of users", "[adoption]") {
  Scenario s = small_country(2000);
  s.friends.mean_degree = 3;
  s.adoption.start_share = 0.01;
  s.adoption.innovation = 0;
  s.adoption.imitation = 5;
  OwnWorld own(std::move(s));
  const World& world = own.world;
  std::vector<bool> before(world.n());
  for (std::uint32_t i = 0; i < world.n(); ++i) before[i] = world.is_online(i);
  Adoption(own.world)(own.moment(0));
  int joined = 0;
  for (std::uint32_t i = 0; i < world.n(); ++i) {
    if (!world.is_online(i) || before[i]) continue;
    ++joined;
    bool has_one = false;
    for (const std::uint32_t j : world.friends.of(i)) has_one |= before[j];
    CHECK(has_one);
  }
  CHECK(joined > 0);
}

TEST_CASE("affordability moves by line between its dates", "[adoption]") {
  // Hazard p = 0.1 times 0 at day 0 and 2 at day 10: 1 - exp(-0.1 * sum of factors).
  Scenario s = bass_country(50000, 1);
  s.adoption.innovation = 0.1;
  s.adoption.imitation = 0;
  s.adoption.affordability = {{day(0), 0.0}, {day(10), 2.0}};
  OwnWorld own(std::move(s));
  Adoption adopt(own.world);
  adopt(own.moment(0));
  CHECK(users(own.world) == 0);
  double sum = 0;
  for (int k = 1; k < 15; ++k) {
    adopt(own.moment(k));
    sum += std::min(2.0, 0.2 * k);
  }
  const double joined = 1 - std::exp(-0.1 * sum);
  CHECK(std::abs(users(own.world) - joined) <
        4 * std::sqrt(joined * (1 - joined) / 50000));
}
