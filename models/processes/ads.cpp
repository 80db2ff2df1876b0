#include "models/processes/ads.hpp"

#include <algorithm>
#include <cmath>

#include "models/processes/newsroom.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

/// The first and last day of an advertiser.
struct Days {
  sim::Date first;
  sim::Date last;
  bool have(sim::Date date) const { return first <= date && date <= last; }
  double count() const { return last.days - first.days + 1; }
};

Days days_of(const Advertiser& rules, const TimeParameters& time) {
  return {rules.start.value_or(time.start), rules.end.value_or(time.end)};
}

/// What is displayed decides: the sponsor, or whom the platform names as the payer.
double gain_of(const World& world, const AdvertiserState& advertiser) {
  const bool names_payer = world.ads.library != AdLibrary::none;
  const Source& displayed =
      world.sources[names_payer ? advertiser.payer : advertiser.sponsor].rules;
  const double label =
      names_payer || advertiser.rules.labelled ? world.rules().ads.label_credence : 1.0;
  const Medium& platform = world.media[world.platforms.front().medium];
  return platform.persuasion * displayed.credence * label;
}

/// The stories that its ads show today; none when they show the page itself.
void renew_edition(World& world, AdvertiserState& advertiser,
                   const sim::Moment& moment) {
  if (advertiser.rules.carries == Carries::posts) {
    advertiser.edition = world.outlets[advertiser.page].edition;
  } else if (advertiser.rules.carries == Carries::message) {
    std::erase_if(advertiser.edition,
                  [&](std::uint32_t id) { return !world.stories.alive(id); });
    publish_stories(world,
                    {.outlet = advertiser.outlet,
                     .name_hash = sim::mix(advertiser.name_hash, 1),
                     .per_day = advertiser.rules.messages_per_day},
                    advertiser.edition, moment);
  }
}

bool has_something_to_show(const World& world, const AdvertiserState& advertiser) {
  if (advertiser.rules.carries == Carries::page) {
    return world.outlets[advertiser.page].is_open();
  }
  return !advertiser.edition.empty();
}

/// Aims at the first step, and whenever there is something new to know.
void aim_anew(World& world, const sim::Moment& moment) {
  const LeakParameters& rules = world.rules().leak;
  const sim::Clock clock = world.rules().clock();
  const bool leaks =
      rules.enabled && clock.step_of(rules.date.value_or(clock.start)) == moment.step;
  const bool ends =
      rules.enabled && rules.end && clock.step_of(*rules.end) == moment.step;
  if (world.ads.has_aimed && !leaks && !ends) return;
  aim(world, leaks && !ends ? leak(world) : std::vector<float>());
  world.ads.has_aimed = true;
  for (std::size_t a = 0; a < world.ads.advertisers.size(); ++a) {
    const AdvertiserState& advertiser = world.ads.advertisers[a];
    const bool waits = advertiser.rules.aims_at_belief() && rules.enabled && !leaks;
    const auto is_aim = [a](std::uint32_t bits) { return (bits >> a & 1u) != 0; };
    if (!advertiser.enabled || waits ||
        std::ranges::any_of(world.ads.aimed_at, is_aim)) {
      continue;
    }
    const char* why = advertiser.rules.aims_at_belief() && !rules.enabled
                          ? ": it aims at predicted belief, and no data have leaked "
                            "(leak.enabled)"
                          : "";
    world.warnings.push_back("ads.advertisers." + advertiser.rules.name +
                             ": its target matches none of the " +
                             std::to_string(world.n()) +
                             " citizens, so it spends nothing" + why);
  }
}

}  // namespace

void auction_ads(World& world, const sim::Moment& moment) {
  Ads& ads = world.ads;
  if (ads.aimed_at.empty()) return;
  aim_anew(world, moment);
  const AuctionParameters& auction = world.rules().ads.auction;
  const double thousand = world.persons_per_citizen / 1000;
  for (std::size_t a = 0; a < ads.advertisers.size(); ++a) {
    AdvertiserState& advertiser = ads.advertisers[a];
    advertiser.share = 0;
    if (!advertiser.enabled) continue;
    const Advertiser& rules = advertiser.rules;
    const Days days = days_of(rules, world.rules().time);
    if (!days.have(moment.date)) {
      advertiser.purse = 0;
      continue;
    }
    advertiser.purse += rules.budget * moment.dt /
                        (rules.budget_is_for == Budget::day ? 1 : days.count());
    const double window = static_cast<double>(rules.cap_days);
    if (std::floor(moment.day / window) !=
        std::floor((moment.day - moment.dt) / window)) {
      std::ranges::fill(advertiser.met, 0);
    }
    renew_edition(world, advertiser, moment);
    if (!world.is_first_platform_up() || !has_something_to_show(world, advertiser))
      continue;
    const double dearest = price_of(auction, 1) * thousand;
    const double money = advertiser.purse - 2 * std::sqrt(advertiser.purse * dearest);
    const double places =
        world.today.ad_places.empty() ? 0 : world.today.ad_places[a] * thousand;
    advertiser.share = share_for(auction, money, places);
    advertiser.price = price_of(auction, advertiser.share);
    advertiser.gain = gain_of(world, advertiser);
  }
}

void bill_ads(World& world, const sim::Moment&) {
  if (world.ads.aimed_at.empty()) return;
  for (std::size_t a = 0; a < world.ads.advertisers.size(); ++a) {
    AdvertiserState& advertiser = world.ads.advertisers[a];
    const double impressions =
        world.today.ad_impressions[a] * world.persons_per_citizen;
    const double cost =
        std::min(advertiser.purse, impressions / 1000 * advertiser.price);
    advertiser.purse -= cost;
    advertiser.spent += cost;
    advertiser.impressions += impressions;
    advertiser.has_posed |= impressions > 0 && world.ads.library == AdLibrary::none &&
                            advertiser.sponsor != advertiser.payer;
    advertiser.follows += world.today.ad_follows[a] * world.persons_per_citizen;
  }
}

}  // namespace newsdep
