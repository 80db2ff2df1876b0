#pragma once
// Activity-driven contacts with reinforcement, a kernel of Conversation.

#include <cstdint>
#include <span>
#include <vector>

#include "models/world.hpp"

namespace newsdep {

/// Moves opinions by mechanisms/reinforce.hpp. In each round of dt days citizens are
/// active by chance; each of these contacts m others, drawn without return with chances
/// that fall with the distance of opinions; they hear him, and by chance he hears them.
/// Who is contacted by one whom he contacts hears him once. The round's network stands
/// while the equation is followed through dt by the classic Runge-Kutta method of order
/// 4.
///
/// Draws "Conversation activity" once a citizen, "Conversation active" from (step,
/// citizen, round), "Conversation contact" from (step, citizen, round and number of the
/// try). Reads and writes beliefs.
///
/// Whom somebody contacts is found without looking at everybody: by rank, others stand
/// in stretches that double in length to either side; a stretch is drawn by its length
/// and its nearest opinion, one of it evenly, and then kept by its own weight. Time:
/// near-linear in citizens (who are sorted) and in active citizens times m. Memory: 88
/// bytes a citizen and 12 a contact.
class ActivityDriven {
 public:
  explicit ActivityDriven(const World& world);

  /// One round that lasts `dt` days. Citizens of susceptibility 0 stay where they are;
  /// `susceptibility` is empty where nobody is stubborn.
  void round(World& world, std::int32_t step, std::uint32_t number, double dt,
             std::span<const double> susceptibility);

 private:
  /// `to` hears `from`.
  struct Contact {
    std::uint32_t to;
    std::uint32_t from;
  };

  void rank(const World& world);
  void make_contacts(const World& world, std::int32_t step, std::uint32_t number);
  void contact(const World& world, std::int32_t step, std::uint32_t number,
               std::uint32_t i, std::vector<Contact>& contacts) const;
  void arrange(const sim::Blocks& blocks);
  /// The slope of every opinion.
  void slopes(const World& world, std::span<const double> opinions,
              std::span<const double> susceptibility, std::vector<double>& slope);

  const ReinforcementParameters& rules_;
  std::vector<double> activity_;       ///< [n]
  std::vector<std::uint32_t> ranked_;  ///< [n] citizens by opinion
  std::vector<std::uint32_t> place_;   ///< [n] where in ranked_ a citizen stands
  std::vector<double> sorted_;         ///< [n] opinions by rank
  std::vector<std::vector<Contact>> contacts_;  ///< of the round, by block
  std::vector<std::uint64_t> begin_;  ///< [n + 1] of each citizen's row in heard_
  std::vector<std::uint64_t> end_;    ///< [n]
  std::vector<std::uint32_t> heard_;  ///< whom each hears in the round, row by row
  std::vector<double> counts_;        ///< [n] tanh(alpha x)
  std::vector<double> middle_;        ///< [n] opinions inside a Runge-Kutta step
  std::vector<double> slope_;         ///< [n]
  std::vector<double> change_;        ///< [n] weighted sum of slopes
};

}  // namespace newsdep
