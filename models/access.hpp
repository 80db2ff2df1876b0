#pragma once
// Which citizens can reach which medium, by year, region, area and age.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/media.hpp"
#include "models/society/people.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// The access table: shares by medium, year and cell of society. Between years shares
/// move along a line; before the first and after the last year they stand.
class AccessTable {
 public:
  AccessTable() = default;
  /// Reads the scenario's table for these media and people. Throws UserError for a row
  /// that names a region or age band nobody lives in, or a share outside [0, 1].
  AccessTable(const AccessParameters& parameters, const std::vector<Medium>& media,
              const People& people);

  /// The number of the cell in which a citizen lives.
  static std::size_t cell(const People& people, std::uint32_t i) {
    return (people.region[i] * 2u + people.urban[i]) * people.age_bands.size() +
           people.age[i];
  }

  /// The share of each cell's citizens who can reach the medium on a date.
  std::vector<double> shares(std::size_t medium, sim::Date date) const;

 private:
  struct Year {
    int year = 0;
    std::vector<double> share;  // [cells]
  };
  std::vector<std::vector<Year>> years_;  // [media], by year
};

}  // namespace newsdep
