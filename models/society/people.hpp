#pragma once
// Who there is: citizens with region, area, age and leaning, made from a census table.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/luck.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// The citizens, one entry each, in the order of their places in memory: by region, age
/// band and leaning, so that who is alike, and so likely a friend, is near.
struct People {
  std::vector<std::string> regions;    ///< labels, in the order of the table
  std::vector<std::string> age_bands;  ///< labels, in the order of the table
  /// Persistent keys, which all luck goes by: a hash of the cell (region, area, age
  /// band) and the number within it. Two citizens share a key by chance only (expected
  /// citizens^2 / 2^33 pairs); then they share luck, not fate.
  std::vector<std::uint32_t> key;
  std::vector<std::uint16_t> region;  ///< index into regions
  std::vector<std::uint8_t> urban;    ///< 1 urban, 0 rural
  std::vector<std::uint8_t> age;      ///< index into age_bands
  std::vector<double> leaning;        ///< [-1, 1], -1 against the regime
  double persons_per_citizen = 1;

  std::uint32_t size() const { return static_cast<std::uint32_t>(key.size()); }
};

/// What a scenario says about its population.
struct PopulationParameters {
  std::int64_t citizens = 200000;
  double persons = 10e6;
  sim::InputFile table;
  sim::InputFile leaning_table;
  double leaning_mean = 0;
  double leaning_spread = 1;

  void declare(sim::Declarations& d);
  bool operator==(const PopulationParameters&) const = default;
};

/// One cell of the census: the persons of one region, area and age band.
struct Cell {
  std::uint16_t region = 0;
  std::uint8_t urban = 1;
  std::uint8_t age = 0;
  double persons = 0;
  double leaning_mean = 0;
  std::uint32_t name_hash = 0;  ///< of "region/area/age band"
};

/// The census: cells, each at most once, and the labels that they use.
struct Census {
  std::vector<std::string> regions;
  std::vector<std::string> age_bands;
  std::vector<Cell> cells;
  double persons = 0;
};

/// Reads and checks the population table (columns region, area, age_band, persons) and
/// the leaning table (region, area, age_band, mean; "all" stands for any; later rows
/// win). Without a table there is one cell, region "all", urban, age band "all". Throws
/// UserError with file and line.
Census read_census(const PopulationParameters& parameters);

/// How many citizens each cell gets: Webster's method (Sainte-Lague), for under it one
/// citizen more is one more in one cell and changes no other cell. (The method of
/// largest remainders can take one from a cell.)
/// Source: Balinski and Young, Fair Representation (1982), ch. 3 and appendix A.
std::vector<std::uint32_t> allot(const Census& census, std::uint32_t citizens);

/// Makes the citizens; draws "People leaning" once per citizen.
People make_people(const PopulationParameters& parameters, const sim::Luck& luck);

}  // namespace newsdep
