// What is recorded of opinions one by one: clusters, and everybody's own.

#include <algorithm>
#include <vector>

#include "models/mechanisms/cluster.hpp"
#include "models/processes/measures.hpp"

namespace newsdep {

void Measures::add_talk() {
  add_number(
      "clusters", "clusters", "major clusters of opinion",
      "Groups of citizens, each of 5 % or more of all, whose beliefs follow each "
      "other without a gap above conversation.cluster_gap.",
      [this] {
        std::vector<double> sorted = world_.citizens.belief;
        std::ranges::sort(sorted);
        return static_cast<double>(
            major_clusters(sorted, world_.rules().conversation.cluster_gap, 0.05));
      });
}

void Measures::add_snapshots() {
  add({.name = "citizens/belief",
       .axes = {"citizen"},
       .long_name = "belief of every citizen",
       .comment = "Citizens by place: by region, area, age band and leaning."},
      [this](std::span<double> row) {
        std::ranges::copy(world_.citizens.belief, row.begin());
      });
}

}  // namespace newsdep
