#pragma once
// A scenario's structs as YAML: every key with its value, so that reading it again
// gives the same scenario and the same text.

#include <string>
#include <utility>
#include <vector>

#include "sim/model.hpp"

namespace newsdep::sim {

/// Every key and its value, in the order of declaration.
std::string write_scenario(ScenarioBase& scenario);

/// Every full key and its value as YAML, in the order of declaration.
std::vector<std::pair<std::string, std::string>> all_values(ScenarioBase& scenario);

/// The full key and the content of every file that the scenario names.
std::vector<std::pair<std::string, std::string>> input_files(ScenarioBase& scenario);

}  // namespace newsdep::sim
