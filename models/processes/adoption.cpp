#include "models/processes/adoption.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "models/mechanisms/adopt.hpp"

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

  std::vector<std::vector<std::uint32_t>> joining(world_.blocks.size());
  std::vector<std::vector<std::uint32_t>> leaving(world_.blocks.size());
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::uint32_t key = world_.people.key[i];
      if (world_.is_on(platform, i)) {
        if (leave > 0) {
          const auto words = world_.luck.draw(leave_purpose, moment.step, key, p);
          if (sim::uniform_open(words[0], words[1]) < leave) {
            leaving[block.index].push_back(i);
          }
        }
      } else if ((world_.citizens.may_join[i] >> platform.medium & 1u) != 0) {
        const std::uint32_t degree = world_.friends.degree(i);
        const double share = adoption.mixing == Mixing::complete ? national
                             : degree == 0
                                 ? 0.0
                                 : platform.friends_online[i] / double(degree);
        const double chance = join_chance(adoption.innovation, adoption.imitation,
                                          share, ease, moment.dt);
        const auto words = world_.luck.draw(join_purpose, moment.step, key, p);
        if (sim::uniform_open(words[0], words[1]) < chance) {
          joining[block.index].push_back(i);
        }
      }
    }
  });
  for (const auto& who : joining) {
    world_.set_online(platform, who, true);
    world_.follow_along(platform, who);
  }
  for (const auto& who : leaving) world_.set_online(platform, who, false);
}

}  // namespace newsdep
