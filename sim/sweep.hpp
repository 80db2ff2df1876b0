#pragma once
// A sweep: many points of one scenario, and what each of its runs is.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/keep.hpp"
#include "sim/model.hpp"
#include "sim/scenario_file.hpp"

namespace newsdep::sim {

/// A parameter that has other values at other points.
struct SweptParameter {
  std::string key;  ///< dotted
  std::string unit;
  std::string meaning;
  bool is_number = false;  ///< a number, whole or not
  std::string law;         ///< in words: "uniform on [1, 5]", "one of a, b"
  std::string law_json;    ///< one JSON object
};

/// Whether the runs of all points have the same seeds, or each point its own.
enum class SweepLuck : std::uint8_t { paired, independent };

/// A sweep file, read and checked, with its points.
struct Sweep {
  std::string title;
  std::string given;  ///< the text of the file
  std::string design;
  std::int64_t samples = 0;  ///< `points` as the file says; 0 for grid and list
  std::int64_t levels = 0;   ///< of morris; else 0
  LoadedScenario base;       ///< with what `set` says
  std::vector<SweptParameter> parameters;
  /// The value of each parameter, as YAML. Sampled points may be equal.
  std::vector<std::vector<std::string>> points;
  std::vector<InputFile> files;  ///< that values of parameters name
  std::int64_t replicates = 1;
  std::int64_t seed = 1;  ///< of the first replicate
  SweepLuck luck = SweepLuck::paired;
  Keep keep;
};

/// Most runs that a sweep may have.
inline constexpr std::int64_t most_runs = 10'000'000;

/// The scenario of a point and its base: copies of those of the sweep in which swept
/// parameters have the point's values, in the base only those that describe the world
/// (Model::is_world_key) and that it has. Reads no file.
struct PointScenario {
  std::unique_ptr<ScenarioBase> scenario;
  std::unique_ptr<ScenarioBase> base;
};
PointScenario scenario_of(const Sweep& sweep, const Model& model, std::size_t point);

/// What tells a point from others wherever it stands: its lines "key=value", sorted.
std::string point_key(const Sweep& sweep, std::size_t point);

/// The seed of a run, below 2^53. It stays the same when a sweep is extended.
std::int64_t seed_of(const Sweep& sweep, std::size_t point, std::int64_t replicate);

/// All that must not change when a sweep goes on or is extended, a line "name: value"
/// each: both scenarios, files by their hash, what is swept and by which law, what is
/// kept, and luck.
std::string definition_of(const Sweep& sweep);

}  // namespace newsdep::sim
