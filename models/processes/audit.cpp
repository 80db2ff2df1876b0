#include "models/processes/audit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "models/mechanisms/ad_library.hpp"
#include "sim/blocks.hpp"

namespace newsdep {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

Findings nothing_found() {
  Findings none;
  none.fill({unknown, unknown, unknown, unknown});
  return none;
}

/// The pages, by place among pages, with which one is compared.
std::vector<std::size_t> controls_of(const World& world, std::size_t page) {
  const OutletState& audited = world.outlets[world.pages[page]];
  const AuditControls* named = find(world.rules().audit.controls, audited.name);
  std::vector<std::size_t> controls;
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    const OutletState& other = world.outlets[world.pages[p]];
    const bool is_meant =
        named != nullptr
            ? std::ranges::find(named->pages, other.name) != named->pages.end()
            : p != page && other.medium == audited.medium;
    if (is_meant) controls.push_back(p);
  }
  return controls;
}

LikesByOrigin likes_of(const World& world, std::uint32_t outlet) {
  const OutletState& page = world.outlets[outlet];
  LikesByOrigin likes{.home = page.fans, .foreign = page.foreign_likes()};
  const std::vector<LikeOrder>& rules = world.rules().marketplace.orders;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    const OrderState& order = world.orders[k];
    if (rules[k].what != LikedThing::page || order.page != outlet) continue;
    likes.home += order.online * order.origins.front();
    likes.foreign += order.online * (1 - order.origins.front());
  }
  return likes;
}

/// Whether likes of the page itself were delivered and paid for, online still or not.
bool was_paid_for(const World& world, std::uint32_t outlet) {
  const std::vector<LikeOrder>& rules = world.rules().marketplace.orders;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    const OrderState& order = world.orders[k];
    if (rules[k].what == LikedThing::page && order.page == outlet &&
        order.delivered > 0) {
      return true;
    }
  }
  return false;
}

/// What a library would show of the ads that carry a page or its posts: the ranges of
/// all who paid for any, added up.
SpendRange spend_on(const World& world, std::uint32_t outlet) {
  SpendRange sum{.low = 0, .high = 0};
  for (const AdvertiserState& advertiser : world.ads.advertisers) {
    const bool is_of_page =
        advertiser.rules.carries != Carries::message && advertiser.page == outlet;
    if (!is_of_page || advertiser.spent <= 0) continue;
    const PublishedRange range = published_range(advertiser.spent, library_spend);
    sum.low += range.low;
    sum.high +=
        std::isnan(range.high) ? std::numeric_limits<double>::infinity() : range.high;
  }
  // Nobody listed, and who spent less than the first range's end, look the same.
  sum.high = std::max(sum.high, library_spend[1]);
  return sum;
}

}  // namespace

Audit::Audit(World& world, sim::Results& results)
    : world_(world), results_(results), totals_(world.pages.size()) {
  if (!world.rules().audit.enabled || world.pages.empty()) return;
  const std::size_t count = world.pages.size();
  world.audit = {.findings = std::vector<Findings>(count, nothing_found()),
                 .truth = std::vector<double>(count, unknown),
                 .disclosed = std::vector<AuditLevel>(count, AuditLevel::totals)};
  sim::Axis pages{.name = "page", .group = "audit", .long_name = "audited page"};
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    pages.labels.push_back(world.outlets[world.pages[p]].name);
    controls_.push_back(controls_of(world, p));
  }
  sim::Axis levels{
      .name = "level", .group = "audit", .long_name = "level of disclosure"};
  levels.labels.assign(audit_levels.begin(), audit_levels.end());
  results.add_axis(std::move(pages));
  results.add_axis(std::move(levels));
  const auto add = [&](std::string name, std::string unit, std::string long_name,
                       std::string comment) {
    return results.add({.name = "audit/" + std::move(name),
                        .axes = {"time", "page", "level"},
                        .unit = std::move(unit),
                        .long_name = std::move(long_name),
                        .comment = std::move(comment)});
  };
  estimate_ =
      add("estimate", "persons", "estimated fake likes",
          "Posterior mean, at the last audit, of the bought likes that the page "
          "shows; up to ad_library those from abroad. NaN for a page that shows "
          "no likes.");
  lower_ = add("lower", "persons", "lower end of the interval of fake likes",
               "Lower end of the central interval of probability audit.interval.");
  upper_ = add("upper", "persons", "upper end of the interval of fake likes",
               "Upper end of the central interval of probability audit.interval.");
  log_bayes_factor_ =
      add("log_bayes_factor", "1", "log Bayes factor for bought likes",
          "Natural logarithm of how much likelier what the level shows is if the page "
          "bought likes than if not, within +-700; infinite where payments are shown.");
  truth_id_ = results.add({.name = "audit/truth",
                           .axes = {"time", "page"},
                           .unit = "persons",
                           .long_name = "fake likes in truth",
                           .comment = "Bought likes of the page, of any origin, that "
                                      "were online at the last audit."});
}

std::vector<Gain> Audit::gains_of(std::size_t page) const {
  const std::vector<double>& own = totals_[page];
  const double today = own.back();
  std::vector<Gain> gains;
  for (std::size_t w = 0; w + 1 < own.size(); ++w) {
    if (own[w] <= 0) continue;  // it opens later
    Gain gain{.share = (own[w + 1] - own[w]) / today, .controls = 0};
    for (const std::size_t p : controls_[page]) {
      const std::vector<double>& other = totals_[p];
      if (other[w] <= 0 || other.back() <= 0) continue;
      gain.controls_mean += (other[w + 1] - other[w]) / other.back();
      gain.controls += 1;
    }
    if (gain.controls == 0) continue;  // nothing to set it beside
    gain.controls_mean /= gain.controls;
    gains.push_back(gain);
  }
  return gains;
}

PageEvidence Audit::evidence_of(std::size_t page, const sim::Moment& moment) const {
  const std::uint32_t outlet = world_.pages[page];
  const OutletState& state = world_.outlets[outlet];
  PageEvidence evidence{.shown = state.page_likes_shown(),
                        .gains = gains_of(page),
                        .likes = likes_of(world_, outlet),
                        .spend = spend_on(world_, outlet),
                        .fake = state.fake_likes,
                        .was_paid_for = was_paid_for(world_, outlet)};
  for (const std::size_t p : controls_[page]) {
    const LikesByOrigin likes = likes_of(world_, world_.pages[p]);
    if (likes.home + likes.foreign > 0) evidence.controls.push_back(likes);
  }
  evidence.accounts =
      draw_accounts(world_.rules().audit.accounts, evidence.fake / evidence.shown,
                    world_.luck, moment.step, state.name_hash);
  return evidence;
}

void Audit::look(const sim::Moment& moment) {
  for (std::size_t p = 0; p < world_.pages.size(); ++p) {
    const OutletState& page = world_.outlets[world_.pages[p]];
    totals_[p].push_back(page.page_likes_shown());
    world_.audit.truth[p] = page.fake_likes;
  }
  sim::for_each(static_cast<std::uint32_t>(world_.pages.size()), [&](std::uint32_t p) {
    world_.audit.findings[p] =
        totals_[p].back() > 0
            ? newsdep::audit(world_.rules().audit, evidence_of(p, moment))
            : nothing_found();
  });
}

void Audit::operator()(const sim::Moment& moment) {
  if (world_.pages.empty()) return;
  const Scenario& rules = world_.rules();
  const std::int64_t days = moment.date.days - rules.time.start.days;
  const bool is_day = days % rules.audit.every == 0;
  if (is_day && rules.clock().step_of(moment.date) == moment.step) look(moment);
  if (moment.step % rules.measures.every != 0) return;
  const auto record = static_cast<std::size_t>(moment.step / rules.measures.every);
  for (std::size_t p = 0; p < world_.audit.findings.size(); ++p) {
    for (std::size_t level = 0; level < audit_levels.size(); ++level) {
      const Finding& found = world_.audit.findings[p][level];
      const std::size_t place = p * audit_levels.size() + level;
      results_.row(estimate_, record)[place] = found.estimate;
      results_.row(lower_, record)[place] = found.lower;
      results_.row(upper_, record)[place] = found.upper;
      results_.row(log_bayes_factor_, record)[place] = found.log_bayes_factor;
    }
    results_.row(truth_id_, record)[p] = world_.audit.truth[p];
  }
}

}  // namespace newsdep
