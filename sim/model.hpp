#pragma once
// What the program asks of a model. The engine knows no news; the model knows no files.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/parameters.hpp"
#include "sim/results.hpp"

namespace newsdep::sim {

/// Everything that a scenario file says, as the model's own structs.
class ScenarioBase {
 public:
  virtual ~ScenarioBase() = default;
  /// A copy of its own, of the same type.
  virtual std::unique_ptr<ScenarioBase> clone() const = 0;
  virtual void declare(Declarations& d) = 0;
  /// Checks what no single parameter can: names, dates, sums.
  virtual void check(Problems& problems) const = 0;
  /// The seed of the first replicate, as the scenario's key `seed` says.
  virtual std::uint64_t seed() const = 0;
};

/// How far a run has come; `phase` is "society", "burn-in", "run", ...
struct Advance {
  std::string_view phase;
  std::int64_t done = 0;
  std::int64_t of = 0;
  double citizen_steps = 0;                    ///< finished so far in this phase
  std::span<const std::string> warnings = {};  ///< of this replicate so far
  const Results* results = nullptr;  ///< of this replicate so far, once it runs
};

/// Asked after every step; throws to stop the run (Ctrl-C).
using OnAdvance = std::function<void(const Advance&)>;

/// One replicate of a run.
struct Replicate {
  Results results;
  std::vector<std::pair<std::string, double>> seconds;  ///< wall time by process
  /// What the user should know but nothing that forbids the run, a sentence each:
  /// where, what, why, what to do. A function of scenario and seed.
  std::vector<std::string> warnings;
};

/// A world on the morning of its first day, with all that came before behind it. Runs
/// that differ only in late keys (Model::is_late_key) begin from copies of one.
class Start {
 public:
  virtual ~Start() = default;
  virtual std::unique_ptr<Start> copy() const = 0;
};

/// Where memory goes, for the estimate before a run: what and how many bytes. A name
/// also says which keys it grows with: "friend graph (population.citizens,
/// graph.friends)". The entry "results" is what one replicate reports; it also sizes
/// the file.
using MemoryUse = std::vector<std::pair<std::string, double>>;

class Model {
 public:
  virtual ~Model() = default;
  virtual std::unique_ptr<ScenarioBase> make_scenario() const = 0;
  /// Whether a key describes the world (people, behaviour) and not a lever. What a
  /// scenario that extends another says about the world also holds for the base
  /// scenario, whose burn-in solves the constants that the scenario inherits.
  virtual bool is_world_key(std::string_view key) const = 0;
  virtual MemoryUse memory(const ScenarioBase& scenario) const = 0;
  /// Results without values: the variables that a run may report, for the table of
  /// them.
  virtual Results variables() const { return {}; }
  /// Whether a key is looked at only once the first day begins: scenarios of one base
  /// that differ in such keys alone have the same start, seed by seed.
  virtual bool is_late_key(std::string_view key) const = 0;
  /// Builds the world of `scenario` and brings it to the rest that `base` says. `akin`,
  /// if there is one, is a start of the same seed, from which whatever would be built
  /// the same is taken.
  virtual std::unique_ptr<Start> start(const ScenarioBase& base,
                                       const ScenarioBase& scenario, std::uint64_t seed,
                                       const Start* akin,
                                       const OnAdvance& advance) const = 0;
  /// Runs one replicate of `scenario` from its start.
  virtual Replicate run(std::unique_ptr<Start> start, const ScenarioBase& scenario,
                        const OnAdvance& advance) const = 0;
};

/// One replicate with a start of its own.
inline Replicate run_one(const Model& model, const ScenarioBase& base,
                         const ScenarioBase& scenario, std::uint64_t seed,
                         const OnAdvance& advance) {
  return model.run(model.start(base, scenario, seed, nullptr, advance), scenario,
                   advance);
}

}  // namespace newsdep::sim
