#pragma once
// Small populations for the tests of society.

#include <string>

#include "models/society/people.hpp"
#include "sim/blocks.hpp"

namespace newsdep {

/// A census of 4 regions, 2 areas and 3 age bands, unequal in size.
inline std::string toy_census() {
  std::string text = "region,area,age_band,persons\n";
  for (int r = 0; r < 4; ++r) {
    for (const char* area : {"urban", "rural"}) {
      for (int a = 0; a < 3; ++a) {
        text += "region " + std::to_string(r) + "," + area + ",age " +
                std::to_string(a) + "," +
                std::to_string(1000 * (r + 2) * (area[0] == 'u' ? 2 : 5) / (a + 1)) +
                "\n";
      }
    }
  }
  return text;
}

/// Sets the number of threads back when a test ends.
struct ThreadsRestored {
  int threads = sim::threads();
  ~ThreadsRestored() { sim::set_threads(threads); }
};

inline People toy_people(std::int64_t citizens, std::uint64_t seed = 1) {
  PopulationParameters parameters;
  parameters.citizens = citizens;
  parameters.table = {"census.csv", toy_census()};
  return make_people(parameters, sim::Luck(seed));
}

}  // namespace newsdep
