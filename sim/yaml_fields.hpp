#pragma once
// Keys of YAML files that are no scenarios, declared as a scenario's parameters are.

#include <span>
#include <string>
#include <string_view>

#include "sim/mistakes.hpp"
#include "sim/parameters.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// Sets the declared parameters right below `prefix` ("" or "keep.") to what a map
/// says. Any other key is a mistake unless it is one of `others`. Parameters must not
/// be files.
void read_fields(const YamlNode& map, const std::string& prefix,
                 const Declarations& fields, std::span<const std::string> others,
                 Mistakes& mistakes);

}  // namespace newsdep::sim
