#include "models/ads.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "models/world.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose who_purpose{"Leak who"};
constexpr sim::Purpose error_purpose{"Leak error"};

template <class Item>
std::uint32_t place_of(const std::vector<Item>& items, const std::string& name) {
  const auto it = std::ranges::find(items, name, &Item::name);
  return static_cast<std::uint32_t>(it - items.begin());
}

/// Which of the labels an advertiser wants; all when it names none.
std::vector<bool> wanted(const std::vector<std::string>& labels,
                         const std::vector<std::string>& named) {
  std::vector<bool> is_wanted(labels.size(), named.empty());
  for (const std::string& name : named) {
    const auto it = std::ranges::find(labels, name);
    assert(it != labels.end());  // checked with the scenario
    is_wanted[static_cast<std::size_t>(it - labels.begin())] = true;
  }
  return is_wanted;
}

/// Sums for the mean and variance of belief over some citizens.
struct Moments {
  double n = 0;
  double sum = 0;
  double squares = 0;
  Moments& operator+=(const Moments& other) {
    n += other.n;
    sum += other.sum;
    squares += other.squares;
    return *this;
  }
};

}  // namespace

void name_advertisers(World& world, const Scenario& base, const Scenario& scenario) {
  for (const Scenario* s : {&scenario, &base}) {
    for (const Advertiser& rules : s->ads.advertisers) {
      const std::string label = "ad " + rules.name;
      if (std::ranges::count(world.outlets, label, &OutletState::name) > 0) continue;
      AdvertiserState& advertiser = world.ads.advertisers.emplace_back();
      advertiser.rules = rules;
      advertiser.name_hash = sim::hash_name(rules.name);
      advertiser.outlet = static_cast<std::uint32_t>(world.outlets.size());
      OutletState outlet;
      outlet.name = label;
      outlet.source = place_of(world.sources, rules.payer);
      outlet.medium = world.has_platform() ? world.platforms.front().medium : 0;
      outlet.exists = world.has_platform();
      world.outlets.push_back(outlet);
    }
  }
}

void adopt_advertisers(World& world) {
  const AdsParameters& rules = world.rules().ads;
  Ads& ads = world.ads;
  bool anybody = false;
  for (AdvertiserState& advertiser : ads.advertisers) {
    const Advertiser* own = find(rules.advertisers, advertiser.rules.name);
    advertiser.enabled = rules.enabled && own != nullptr &&
                         has_money(world.rules(), *own) && world.has_platform();
    if (own == nullptr) continue;
    advertiser.rules = *own;
    advertiser.payer = place_of(world.sources, own->payer);
    advertiser.sponsor =
        own->sponsor.empty() ? advertiser.payer : place_of(world.sources, own->sponsor);
    advertiser.page = place_of(world.outlets, own->page);
    world.outlets[advertiser.outlet].source = advertiser.payer;
    if (advertiser.enabled && own->frequency_cap > 0) advertiser.met.resize(world.n());
    anybody |= advertiser.enabled;
  }
  ads.load = anybody ? rules.load : 0;
  ads.library = rules.library;
  ads.has_aimed = false;
  ads.aimed_at.assign(anybody ? world.n() : 0, 0);
}

void aim(World& world, const std::vector<float>& leaked) {
  const People& people = world.people;
  std::vector<std::uint32_t>& aimed_at = world.ads.aimed_at;
  std::ranges::fill(aimed_at, 0);
  for (std::size_t a = 0; a < world.ads.advertisers.size(); ++a) {
    const AdvertiserState& advertiser = world.ads.advertisers[a];
    if (!advertiser.enabled) continue;
    const Advertiser& rules = advertiser.rules;
    const auto regions = wanted(people.regions, rules.regions);
    const auto ages = wanted(people.age_bands, rules.age_bands);
    const auto is_predicted = [&](std::uint32_t i) {
      if (!rules.aims_at_belief()) return true;
      if (leaked.empty() || std::isnan(leaked[i])) return false;
      return (rules.belief_from <= -1 || leaked[i] >= rules.belief_from) &&
             (rules.belief_to >= 1 || leaked[i] <= rules.belief_to);
    };
    for (std::uint32_t i = 0; i < world.n(); ++i) {
      const bool in_area =
          rules.area == Area::any || (rules.area == Area::urban) == people.urban[i];
      if (in_area && regions[people.region[i]] && ages[people.age[i]] &&
          is_predicted(i)) {
        aimed_at[i] |= 1u << a;
      }
    }
  }
}

std::vector<float> leak(const World& world) {
  const LeakParameters& rules = world.rules().leak;
  const auto has_leaked = [&](std::uint32_t i) {
    const auto words = world.luck.draw(who_purpose, 0, world.people.key[i], 0);
    return world.is_online(i) && sim::uniform_open(words[0], words[1]) < rules.share;
  };
  const auto of = sim::sum_over<Moments>(world.blocks, [&](const sim::Block& block) {
    Moments part;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const double x = world.citizens.belief[i];
      if (has_leaked(i)) part += {1, x, x * x};
    }
    return part;
  });
  std::vector<float> predicted(world.n(), std::numeric_limits<float>::quiet_NaN());
  if (of.n == 0) return predicted;
  const double mean = of.sum / of.n;
  const double sd = std::sqrt(std::max(0.0, of.squares / of.n - mean * mean));
  const double alpha = rules.accuracy;
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (!has_leaked(i)) continue;
      const auto w = world.luck.draw(error_purpose, 0, world.people.key[i], 0);
      const double error = sim::normal(w[0], w[1], w[2], w[3]);
      predicted[i] =
          static_cast<float>(mean + alpha * (world.citizens.belief[i] - mean) +
                             sd * std::sqrt(1 - alpha * alpha) * error);
    }
  });
  return predicted;
}

}  // namespace newsdep
