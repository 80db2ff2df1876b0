#pragma once
// What a sweep file says about one swept parameter: which it is, and its values.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/mistakes.hpp"
#include "sim/parameters.hpp"
#include "sim/sweep.hpp"
#include "sim/sweep_laws.hpp"
#include "sim/value_reader.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

enum class Design : std::uint8_t {
  grid,
  list,
  random,
  latin_hypercube,
  sobol,
  saltelli,
  morris
};

/// The designs as sweep files name them, in their order.
std::vector<std::string> design_words();

/// Whether a design draws its points from laws.
bool is_sampled(Design design);

/// A swept parameter and what it is drawn from; in a grid and a list, its values.
struct Swept {
  Parameter parameter;  ///< of the reader's scratch scenario
  SweptLaw law;

  SweptParameter described() const;
};

/// Reads swept parameters. Every mistake is noted where it stands.
class SweptReader {
 public:
  /// `scratch` is a copy of the base scenario, which values are tried on.
  SweptReader(std::unique_ptr<ScenarioBase> scratch, Design design,
              const OpenFile& open, Mistakes& mistakes);
  SweptReader(const SweptReader&) = delete;
  SweptReader& operator=(const SweptReader&) = delete;

  /// The parameter of a map's child, by its name.
  std::optional<Swept> find(const YamlNode& node);

  /// The parameter of a child of `parameters`, with its values or law.
  std::optional<Swept> read(const YamlNode& node);

  /// One value as YAML.
  std::optional<std::string> value(const Swept& swept, const YamlNode& node);

  /// Files that the values read so far name.
  const std::vector<InputFile>& files() const { return files_; }

 private:
  std::string what_is_no_parameter(const std::string& key);
  void read_values(Swept& swept, const YamlNode& list);
  void read_range(Swept& swept, const YamlNode& map);
  void read_law(Swept& swept, const YamlNode& map);
  void check_law(const Swept& swept, const YamlNode& map);
  bool has_all(const Swept& swept, const YamlNode& map,
               const std::vector<std::string>& names);
  bool has_numbers(const Swept& swept, const YamlNode& map, const std::string& what);

  std::unique_ptr<ScenarioBase> scratch_;
  Declarations declared_;
  Design design_;
  OpenFile open_;
  Mistakes& mistakes_;
  std::vector<InputFile> files_;
};

}  // namespace newsdep::sim
