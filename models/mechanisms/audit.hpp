#pragma once
// What an auditor can say of one page, at each level of disclosure.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "models/mechanisms/audit_accounts.hpp"
#include "models/mechanisms/audit_growth.hpp"
#include "models/mechanisms/audit_origin.hpp"
#include "models/mechanisms/audit_prior.hpp"
#include "models/scenario/audit.hpp"

namespace newsdep {

/// What is disclosed, each level with all that stands before it.
enum class AuditLevel : std::uint8_t {
  totals,      ///< public: likes shown, over time
  origin,      ///< and likes by country
  ad_library,  ///< and displayed spending, in ranges
  accounts,    ///< and age and activity of a sample of liking accounts
  full         ///< and payments
};

inline constexpr std::array<std::string_view, 5> audit_levels = {
    "public", "origin", "ad_library", "accounts", "full"};

/// All that can be disclosed of a page on one day.
struct PageEvidence {
  double shown = 0;         ///< likes, persons
  std::vector<Gain> gains;  ///< oldest first
  LikesByOrigin likes;
  std::vector<LikesByOrigin> controls;
  SpendRange spend;
  AccountCounts accounts{};
  double fake = 0;  ///< bought likes that the page shows
  bool was_paid_for = false;
};

using Findings = std::array<Finding, audit_levels.size()>;

/// Estimates a page's fake likes, in persons, at each level:
///
///     L(o) = sum over beta of P(beta) G(e) D(e) P(range | e) A(o),
///     1 - e = (1 - o)(1 - beta)
///
/// o share of the likes shown that was bought, beta share of genuine ones that a
/// genuine burst from abroad brought; G growth (audit_growth.hpp), D density of the
/// share from home (audit_origin.hpp), A accounts (audit_accounts.hpp), each from the
/// level on that shows it, with ads as likely as the prior has them before the library
/// shows a range. The stated prior has all bought likes come from abroad, so up to
/// `ad_library` the estimate is one of foreign fakes; `accounts` finds fakes of any
/// origin by what they are, and `full` counts them. Posterior and Bayes factor as in
/// audit_prior.hpp; at `full` the interval is a point and the Bayes factor is infinite,
/// for or against.
inline Findings audit(const AuditParameters& rules, const PageEvidence& page) {
  const BoughtShares shares(rules.orders);
  const GrowthLikelihood growth(rules.growth, page.gains);
  const std::vector<double> before =
      growth.over_ads([](double, double) { return 1.0; });
  const std::vector<double> after = growth.over_ads([&](double e, double a) {
    return chance_of_range(rules.growth, page.shown * (1 - e) * a, page.spend);
  });
  const GenuineRatio ratio(rules.abroad, page.controls);
  const double home = GenuineRatio::home_share(page.likes);
  const auto bursts =
      share_points(rules.abroad.burst_chance, rules.abroad.burst_share, 24);

  constexpr std::size_t uncertain = audit_levels.size() - 1;
  using AtLevels = std::array<double, uncertain>;
  const auto log_likelihood_of = [&](double o) {
    std::array<std::vector<double>, 3> terms;
    for (const Weighted& burst : bursts) {
      if (burst.weight <= 0) continue;
      const double e = 1 - (1 - o) * (1 - burst.value);
      const double w = sim::log(burst.weight);
      const double d = ratio.log_density(home, e);
      const double g = GrowthLikelihood::between_nodes(before, e);
      const double h = GrowthLikelihood::between_nodes(after, e);
      terms[0].push_back(w + g);
      terms[1].push_back(w + g + d);
      terms[2].push_back(w + h + d);
    }
    AtLevels log_sums{};
    for (std::size_t level = 0; level < 3; ++level) {
      const double top = *std::ranges::max_element(terms[level]);
      double sum = 0;
      for (const double t : terms[level]) sum += t > top - 40 ? sim::exp(t - top) : 0.0;
      log_sums[level] = std::isfinite(top) ? top + sim::log(sum) : top;
    }
    log_sums[3] =
        log_sums[2] + newsdep::log_likelihood(rules.accounts, page.accounts, o);
    return log_sums;
  };

  const AtLevels none = log_likelihood_of(0);
  std::array<std::vector<double>, uncertain> some;
  for (std::size_t j = 0; j < BoughtShares::cells; ++j) {
    const AtLevels at = log_likelihood_of(BoughtShares::middle(j));
    for (std::size_t level = 0; level < uncertain; ++level) {
      some[level].push_back(at[level]);
    }
  }
  Findings findings;
  for (std::size_t level = 0; level < uncertain; ++level) {
    Finding& found = findings[level];
    found = shares.find(none[level], some[level], rules.interval);
    found.estimate *= page.shown;
    found.lower *= page.shown;
    found.upper *= page.shown;
  }
  constexpr double certain = std::numeric_limits<double>::infinity();
  findings.back() = {page.fake, page.fake, page.fake,
                     page.was_paid_for ? certain : -certain};
  return findings;
}

}  // namespace newsdep
