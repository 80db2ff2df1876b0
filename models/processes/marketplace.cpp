#include "models/processes/marketplace.hpp"

#include <algorithm>

#include "models/mechanisms/click_farm.hpp"

namespace newsdep {
namespace {

/// Sums up what is online of the orders that like pages themselves.
void renew_fake_likes(World& world) {
  const std::vector<LikeOrder>& rules = world.rules().marketplace.orders;
  for (const std::uint32_t c : world.pages) world.outlets[c].fake_likes = 0;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    if (rules[k].what != LikedThing::page) continue;
    world.outlets[world.orders[k].page].fake_likes += world.orders[k].online;
  }
}

/// The stories that an outlet has published in this step.
std::vector<std::uint32_t> published_now(const World& world, std::uint32_t outlet,
                                         const sim::Moment& moment) {
  std::vector<std::uint32_t> stories;
  for (const std::uint32_t id : world.outlets[outlet].edition) {
    if (world.stories.born(id) == moment.step) stories.push_back(id);
  }
  return stories;
}

/// Delivers all that is due of an order, if there is something to like.
void deliver(World& world, const LikeOrder& rules, OrderState& order,
             const sim::Moment& moment) {
  const OutletState& page = world.outlets[order.page];
  std::vector<std::uint32_t> stories;
  if (rules.what == LikedThing::stories) {
    stories = published_now(world, order.page, moment);
  }
  const bool is_possible =
      rules.what == LikedThing::page ? page.is_open() : !stories.empty();
  if (!is_possible) return;
  // The days' parts may sum to a rounding error more than was ordered.
  const double likes =
      std::min(order.waiting, rules.likes + order.funded - order.delivered);
  order.waiting = 0;
  order.delivered += likes;
  order.online += likes;
  for (const std::uint32_t id : stories) {
    world.stories.add_fakes(
        id, static_cast<float>(likes / static_cast<double>(stories.size())));
  }
}

}  // namespace

void deliver_likes(World& world, const sim::Moment& moment) {
  const MarketplaceParameters& market = world.rules().marketplace;
  keep_fakes(world, share_kept(market.removal, moment.dt));
  for (std::size_t k = 0; k < market.orders.size(); ++k) {
    const LikeOrder& rules = market.orders[k];
    if (!rules.enabled) continue;
    OrderState& order = world.orders[k];
    order.waiting += likes_due(rules, moment);
    if (order.waiting > 0) deliver(world, rules, order, moment);
  }
  renew_fake_likes(world);
}

void keep_fakes(World& world, double share, const std::vector<std::string>& pages) {
  std::vector<bool> is_hit;  // [outlets]
  for (const OutletState& outlet : world.outlets) {
    is_hit.push_back(pages.empty() ||
                     std::ranges::find(pages, outlet.name) != pages.end());
  }
  for (OrderState& order : world.orders) {
    if (is_hit[order.page]) order.online *= share;
  }
  renew_fake_likes(world);
  Stories& stories = world.stories;
  if (!stories.has_fakes()) return;
  for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
    if (is_hit[stories[id].outlet]) stories.keep_fakes(id, static_cast<float>(share));
  }
}

}  // namespace newsdep
