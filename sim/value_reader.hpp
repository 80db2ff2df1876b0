#pragma once
// One parameter's value from YAML, with everything that can be wrong with it.

#include <functional>
#include <string>

#include "sim/mistakes.hpp"
#include "sim/parameters.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// A file that a scenario names; `wrong`, the end of a sentence about it, says why
/// there is none.
struct OpenedFile {
  InputFile file;
  std::string wrong;
};

/// Opens the file that a parameter names, given the parameter's full key, the path as
/// written and where it stands.
using OpenFile = std::function<OpenedFile(const std::string& key,
                                          const std::string& path, const Place& place)>;

/// Sets a parameter to what a node says; a mistake leaves it as it was.
void read_value(const Parameter& parameter, const YamlNode& node, const OpenFile& open,
                Mistakes& mistakes);

}  // namespace newsdep::sim
