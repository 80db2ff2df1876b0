#include "models/ballot.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>
#include <utility>

#include "sim/errors.hpp"
#include "sim/table.hpp"

namespace newsdep {
namespace {

std::size_t region_of(const sim::Table& table, std::size_t row, const People& people) {
  const std::string& name = table.text(row, "region");
  const auto found = std::ranges::find(people.regions, name);
  if (found != people.regions.end()) {
    return static_cast<std::size_t>(found - people.regions.begin());
  }
  throw table.error(row, "nobody lives in region '" + sim::printable(name) +
                             "', so nobody can vote there; name one of the population "
                             "table");
}

std::vector<std::int64_t> read_seats(const sim::InputFile& file, const People& people) {
  const sim::Table table = sim::Table::read(file);
  table.require({"region", "seats"});
  std::vector<std::optional<std::int64_t>> given(people.regions.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t region = region_of(table, row, people);
    if (given[region]) {
      throw table.error(row, "region '" + people.regions[region] +
                                 "' stands twice; which row is meant? Remove one");
    }
    const double seats = table.number(row, "seats", 0, 10000);
    if (seats != std::floor(seats)) {
      throw table.error(row, "seats must be a whole number");
    }
    given[region] = static_cast<std::int64_t>(seats);
  }
  std::vector<std::int64_t> seats;
  for (std::size_t r = 0; r < given.size(); ++r) {
    if (!given[r]) {
      throw sim::UserError(file.path + ": region '" + people.regions[r] +
                           "' is missing, so that its votes would count for nothing; "
                           "add a row, with 0 seats if it elects nobody");
    }
    seats.push_back(*given[r]);
  }
  return seats;
}

void read_constants(const BallotParameters& ballot, const People& people,
                    std::vector<std::vector<double>>& constant) {
  const sim::Table table = sim::Table::read(ballot.regions);
  table.require({"region", "party", "constant"});
  std::set<std::pair<std::size_t, std::size_t>> given;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t region = region_of(table, row, people);
    const std::string& name = table.text(row, "party");
    const auto party = std::ranges::find(ballot.parties, name, &Party::name);
    if (party == ballot.parties.end()) {
      throw table.error(row, "there is no party '" + sim::printable(name) +
                                 "' in `ballot.parties`, so this constant would change "
                                 "nothing");
    }
    const auto k = static_cast<std::size_t>(party - ballot.parties.begin());
    if (!given.emplace(region, k).second) {
      throw table.error(row, "party '" + name + "' stands twice for region '" +
                                 people.regions[region] + "'; remove one row");
    }
    constant[region][k] = table.number(row, "constant", -100, 100);
  }
}

std::vector<double> read_ages(const BallotParameters& ballot, const People& people) {
  std::vector<double> too_young(people.age_bands.size(), 0.0);
  for (const auto& [band, share] : ballot.below_voting_age) {
    const auto found = std::ranges::find(people.age_bands, band);
    assert(found != people.age_bands.end());  // checked with the scenario
    too_young[static_cast<std::size_t>(found - people.age_bands.begin())] = share;
  }
  return too_young;
}

}  // namespace

BallotTables read_ballot_tables(const BallotParameters& ballot, const People& people) {
  BallotTables tables;
  if (!ballot.enabled) return tables;
  for (const Election& election : ballot.elections) {
    tables.seats.emplace_back();
    if (election.enabled && election.seats.given()) {
      tables.seats.back() = read_seats(election.seats, people);
    }
  }
  tables.constant.assign(people.regions.size(),
                         std::vector<double>(ballot.parties.size(), 0.0));
  tables.too_young = read_ages(ballot, people);
  if (ballot.regions.given()) read_constants(ballot, people, tables.constant);
  return tables;
}

}  // namespace newsdep
