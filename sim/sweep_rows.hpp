#pragma once
// The rows of a sweep file: points one by one.

#include <string>
#include <vector>

#include "sim/mistakes.hpp"
#include "sim/sweep_parameters.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// Points as a file lists them.
struct Rows {
  std::vector<Swept> swept;  ///< with the different values, in order of appearance
  std::vector<std::vector<std::string>> points;
  std::vector<Place> places;
};

/// Reads rows, each {key: value, ...} with the same keys. Mistakes are noted.
Rows read_rows(const YamlNode& rows, SweptReader& reader, Mistakes& mistakes);

}  // namespace newsdep::sim
