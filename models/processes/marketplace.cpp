#include "models/processes/marketplace.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace newsdep {

void deliver_likes(World& world, const sim::Moment& moment) {
  const MarketplaceParameters& market = world.rules().marketplace;
  const double kept = sim::exp(-market.removal * moment.dt);
  for (const std::uint32_t c : world.pages) world.outlets[c].fake_likes *= kept;
  for (const LikeOrder& order : market.orders) {
    const bool is_due = order.start <= moment.date && moment.date <= order.end;
    if (!order.enabled || !is_due) continue;
    const double days = order.end.days - order.start.days + 1;
    const auto page = std::ranges::find(world.outlets, order.page, &OutletState::name);
    page->fake_likes += order.likes * moment.dt / days;
  }
}

}  // namespace newsdep
