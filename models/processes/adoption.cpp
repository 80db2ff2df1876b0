#include "models/processes/adoption.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "models/mechanisms/adopt.hpp"
#include "sim/luck_lanes.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose join_purpose{"Adoption join"};
constexpr sim::Purpose leave_purpose{"Adoption leave"};

/// The value of a dated series on a day: by line between dates, flat beyond them, 1
/// when there is none.
double value_at(const sim::DatedNumbers& series, sim::Date date) {
  if (series.empty()) return 1.0;
  std::size_t after = 0;
  while (after < series.size() && series[after].first <= date) ++after;
  if (after == 0) return series.front().second;
  if (after == series.size()) return series.back().second;
  const auto& [a, va] = series[after - 1];
  const auto& [b, vb] = series[after];
  return va + (vb - va) * (date.days - a.days) / static_cast<double>(b.days - a.days);
}

/// Who does something by chance on a day.
struct Deciding {
  const World& world;
  std::int32_t step;
  std::uint32_t platform;

  /// Those citizens of `who` whose draw lies below their chance, which is at most
  /// `highest`: few have to be asked for it.
  template <class Chance>
  std::vector<std::uint32_t> those(sim::Purpose purpose,
                                   const std::vector<std::uint32_t>& who,
                                   double highest, const Chance& chance) const {
    std::vector<std::uint32_t> keys;
    keys.reserve(who.size());
    for (const std::uint32_t i : who) keys.push_back(world.people.key[i]);
    std::vector<std::uint32_t> chosen;
    sim::for_each_draw(world.luck, purpose, step, keys, platform,
                       [&](std::size_t k, const sim::Words& words) {
                         const double u = sim::uniform_open(words[0], words[1]);
                         if (u < highest && u < chance(who[k]))
                           chosen.push_back(who[k]);
                       });
    return chosen;
  }
};

}  // namespace

void Adoption::operator()(const sim::Moment& moment) {
  const auto every = static_cast<double>(world_.rules().access.every);
  const bool is_first_of_period =
      std::floor(moment.day / every) != std::floor((moment.day - moment.dt) / every);
  if (is_first_of_period) world_.renew_access(moment.date);
  for (std::uint32_t p = 0; p < world_.platforms.size(); ++p) {
    const Platform& platform = world_.platforms[p];
    const std::optional<sim::Date>& opens = world_.media[platform.medium].opens;
    if (platform.is_up() && (!opens || *opens <= moment.date))
      join_and_leave(p, moment);
  }
}

void Adoption::join_and_leave(std::uint32_t p, const sim::Moment& moment) {
  Platform& platform = world_.platforms[p];
  const AdoptionParameters& adoption = world_.rules().adoption;
  const double ease = value_at(adoption.affordability, moment.date) *
                      platform.zero_rating.factor *
                      world_.media[platform.medium].joining;
  const double leave = sim::chance(adoption.leaving, moment.dt);
  const auto users =
      sim::sum_over<std::uint64_t>(world_.blocks, [&](const sim::Block& block) {
        std::uint64_t count = 0;
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          count += world_.is_on(platform, i);
        }
        return count;
      });
  const double national = static_cast<double>(users) / world_.n();

  const auto chance_of = [&](double share) {
    return join_chance(adoption.innovation, adoption.imitation, share, ease, moment.dt);
  };
  // Nobody's chance is above that of a citizen all of whose friends are on the
  // platform, but for rounding.
  const double highest = chance_of(1.0) * (1 + 1e-9);
  std::vector<std::vector<std::uint32_t>> joining(world_.blocks.size());
  std::vector<std::vector<std::uint32_t>> leaving(world_.blocks.size());
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    // Who is on and who may join is known before anybody draws: no branch to guess
    // wrong.
    std::vector<std::uint32_t> on(block.size() + 1);
    std::vector<std::uint32_t> off(block.size() + 1);
    std::size_t n_on = 0;
    std::size_t n_off = 0;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const bool is_on = world_.is_on(platform, i);
      const bool may_join = (world_.citizens.may_join[i] >> platform.medium & 1u) != 0;
      on[n_on] = i;
      n_on += is_on;
      off[n_off] = i;
      n_off += may_join > is_on;
    }
    on.resize(n_on);
    off.resize(n_off);
    const Deciding deciding{world_, moment.step, p};
    if (leave > 0) {
      leaving[block.index] = deciding.those(leave_purpose, on, leave,
                                            [&](std::uint32_t) { return leave; });
    }
    joining[block.index] =
        deciding.those(join_purpose, off, highest, [&](std::uint32_t i) {
          if (adoption.mixing == Mixing::complete) return chance_of(national);
          const std::uint32_t degree = world_.friends.degree(i);
          return chance_of(degree == 0 ? 0.0
                                       : platform.friends_online[i] / double(degree));
        });
  });
  for (const auto& who : joining) {
    world_.set_online(platform, who, true);
    world_.follow_along(platform, who);
  }
  for (const auto& who : leaving) world_.set_online(platform, who, false);
}

}  // namespace newsdep
