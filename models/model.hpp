#pragma once
// The model as the program sees it.

#include <memory>
#include <string_view>

#include "models/scenario.hpp"
#include "sim/model.hpp"

namespace newsdep {

/// News in a country with one dominant platform.
class NewsModel : public sim::Model {
 public:
  std::unique_ptr<sim::ScenarioBase> make_scenario() const override;
  bool is_world_key(std::string_view key) const override;
  sim::MemoryUse memory(const sim::ScenarioBase& scenario) const override;
  sim::Results variables() const override;
  bool is_late_key(std::string_view key) const override;
  std::unique_ptr<sim::Start> start(const sim::ScenarioBase& base,
                                    const sim::ScenarioBase& scenario,
                                    std::uint64_t seed, const sim::Start* akin,
                                    const sim::OnAdvance& advance) const override;
  sim::Replicate run(std::unique_ptr<sim::Start> start,
                     const sim::ScenarioBase& scenario,
                     const sim::OnAdvance& advance) const override;
};

}  // namespace newsdep
