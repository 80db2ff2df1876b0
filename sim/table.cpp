#include "sim/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace newsdep::sim {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The cells of one line; nothing when a quote is left open or text follows a closing
/// quote.
std::optional<std::vector<std::string>> split(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    line = trimmed(line);
    std::string cell;
    if (line.starts_with('"')) {
      std::size_t k = 1;
      for (; k < line.size(); ++k) {
        if (line[k] == '"') {
          if (k + 1 == line.size() || line[k + 1] != '"') break;
          ++k;
        }
        cell += line[k];
      }
      if (k == line.size()) return std::nullopt;
      line = trimmed(line.substr(k + 1));
      if (!line.empty() && !line.starts_with(',')) return std::nullopt;
    } else {
      const std::size_t comma = std::min(line.find(','), line.size());
      cell = trimmed(line.substr(0, comma));
      line.remove_prefix(comma);
    }
    cells.push_back(std::move(cell));
    if (line.empty()) return cells;
    line.remove_prefix(1);
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown(text.substr(0, 40));
  for (char& c : shown) {
    if (c < ' ' || c > '~') c = '?';
  }
  return text.size() > 40 ? shown + "..." : shown;
}

Table Table::read(const InputFile& file) {
  Table table;
  table.path_ = file.path;
  std::string_view rest = file.text();
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  const auto fail = [&](std::size_t line, const std::string& message) {
    return UserError(fmt::format("{}:{}: {}", file.path, line, message));
  };
  if (const auto zero = rest.find('\0'); zero != std::string_view::npos) {
    throw fail(1 + static_cast<std::size_t>(
                       std::count(rest.begin(), rest.begin() + zero, '\n')),
               "the file holds a zero byte, so it is no text; give a CSV table as "
               "plain UTF-8 text");
  }
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto cells = split(line);
    if (!cells) {
      throw fail(number,
                 "a quote (\") is not closed, or text follows the closing quote; put "
                 "the whole cell in quotes, on one line, and double a quote inside it");
    }
    if (table.columns_.empty()) {
      table.header_line_ = number;
      table.columns_ = std::move(*cells);
      for (const std::string& column : table.columns_) {
        if (std::count(table.columns_.begin(), table.columns_.end(), column) > 1) {
          throw fail(number, fmt::format("the header names column '{}' twice; each "
                                         "column needs a name of its own",
                                         printable(column)));
        }
      }
      continue;
    }
    if (cells->size() != table.columns_.size()) {
      throw fail(number,
                 fmt::format("the row has {} cells, the header {}; a cell that holds a "
                             "comma must stand in double quotes",
                             cells->size(), table.columns_.size()));
    }
    table.lines_.push_back(number);
    table.cells_.insert(table.cells_.end(), std::make_move_iterator(cells->begin()),
                        std::make_move_iterator(cells->end()));
  }
  if (table.rows() == 0) {
    throw UserError(fmt::format(
        "{}: the table has no rows; it needs a header row and at least one row of data",
        file.path));
  }
  return table;
}

std::optional<std::size_t> Table::find(std::string_view column) const {
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns_.begin());
}

void Table::require(const std::vector<std::string>& columns) const {
  for (const std::string& column : columns) {
    if (has(column)) continue;
    throw UserError(fmt::format(
        "{}:{}: there is no column '{}'; the table needs {} and "
        "has {}",
        path_, header_line_, column, joined(columns), printable(joined(columns_))));
  }
}

const std::string& Table::text(std::size_t row, std::string_view column) const {
  const auto at = find(column);
  if (!at) {
    throw UserError(fmt::format("{}:{}: there is no column '{}'; the table has {}",
                                path_, header_line_, column,
                                printable(joined(columns_))));
  }
  return cells_[row * columns_.size() + *at];
}

double Table::number(std::size_t row, std::string_view column, double low,
                     double high) const {
  const std::string& cell = text(row, column);
  double value = 0;
  const auto [end, code] =
      std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (code != std::errc() || end != cell.data() + cell.size() ||
      !std::isfinite(value)) {
    throw error(
        row, fmt::format("column '{}': '{}' is not a number", column, printable(cell)));
  }
  if (!(low <= value && value <= high)) {
    throw error(row, fmt::format("column '{}': {} is not in [{}, {}]", column, value,
                                 low, high));
  }
  return value;
}

std::optional<double> Table::optional_number(std::size_t row, std::string_view column,
                                             double low, double high) const {
  if (text(row, column).empty()) return std::nullopt;
  return number(row, column, low, high);
}

Date Table::date(std::size_t row, std::string_view column) const {
  const std::string& cell = text(row, column);
  const auto date = Date::parse(cell);
  if (!date) {
    throw error(row, fmt::format("column '{}': '{}' is not a date; write it as "
                                 "YYYY-MM-DD",
                                 column, printable(cell)));
  }
  return *date;
}

UserError Table::error(std::size_t row, const std::string& message) const {
  return UserError(fmt::format("{}:{}: {}", path_, lines_[row], message));
}

}  // namespace newsdep::sim
