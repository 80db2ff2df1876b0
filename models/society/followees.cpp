#include "models/society/followees.hpp"

#include <algorithm>
#include <vector>

#include "models/society/chooser.hpp"
#include "models/society/heavy_tail.hpp"
#include "sim/edge_list.hpp"
#include "sim/graph_build.hpp"

namespace newsdep {
namespace {

/// Popularity in whole numbers: the mean is 16, and nobody has over a million.
constexpr double mean_popularity = 16;
constexpr double largest_popularity = 1e6;

/// Whom each citizen follows.
sim::Choices choose_followed(const People& people, const FollowParameters& parameters,
                             const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  const std::vector<std::uint32_t> follows =
      rounded(people,
              heavy_tailed(people,
                           {std::min(parameters.mean_follows, n - 1.0),
                            parameters.follows_tail, n - 1.0},
                           luck, sim::Purpose{"Follow many"}),
              1, luck, sim::Purpose{"Follow many"});
  const std::vector<std::uint32_t> popularity = rounded(
      people,
      heavy_tailed(people,
                   {mean_popularity, parameters.followed_tail, largest_popularity},
                   luck, sim::Purpose{"Follow popularity"}),
      1, luck, sim::Purpose{"Follow popularity"});
  const Homophily homophily{parameters.homophily_region, 0,
                            parameters.homophily_leaning};
  const Chooser chooser(people, popularity, homophily, sim::EdgeKind::directed, luck,
                        sim::Purpose{"Follow choose"});
  return chooser.choose_all(follows, [](std::uint32_t, std::vector<std::uint32_t>&) {});
}

}  // namespace

void FollowParameters::declare(sim::Declarations& d) {
  d.add(
      "mean_follows", mean_follows,
      {.unit = "citizens",
       .low = 0,
       .high = 5000,
       .meaning = "mean number of citizens whom one follows beside friends; 0 is off"});
  d.add("follows_tail", follows_tail,
        {.low = 0,
         .high = 3,
         .meaning = "how unequal the numbers of those whom one follows are: standard "
                    "deviation of their logarithm",
         .source = "assumed; Kwak et al., WWW (2010) 591, fig. 1, for its tail"});
  d.add(
      "followed_tail", followed_tail,
      {.low = 0,
       .high = 3,
       .meaning = "how unequal the numbers of followers are: standard deviation of the "
                  "logarithm of popularity",
       .source = "assumed; Kwak et al., WWW (2010) 591, fig. 1: heavier than that of "
                 "follows, exponent 2.28 up to 100,000 followers"});
  d.add(
      "homophily_region", homophily_region,
      {.low = 0,
       .high = 1,
       .meaning = "chance that one follows someone of one's own region; else of any"});
  d.add(
      "homophily_leaning", homophily_leaning,
      {.low = 0,
       .high = 1,
       .meaning = "chance that one follows someone near one's own leaning; else of any",
       .source = "assumed; Barbera, Political Analysis 23 (2015) 76, for its sign"});
  d.add(
      "file", file,
      {.unit = "file",
       .meaning = "edge list 'u v' of citizens' places, u follows v, plain or gzip, in "
                  "the stead of a generated graph"});
}

sim::Graph make_followees(const People& people, const FollowParameters& parameters,
                          const sim::Luck& luck) {
  const std::uint32_t n = people.size();
  if (parameters.file.given()) {
    return sim::read_edge_list(parameters.file, n, sim::EdgeKind::directed);
  }
  if (n < 2 || parameters.mean_follows <= 0) return sim::empty_graph(n);
  return sim::build_graph(choose_followed(people, parameters, luck),
                          sim::EdgeKind::directed);
}

}  // namespace newsdep
