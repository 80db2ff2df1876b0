// A sweep: many points of one scenario, and what each of its runs is.

#include "sim/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/luck.hpp"
#include "sim/scenario_writer.hpp"
#include "sim/value_reader.hpp"
#include "sim/values.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {
namespace {

/// FNV-1a, 64 bits: tells texts apart that nobody chose to look alike.
std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : text) {
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211ull;
  }
  return hash;
}

/// Finds files among those that the sweep has read.
OpenFile open_kept(const std::vector<InputFile>& files) {
  return [&files](const std::string&, const std::string& path, const Place&) {
    const auto kept = std::ranges::find(files, path, &InputFile::path);
    return kept == files.end() ? OpenedFile{{}, "is not kept"} : OpenedFile{*kept, ""};
  };
}

/// Sets swept parameters, which all have been read before, to a point's values.
class PointSetter {
 public:
  PointSetter(const Sweep& sweep, std::size_t point)
      : sweep_(sweep), values_(sweep.points[point]), open_(open_kept(sweep.files)) {}

  /// `is_meant` says of a key whether it is set.
  template <class IsMeant>
  void set(ScenarioBase& scenario, const IsMeant& is_meant) const {
    std::optional<Declarations> declared;
    for (std::size_t k = 0; k < values_.size(); ++k) {
      const std::string& key = sweep_.parameters[k].key;
      if (!is_meant(key)) continue;
      if (!declared) scenario.declare(declared.emplace());
      const auto parameter = find_parameter(*declared, key);
      if (parameter) read(*parameter, values_[k]);
    }
  }

 private:
  void read(const Parameter& parameter, const std::string& text) const {
    Mistakes mistakes;
    auto source = std::make_shared<Source>();
    source->name = parameter.key;
    source->text = text;
    if (const auto node = parse_yaml(source, mistakes)) {
      read_value(parameter, *node, open_, mistakes);
    }
    mistakes.raise_if_any();
  }

  const Sweep& sweep_;
  const std::vector<std::string>& values_;
  OpenFile open_;
};

}  // namespace

PointScenario scenario_of(const Sweep& sweep, const Model& model, std::size_t point) {
  PointScenario result{sweep.base.scenario->clone(), sweep.base.base->clone()};
  const PointSetter setter(sweep, point);
  setter.set(*result.scenario, [](const std::string&) { return true; });
  setter.set(*result.base,
             [&](const std::string& key) { return model.is_world_key(key); });
  return result;
}

std::string point_key(const Sweep& sweep, std::size_t point) {
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < sweep.parameters.size(); ++k) {
    lines.push_back(sweep.parameters[k].key + "=" + sweep.points[point][k] + "\n");
  }
  std::ranges::sort(lines);
  std::string key;
  for (const std::string& line : lines) key += line;
  return key;
}

std::int64_t seed_of(const Sweep& sweep, std::size_t point, std::int64_t replicate) {
  const std::int64_t seed = sweep.seed + replicate;
  if (sweep.luck == SweepLuck::paired) return seed;
  const std::uint64_t hash = hash_text(point_key(sweep, point));
  const Words words =
      Luck(static_cast<std::uint64_t>(seed))
          .draw(Purpose{"sweep seed"}, 0, static_cast<std::uint32_t>(hash),
                static_cast<std::uint32_t>(hash >> 32));
  return static_cast<std::int64_t>((std::uint64_t{words[0]} << 32 | words[1]) >> 11);
}

std::string definition_of(const Sweep& sweep) {
  std::string text;
  const auto line = [&text](const std::string& name, const std::string& value) {
    text += name + ": " + value + "\n";
  };
  const auto hash_line = [&](const std::string& name, const std::string& content) {
    line("file " + name,
         fmt::format("{} bytes, hash {:016x}", content.size(), hash_text(content)));
  };
  line("design", sweep.design);
  // Other points of a hypercube are all other points.
  if (sweep.design == "latin_hypercube") line("points", std::to_string(sweep.samples));
  if (sweep.levels > 0) line("levels", std::to_string(sweep.levels));
  const bool is_sampled = sweep.samples > 0;
  for (const SweptParameter& swept : sweep.parameters) {
    line("swept " + swept.key, is_sampled ? swept.law : "listed values");
  }
  line("seed", std::to_string(sweep.seed));
  line("luck", sweep.luck == SweepLuck::paired ? "paired" : "independent");
  const std::vector<std::string>& kept = sweep.keep.variables;
  line("keep.variables", kept.empty() ? "all" : in_words(kept));
  line("keep.every", std::to_string(sweep.keep.every));
  line("keep.last", sweep.keep.last ? "true" : "false");
  for (const auto& [key, value] : all_values(*sweep.base.scenario)) {
    line("scenario " + key, value);
  }
  for (const auto& [key, value] : all_values(*sweep.base.base)) {
    line("base " + key, value);
  }
  for (const auto& [key, content] : sweep.base.inputs) hash_line(key, content);
  for (const InputFile& file : sweep.files) hash_line(file.path, file.text());
  return text;
}

}  // namespace newsdep::sim
