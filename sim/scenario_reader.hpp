#pragma once
// A YAML document into a scenario's structs, with every mistake in it.

#include "sim/mistakes.hpp"
#include "sim/model.hpp"
#include "sim/value_reader.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// Sets in `scenario` what a document says, and leaves the rest as it is; a collection
/// that the document names holds its items and no others. An item that is null is left
/// out. Mistakes are noted, each at its place, and the values that they stand for are
/// not set.
void read_scenario(const YamlNode& root, ScenarioBase& scenario, const OpenFile& open,
                   Mistakes& mistakes);

}  // namespace newsdep::sim
