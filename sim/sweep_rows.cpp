// The rows of a sweep file: points one by one.

#include "sim/sweep_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "sim/sweep_points.hpp"

namespace newsdep::sim {
namespace {

class RowsReader {
 public:
  RowsReader(SweptReader& reader, Mistakes& mistakes)
      : reader_(reader), mistakes_(mistakes) {}

  Rows read(const YamlNode& rows) {
    if (rows.kind != YamlNode::Kind::list || rows.children.empty()) {
      mistakes_.at(
          rows.place, "rows",
          "needs a list of points, each as {key: value, ...}, not " +
              (rows.kind == YamlNode::Kind::list ? "an empty one" : what_is(rows)));
      return {};
    }
    if (!read_keys(rows.children.front())) return {};
    for (const YamlNode& row : rows.children) read_row(row);
    return std::move(rows_);
  }

 private:
  bool is_point(const YamlNode& row) {
    if (row.is_map() && !row.children.empty()) return true;
    mistakes_.at(row.place, "rows",
                 "a row is a point, as {key: value, ...}, not " +
                     (row.is_map() ? "an empty map" : what_is(row)));
    return false;
  }

  /// The first row says which parameters are swept.
  bool read_keys(const YamlNode& row) {
    if (!is_point(row)) return false;
    for (const YamlNode& node : row.children) {
      std::optional<Swept> swept = reader_.find(node);
      if (!swept) continue;
      keys_.push_back(node.name);
      rows_.swept.push_back(std::move(*swept));
    }
    return keys_.size() == row.children.size();
  }

  void read_row(const YamlNode& row) {
    if (!is_point(row)) return;
    for (const YamlNode& node : row.children) {
      if (std::ranges::find(keys_, node.name) != keys_.end()) continue;
      mistakes_.at(node.name_place, node.name,
                   "the first row does not say this key; all rows say the same keys");
    }
    std::vector<std::string> point;
    for (Swept& swept : rows_.swept) {
      const std::string& key = swept.parameter.key;
      const YamlNode* node = row.find(key);
      if (node == nullptr) {
        mistakes_.at(row.place, "rows",
                     key + " is missing; all rows say the keys of the first");
      } else if (std::optional<std::string> value = reader_.value(swept, *node)) {
        point.push_back(*value);
        std::vector<std::string>& values = swept.law.values;
        if (std::ranges::find(values, *value) == values.end()) {
          values.push_back(std::move(*value));
        }
      }
    }
    if (point.size() == keys_.size()) add(std::move(point), row.place);
  }

  void add(std::vector<std::string> point, const Place& place) {
    const auto [first, is_new] = first_.emplace(point, rows_.points.size());
    if (!is_new) {
      mistakes_.at(
          place, "rows",
          fmt::format("point {} is the same as point {} on line {} ({}); keep "
                      "one",
                      rows_.points.size(), first->second,
                      rows_.places[first->second].line, point_in_words(keys_, point)));
    }
    rows_.points.push_back(std::move(point));
    rows_.places.push_back(place);
  }

  SweptReader& reader_;
  Mistakes& mistakes_;
  std::vector<std::string> keys_;
  std::map<std::vector<std::string>, std::size_t> first_;
  Rows rows_;
};

}  // namespace

Rows read_rows(const YamlNode& rows, SweptReader& reader, Mistakes& mistakes) {
  return RowsReader(reader, mistakes).read(rows);
}

}  // namespace newsdep::sim
