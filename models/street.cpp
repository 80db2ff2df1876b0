#include "models/street.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>

#include "models/world.hpp"
#include "sim/errors.hpp"
#include "sim/table.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose threshold_purpose{"Street threshold"};
constexpr sim::Purpose instigator_purpose{"Street instigator"};

/// The factors of labels: those that are named, and `otherwise` for the rest.
std::vector<double> factors_of(const std::vector<std::string>& labels,
                               const sim::NamedNumbers& named, double otherwise) {
  std::vector<double> factors(labels.size(), otherwise);
  for (const auto& [name, factor] : named) {
    const auto it = std::ranges::find(labels, name);
    assert(it != labels.end());  // checked with the scenario
    factors[static_cast<std::size_t>(it - labels.begin())] = factor;
  }
  return factors;
}

/// By how much an issue concerns each cell of society.
std::vector<double> concern(const People& people, const Issue& issue) {
  const auto regions = factors_of(people.regions, issue.regions, issue.elsewhere);
  const auto ages = factors_of(people.age_bands, issue.age_bands, 1);
  std::vector<double> factors;  // in the order of AccessTable::cell
  for (const double region : regions) {
    for (const double area : {issue.rural, issue.urban}) {
      for (const double age : ages) factors.push_back(region * area * age);
    }
  }
  return factors;
}

/// The rows of a table of thresholds.
std::vector<double> read_thresholds(const sim::InputFile& file, std::uint32_t n) {
  const sim::Table table = sim::Table::read(file);
  table.require({"threshold"});
  if (table.rows() > n) {
    throw sim::UserError(
        file.path + ": " + std::to_string(table.rows()) + " thresholds for " +
        std::to_string(n) +
        " citizens, so some would be nobody's; raise population.citizens");
  }
  std::vector<double> thresholds;
  constexpr double most = std::numeric_limits<double>::max();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    thresholds.push_back(table.number(row, "threshold", -most, most));
  }
  return thresholds;
}

}  // namespace

std::size_t StreetState::bytes() const {
  return threshold.capacity() * sizeof(double) + marching.bytes() + before.bytes() +
         tired.bytes();
}

StreetState start_street(const World& world, const Scenario& scenario) {
  const ThresholdParameters& law = scenario.street.threshold;
  StreetState street;
  for (const Issue& issue : scenario.street.issues) {
    street.group.push_back(concern(world.people, issue));
  }
  street.marching = street.before = street.tired = CitizenBits(world.n());
  street.region.resize(world.people.regions.size());
  street.threshold.resize(world.n());
  std::vector<double> given;
  if (law.table.given()) given = read_thresholds(law.table, world.n());
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::uint32_t key = world.people.key[i];
      const auto words = world.luck.draw(instigator_purpose, 0, key, 0);
      if (sim::uniform_open(words[0], words[1]) < law.instigators) {
        street.threshold[i] = 0;
      } else if (given.empty()) {
        street.threshold[i] =
            threshold_of(law, world.luck.draw(threshold_purpose, 0, key, 0));
      } else {
        street.threshold[i] = given[i % given.size()];
      }
    }
  });
  return street;
}

}  // namespace newsdep
