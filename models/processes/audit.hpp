#pragma once
// Audit: what an outsider can say of the likes of every page, at each level of
// disclosure.

#include <vector>

#include "models/mechanisms/audit.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Looks, every `every` days, at what each level of disclosure would show of each page,
/// estimates its fake likes by mechanisms/audit.hpp, and notes the truth beside it.
/// Reads likes, orders and advertisers; writes the group audit and nothing that anybody
/// else reads; draws "Audit accounts".
class Audit {
 public:
  Audit(const World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  void look(const sim::Moment& moment);
  PageEvidence evidence_of(std::size_t page, const sim::Moment& moment) const;
  std::vector<Gain> gains_of(std::size_t page) const;

  const World& world_;
  sim::Results& results_;
  std::vector<std::vector<std::size_t>> controls_;  ///< [pages] places among pages
  std::vector<std::vector<double>> totals_;         ///< [pages][audits] likes shown
  std::vector<Findings> findings_;                  ///< [pages] of the last audit
  std::vector<double> truth_;                       ///< [pages] at the last audit
  sim::VariableId estimate_{};
  sim::VariableId lower_{};
  sim::VariableId upper_{};
  sim::VariableId log_bayes_factor_{};
  sim::VariableId truth_id_{};
};

}  // namespace newsdep
