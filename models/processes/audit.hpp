#pragma once
// Audit: what an outsider can say of the likes of every page, at each level of
// disclosure.

#include <vector>

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Looks, every `every` days, at what each level of disclosure would show of each page,
/// estimates its fake likes by mechanisms/audit.hpp, and notes the truth beside it.
/// Reads likes, orders and advertisers; writes World::audit and the group audit; draws
/// "Audit accounts".
class Audit {
 public:
  Audit(World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  void look(const sim::Moment& moment);
  PageEvidence evidence_of(std::size_t page, const sim::Moment& moment) const;
  std::vector<Gain> gains_of(std::size_t page) const;

  World& world_;
  sim::Results& results_;
  std::vector<std::vector<std::size_t>> controls_;  ///< [pages] places among pages
  std::vector<std::vector<double>> totals_;         ///< [pages][audits] likes shown
  sim::VariableId estimate_{};
  sim::VariableId lower_{};
  sim::VariableId upper_{};
  sim::VariableId log_bayes_factor_{};
  sim::VariableId truth_id_{};
};

}  // namespace newsdep
