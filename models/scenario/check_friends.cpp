// Checks that a friend graph of the textbooks has room among the citizens.

#include <fmt/format.h>

#include <cmath>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

/// Reports a mean degree of which no whole half can be taken.
void check_half(const FriendParameters& friends, sim::Problems& problems) {
  const double half = std::floor(friends.mean_degree / 2);
  if (friends.mean_degree == 2 * half) return;
  problems.at(
      "friends.mean_degree",
      fmt::format("{} is no even number, but {}; take {} or {}", friends.mean_degree,
                  friends.model == FriendModel::scale_free
                      ? "each who comes makes half as many ties"
                      : "on a ring one has as many friends on one side as on "
                        "the other",
                  2 * half, 2 * half + 2));
}

/// Reports blocks of unequal size, and ties that find too few citizens inside a block
/// or outside.
void check_blocks(const Scenario& s, sim::Problems& problems) {
  const FriendParameters& friends = s.friends;
  const std::int64_t citizens = s.population.citizens;
  if (citizens % friends.blocks != 0) {
    problems.at("friends.blocks",
                fmt::format("{} citizens cannot be cut into {} equal blocks; let "
                            "`population.citizens` be a multiple of `blocks`",
                            citizens, friends.blocks));
    return;
  }
  const std::int64_t size = citizens / friends.blocks;
  const double inside = friends.inside * friends.mean_degree;
  const double across = friends.mean_degree - inside;
  const auto check = [&](double ties, std::int64_t others, const char* where,
                         const char* remedy) {
    // Products of shares miss whole numbers by their last digits.
    if (ties <= static_cast<double>(others) + 1e-9) return;
    problems.at("friends.inside",
                fmt::format("of {:g} friends {:g} are to be {} one's own block, where "
                            "there are only {} others; {}, or let `mean_degree` be "
                            "smaller",
                            friends.mean_degree, ties, where, others, remedy));
  };
  check(inside, size - 1, "inside", "let `inside` be smaller, take fewer blocks");
  check(across, citizens - size, "outside", "let `inside` be larger, take more blocks");
}

}  // namespace

void check_friends(const Scenario& s, sim::Problems& problems) {
  const FriendParameters& friends = s.friends;
  if (friends.model == FriendModel::social) return;
  if (friends.file.given()) {
    problems.at("friends.file",
                "the graph cannot both be read from a file and be the textbook's that "
                "`friends.model` names; remove `file`, or let `model` be social");
    return;
  }
  if (friends.model == FriendModel::path) return;
  const std::int64_t others = s.population.citizens - 1;
  if (!(friends.mean_degree <= static_cast<double>(others))) {
    problems.at("friends.mean_degree",
                fmt::format("{} friends are more than the {} others there are; let it "
                            "be smaller, or `population.citizens` larger",
                            friends.mean_degree, others));
    return;
  }
  switch (friends.model) {
    case FriendModel::lattice:
    case FriendModel::small_world:
    case FriendModel::scale_free:
      check_half(friends, problems);
      break;
    case FriendModel::block:
      check_blocks(s, problems);
      break;
    case FriendModel::social:
    case FriendModel::path:
    case FriendModel::random:
      break;
  }
}

}  // namespace newsdep
