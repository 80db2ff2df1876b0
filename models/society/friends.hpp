#pragma once
// The friend graph: who hears what whom shares, both ways.

#include <cstdint>

#include "models/society/homophily.hpp"
#include "models/society/people.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class FriendModel : std::uint8_t {
  social,
  path,
  lattice,
  small_world,
  random,
  block,
  scale_free
};
enum class Proposals : std::uint8_t { even, poisson };

/// What a scenario says about friends.
struct FriendParameters {
  FriendModel model = FriendModel::social;
  double mean_degree = 50;
  double degree_tail = 1.1;
  double degree_max = 5000;
  Proposals proposals = Proposals::even;
  double homophily_region = 0.7;
  double homophily_age = 0.4;
  double homophily_leaning = 0.2;
  double clustering = 0.4;
  std::int64_t circle_size = 16;
  double rewiring = 0.1;
  std::int64_t blocks = 2;
  double inside = 0.8;
  sim::InputFile file;

  void declare(sim::Declarations& d);
  bool operator==(const FriendParameters&) const = default;
  Homophily homophily() const {
    return {homophily_region, homophily_age, homophily_leaning};
  }
  /// Friends of a citizen to expect in a large world.
  double expected_degree() const {
    return model == FriendModel::path ? 2 : mean_degree;
  }
};

/// Makes the undirected friend graph, or reads it from the file. With a `model` other
/// than `social` it is a graph of the textbooks (textbook_graphs.hpp).
///
/// Each citizen wants d_i friends, log-normal with mean `mean_degree` and standard
/// deviation of the logarithm `degree_tail`. A share `clustering` of them (times 0.95,
/// so that a few ties always lie outside) are those whom i meets in circles
/// (circles.hpp). For the rest, i proposes half as many ties as are missing, to others
/// in proportion to what they miss (chooser.hpp), and so receives about the other half:
/// the mean is kept, and the chance in it adds sqrt(d_i / 2) to the spread of degrees,
/// also when `degree_tail` is 0. With `proposals: poisson` i proposes a Poisson number
/// with the same mean; with `degree_tail` and `clustering` 0 and no homophily that is
/// the random graph of Erdos and Renyi (1959). In a world too small for them (fewer
/// citizens, or alike citizens when homophily is 1, than friends wanted) degrees fall
/// short.
///
/// Homophily h in region or age gives that assortativity (Newman 2003), h in leaning
/// about that correlation; at 1 no edge joins two regions, or two age bands. The draws
/// are "Friends degree", "Friends seats", "Friends seat", "Friends
/// choose", each belonging to the citizen who proposes; the file's ids are places.
///
/// Time: near-linear in edges. Memory beside the graph: about 4 bytes an edge and 40 a
/// citizen.
/// Throws UserError for a faulty file, or when ties would be 2^32 or more.
sim::Graph make_friends(const People& people, const FriendParameters& parameters,
                        const sim::Luck& luck);

}  // namespace newsdep
