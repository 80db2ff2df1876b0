// Measures of two platforms side by side, so that moving from one to the other is seen.

#include <cstdint>

#include "models/processes/measures.hpp"

namespace newsdep {
namespace {

/// The share of citizens who are on all the platforms whose media's bits these are.
double share_on_all(const World& world, std::uint32_t bits) {
  const auto users =
      sim::sum_over<std::uint64_t>(world.blocks, [&](const sim::Block& block) {
        std::uint64_t count = 0;
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          count += (world.citizens.media[i] & bits) == bits;
        }
        return count;
      });
  return static_cast<double>(users) / world.n();
}

}  // namespace

void Measures::add_platforms() {
  add({.name = "platforms/users",
       .axes = {"platform"},
       .long_name = "users, by platform",
       .comment = "Share of citizens on the platform; who is on both counts for each."},
      [this](std::span<double> row) {
        for (std::size_t p = 0; p < row.size(); ++p) {
          row[p] = share_on_all(world_, 1u << world_.platforms[p].medium);
        }
      });
  add_number("platforms/multihoming", "1", "users of all platforms",
             "Share of citizens who are on every platform.", [this] {
               std::uint32_t bits = 0;
               for (const Platform& platform : world_.platforms) {
                 bits |= 1u << platform.medium;
               }
               return share_on_all(world_, bits);
             });
  const auto add_rate = [this](std::string name, std::string long_name,
                               std::string comment, double PlatformUse::*count) {
    add({.name = "platforms/" + name,
         .axes = {"platform"},
         .unit = "1/citizen",
         .long_name = std::move(long_name),
         .comment = std::move(comment)},
        [this, count](std::span<double> row) {
          for (std::size_t p = 0; p < row.size(); ++p) {
            row[p] = world_.today.use[p].*count / world_.n();
          }
        });
  };
  add_rate("visits", "visits, by platform",
           "Visits to the platform in the step, per citizen.", &PlatformUse::visits);
  add_rate("empty", "visits that showed nothing, by platform",
           "Visits to the platform that showed nothing, per citizen.",
           &PlatformUse::empty);
  add_rate("shares", "shares and posts, by platform",
           "Shares and posts on the platform in the step, per citizen.",
           &PlatformUse::shares);
}

}  // namespace newsdep
