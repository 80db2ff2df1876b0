#pragma once
// Level `origin`: likes by country, beside those of control pages.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "models/mechanisms/audit_prior.hpp"
#include "models/scenario/audit.hpp"
#include "sim/math.hpp"

namespace newsdep {

/// Likes of a page by where they come from, in persons.
struct LikesByOrigin {
  double home = 0;
  double foreign = 0;
};

/// Foreign likes beyond what a control page's ratio explains, F - (F_c / H_c) H, in
/// persons; below 0 where a page has fewer. It assumes that both pages' genuine likes
/// have the same ratio, that nobody bought the control page's, and that what was bought
/// came from abroad.
inline double excess_of_foreign(const LikesByOrigin& page,
                                const LikesByOrigin& control) {
  return page.foreign - control.foreign / control.home * page.home;
}

/// The law of a page's genuine ratio of likes from abroad to likes at home, learnt from
/// control pages:
///
///     log rho ~ N(mu, tau^2)                  of each page, bursts aside
///     mu ~ N(log r0, s^2)                     before the controls are seen
///     H / L = (1 - beta) / (1 + rho)          share of likes at home of a control page
///
/// tau `page_spread`, r0 `ratio`, s `ratio_spread`, beta the share that a genuine burst
/// brought (0, or by Beta(1, k)). p(log rho | controls) = integral of N(log rho; mu,
/// tau^2) over the posterior of mu, on a grid. A page with no like at home is
/// taken to have half a one.
class GenuineRatio {
 public:
  /// A smaller ratio is taken to be this: the grid of bought shares tells no less.
  static constexpr double least_ratio = 1.0 / BoughtShares::cells;

  GenuineRatio(const AbroadPrior& prior, std::span<const LikesByOrigin> controls)
      : tau_(prior.page_spread), middle_(sim::log(prior.ratio)) {
    const auto bursts = share_points(prior.burst_chance, prior.burst_share, 24);
    double low = middle_ - 5 * prior.ratio_spread;
    double high = middle_ + 5 * prior.ratio_spread;
    for (const LikesByOrigin& control : controls) {
      const double at = log_ratio(home_share(control), 0.0);
      low = std::min(low, at - 5 * tau_);
      high = std::max(high, at + 5 * tau_);
    }
    first_ = low - 5 * tau_;
    step_ = tau_ / 4;
    const auto places = static_cast<std::size_t>((high - low) / step_) + 42;
    std::vector<double> log_mu(places);
    for (std::size_t m = 0; m < places; ++m) {
      const double z = (at(m) - middle_) / prior.ratio_spread;
      log_mu[m] = -z * z / 2;
    }
    for (const LikesByOrigin& control : controls) {
      std::vector<Weighted> possible;  // log rho, and the logarithm of its weight
      for (const Weighted& burst : bursts) {
        const double x = log_ratio(home_share(control), burst.value);
        if (!std::isfinite(x) || burst.weight <= 0) continue;
        possible.push_back({x, sim::log(burst.weight * jacobian(x))});
      }
      for (std::size_t m = 0; m < places; ++m) {
        log_mu[m] += log_likelihood(possible, at(m));
      }
    }
    smooth(log_mu);
  }

  /// The share of likes that come from home.
  static double home_share(const LikesByOrigin& likes) {
    const double home = std::max(likes.home, 0.5);
    return home / (home + std::max(likes.foreign, least_ratio * home));
  }

  /// The logarithm of the density of the home share x of a page of whose likes a share
  /// e is bought or of a burst: x = (1 - e) / (1 + rho). -inf when rho were below 0.
  double log_density(double x, double e) const {
    const double log_rho = log_ratio(x, e);
    if (!std::isfinite(log_rho)) return log_rho;
    // d(log rho)/dx = (1 + rho) / (rho x); the 1/x is the same for all e.
    const double place = std::clamp((log_rho - first_) / step_, 0.0,
                                    static_cast<double>(log_density_.size()) - 1.001);
    const auto k = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(k);
    const double density = (1 - part) * log_density_[k] + part * log_density_[k + 1];
    // Beyond the grid the tails are those of the outermost normal law.
    const double beyond = std::max({0.0, first_ - log_rho, log_rho - at_end()}) / tau_;
    return density - beyond * beyond / 2 - 5 * beyond + sim::log(jacobian(log_rho));
  }

 private:
  double at(std::size_t k) const { return first_ + static_cast<double>(k) * step_; }
  double at_end() const { return at(log_density_.size() - 1); }
  static double log_ratio(double x, double e) {
    const double rho = (1 - e) / x - 1;
    return rho < 0 ? log_or_never(0) : sim::log(std::max(rho, least_ratio));
  }
  static double jacobian(double log_rho) { return 1 + sim::exp(-log_rho); }

  /// The logarithm of the sum of w N(log rho; mu, tau^2), up to a constant.
  double log_likelihood(const std::vector<Weighted>& possible, double mu) const {
    const auto log_of = [&](const Weighted& p) {
      const double z = (p.value - mu) / tau_;
      return p.weight - z * z / 2;
    };
    double top = log_of(possible.front());
    for (const Weighted& p : possible) top = std::max(top, log_of(p));
    double sum = 0;
    for (const Weighted& p : possible) sum += sim::exp(log_of(p) - top);
    return top + sim::log(sum);
  }

  /// Turns the posterior of mu into the density of log rho.
  void smooth(const std::vector<double>& log_mu) {
    const double top = *std::ranges::max_element(log_mu);
    double sum = 0;
    for (const double l : log_mu) sum += l > top - 700 ? sim::exp(l - top) : 0.0;
    for (std::size_t k = 0; k < log_mu.size(); ++k) {
      double density = 0;
      for (std::size_t m = 0; m < log_mu.size(); ++m) {
        const double z = (at(k) - at(m)) / tau_;
        if (z * z > 1400 || log_mu[m] < top - 700) continue;
        density += sim::exp(log_mu[m] - top - z * z / 2);
      }
      log_density_.push_back(std::max(log_or_never(density / sum), -1400.0));
    }
  }

  double tau_;
  double middle_;
  double first_ = 0;
  double step_ = 0;
  std::vector<double> log_density_;  ///< of log rho, up to a constant
};

}  // namespace newsdep
