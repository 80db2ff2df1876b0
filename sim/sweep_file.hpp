#pragma once
// Sweep files in YAML.
//
//     scenario: cambodia.yaml
//     set: {population.citizens: 10000}
//     design: grid
//     parameters:
//       platform.ranking: [chronological, engagement]
//       choice.temperature: {from: 0.1, to: 0.5, steps: 5}
//     replicates: 10

#include <filesystem>

#include "sim/model.hpp"
#include "sim/sweep.hpp"

namespace newsdep::sim {

/// Loads a sweep file and its scenario, and checks the scenario of every point. Every
/// mistake is told in one UserError.
Sweep load_sweep(const Model& model, const std::filesystem::path& file);

}  // namespace newsdep::sim
