#include "models/society/friends.hpp"

#include <algorithm>
#include <vector>

#include "models/society/chooser.hpp"
#include "models/society/circles.hpp"
#include "models/society/heavy_tail.hpp"
#include "models/society/textbook_graphs.hpp"
#include "sim/blocks.hpp"
#include "sim/edge_list.hpp"
#include "sim/graph_build.hpp"

namespace newsdep {
namespace {

/// Turns what is wanted into what is missing beside the friends in circles; returns
/// the number of those.
double subtract_circles(const Circles& circles, std::vector<float>& wanted) {
  return sim::sum_over<double>(
      sim::Blocks(static_cast<std::uint32_t>(wanted.size())),
      [&](const sim::Block& block) {
        std::vector<std::uint32_t> friends;
        double met = 0;
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          circles.friends_of(i, friends);
          const auto degree = static_cast<float>(friends.size());
          met += degree;
          wanted[i] = std::max(0.0f, wanted[i] - degree);
        }
        return met;
      });
}

/// Whom each citizen chooses: those of the circles whose edge is its own to propose,
/// and others for what is missing.
sim::Choices choose_friends(const People& people, const FriendParameters& parameters,
                            const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  const sim::Purpose degree{"Friends degree"};
  const HeavyTail law{std::min(parameters.mean_degree, n - 1.0), parameters.degree_tail,
                      std::min(parameters.degree_max, n - 1.0)};
  std::vector<float> missing = heavy_tailed(people, law, luck, degree);
  const double wanted = sum_of(missing);
  std::vector<float> in_circles(missing);
  for (float& ties : in_circles) {
    ties *= static_cast<float>(0.95 * parameters.clustering);
  }
  const Circles circles = make_circles(
      people, in_circles, static_cast<std::uint32_t>(parameters.circle_size),
      parameters.homophily(), luck);
  std::vector<float>().swap(in_circles);
  const double open = wanted - subtract_circles(circles, missing);
  const double factor = std::max(0.0, open) / std::max(1.0, sum_of(missing));
  std::vector<std::uint32_t> proposals;
  std::vector<std::uint32_t> weights;  // by which one is chosen; none: the proposals
  if (parameters.proposals == Proposals::poisson) {
    // Who happens to propose much must not be chosen the more often for it.
    weights = rounded(people, missing, 16.0 * n / std::max(1.0, sum_of(missing)), luck,
                      degree);
    proposals =
        poisson(people, missing, factor / 2, luck, sim::Purpose{"Friends number"});
  } else {
    proposals = rounded(people, missing, factor / 2, luck, degree);
  }
  std::vector<float>().swap(missing);
  const Chooser chooser(people, weights.empty() ? proposals : weights,
                        parameters.homophily(), sim::EdgeKind::undirected, luck,
                        sim::Purpose{"Friends choose"});
  return chooser.choose_all(proposals,
                            [&](std::uint32_t i, std::vector<std::uint32_t>& own) {
                              circles.friends_of(i, own);
                              std::erase_if(own, [&](std::uint32_t j) {
                                return !proposes(people.key[i], people.key[j]);
                              });
                            });
}

}  // namespace

void FriendParameters::declare(sim::Declarations& d) {
  d.choice(
      "model", model,
      {"social", "path", "lattice", "small_world", "random", "block", "scale_free"},
      {.meaning =
           "the graph: social, by degrees, homophily and circles; or one of the "
           "textbooks, by citizens' places: in a line, on a ring, the ring with "
           "ties rewired, all pairs alike, in blocks, or those with many friends "
           "preferred",
       .source = "assumed; Watts and Strogatz, Nature 393 (1998) 440; Gilbert, Annals "
                 "of Mathematical Statistics 30 (1959) 1141; Holland et al., Social "
                 "Networks 5 (1983) 109; Barabasi and Albert, Science 286 (1999) 509"});
  d.add("mean_degree", mean_degree,
        {.unit = "friends",
         .low = 0,
         .high = 5000,
         .meaning = "mean number of friends whose sharing one sees; even for lattice, "
                    "small_world and scale_free, of no account for path",
         .source = "assumed; Ugander et al., arXiv:1111.4503 (2011), count 190 listed "
                   "friends in the world's graph"});
  d.add(
      "degree_tail", degree_tail,
      {.low = 0,
       .high = 3,
       .meaning = "how unequal numbers of friends are: standard deviation of their "
                  "logarithm; 0 leaves chance only; social only",
       .source = "Ugander et al., arXiv:1111.4503 (2011): mean 190, median 99 make 1.1 "
                 "of a log-normal"});
  d.add(
      "degree_max", degree_max,
      {.unit = "friends",
       .low = 1,
       .high = 1e6,
       .meaning = "most friends that anyone wants; social only",
       .source = "Facebook's limit of 5,000; Ugander et al., arXiv:1111.4503 (2011)"});
  d.choice(
      "proposals", proposals, {"even", "poisson"},
      {.meaning = "how many ties one proposes: half of those wanted, rounded, or a "
                  "Poisson number with that mean, which without circles, homophily and "
                  "tail makes a random graph; social only",
       .source = "assumed; Erdos and Renyi, Publ. Math. Debrecen 6 (1959) 290"});
  d.add(
      "homophily_region", homophily_region,
      {.low = 0,
       .high = 1,
       .meaning = "chance that a friend is sought in one's own region; else anywhere; "
                  "social only",
       .source = "assumed; McPherson et al., Annual Review of Sociology 27 (2001) 415, "
                 "for its rank before age"});
  d.add("homophily_age", homophily_age,
        {.low = 0,
         .high = 1,
         .meaning = "chance that a friend is sought in one's own age band; else in "
                    "any; social only",
         .source =
             "assumed; McPherson et al., Annual Review of Sociology 27 (2001) 415"});
  d.add("homophily_leaning", homophily_leaning,
        {.low = 0,
         .high = 1,
         .meaning = "chance that a friend is sought near one's own leaning; else "
                    "anywhere; social only",
         .source =
             "assumed; McPherson et al., Annual Review of Sociology 27 (2001) 415"});
  d.add("clustering", clustering,
        {.low = 0,
         .high = 1,
         .meaning = "share of ties that come from circles in which everyone knows "
                    "everyone; the clustering coefficient grows with it; social only",
         .source = "assumed; set for a mean local coefficient of about 0.2 (Ugander et "
                   "al. 2011: 0.14 at 100 friends)"});
  d.add("circle_size", circle_size,
        {.unit = "citizens",
         .low = 3,
         .high = 200,
         .meaning = "members of a full circle; social only",
         .source = "Zhou et al., Proceedings of the Royal Society B 272 (2005) 439: "
                   "sympathy groups of 12 to 20"});
  d.add("rewiring", rewiring,
        {.low = 0,
         .high = 1,
         .meaning = "chance that the far end of a tie of the ring is moved to a random "
                    "place; small_world only",
         .source = "assumed; Watts and Strogatz, Nature 393 (1998) 440, fig. 2: short "
                   "paths and high clustering"});
  d.add("blocks", blocks,
        {.low = 2,
         .high = 1e6,
         .meaning = "equal groups of citizens with consecutive places; block only"});
  d.add("inside", inside,
        {.low = 0,
         .high = 1,
         .meaning = "share of a citizen's ties to expect inside his own group; block "
                    "only"});
  d.add(
      "file", file,
      {.unit = "file",
       .meaning = "edge list 'u v' of citizens' places, plain or gzip, in the stead of "
                  "a generated graph; social only"});
}

sim::Graph make_friends(const People& people, const FriendParameters& parameters,
                        const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  if (parameters.file.given()) {
    return sim::read_edge_list(parameters.file, n, sim::EdgeKind::undirected);
  }
  if (n < 2 || parameters.expected_degree() <= 0) return sim::empty_graph(n);
  if (parameters.model != FriendModel::social) {
    return make_textbook_graph(people, parameters, luck);
  }
  return sim::build_graph(choose_friends(people, parameters, luck),
                          sim::EdgeKind::undirected);
}

}  // namespace newsdep
