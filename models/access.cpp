#include "models/access.hpp"

#include <algorithm>
#include <map>

#include "sim/table.hpp"

namespace newsdep {
namespace {

/// The index of a label, or of all when the cell says `all`.
std::vector<std::size_t> matching(const sim::Table& table, std::size_t row,
                                  const char* column,
                                  const std::vector<std::string>& labels) {
  const std::string& text = table.text(row, column);
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    if (text == "all" || text == labels[k]) found.push_back(k);
  }
  if (found.empty()) {
    throw table.error(row, std::string("nobody lives in ") + column + " '" + text +
                               "'; name one of the population table, or all");
  }
  return found;
}

}  // namespace

AccessTable::AccessTable(const AccessParameters& parameters,
                         const std::vector<Medium>& media, const People& people) {
  const std::size_t ages = people.age_bands.size();
  const std::size_t cells = people.regions.size() * 2 * ages;
  std::vector<std::map<int, std::vector<double>>> by_year(media.size());
  if (parameters.table.given()) {
    const sim::Table table = sim::Table::read(parameters.table);
    table.require({"medium", "year", "region", "area", "age_band", "share"});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto medium =
          std::ranges::find(media, table.text(row, "medium"), &Medium::name);
      if (medium == media.end()) continue;  // a medium that this scenario leaves out
      const int year = static_cast<int>(table.number(row, "year", 1900, 2200));
      auto& share = by_year[static_cast<std::size_t>(medium - media.begin())][year];
      share.resize(cells, medium->reach);
      const double value = table.number(row, "share", 0, 1);
      for (const std::size_t r : matching(table, row, "region", people.regions)) {
        for (const std::size_t u : matching(table, row, "area", {"rural", "urban"})) {
          for (const std::size_t a :
               matching(table, row, "age_band", people.age_bands)) {
            share[(r * 2 + u) * ages + a] = value;
          }
        }
      }
    }
  }
  years_.resize(media.size());
  for (std::size_t m = 0; m < media.size(); ++m) {
    if (by_year[m].empty()) {
      years_[m].push_back({0, std::vector<double>(cells, media[m].reach)});
    }
    for (auto& [year, share] : by_year[m]) years_[m].push_back({year, share});
  }
}

std::vector<double> AccessTable::shares(std::size_t medium, sim::Date date) const {
  const std::vector<Year>& years = years_[medium];
  // A year's share holds at its middle.
  const double now = date.decimal_year() - 0.5;
  std::size_t after = 0;
  while (after < years.size() && years[after].year <= now) ++after;
  if (after == 0) return years.front().share;
  if (after == years.size()) return years.back().share;
  const Year& a = years[after - 1];
  const Year& b = years[after];
  const double part = (now - a.year) / (b.year - a.year);
  std::vector<double> share(a.share.size());
  for (std::size_t c = 0; c < share.size(); ++c) {
    share[c] = a.share[c] + part * (b.share[c] - a.share[c]);
  }
  return share;
}

}  // namespace newsdep
