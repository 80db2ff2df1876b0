#include "models/processes/inauthentic_accounts.hpp"

#include <algorithm>
#include <optional>

#include "models/mechanisms/rank.hpp"
#include "models/processes/newsroom.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose act_purpose{"Inauthentic act"};
constexpr sim::Purpose story_purpose{"Inauthentic story"};
constexpr sim::Purpose found_purpose{"Inauthentic found"};

bool is_active(const AccountNetwork& network, sim::Date date) {
  return (!network.start || *network.start <= date) &&
         (!network.end || date <= *network.end);
}

/// One block of accounts in one step.
class BlockOfAccounts {
 public:
  BlockOfAccounts(World& world, const sim::Moment& moment, const sim::Block& block)
      : world_(world),
        moment_(moment),
        block_(block),
        outbox_(world.inauthentic.outboxes[block.index]) {}

  void act(const NetworkState& network, std::uint32_t account) {
    const std::uint32_t key = world_.inauthentic.key[account];
    const auto times = static_cast<std::uint16_t>(network.rules.flooding);
    // Each account acts at its own times.
    const auto acts = static_cast<std::uint32_t>(
        sim::even_count(network.rules.acts_per_day * moment_.dt, moment_.step,
                        sim::uniform(sim::mix(key, act_purpose.id))));
    for (std::uint32_t a = 0; a < acts; ++a) {
      const auto words = world_.luck.draw(act_purpose, moment_.step, key, a);
      const bool posts =
          sim::uniform(words[0]) < static_cast<float>(network.rules.post_chance);
      const auto story = posts ? std::nullopt : choose(account, words[1]);
      if (story) {
        outbox_.shares.push_back({account, *story, times});
      } else {
        post(network, account, a);
      }
    }
  }

 private:
  /// The story of its inbox that it reshares; none when that is empty.
  std::optional<std::uint32_t> choose(std::uint32_t account, std::uint32_t luck) const {
    const Inbox inbox =
        world_.inauthentic.inboxes[block_.index].inbox(account - block_.begin);
    const RankingWeights& weights = world_.platforms.front().ranking;
    const bool draws = world_.rules().platform.selection == Selection::proportional;
    std::optional<std::uint32_t> best;
    float best_score = 0;
    for (int k = 0; k < inbox.size(); ++k) {
      const Story& story = world_.stories[inbox.story[k]];
      if (!world_.stories.alive(inbox.story[k])) continue;
      const std::uint32_t tie = sim::mix(story.key, luck);
      const auto rounds = static_cast<std::uint16_t>(world_.round - inbox.arrived(k));
      const float score =
          story.rank_base +
          static_cast<float>(weights.repeats) *
              sim::log(static_cast<float>(inbox.times(k))) +
          arrival_score(weights, rounds * static_cast<float>(moment_.dt)) +
          (draws ? gumbel(tie) : sim::uniform(tie) * score_step);
      if (best && score <= best_score) continue;
      best = inbox.story[k];
      best_score = score;
    }
    return best;
  }

  void post(const NetworkState& network, std::uint32_t account, std::uint32_t act) {
    const std::uint32_t key = world_.inauthentic.key[account];
    const Source& source = world_.sources[world_.outlets[network.outlet].source].rules;
    const auto words = world_.luck.draw(story_purpose, moment_.step, key, 2 * act);
    const auto more = world_.luck.draw(story_purpose, moment_.step, key, 2 * act + 1);
    const double z = sim::normal(words[0], words[1], words[2], words[3]);
    const bool deceives =
        sim::uniform(more[0]) < static_cast<float>(network.rules.deception);
    outbox_.posts.push_back(
        {account, network.outlet,
         static_cast<float>(std::clamp(source.slant + source.slant_sd * z, -1.0, 1.0)),
         static_cast<float>(network.rules.quality),
         deceives ? 1.0f : draw_appeal(more[1], world_.rules().platform.appeal_shape),
         sim::mix(sim::mix(key, act), static_cast<std::uint32_t>(moment_.step)),
         static_cast<std::uint16_t>(network.rules.flooding)});
  }

  World& world_;
  const sim::Moment& moment_;
  const sim::Block& block_;
  Outbox& outbox_;
};

void find_accounts(World& world, const NetworkState& network,
                   const sim::Moment& moment) {
  if (network.rules.takedown <= 0) return;
  const double chance = sim::chance(network.rules.takedown, moment.dt);
  const auto delay =
      static_cast<std::int32_t>(std::ceil(network.rules.takedown_delay / moment.dt));
  Inauthentic& accounts = world.inauthentic;
  for (std::uint32_t account = network.first; account < network.hired_to; ++account) {
    if (accounts.gone_from[account] != Inauthentic::never) continue;  // found before
    const auto words =
        world.luck.draw(found_purpose, moment.step, accounts.key[account], 0);
    if (sim::uniform_open(words[0], words[1]) < chance) {
      accounts.gone_from[account] = moment.step + 1 + delay;
    }
  }
}

}  // namespace

void act_inauthentically(World& world, const sim::Moment& moment) {
  Inauthentic& accounts = world.inauthentic;
  accounts.active = 0;
  for (NetworkState& network : accounts.networks) {
    if (!is_active(network.rules, moment.date)) continue;
    double there = 0;
    for (std::uint32_t account = network.first; account < network.hired_to; ++account) {
      there += accounts.is_there(account, moment.step);
    }
    accounts.active += there;
    const double cost = there * network.rules.price * moment.dt;
    network.spent += cost;
    network.has_acted |= there > 0 && world.is_first_platform_up();
    accounts.spent += cost;
  }
  if (!world.is_first_platform_up()) return;
  sim::for_each_block(accounts.blocks, [&](const sim::Block& block) {
    BlockOfAccounts acting(world, moment, block);
    for (const NetworkState& network : accounts.networks) {
      if (!is_active(network.rules, moment.date)) continue;
      const std::uint32_t end = std::min(network.hired_to, block.end);
      for (auto account = std::max(network.first, block.begin); account < end;
           ++account) {
        if (accounts.is_there(account, moment.step)) acting.act(network, account);
      }
    }
  });
  for (const NetworkState& network : accounts.networks) {
    if (is_active(network.rules, moment.date)) find_accounts(world, network, moment);
  }
}

}  // namespace newsdep
