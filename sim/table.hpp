#pragma once
// Tables of evidence: CSV text with a header row, read whole, with errors that name the
// line.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/errors.hpp"
#include "sim/parameters.hpp"

namespace newsdep::sim {

/// A CSV table as RFC 4180 has it (commas; cells in double quotes, a doubled quote for
/// a quote), UTF-8, with a header row; lines that are empty or start with # say nothing
/// to the program. A cell may not hold a line break. Cells are trimmed of blanks.
class Table {
 public:
  /// Reads the file's text. Throws UserError, naming file and line, for a column given
  /// twice, a row with too many or too few cells, a quote left open, bytes that are no
  /// text, or a file without rows.
  static Table read(const InputFile& file);

  std::size_t rows() const { return lines_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const { return find(column).has_value(); }

  /// Refuses the table unless it has all of these columns; says which it has.
  void require(const std::vector<std::string>& columns) const;

  /// The cell as text, "" when it is empty. Throws UserError without such a column.
  const std::string& text(std::size_t row, std::string_view column) const;
  /// The cell as a finite number in [low, high]; throws UserError for anything else.
  double number(std::size_t row, std::string_view column, double low,
                double high) const;
  /// As `number`, or nothing when the cell is empty.
  std::optional<double> optional_number(std::size_t row, std::string_view column,
                                        double low, double high) const;
  /// The cell as a date, YYYY-MM-DD.
  Date date(std::size_t row, std::string_view column) const;

  /// An error about one row, to throw: "file:line: message".
  UserError error(std::size_t row, const std::string& message) const;

 private:
  std::optional<std::size_t> find(std::string_view column) const;

  std::string path_;
  std::size_t header_line_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;  // [rows x columns]
  std::vector<std::size_t> lines_;  // [rows] line numbers in the file, from 1
};

/// Text from a file, fit for a message: cut to 40 bytes, what is not printable ASCII as
/// '?'.
std::string printable(std::string_view text);

}  // namespace newsdep::sim
