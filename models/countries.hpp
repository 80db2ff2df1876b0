#pragma once
// The countries that likes come from: the country itself, others by name, elsewhere.

#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace newsdep {

/// The countries that likes can come from: first the scenario's own, then those that
/// the pages and the orders of the base and of the scenario name, switched off or not,
/// in order of first mention, last `elsewhere`.
std::vector<std::string> name_countries(const Scenario& base, const Scenario& scenario);

/// Shares by name as shares of `countries`; none given are all from the last,
/// `elsewhere`.
std::vector<double> shares_by_country(const sim::NamedNumbers& origins,
                                      const std::vector<std::string>& countries);

}  // namespace newsdep
