#pragma once
// A small model for the tests of the program: a random walk for each citizen, so that
// seeds matter, on as many threads as there are.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/blocks.hpp"
#include "sim/luck.hpp"
#include "sim/model.hpp"

namespace newsdep::test {

struct FakePeople {
  std::int64_t citizens = 1000;
  sim::InputFile names;
  void declare(sim::Declarations& d) {
    d.add("citizens", citizens,
          {.unit = "people",
           .low = 1,
           .high = 1e12,
           .meaning = "size of the population"});
    d.add("names", names, {.meaning = "a file of names"});
  }
};

class FakeScenario : public sim::ScenarioBase {
 public:
  std::int64_t first_seed = 1;
  std::int64_t days = 20;
  double drift = 0;
  FakePeople people;

  std::unique_ptr<sim::ScenarioBase> clone() const override {
    return std::make_unique<FakeScenario>(*this);
  }
  void declare(sim::Declarations& d) override {
    d.add("seed", first_seed, {.low = 0, .high = 9e15, .meaning = "seed of all luck"});
    d.add("days", days, {.unit = "d", .low = 1, .high = 1e6, .meaning = "length"});
    d.add("drift", drift, {.low = -1, .high = 1, .meaning = "added to every step"});
    d.group("people", people, "those who walk");
  }
  void check(sim::Problems&) const override {}
  std::uint64_t seed() const override { return static_cast<std::uint64_t>(first_seed); }
};

/// Where everybody begins: at home.
struct FakeStart : sim::Start {
  explicit FakeStart(std::uint64_t seed) : seed(seed) {}
  std::unique_ptr<sim::Start> copy() const override {
    return std::make_unique<FakeStart>(*this);
  }
  std::uint64_t seed;
};

class FakeModel : public sim::Model {
 public:
  /// Called after each day with its number; a test may raise a signal in it.
  std::function<void(std::int64_t)> each_day = [](std::int64_t) {};
  /// Called before each run; what it throws makes the run fail.
  std::function<void(const FakeScenario&)> before_run = [](const FakeScenario&) {};
  mutable std::atomic<int> starts{0};  ///< made so far
  mutable std::atomic<int> runs{0};    ///< begun so far
  /// What the run of a seed warns of.
  std::function<std::vector<std::string>(std::uint64_t)> warnings = [](std::uint64_t) {
    return std::vector<std::string>();
  };

  std::unique_ptr<sim::ScenarioBase> make_scenario() const override {
    return std::make_unique<FakeScenario>();
  }
  bool is_world_key(std::string_view) const override { return false; }
  sim::MemoryUse memory(const sim::ScenarioBase& scenario) const override {
    const auto& fake = dynamic_cast<const FakeScenario&>(scenario);
    return {
        {"walkers (people.citizens)", 8.0 * static_cast<double>(fake.people.citizens)},
        {"results", 8.0 * static_cast<double>(fake.days)}};
  }
  bool is_late_key(std::string_view key) const override { return key == "drift"; }
  std::unique_ptr<sim::Start> start(const sim::ScenarioBase&, const sim::ScenarioBase&,
                                    std::uint64_t seed, const sim::Start*,
                                    const sim::OnAdvance&) const override {
    ++starts;
    return std::make_unique<FakeStart>(seed);
  }
  sim::Replicate run(std::unique_ptr<sim::Start> start,
                     const sim::ScenarioBase& scenario,
                     const sim::OnAdvance& advance) const override {
    const std::uint64_t seed = dynamic_cast<const FakeStart&>(*start).seed;
    const auto& fake = dynamic_cast<const FakeScenario&>(scenario);
    ++runs;
    before_run(fake);
    const auto citizens = static_cast<std::uint32_t>(fake.people.citizens);
    const sim::Blocks blocks(citizens);
    const sim::Luck luck(seed);
    std::vector<double> place(citizens);
    sim::Replicate replicate;
    replicate.warnings = warnings(seed);
    sim::Results& results = replicate.results;
    std::vector<double> time;
    for (std::int64_t t = 0; t < fake.days; ++t) time.push_back(static_cast<double>(t));
    results.add_axis({"time", "", {}, time, "days since 2013-01-01 00:00:00", "time"});
    const auto mean =
        results.add({"mean_place", {"time"}, "1", "mean place", "a walk"});
    for (std::int64_t t = 0; t < fake.days; ++t) {
      sim::for_each_block(blocks, [&](const sim::Block& block) {
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
          const auto words = luck.draw(sim::Purpose{"walk"}, static_cast<int>(t), i, 0);
          place[i] += sim::uniform(words[0]) - 0.5 + fake.drift;
        }
      });
      const double sum = sim::sum_over<double>(blocks, [&](const sim::Block& block) {
        double part = 0;
        for (std::uint32_t i = block.begin; i < block.end; ++i) part += place[i];
        return part;
      });
      results.row(mean, static_cast<std::size_t>(t))[0] = sum / citizens;
      each_day(t);
      advance({"run", t + 1, fake.days, static_cast<double>((t + 1) * citizens),
               replicate.warnings, &results});
    }
    replicate.seconds = {{"Walk", 0.001}};
    return replicate;
  }
};

}  // namespace newsdep::test
