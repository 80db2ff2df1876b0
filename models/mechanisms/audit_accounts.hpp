#pragma once
// Level `accounts`: age and activity of accounts that like a page.

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/mechanisms/audit_prior.hpp"
#include "models/scenario/audit.hpp"
#include "sim/luck.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// Ends of the bins of age in years, the last bin open.
inline constexpr std::array account_ages = {0.0, 0.25, 0.5, 1.0, 2.0, 4.0};
/// Each bin of age twice: quiet accounts, then active ones.
inline constexpr std::size_t account_bins = 2 * account_ages.size();

using AccountCounts = std::array<double, account_bins>;

/// Probabilities of the bins for accounts of one kind: age exponential with a mean in
/// years, activity independent of it.
inline AccountCounts account_law(double age, double active) {
  AccountCounts law{};
  const auto older = [&](std::size_t k) {
    return k < account_ages.size() ? sim::exp(-account_ages[k] / age) : 0.0;
  };
  for (std::size_t k = 0; k < account_ages.size(); ++k) {
    const double here = older(k) - older(k + 1);
    law[2 * k] = here * (1 - active);
    law[2 * k + 1] = here * active;
  }
  return law;
}

/// Probabilities of the bins when a share o of the likes was bought:
///
///     p = (1 - o) p_genuine + o p_fake
inline AccountCounts account_law(const AccountsPrior& prior, double bought) {
  const AccountCounts genuine = account_law(prior.age, prior.active);
  const AccountCounts fake = account_law(prior.fake_age, prior.fake_active);
  AccountCounts law{};
  for (std::size_t k = 0; k < account_bins; ++k) {
    law[k] = (1 - bought) * genuine[k] + bought * fake[k];
  }
  return law;
}

/// log L(o) of the counts of a sample, sum of c_k log p_k.
inline double log_likelihood(const AccountsPrior& prior, const AccountCounts& counts,
                             double bought) {
  const AccountCounts law = account_law(prior, bought);
  double sum = 0;
  for (std::size_t k = 0; k < account_bins; ++k) {
    // A bin that no account can be in has no counts.
    if (counts[k] > 0) sum += counts[k] * sim::log(std::max(law[k], 1e-300));
  }
  return sum;
}

/// The counts that the auditor sees of a page at which a share `bought` of the likes
/// was bought. Draws "Audit accounts" (page, account) in the step.
inline AccountCounts draw_accounts(const AccountsPrior& prior, double bought,
                                   const sim::Luck& luck, std::int32_t step,
                                   std::uint32_t page) {
  constexpr sim::Purpose purpose{"Audit accounts"};
  const AccountCounts law = account_law(prior, bought);
  AccountCounts counts{};
  for (std::int64_t a = 0; a < prior.sample; ++a) {
    const auto words = luck.draw(purpose, step, page, static_cast<std::uint32_t>(a));
    double left = sim::uniform_open(words[0], words[1]);
    std::size_t k = 0;
    while (k + 1 < account_bins && left >= law[k]) left -= law[k++];
    ++counts[k];
  }
  return counts;
}

}  // namespace newsdep
