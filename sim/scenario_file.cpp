// Loading scenarios: layers into one document, the document into structs, checks.

#include "sim/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "sim/errors.hpp"
#include "sim/key_tree.hpp"
#include "sim/layers.hpp"
#include "sim/overlay.hpp"
#include "sim/scenario_reader.hpp"
#include "sim/scenario_writer.hpp"
#include "sim/text_file.hpp"

namespace newsdep::sim {
namespace {

OpenedFile open_input(const std::filesystem::path& scenario_file,
                      const std::filesystem::path& path, const Place& place) {
  const std::filesystem::path file = place.source->folder / path;
  FileText read = read_text_file(file, std::numeric_limits<std::uintmax_t>::max());
  if (!read.wrong.empty() && file != path) {
    read.wrong += " (" + file.lexically_normal().string() + ")";
  }
  // Kept as it is seen from the scenario file: the same wherever the program starts.
  std::string kept =
      path.is_absolute() ? path.generic_string() : path_beside(scenario_file, file);
  return {{std::move(kept), std::move(read.text)}, std::move(read.wrong)};
}

/// A scenario and the document that it was read from.
struct ReadScenario {
  std::unique_ptr<ScenarioBase> scenario;
  YamlNode document;
};

ReadScenario read(const Model& model, YamlNode document, const OpenFile& open,
                  Mistakes& mistakes) {
  ReadScenario result{model.make_scenario(), std::move(document)};
  read_scenario(result.document, *result.scenario, open, mistakes);
  return result;
}

/// What the scenario's own checks find, each problem where its key stands. After
/// mistakes in reading, only problems with keys that were read are worth telling.
void check(const ReadScenario& read, const std::string& remark,
           std::set<std::pair<std::string, std::string>>& told, Mistakes& mistakes) {
  Problems problems;
  read.scenario->check(problems);
  const bool after_mistakes = !mistakes.empty();
  const Mistakes before = mistakes;
  for (const Problems::Problem& problem : problems.list()) {
    const Found found = find_key(read.document, problem.key);
    if (after_mistakes && (!found.is_given || before.concern(problem.key))) continue;
    if (!told.emplace(problem.key, problem.message).second) continue;
    mistakes.at(found.place, problem.key + (found.is_given ? "" : " (default)"),
                problem.message + remark);
  }
}

/// Checks both scenarios and writes them out; nothing when they have problems.
std::optional<LoadedScenario> finish(ReadScenario scenario, ReadScenario base,
                                     Mistakes& mistakes) {
  const std::size_t before = mistakes.size();
  std::set<std::pair<std::string, std::string>> told;
  check(scenario, "", told, mistakes);
  check(
      base,
      " (in the base scenario, which the burn-in is solved for: the root of the chain "
      "and what later layers say about the world)",
      told, mistakes);
  if (mistakes.size() > before) return std::nullopt;

  LoadedScenario loaded;
  loaded.resolved = write_scenario(*scenario.scenario);
  loaded.resolved_base = write_scenario(*base.scenario);
  loaded.inputs = input_files(*scenario.scenario);
  const auto of_scenario = loaded.inputs;
  for (auto& input : input_files(*base.scenario)) {
    if (std::find(of_scenario.begin(), of_scenario.end(), input) != of_scenario.end()) {
      continue;
    }
    loaded.inputs.emplace_back("base:" + input.first, std::move(input.second));
  }
  loaded.scenario = std::move(scenario.scenario);
  loaded.base = std::move(base.scenario);
  return loaded;
}

/// The document of a resolved scenario.
YamlNode parse_resolved(const std::string& name, std::string text, int rank,
                        Mistakes& mistakes) {
  auto source = std::make_shared<Source>();
  source->name = name;
  source->text = std::move(text);
  source->rank = rank;
  const Place place{source, 0, 0};
  std::optional<YamlNode> root = parse_yaml(source, mistakes);
  if (root && !root->is_map()) mistakes.at(place, "", "empty scenario");
  mistakes.raise_if_any();
  return std::move(*root);
}

}  // namespace

OpenFile open_beside(const std::filesystem::path& scenario_file) {
  return
      [scenario_file](const std::string&, const std::string& path, const Place& place) {
        return open_input(scenario_file, path, place);
      };
}

std::optional<LoadedScenario> load_scenario(const Model& model,
                                            const std::filesystem::path& file,
                                            std::span<const YamlNode> overrides,
                                            Mistakes& mistakes) {
  const std::size_t before = mistakes.size();
  const std::unique_ptr<ScenarioBase> example = model.make_scenario();
  const KeyTree keys = KeyTree::of(*example);
  const Chain chain = read_chain(file, mistakes);

  std::string given;
  std::vector<const YamlNode*> layers;
  for (const Layer& layer : chain.layers) {
    given += "# " + layer.name + "\n" + layer.text();
    if (!given.ends_with('\n')) given += '\n';
    layers.push_back(&layer.root);
  }
  for (const YamlNode& layer : overrides) layers.push_back(&layer);

  // Each layer by itself first: a mistake that a later layer covers is still one.
  const OpenFile open = open_beside(file);
  for (const YamlNode* layer : layers) read(model, *layer, open, mistakes);
  if (!chain.is_whole) return std::nullopt;

  YamlNode all = empty_map_like(*layers.front());
  YamlNode world = all;
  const auto is_world = [&](std::string_view key) { return model.is_world_key(key); };
  for (std::size_t k = 0; k < layers.size(); ++k) {
    const YamlNode& layer = *layers[k];
    lay_over(all, layer, keys.root(), &mistakes);
    lay_over(world, k == 0 ? layer : only_keys(layer, keys.root(), is_world),
             keys.root(), nullptr);
  }
  ReadScenario scenario = read(model, std::move(all), open, mistakes);
  ReadScenario base = read(model, std::move(world), open, mistakes);
  std::optional<LoadedScenario> loaded =
      finish(std::move(scenario), std::move(base), mistakes);
  if (mistakes.size() > before) return std::nullopt;
  loaded->given = std::move(given);
  return loaded;
}

LoadedScenario load_scenario(const Model& model, const std::filesystem::path& file,
                             std::span<const std::string> sets) {
  Mistakes mistakes;
  const std::unique_ptr<ScenarioBase> example = model.make_scenario();
  const KeyTree keys = KeyTree::of(*example);
  std::vector<YamlNode> overrides;
  int rank = 0;
  for (const std::string& text : sets) {
    std::optional<YamlNode> layer = read_set(text, rank++, keys.root(), mistakes);
    if (layer) overrides.push_back(std::move(*layer));
  }
  std::optional<LoadedScenario> loaded =
      load_scenario(model, file, overrides, mistakes);
  mistakes.raise_if_any();
  for (const std::string& text : sets) loaded->given += "# --set " + text + "\n";
  return std::move(*loaded);
}

LoadedScenario load_resolved(
    const Model& model, const std::string& resolved, const std::string& resolved_base,
    std::string given, std::span<const std::pair<std::string, std::string>> inputs) {
  Mistakes mistakes;
  const std::map<std::string, std::string> texts(inputs.begin(), inputs.end());
  const auto open_for = [&texts](const std::string& prefix) -> OpenFile {
    return [&texts, prefix](const std::string& key, const std::string& path,
                            const Place&) -> OpenedFile {
      auto found = texts.find(prefix + key);
      if (found == texts.end()) found = texts.find(key);
      if (found == texts.end()) return {{}, "is not kept in the results"};
      return {{path, found->second}, ""};
    };
  };
  YamlNode document = parse_resolved("resolved scenario", resolved, 0, mistakes);
  YamlNode world = parse_resolved("resolved base scenario", resolved_base, 1, mistakes);
  ReadScenario scenario = read(model, std::move(document), open_for(""), mistakes);
  ReadScenario base = read(model, std::move(world), open_for("base:"), mistakes);
  std::optional<LoadedScenario> loaded =
      finish(std::move(scenario), std::move(base), mistakes);
  mistakes.raise_if_any();
  loaded->given = std::move(given);
  return std::move(*loaded);
}

}  // namespace newsdep::sim
