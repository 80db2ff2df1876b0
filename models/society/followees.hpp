#pragma once
// The follow graph: whose shares one receives, one way.

#include "models/society/people.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// What a scenario says about following: how many one follows and by how many one is
/// followed are set apart.
struct FollowParameters {
  double mean_follows = 0;
  double follows_tail = 1.2;
  double followed_tail = 2;
  double homophily_region = 0;
  double homophily_leaning = 0.2;
  sim::InputFile file;

  void declare(sim::Declarations& d);
  bool operator==(const FollowParameters&) const = default;
};

/// Makes the directed follow graph, or reads it ("u v": u follows v). Row i holds those
/// whom i follows, whose shares i receives; empty rows when `mean_follows` is 0.
///
/// Citizen i follows f_i others, log-normal with mean `mean_follows` and tail
/// `follows_tail`, drawn by their popularity w_j, log-normal with tail `followed_tail`,
/// so that j is followed by about mean_follows w_j. The draws are "Follow many",
/// "Follow popularity", "Follow choose"; each belongs to the citizen who follows,
/// popularity to its bearer. Throws UserError for a faulty file.
sim::Graph make_followees(const People& people, const FollowParameters& parameters,
                          const sim::Luck& luck);

}  // namespace newsdep
