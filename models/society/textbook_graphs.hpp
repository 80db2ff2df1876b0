#pragma once
// The graphs of textbooks, on which the outcome of an opinion dynamic is known.

#include "models/society/friends.hpp"
#include "models/society/people.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// Makes the graph of `parameters.model`, which is not `social`, among n citizens by
/// their places 0 to n - 1; k is `mean_degree`:
///
/// - path: i is tied to i + 1; draws nothing.
/// - lattice: i is tied to i + 1 to i + k/2, counted round the ring; draws nothing.
/// - small_world: the lattice, whose ties are gone through lap by lap, nearest first.
///   With chance `rewiring` the tie of i to i + d leaves its far end for a place drawn
///   evenly among those to which i has no tie yet; a citizen tied to all keeps his.
///   Draws "Friends rewire" of i, subject d, in as many tries as it takes. Source:
///   Watts and Strogatz, Nature 393 (1998) 440.
/// - scale_free: citizens come in the order of their places. The first m + 1, m = k/2,
///   are all tied to each other; each later one ties to m different earlier ones, drawn
///   in proportion to the degrees that they had when he came. There are m (m + 1) / 2 +
///   m (n - m - 1) ties, and the share of citizens with degree k' tends to
///   2 m (m + 1) / (k' (k' + 1) (k' + 2)). Draws "Friends attach" of i, subject the
///   number of his tie, in as many tries as it takes. Source: Barabasi and Albert,
///   Science 286 (1999) 509; for the shares Bollobas et al., Random Structures and
///   Algorithms 18 (2001) 279, theorem 1.
/// - random: each pair is tied with chance k / (n - 1). Source: Gilbert, Annals of
///   Mathematical Statistics 30 (1959) 1141.
/// - block: `blocks` B stretches of g = n/B places. Each pair inside a block is tied
///   with chance `inside` k / (g - 1), each other with (1 - `inside`) k / (n - g).
///   Source: Holland, Laskey and Leinhardt, Social Networks 5 (1983) 109.
///
/// For random and block, whoever stands before the other draws "Friends inside" or
/// "Friends across", with the one he looked at last as subject, how many he passes over
/// to the next tie (Batagelj and Brandes, Physical Review E 71 (2005) 036113).
///
/// People stand in the order of region, age band and leaning: neighbours of a path or
/// ring, members of a block, and those who come early are alike unless all have one
/// leaning.
///
/// Time: linear in ties; small_world takes k comparisons at each rewired tie. Memory
/// beside the graph: about 4 bytes a tie, 8 for a moment for scale_free.
/// The numbers must be such as `check_friends` lets pass.
sim::Graph make_textbook_graph(const People& people, const FriendParameters& parameters,
                               const sim::Luck& luck);

}  // namespace newsdep
