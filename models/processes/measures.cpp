#include "models/processes/measures.hpp"

#include <algorithm>
#include <cmath>

#include "models/mechanisms/concentrate.hpp"
#include "sim/prefetch.hpp"

namespace newsdep {
namespace {

template <class Counts>
void add_to(Counts& to, const Counts& from) {
  if constexpr (requires { to.resize(from.size()); }) to.resize(from.size());
  for (std::size_t k = 0; k < from.size(); ++k) to[k] += from[k];
}

double total(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

std::vector<double> numbers(std::span<const std::uint32_t> counts) {
  return {counts.begin(), counts.end()};
}

void count_beliefs(const World& world, const sim::Block& block, Census30& c) {
  const std::size_t regions = world.people.regions.size();
  const int online = world.has_platform() ? 1 << world.platforms.front().medium : 0;
  c.region_belief.resize(regions);
  c.region_citizens.resize(regions);
  c.region_users.resize(regions);
  double sum = 0;
  double squares = 0;
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    const double x = world.citizens.belief[i];
    const std::uint16_t region = world.people.region[i];
    const bool is_user = (world.citizens.media[i] & online) != 0;
    sum += x;
    squares += x * x;
    c.support += x > 0;
    c.users += is_user;
    // Beliefs without bounds count in the outermost bins.
    const int bin = static_cast<int>((x + 1) / 2 * Census30::belief_bins);
    c.beliefs[static_cast<std::size_t>(
        std::clamp<int>(bin, 0, Census30::belief_bins - 1))] += 1;
    c.region_belief[region] += x;
    c.region_citizens[region] += 1;
    c.region_users[region] += is_user;
  }
  c.belief = sum;
  c.belief_square = squares;
}

void count_sources(const World& world, const sim::Block& block, Census30& c) {
  const std::size_t media = world.media.size();
  c.region_main.resize(world.people.regions.size() * media);
  sim::Uint8 reached = {};
  double dependent = 0;
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    sim::prefetch(&world.citizens.recent[std::min(i + 32, block.end - 1)]);
    const auto occasions = recent_occasions(world.citizens.recent[i]);
    const auto main = main_source(occasions, world.people.key[i]);
    if (!main) continue;
    c.region_main[world.people.region[i] * media + *main] += 1;
    reached += (occasions > 0) & 1u;
    // There is no occasion beyond the last medium.
    const double share =
        world.has_platform()
            ? occasions[world.platforms.front().medium] / double(sim::sum(occasions))
            : 0.0;
    dependent += share;
    c.above_half += share > 0.5;
    c.shares[static_cast<std::size_t>(share * Census30::share_bins)] += 1;
  }
  for (std::size_t k = 0; k < c.region_main.size(); ++k) {
    c.main_source[k % media] += c.region_main[k];
  }
  c.readers = total(c.main_source);
  c.dependent = dependent;
  for (std::size_t m = 0; m < media; ++m) c.reached[m] = reached[m];
}

/// Attention by source or by owner: outlets of one are merged; posts, word of mouth and
/// empty feeds each stand for themselves.
std::vector<double> attention_by(const World& world,
                                 const std::string SourceState::*name) {
  std::vector<std::string> names;
  std::vector<double> amounts;
  for (std::size_t k = 0; k < world.today.attention.size(); ++k) {
    const bool has_source = k < world.posts_outlet();
    const std::string of = has_source ? world.sources[world.outlets[k].source].*name
                                      : "label " + std::to_string(k);
    const auto place = std::ranges::find(names, of);
    if (place == names.end()) {
      names.push_back(of);
      amounts.push_back(world.today.attention[k]);
    } else {
      amounts[static_cast<std::size_t>(place - names.begin())] +=
          world.today.attention[k];
    }
  }
  return amounts;
}

}  // namespace

Census30& Census30::operator+=(const Census30& other) {
  belief += other.belief;
  belief_square += other.belief_square;
  support += other.support;
  users += other.users;
  dependent += other.dependent;
  readers += other.readers;
  above_half += other.above_half;
  add_to(main_source, other.main_source);
  add_to(reached, other.reached);
  add_to(region_belief, other.region_belief);
  add_to(region_citizens, other.region_citizens);
  add_to(region_users, other.region_users);
  add_to(region_main, other.region_main);
  add_to(beliefs, other.beliefs);
  add_to(shares, other.shares);
  return *this;
}

Census30 take_census(const World& world) {
  return sim::sum_over<Census30>(world.blocks, [&](const sim::Block& block) {
    Census30 c;
    count_beliefs(world, block, c);
    count_sources(world, block, c);
    return c;
  });
}

Measures::Measures(const World& world, sim::Results& results)
    : world_(world), results_(results) {
  if (!world.media.empty()) {
    add_dependency();
    add_exposure();
  }
  add_belief();
  if (world.rules().conversation.kernel != ConversationKernel::none) add_talk();
  if (world.rules().measures.snapshots) add_snapshots();
  if (world.rules().fear.enabled || world.rules().climate.enabled) add_opinion();
  if (world.has_platform()) add_platform();
  if (world.platforms.size() > 1) add_platforms();
  if (!world.pages.empty()) add_likes();
  if (!world.ads.advertisers.empty()) add_ads();
  if (world.rules().street.enabled) add_street();
  const StateParameters& state = world.rules().state;
  if (state.enabled || !state.levers.empty()) add_state();
}

void Measures::operator()(const sim::Moment& moment) {
  const std::int64_t every = world_.rules().measures.every;
  if (moment.step % every != 0) return;
  census_ = take_census(world_);
  const auto record = static_cast<std::size_t>(moment.step / every);
  for (const Line& line : lines_) line.fill(results_.row(line.id, record));
}

double Measures::all_attention() const { return total(world_.today.attention); }

void Measures::add(sim::VariableAbout about,
                   std::function<void(std::span<double>)> fill) {
  about.axes.insert(about.axes.begin(), "time");
  lines_.push_back({results_.add(std::move(about)), std::move(fill)});
}

void Measures::add_number(std::string name, std::string unit, std::string long_name,
                          std::string comment, std::function<double()> value) {
  add({.name = std::move(name),
       .axes = {},
       .unit = std::move(unit),
       .long_name = std::move(long_name),
       .comment = std::move(comment)},
      [value = std::move(value)](std::span<double> row) { row[0] = value(); });
}

void Measures::add_dependency() {
  const std::size_t media = world_.media.size();
  add({.name = "main_source_share",
       .axes = {"medium"},
       .long_name = "main source of news",
       .comment = "Share of citizens whose main source is the medium: most occasions "
                  "over the last 30 days, ties by a keyed draw."},
      [this](std::span<double> row) {
        for (std::size_t m = 0; m < row.size(); ++m) {
          row[m] = census_.main_source[m] / census_.readers;
        }
      });
  add({.name = "main_source_region",
       .axes = {"region", "medium"},
       .long_name = "main source of news, by region",
       .comment = "Share of a region's citizens whose main source is the medium."},
      [this, media](std::span<double> row) {
        for (std::size_t r = 0; r < row.size() / media; ++r) {
          const auto of = numbers({&census_.region_main[r * media], media});
          for (std::size_t m = 0; m < media; ++m) {
            row[r * media + m] = of[m] / total(of);
          }
        }
      });
  add({.name = "medium_reach",
       .axes = {"medium"},
       .long_name = "reach of a medium",
       .comment = "Share of citizens with at least one occasion at the medium over the "
                  "last 30 days."},
      [this](std::span<double> row) {
        for (std::size_t m = 0; m < row.size(); ++m) {
          row[m] = census_.reached[m] / world_.n();
        }
      });
  add({.name = "attention_share",
       .axes = {"outlet"},
       .long_name = "share of attention",
       .comment = "Share of the day's reading occasions at the outlet; a visit to the "
                  "platform is shared equally by the stories that it showed."},
      [this](std::span<double> row) {
        const double all = total(world_.today.attention);
        for (std::size_t k = 0; k < row.size(); ++k) {
          row[k] = world_.today.attention[k] / all;
        }
      });
  add_number("platform_dependency", "1", "dependency on the platform",
             "Mean over citizens of the share of their occasions, over the last 30 "
             "days, that are visits to the platform.",
             [this] { return census_.dependent / census_.readers; });
  add_number("platform_dependency_median", "1", "median dependency on the platform",
             "Median over citizens of the share of occasions that are visits, to the "
             "nearest hundredth below.",
             [this] {
               double below = 0;
               std::size_t bin = 0;
               while (bin < Census30::share_bins &&
                      below + census_.shares[bin] < census_.readers / 2) {
                 below += census_.shares[bin++];
               }
               return static_cast<double>(bin) / Census30::share_bins;
             });
  add_number("platform_dependency_above_half", "1", "dependent on the platform",
             "Share of citizens more than half of whose occasions are visits.",
             [this] { return census_.above_half / census_.readers; });
  add_number("effective_media", "media", "effective number of media",
             "Hill number of order 2, 1/HHI, of main-source shares.",
             [this] { return 1 / herfindahl(census_.main_source); });
  add_number("effective_media_1", "media", "effective number of media, order 1",
             "Hill number of order 1 of main-source shares.",
             [this] { return hill_one(census_.main_source); });
  add_number("effective_sources", "sources", "effective number of sources",
             "Hill number of order 2, 1/HHI, of attention over sources.", [this] {
               return 1 / herfindahl(attention_by(world_, &SourceState::name));
             });
  add_number("hhi_sources", "1", "concentration of attention over sources",
             "Herfindahl-Hirschman index of attention over sources.",
             [this] { return herfindahl(attention_by(world_, &SourceState::name)); });
  add_number("hhi_owners", "1", "concentration of attention over owners",
             "Herfindahl-Hirschman index of attention after merging the sources of one "
             "owner.",
             [this] { return herfindahl(attention_by(world_, &SourceState::owner)); });
  const auto attention_of = [this](auto kinds, bool pages_only) {
    double sum = 0;
    for (std::uint32_t c = 0; c < world_.posts_outlet(); ++c) {
      const OutletState& outlet = world_.outlets[c];
      if (pages_only && !world_.is_first_platform(outlet.medium)) continue;
      if (kinds(world_.sources[outlet.source].kind)) sum += world_.today.attention[c];
    }
    return sum;
  };
  add_number(
      "state_dependency", "1", "dependency on the state",
      "Share of attention at stories of state and pro-government sources, on and "
      "off the platform, and at others' stories in ads that these pay for.",
      [this, attention_of] {
        double paid = 0;
        for (std::size_t a = 0; a < world_.ads.advertisers.size(); ++a) {
          const AdvertiserState& advertiser = world_.ads.advertisers[a];
          if (advertiser.rules.carries != Carries::posts) continue;
          const std::uint32_t page = world_.outlets[advertiser.page].source;
          const bool is_added = is_of_state(world_.sources[advertiser.payer].kind) &&
                                !is_of_state(world_.sources[page].kind);
          if (is_added) paid += world_.today.ad_attention[a];
        }
        return (attention_of(is_of_state, false) + paid) / all_attention();
      });
  add_number("independent_via_platform", "1", "independent news through the platform",
             "Share of the attention at independent sources' stories that passes "
             "through the platform.",
             [attention_of] {
               const auto is_independent = [](SourceKind kind) {
                 return kind == SourceKind::independent;
               };
               return attention_of(is_independent, true) /
                      attention_of(is_independent, false);
             });
}

void Measures::add_exposure() {
  add_number(
      "exposure_slant", "1", "mean slant of exposure",
      "Mean slant of what was met in the day's occasions; -1 against the regime, "
      "+1 for it. A visit counts with the mean of what it showed.",
      [this] {
        return total(world_.today.region_slant) / total(world_.today.region_occasions);
      });
  add({.name = "exposure_slant_region",
       .axes = {"region"},
       .long_name = "mean slant of exposure, by region",
       .comment = "Mean slant of what a region's citizens met in the day's occasions."},
      [this](std::span<double> row) {
        for (std::size_t r = 0; r < row.size(); ++r) {
          row[r] = world_.today.region_slant[r] / world_.today.region_occasions[r];
        }
      });
  add_number(
      "cross_cutting_share", "1", "cross-cutting exposure",
      "Share of the day's occasions that met a slant of the other sign than the "
      "reader's belief.",
      [this] { return world_.today.crossing / total(world_.today.region_occasions); });
}

void Measures::add_belief() {
  add_number("belief_mean", "1", "mean belief",
             "Mean belief of citizens; -1 against the regime, +1 for it.",
             [this] { return census_.belief / world_.n(); });
  add({.name = "belief_mean_region",
       .axes = {"region"},
       .long_name = "mean belief, by region",
       .comment = "Mean belief of a region's citizens."},
      [this](std::span<double> row) {
        for (std::size_t r = 0; r < row.size(); ++r) {
          row[r] = census_.region_belief[r] / census_.region_citizens[r];
        }
      });
  add_number("belief_variance", "1", "variance of belief",
             "Variance of belief over citizens.", [this] {
               const double mean = census_.belief / world_.n();
               return census_.belief_square / world_.n() - mean * mean;
             });
  add_number("polarisation", "1", "polarisation of belief",
             "Esteban and Ray's index over 20 bins of belief, alpha 1.3.",
             [this] { return polarisation(numbers(census_.beliefs)); });
  add_number("support_share", "1", "share in support",
             "Share of citizens with belief above 0.",
             [this] { return census_.support / world_.n(); });
}

}  // namespace newsdep
