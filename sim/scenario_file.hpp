#pragma once
// Scenarios in YAML: loading them, and what a scenario may say, in words, as a table
// and as a JSON Schema.

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/mistakes.hpp"
#include "sim/model.hpp"
#include "sim/value_reader.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// A scenario, read and checked, and all that is needed to repeat it without its files.
struct LoadedScenario {
  /// What runs: every file of the chain and every override.
  std::unique_ptr<ScenarioBase> scenario;
  /// What the burn-in is solved for: the root of the chain, and of the later layers
  /// only what they say about the world (Model::is_world_key).
  std::unique_ptr<ScenarioBase> base;
  std::string given;     ///< the text of every file, root first, and every --set
  std::string resolved;  ///< every key and its value as YAML, defaults too
  std::string resolved_base;
  /// Full key and content of every file that the scenario names; those of the base have
  /// keys that begin with "base:", and are here only where they differ.
  std::vector<std::pair<std::string, std::string>> inputs;
};

/// Loads a scenario file with overrides ("key=value", later ones win). Every mistake in
/// the files, the overrides and what they say together is told in one UserError.
LoadedScenario load_scenario(const Model& model, const std::filesystem::path& file,
                             std::span<const std::string> sets);

/// The same with overrides that are read already, a map each. Mistakes are noted;
/// nothing is loaded when there are.
std::optional<LoadedScenario> load_scenario(const Model& model,
                                            const std::filesystem::path& file,
                                            std::span<const YamlNode> overrides,
                                            Mistakes& mistakes);

/// Opens the files that a scenario names, or a text that sets values of it. Paths count
/// from the folder of the YAML file that names them, a --set's from the working
/// directory; they are kept as seen from the scenario file.
OpenFile open_beside(const std::filesystem::path& scenario_file);

/// Loads what an earlier run kept: reads no file. Throws a UserError when this version
/// of the model refuses it.
LoadedScenario load_resolved(
    const Model& model, const std::string& resolved, const std::string& resolved_base,
    std::string given, std::span<const std::pair<std::string, std::string>> inputs);

/// What a key, a group or every key of a scenario means, for the screen. Items have "*"
/// or any name. Throws a UserError that suggests others for an unknown key.
std::string explain(const Model& model, const std::optional<std::string>& key);

/// A JSON Schema (draft 2020-12) of the model's scenario files, for editors.
std::string json_schema(const Model& model);

/// Every parameter as a row of a Markdown table.
std::string parameter_table(const Model& model);

/// The variables that a run may report as a Markdown table.
std::string variable_table(const Model& model);

}  // namespace newsdep::sim
