#include "models/processes/street.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/mechanisms/march.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose tire_purpose{"Street tire"};
constexpr sim::Purpose meet_purpose{"Street meet"};

/// Salience on a day: by line between dates, 0 beyond them.
double salience_on(const sim::DatedNumbers& series, sim::Date date) {
  if (series.empty() || date < series.front().first || series.back().first < date) {
    return 0;
  }
  std::size_t after = 1;
  while (after < series.size() && series[after].first <= date) ++after;
  const auto& [a, va] = series[after - 1];
  if (after == series.size()) return va;
  const auto& [b, vb] = series[after];
  return va + (vb - va) * (date.days - a.days) / static_cast<double>(b.days - a.days);
}

/// What all issues together are worth to each cell of society today.
std::vector<double> salience_by_cell(const World& world, sim::Date date) {
  const People& people = world.people;
  std::vector<double> salience(2 * people.regions.size() * people.age_bands.size());
  const std::vector<Issue>& issues = world.rules().street.issues;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    const double today = issues[k].enabled ? salience_on(issues[k].salience, date) : 0;
    if (today <= 0) continue;
    for (std::size_t cell = 0; cell < salience.size(); ++cell) {
      salience[cell] += today * world.street.group[k][cell];
    }
  }
  return salience;
}

/// Lets marchers tire and the tired recover.
void tire(World& world, const sim::Moment& moment) {
  const StreetParameters& rules = world.rules().street;
  if (rules.tiring <= 0) return;
  const double tires = sim::chance(rules.tiring, moment.dt);
  const double recovers = sim::chance(rules.rest, moment.dt);
  StreetState& street = world.street;
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const bool is_tired = street.tired[i];
      if (!is_tired && !street.marching[i]) continue;
      const auto words =
          world.luck.draw(tire_purpose, moment.step, world.people.key[i], 0);
      const double chance = is_tired ? recovers : tires;
      if (sim::uniform_open(words[0], words[1]) < chance)
        street.tired.set(i, !is_tired);
    }
  });
}

/// One round, for all citizens at once.
class Round {
 public:
  Round(const World& world, const std::vector<double>& salience)
      : world_(world),
        rules_(world.rules().street),
        street_(world.street),
        salience_(salience),
        national_(static_cast<double>(world.street.marchers) / world.n()) {
    for (const Platform& platform : world.platforms) {
      if (platform.is_up()) up_ |= 1u << platform.medium;
    }
  }

  /// Whether a citizen marches, after those of the round before.
  bool joins(std::uint32_t i) const {
    const double salience = salience_[AccessTable::cell(world_.people, i)];
    if (salience <= 0 || street_.tired[i]) return false;
    MarchSituation situation{.belief = world_.citizens.belief[i],
                             .salience = salience,
                             .national = national_,
                             .threshold = street_.threshold[i],
                             .fear = world_.citizens.fear_of(i)};
    const auto marches_seeing = [&](double share) {
      situation.seen = share;
      return marches(situation, rules_.friends_weight);
    };
    if (rules_.mixing == Mixing::complete) return marches_seeing(national_);
    // Most need not look at their friends: they march alone, or not even with all.
    if (marches_seeing(0)) return true;
    if (street_.marchers == 0 || !marches_seeing(1)) return false;
    return marches_seeing(share_seen(i));
  }

 private:
  double share_seen(std::uint32_t i) const {
    std::uint32_t seen = 0;
    for (const std::uint32_t j : world_.friends.of(i)) {
      seen += street_.before[j] && sees(i, j);
    }
    return seen == 0 ? 0.0 : seen / double(world_.friends.degree(i));
  }

  bool sees(std::uint32_t i, std::uint32_t j) const {
    const std::vector<std::uint8_t>& media = world_.citizens.media;
    if ((media[i] & media[j] & up_) != 0) return true;
    if (rules_.seen_off_platform <= 0) return false;
    if (rules_.seen_off_platform >= 1) return true;
    const auto [low, high] = std::minmax(world_.people.key[i], world_.people.key[j]);
    const auto words = world_.luck.draw(meet_purpose, 0, low, high);
    return sim::uniform_open(words[0], words[1]) < rules_.seen_off_platform;
  }

  const World& world_;
  const StreetParameters& rules_;
  const StreetState& street_;
  const std::vector<double>& salience_;
  double national_;
  std::uint32_t up_ = 0;  ///< bits of the platforms that are up
};

/// Holds one round; returns whether anybody has changed his mind.
bool hold_round(World& world, const std::vector<double>& salience) {
  StreetState& street = world.street;
  std::swap(street.marching, street.before);
  const Round round(world, salience);
  street.marchers =
      sim::sum_over<std::uint64_t>(world.blocks, [&](const sim::Block& block) {
        std::uint64_t count = 0;
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          const bool joins = round.joins(i);
          street.marching.set(i, joins);
          count += joins;
        }
        return count;
      });
  return street.marching != street.before;
}

/// Nothing is at issue: the street empties, and everybody is rested.
void go_home(StreetState& street) {
  street.marchers = 0;
  street.marching.clear();
  street.tired.clear();
}

void count(World& world, const sim::Moment& moment) {
  StreetState& street = world.street;
  std::ranges::fill(street.region, 0);
  for (std::uint32_t i = 0; street.marchers > 0 && i < world.n(); ++i) {
    street.region[world.people.region[i]] += street.marching[i];
  }
  street.marcher_days +=
      static_cast<double>(street.marchers) * world.persons_per_citizen * moment.dt;
}

}  // namespace

void take_to_street(World& world, const sim::Moment& moment) {
  const std::vector<double> salience = salience_by_cell(world, moment.date);
  if (std::ranges::any_of(salience, [](double g) { return g > 0; })) {
    tire(world, moment);
    const std::int64_t rounds = std::llround(
        static_cast<double>(world.rules().street.rounds_per_day) * moment.dt);
    // Once a round changes nothing, neither does the next of the same step.
    for (std::int64_t r = 0; r < rounds && hold_round(world, salience); ++r) {
    }
  } else {
    go_home(world.street);
  }
  count(world, moment);
}

}  // namespace newsdep
