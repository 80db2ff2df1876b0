// The auditor is calibrated: over many pages drawn from its stated prior, intervals and
// odds hold what they promise.

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "models/mechanisms/audit.hpp"
#include "sim/blocks.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/models/mechanisms/audit_replicates.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

constexpr std::size_t uncertain = audit_levels.size() - 1;
constexpr std::uint32_t replicates = 600;
const double likely = std::log(20.0);  // a Bayes factor of 20

struct Replicate {
  PageEvidence page;
  Findings found;
};

std::vector<Replicate> replicate(const AuditParameters& rules,
                                 std::uint32_t count = replicates) {
  std::vector<Replicate> all(count);
  sim::for_each(count, [&](std::uint32_t r) {
    all[r].page = draw_page(rules, r);
    all[r].found = audit(rules, all[r].page);
  });
  return all;
}

bool covers(const Finding& found, double truth) {
  return found.lower <= truth && truth <= found.upper;
}

}  // namespace

TEST_CASE("where pages buy as the prior says, a 90 % interval holds in 90 % of cases",
          "[audit]") {
  AuditParameters rules;
  rules.orders.chance = 1;
  std::array<double, uncertain> covered{};
  for (const Replicate& r : replicate(rules)) {
    for (std::size_t level = 0; level < uncertain; ++level) {
      covered[level] += covers(r.found[level], r.page.fake) / double{replicates};
    }
  }
  // 4 standard errors of a share of 0.9.
  const double tolerance = 4 * std::sqrt(0.9 * 0.1 / replicates);
  for (std::size_t level = 0; level < uncertain; ++level) {
    INFO(audit_levels[level]);
    CHECK(covered[level] == Approx(0.9).margin(tolerance));
  }
}

TEST_CASE("where only some pages buy, intervals and odds hold what they promise",
          "[audit]") {
  AuditParameters rules;
  rules.orders.chance = 0.4;
  rules.abroad.burst_chance = 0.4;
  const std::vector<Replicate> all = replicate(rules);
  for (std::size_t level = 0; level < uncertain; ++level) {
    double covered = 0;
    double promised = 0;
    double variance = 0;
    double buyers = 0;
    double expected = 0;
    double buyers_variance = 0;
    for (const Replicate& r : all) {
      const Finding& found = r.found[level];
      covered += covers(found, r.page.fake);
      promised += found.mass;
      variance += found.mass * (1 - found.mass);
      const double odds = 0.4 / 0.6 * std::exp(found.log_bayes_factor);
      const double chance = odds / (1 + odds);
      buyers += r.page.was_paid_for;
      expected += chance;
      buyers_variance += chance * (1 - chance);
      CHECK(found.mass > 0.9 - 1e-9);
    }
    INFO(audit_levels[level]);
    // 4 standard errors, of the promises as chances of independent events.
    CHECK(covered == Approx(promised).margin(4 * std::sqrt(variance)));
    CHECK(buyers == Approx(expected).margin(4 * std::sqrt(buyers_variance)));
  }
}

TEST_CASE("where nobody buys, genuine bursts raise no more false alarms than stated",
          "[audit]") {
  AuditParameters rules;
  rules.abroad.burst_chance = 0.5;
  AuditParameters innocent = rules;
  innocent.orders.chance = 0;
  std::array<double, uncertain> alarms{};
  std::array<double, uncertain> covered{};
  for (std::uint32_t r = 0; r < replicates; ++r) {
    const PageEvidence page = draw_page(innocent, r);
    const Findings found = audit(rules, page);
    REQUIRE(found.back().log_bayes_factor < -1e300);
    for (std::size_t level = 0; level < uncertain; ++level) {
      alarms[level] += found[level].log_bayes_factor >= likely;
      covered[level] += covers(found[level], 0);
    }
  }
  // At most one in 20, and 4 standard errors of that.
  const double most = replicates * 0.05 + 4 * std::sqrt(replicates * 0.05 * 0.95);
  for (std::size_t level = 0; level < uncertain; ++level) {
    INFO(audit_levels[level] << ": " << alarms[level] << " false alarms, "
                             << covered[level] << " intervals hold 0");
    CHECK(alarms[level] <= most);
    CHECK(covered[level] >= 0.9 * replicates - 4 * std::sqrt(replicates * 0.09));
  }
}

TEST_CASE("more disclosure errs less, and tells buyers better", "[audit]") {
  AuditParameters rules;
  rules.orders.chance = 0.5;
  const std::vector<Replicate> all = replicate(rules);
  for (std::size_t level = 1; level < uncertain; ++level) {
    std::vector<double> error;
    std::vector<double> evidence;
    std::vector<double> proved;
    for (const Replicate& r : all) {
      const auto square = [&](std::size_t l) {
        return std::pow((r.found[l].estimate - r.page.fake) / r.page.shown, 2);
      };
      error.push_back(square(level) - square(level - 1));
      // Towards the truth, whichever it is.
      const double sign = r.page.was_paid_for ? 1 : -1;
      evidence.push_back(sign * (r.found[level].log_bayes_factor -
                                 r.found[level - 1].log_bayes_factor));
      if (!r.page.was_paid_for) continue;
      proved.push_back((r.found[level].log_bayes_factor >= likely ? 1.0 : 0.0) -
                       (r.found[level - 1].log_bayes_factor >= likely ? 1.0 : 0.0));
    }
    INFO(audit_levels[level]);
    const Sample errors = sample(error);
    const Sample gain = sample(evidence);
    const Sample power = sample(proved);
    CHECK(power.mean >= -4 * power.se);
    CHECK(errors.mean <= 4 * errors.se);
    CHECK(gain.mean >= -4 * gain.se);
    // The library says something of few pages; the others of all.
    if (audit_levels[level] != "ad_library") {
      CHECK(errors.mean < 0);
      CHECK(gain.mean > 0);
    }
  }
}
