#include "models/society/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <tuple>

#include "models/society/leaning.hpp"
#include "sim/blocks.hpp"
#include "sim/table.hpp"

namespace newsdep {
namespace {

/// The place of `label` among `labels`, added at the end if it is new.
std::size_t place_of(std::vector<std::string>& labels, const std::string& label) {
  const auto at = std::find(labels.begin(), labels.end(), label);
  if (at != labels.end()) return static_cast<std::size_t>(at - labels.begin());
  labels.push_back(label);
  return labels.size() - 1;
}

/// The label of a row, which must not be empty.
const std::string& label_at(const sim::Table& table, std::size_t row,
                            std::string_view column) {
  const std::string& label = table.text(row, column);
  if (label.empty()) {
    throw table.error(
        row, fmt::format("column '{}' is empty; every row needs a label", column));
  }
  return label;
}

std::uint8_t area_at(const sim::Table& table, std::size_t row, bool or_all) {
  const std::string& area = table.text(row, "area");
  if (area == "urban") return 1;
  if (area == "rural") return 0;
  throw table.error(row, fmt::format("column 'area': '{}' is not urban{} rural{}",
                                     sim::printable(area), or_all ? "," : " or",
                                     or_all ? " or all" : ""));
}

void read_cells(const sim::InputFile& file, double leaning_mean, Census& census) {
  const sim::Table table = sim::Table::read(file);
  table.require({"region", "area", "age_band", "persons"});
  std::map<std::tuple<std::size_t, std::uint8_t, std::size_t>, std::size_t> first_row;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t region = place_of(census.regions, label_at(table, row, "region"));
    const std::uint8_t urban = area_at(table, row, false);
    const std::size_t age =
        place_of(census.age_bands, label_at(table, row, "age_band"));
    if (region > 9999 || age > 99) {
      throw table.error(row,
                        "there are more than 10000 regions or 100 age bands; merge "
                        "some");
    }
    const double persons =
        table.number(row, "persons", 0, std::numeric_limits<double>::max());
    if (!first_row.emplace(std::tuple(region, urban, age), row).second) {
      throw table.error(row,
                        fmt::format("region '{}', area '{}', age band '{}' was given "
                                    "before; its persons would count twice",
                                    sim::printable(table.text(row, "region")),
                                    table.text(row, "area"),
                                    sim::printable(table.text(row, "age_band"))));
    }
    const std::string name = table.text(row, "region") + "/" + table.text(row, "area") +
                             "/" + table.text(row, "age_band");
    census.cells.push_back({static_cast<std::uint16_t>(region), urban,
                            static_cast<std::uint8_t>(age), persons, leaning_mean,
                            sim::hash_name(name)});
    census.persons += persons;
  }
  if (!(census.persons > 0)) {
    throw sim::UserError(fmt::format(
        "{}: column 'persons' adds up to nothing; nobody would live there", file.path));
  }
}

/// Which index a leaning row speaks of; nothing for "all".
std::optional<std::size_t> match(const sim::Table& table, std::size_t row,
                                 std::string_view column,
                                 const std::vector<std::string>& labels) {
  const std::string& label = label_at(table, row, column);
  if (label == "all") return std::nullopt;
  const auto at = std::find(labels.begin(), labels.end(), label);
  if (at == labels.end()) {
    std::string known;
    for (const std::string& l : labels) known += (known.empty() ? "" : ", ") + l;
    throw table.error(
        row, fmt::format("column '{}': '{}' is not in the population table; it has {}",
                         column, sim::printable(label), known));
  }
  return static_cast<std::size_t>(at - labels.begin());
}

void read_leanings(const sim::InputFile& file, Census& census) {
  const sim::Table table = sim::Table::read(file);
  table.require({"region", "area", "age_band", "mean"});
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto region = match(table, row, "region", census.regions);
    const auto age = match(table, row, "age_band", census.age_bands);
    const bool any_area = table.text(row, "area") == "all";
    const std::uint8_t urban = any_area ? 0 : area_at(table, row, true);
    const double mean = table.number(row, "mean", -1, 1);
    for (Cell& cell : census.cells) {
      if (region.value_or(cell.region) == cell.region &&
          age.value_or(cell.age) == cell.age && (any_area || cell.urban == urban)) {
        cell.leaning_mean = mean;
      }
    }
  }
}

/// One citizen on the way to its place.
struct Newcomer {
  double leaning;
  std::uint32_t key;
  std::uint8_t urban;
  bool operator<(const Newcomer& other) const {
    return std::tie(leaning, urban, key) <
           std::tie(other.leaning, other.urban, other.key);
  }
};

/// All cells of one region and age band: a stretch of places, sorted by leaning.
struct Group {
  std::vector<std::size_t> cells;
  std::uint32_t begin = 0;
};

}  // namespace

void PopulationParameters::declare(sim::Declarations& d) {
  d.add("citizens", citizens,
        {.unit = "citizens",
         .low = 1,
         .high = 2e8,
         .meaning = "how many citizens are simulated"});
  d.add("persons", persons,
        {.unit = "persons",
         .low = 1,
         .high = 1e10,
         .meaning = "how many persons they stand for, when no table says so"});
  d.add("table", table,
        {.unit = "file",
         .meaning = "census table: region, area (urban, rural), age_band, persons"});
  d.add("leaning_table", leaning_table,
        {.unit = "file",
         .meaning = "mean leaning by region, area, age_band ('all' for any; later rows "
                    "win): column mean in [-1, 1]"});
  d.add("leaning_mean", leaning_mean,
        {.low = -1,
         .high = 1,
         .meaning = "mean leaning where no table says it, -1 against the regime"});
  d.add("leaning_spread", leaning_spread,
        {.low = 0,
         .high = 10,
         .meaning = "how unlike the leanings of one cell are: standard deviation of "
                    "their logit; 0 gives everyone the mean"});
}

Census read_census(const PopulationParameters& parameters) {
  Census census;
  if (parameters.table.given()) {
    read_cells(parameters.table, parameters.leaning_mean, census);
  } else {
    census.regions = {"all"};
    census.age_bands = {"all"};
    census.cells = {{0, 1, 0, parameters.persons, parameters.leaning_mean,
                     sim::hash_name("all/urban/all")}};
    census.persons = parameters.persons;
  }
  if (parameters.leaning_table.given()) {
    read_leanings(parameters.leaning_table, census);
  }
  return census;
}

std::vector<std::uint32_t> allot(const Census& census, std::uint32_t citizens) {
  const auto cells = static_cast<double>(census.cells.size());
  std::vector<std::uint32_t> allotted;
  std::uint32_t sum = 0;
  // Webster gives each cell at least its share of citizens - cells, rounded down; from
  // there at most 2 cells seats remain to be given one by one.
  const double sure = std::max(0.0, citizens - cells) * (1 - 1e-9) / census.persons;
  for (const Cell& cell : census.cells) {
    allotted.push_back(static_cast<std::uint32_t>(cell.persons * sure));
    sum += allotted.back();
  }
  using Claim =
      std::pair<double, std::size_t>;  // larger first, ties to the earlier cell
  const auto later = [](const Claim& a, const Claim& b) {
    return a.first < b.first || (a.first == b.first && a.second > b.second);
  };
  std::priority_queue<Claim, std::vector<Claim>, decltype(later)> claims(later);
  const auto claim = [&](std::size_t c) {
    claims.emplace(census.cells[c].persons / (2.0 * allotted[c] + 1.0), c);
  };
  for (std::size_t c = 0; c < census.cells.size(); ++c) claim(c);
  for (; sum < citizens; ++sum) {
    const std::size_t c = claims.top().second;
    claims.pop();
    ++allotted[c];
    claim(c);
  }
  return allotted;
}

People make_people(const PopulationParameters& parameters, const sim::Luck& luck) {
  Census census = read_census(parameters);
  const auto n = static_cast<std::uint32_t>(parameters.citizens);
  const std::vector<std::uint32_t> allotted = allot(census, n);

  std::vector<Group> groups(census.regions.size() * census.age_bands.size());
  for (std::size_t c = 0; c < census.cells.size(); ++c) {
    const Cell& cell = census.cells[c];
    groups[cell.region * census.age_bands.size() + cell.age].cells.push_back(c);
  }
  std::uint32_t place = 0;
  for (Group& group : groups) {
    group.begin = place;
    for (const std::size_t c : group.cells) place += allotted[c];
  }

  People people;
  people.persons_per_citizen = census.persons / n;
  people.key.resize(n);
  people.region.resize(n);
  people.urban.resize(n);
  people.age.resize(n);
  people.leaning.resize(n);
  sim::for_each(static_cast<std::uint32_t>(groups.size()), [&](std::uint32_t g) {
    std::vector<Newcomer> newcomers;
    for (const std::size_t c : groups[g].cells) {
      const Cell& cell = census.cells[c];
      const LeaningLaw law(cell.leaning_mean, parameters.leaning_spread);
      for (std::uint32_t k = 0; k < allotted[c]; ++k) {
        // Twice mixed with the cell: keys never repeat inside a cell, and runs of
        // numbers in two cells never fall on each other.
        const std::uint32_t key = sim::mix(sim::mix(k, cell.name_hash), cell.name_hash);
        const auto w = luck.draw(sim::Purpose{"People leaning"}, 0, key, 0);
        newcomers.push_back(
            {law.at(sim::normal(w[0], w[1], w[2], w[3])), key, cell.urban});
      }
    }
    std::sort(newcomers.begin(), newcomers.end());
    std::uint32_t i = groups[g].begin;
    for (const Newcomer& newcomer : newcomers) {
      people.key[i] = newcomer.key;
      people.region[i] = static_cast<std::uint16_t>(g / census.age_bands.size());
      people.urban[i] = newcomer.urban;
      people.age[i] = static_cast<std::uint8_t>(g % census.age_bands.size());
      people.leaning[i++] = newcomer.leaning;
    }
  });
  people.regions = std::move(census.regions);
  people.age_bands = std::move(census.age_bands);
  return people;
}

}  // namespace newsdep
