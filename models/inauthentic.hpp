#pragma once
// The inauthentic accounts of a world: who follows them, whom they follow, their
// inboxes.

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "models/citizens.hpp"
#include "models/scenario/inauthentic.hpp"
#include "models/shares.hpp"
#include "models/society/people.hpp"
#include "sim/blocks.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// The accounts [first, last) of one network.
struct NetworkState {
  AccountNetwork rules;
  std::uint32_t outlet = 0;  ///< the network as an outlet of its source
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t hired_to = 0;  ///< only the accounts before this one act
  double spent = 0;            ///< USD so far
  bool has_acted = false;
};

/// All inauthentic accounts, network after network.
struct Inauthentic {
  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
  static constexpr std::int32_t gone = std::numeric_limits<std::int32_t>::min();

  std::vector<NetworkState> networks;
  std::vector<std::uint32_t> key;       ///< [accounts] persistent
  std::vector<std::int32_t> gone_from;  ///< [accounts] step of its takedown, or never
  sim::Graph followed;                  ///< row of a citizen: accounts that he follows
  sim::Graph peers;                     ///< row of an account: accounts it follows
  sim::Blocks blocks{0};                ///< of accounts
  std::vector<Accounts> inboxes;        ///< [blocks]
  std::vector<Outbox> outboxes;         ///< [blocks] of the last round
  double active = 0;                    ///< accounts of networks that act today
  double spent = 0;                     ///< USD so far

  std::uint32_t size() const { return static_cast<std::uint32_t>(key.size()); }
  /// Whether an account is still there in a step.
  bool is_there(std::uint32_t account, std::int32_t step) const {
    return step < gone_from[account];
  }
  std::size_t bytes() const;
};

/// Makes the accounts of all networks that are enabled, and draws who follows them:
///
///     citizen i follows an account with chance min(1, gamma w_i), mean of w 1:
///     w_i 1 (random), in proportion to friends and followers (hubs), or the same for
///     all of one side and 0 for the others.
///
/// Each account follows `own_follows` of those before it in its network: one drawn
/// evenly, then with even chances one whom that one follows or again any. A network
/// `from_file` takes all this from `file_edges`, the follow graph over citizens and
/// accounts. Throws UserError when an account in the file
/// follows a citizen. Draws "Inauthentic follow" (citizen, network) and "Inauthentic
/// peers" (account). Source: Truong, Lou, Flammini and Menczer, PNAS Nexus 3 (2024),
/// pgae258.
Inauthentic make_inauthentic(const InauthenticParameters& parameters, int inbox,
                             const People& people, const sim::Graph& friends,
                             const sim::Graph& followees,
                             const std::optional<sim::Graph>& file_edges,
                             const sim::Luck& luck);

/// Takes a share of the accounts down at once; who goes is drawn with "Inauthentic
/// purge" (account, purge).
void take_down(Inauthentic& accounts, double share, std::uint32_t purge,
               const sim::Luck& luck);

/// How many accounts the enabled networks have together.
std::uint32_t accounts_of(const InauthenticParameters& parameters);
/// Whether an enabled network takes its edges from the file of the follow graph.
bool has_accounts_from_file(const InauthenticParameters& parameters);

}  // namespace newsdep
