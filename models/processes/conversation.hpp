#pragma once
// Conversation: word of mouth by the textbook models of opinion dynamics.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/processes/activity_driven.hpp"
#include "models/processes/partners.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/graph.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Lets citizens talk, in rounds. In a synchronous round all listen at once, to what
/// was thought when it began; a sequential round is as many pairs as there are
/// citizens, one after the other: a citizen drawn from all, and his partner
/// (processes/partners.hpp). The kernels are those of mechanisms/converse.hpp, and:
///
/// - hegselmann_krause: x_i becomes the mean of those within `confidence`, himself
///   among them, or their mean by the weights of the file;
/// - voter: i takes the opinion of the other of his pair (Holley and Liggett, Annals of
///   Probability 3 (1975) 643; Clifford and Sudbury, Biometrika 60 (1973) 581);
/// - activity_driven: see processes/activity_driven.hpp.
///
/// A stubborn citizen is heard and does not move. Who has nobody to talk to stays.
///
/// Reads friends or the file of weights; writes beliefs, once at the start those of
/// `initial` and of the stubborn. Draws "Conversation opinion" and "Conversation
/// stubborn" once a citizen, "Conversation pair" from (step, number of the pair,
/// round), and for a synchronous voter "Conversation voter" from (step, citizen,
/// round). Reports `consensus_time`, and warns when a consensus is promised by a kernel
/// and not by the graph (society/agreement.hpp).
///
/// Time: near-linear in ties; a complete graph is never stored (hegselmann_krause
/// sorts). Memory: 8 bytes a citizen, 16 more where somebody is stubborn or heeds his
/// first opinion, and the file of weights with 12 bytes a tie, for pairs 20.
/// Throws UserError for a faulty table or file.
class Conversation {
 public:
  Conversation(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  /// One round of talk, of all those in the run.
  struct Round {
    std::int32_t step;
    std::uint32_t number;  ///< in the step
    double began;          ///< days since the start
  };

  void warn_of_dissent();
  void hold_the_stubborn();
  bool may_move(std::uint32_t i) const {
    return susceptibility_.empty() || susceptibility_[i] > 0;
  }

  void talk(const Round& round);
  void average();
  void average_the_near();
  void average_the_near_of_all();
  void meet_in_pairs(const Round& round);
  void copy_in_pairs(const Round& round);
  void copy_at_once(const Round& round);
  /// Replaces everybody's belief at once by `opinion(i)`.
  template <class Opinion>
  void listen(const Opinion& opinion);
  void note_consensus(double day);

  World& world_;
  sim::Results& results_;
  const ConversationParameters& rules_;
  sim::WeightedGraph weights_;  ///< of the file, if there is one
  std::optional<ActivityDriven> contacts_;
  std::optional<Partners> partners_;    ///< of kernels in which two meet
  std::vector<double> next_;            ///< [n] beliefs after a round
  std::vector<double> first_;           ///< [n] beliefs at the start, where they count
  std::vector<double> susceptibility_;  ///< [n] where it is not 1 for all
  sim::VariableId consensus_{};
  bool is_consensus_ = false;
};

}  // namespace newsdep
