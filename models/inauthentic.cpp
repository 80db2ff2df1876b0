#include "models/inauthentic.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/errors.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose follow_purpose{"Inauthentic follow"};
constexpr sim::Purpose peers_purpose{"Inauthentic peers"};
constexpr sim::Purpose purge_purpose{"Inauthentic purge"};

/// Weights w_i of citizens as followers, with mean 1; all 0 when nobody is wanted.
std::vector<double> weights_of(Infiltrated target, const People& people,
                               const sim::Graph& friends, const sim::Graph& followees) {
  std::vector<double> weight(people.size(), 1.0);
  switch (target) {
    case Infiltrated::random:
      return weight;
    case Infiltrated::hubs:
      for (std::uint32_t i = 0; i < people.size(); ++i) weight[i] = friends.degree(i);
      for (const std::uint32_t j : followees.neighbour) weight[j] += 1;
      break;
    case Infiltrated::opponents:
    case Infiltrated::supporters:
      for (std::uint32_t i = 0; i < people.size(); ++i) {
        weight[i] = target == Infiltrated::opponents ? people.leaning[i] < 0
                                                     : people.leaning[i] > 0;
      }
      break;
  }
  double sum = 0;
  for (const double w : weight) sum += w;
  for (double& w : weight) w *= sum > 0 ? people.size() / sum : 0.0;
  return weight;
}

/// Calls `visit(account)` for each account of the network that a citizen follows: skips
/// those between, each time as many as chance has it.
template <class Visit>
void draw_followed(const NetworkState& network, std::uint32_t citizen_key,
                   double chance, const sim::Luck& luck, const Visit& visit) {
  if (chance <= 0) return;
  const std::uint32_t name = sim::hash_name(network.rules.name);
  const double log_miss = chance < 1 ? sim::log(1 - chance) : 0;
  std::uint64_t account = network.first;
  for (std::uint32_t edge = 0; account < network.last; ++edge, ++account) {
    if (chance < 1) {
      const auto words =
          luck.draw(follow_purpose, 0, citizen_key, sim::mix(name, edge));
      const double u = sim::uniform_open(words[0], words[1]);
      account += static_cast<std::uint64_t>(std::min(1e9, sim::log(u) / log_miss));
    }
    if (account < network.last) visit(static_cast<std::uint32_t>(account));
  }
}

/// Whom an account follows: accounts before it in its network, sorted.
std::vector<std::uint32_t> draw_peers(const NetworkState& network,
                                      std::uint32_t account, std::uint32_t key,
                                      const sim::Graph& peers, const sim::Luck& luck) {
  const std::uint32_t before = account - network.first;
  const auto wanted = std::min<std::uint32_t>(
      before, static_cast<std::uint32_t>(network.rules.own_follows));
  std::vector<std::uint32_t> chosen;
  std::uint32_t first = account;
  for (std::uint32_t attempt = 0; chosen.size() < wanted; ++attempt) {
    const auto words = luck.draw(peers_purpose, 0, key, attempt);
    std::uint32_t next = network.first + sim::below(words[0], before);
    if (chosen.empty()) {
      first = next;
    } else if (words[1] >> 31 != 0 && peers.degree(first) > 0) {
      next = peers.of(first)[sim::below(words[2], peers.degree(first))];
    }
    if (std::ranges::find(chosen, next) == chosen.end()) chosen.push_back(next);
  }
  std::ranges::sort(chosen);
  return chosen;
}

/// Adds to `to` the accounts of a network that one row of the file's graph has; their
/// ids follow those of n citizens.
void copy_row(const sim::Graph& from, std::uint32_t row, std::uint32_t n,
              const NetworkState& network, sim::BigVector<std::uint32_t>& to) {
  for (const std::uint32_t v : from.of(row)) {
    if (row >= n && v < n) {
      throw sim::UserError(
          "follows.file: account " + std::to_string(row) + " follows citizen " +
          std::to_string(v) +
          "; inauthentic accounts follow each other only, so leave such edges out");
    }
    if (v >= n + network.first && v < n + network.last) to.push_back(v - n);
  }
}

void end_row(sim::Graph& graph) { graph.begin.push_back(graph.neighbour.size()); }

}  // namespace

std::size_t Inauthentic::bytes() const {
  std::size_t total = 4 * (key.capacity() + gone_from.capacity() +
                           followed.neighbour.capacity() + peers.neighbour.capacity()) +
                      8 * (followed.begin.capacity() + peers.begin.capacity());
  for (const Accounts& accounts : inboxes) total += accounts.bytes();
  return total;
}

void take_down(Inauthentic& accounts, double share, std::uint32_t purge,
               const sim::Luck& luck) {
  for (std::uint32_t account = 0; account < accounts.size(); ++account) {
    const auto words = luck.draw(purge_purpose, 0, accounts.key[account], purge);
    if (sim::uniform_open(words[0], words[1]) < share) {
      accounts.gone_from[account] = Inauthentic::gone;
    }
  }
}

bool has_accounts_from_file(const InauthenticParameters& parameters) {
  return parameters.enabled &&
         std::ranges::any_of(parameters.networks, [](const AccountNetwork& network) {
           return network.enabled && network.from_file;
         });
}

std::uint32_t accounts_of(const InauthenticParameters& parameters) {
  std::int64_t sum = 0;
  for (const AccountNetwork& network : parameters.networks) {
    if (parameters.enabled && network.enabled) sum += network.accounts;
  }
  return static_cast<std::uint32_t>(sum);
}

Inauthentic make_inauthentic(const InauthenticParameters& parameters, int inbox,
                             const People& people, const sim::Graph& friends,
                             const sim::Graph& followees,
                             const std::optional<sim::Graph>& file_edges,
                             const sim::Luck& luck) {
  Inauthentic made;
  for (const AccountNetwork& rules : parameters.networks) {
    if (!parameters.enabled || !rules.enabled || rules.accounts == 0) continue;
    const std::uint32_t first = made.size();
    const auto last = first + static_cast<std::uint32_t>(rules.accounts);
    const NetworkState& network =
        made.networks.emplace_back(NetworkState{rules, 0, first, last, last});
    const std::uint32_t name = sim::hash_name(rules.name);
    for (std::uint32_t account = first; account < last; ++account) {
      made.key.push_back(sim::mix(name, account - first));
      if (rules.from_file) {
        copy_row(*file_edges, people.size() + account, people.size(), network,
                 made.peers.neighbour);
      } else {
        const auto chosen =
            draw_peers(network, account, made.key[account], made.peers, luck);
        made.peers.neighbour.insert(made.peers.neighbour.end(), chosen.begin(),
                                    chosen.end());
      }
      end_row(made.peers);
    }
  }
  if (made.size() == 0) return made;

  std::vector<std::vector<double>> weights;
  for (const NetworkState& network : made.networks) {
    weights.push_back(weights_of(network.rules.target, people, friends, followees));
  }
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    for (std::size_t k = 0; k < made.networks.size(); ++k) {
      const NetworkState& network = made.networks[k];
      if (network.rules.from_file) {
        copy_row(*file_edges, i, people.size(), network, made.followed.neighbour);
      } else {
        draw_followed(
            network, people.key[i], network.rules.infiltration * weights[k][i], luck,
            [&](std::uint32_t account) { made.followed.neighbour.push_back(account); });
      }
    }
    end_row(made.followed);
  }
  made.gone_from.assign(made.size(), Inauthentic::never);
  made.blocks = sim::Blocks(made.size());
  made.outboxes.resize(made.blocks.size());
  for (std::uint32_t b = 0; b < made.blocks.size(); ++b) {
    const std::uint32_t accounts = made.blocks[b].size();
    Accounts& own = made.inboxes.emplace_back(accounts, inbox, 0);
    for (std::uint32_t local = 0; local < accounts; ++local) own.open(local);
  }
  return made;
}

}  // namespace newsdep
