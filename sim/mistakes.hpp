#pragma once
// The user's mistakes in a scenario: collected, each with its place, and shown all at
// once in the manner of a good compiler:
//
//     cambodia.yaml:12:14: platform.detection: 1.4 is not in [0, 1] (chance that ...)
//        12 |   detection: 1.4
//           |              ^~~

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsdep::sim {

/// A text that the user wrote: a file, or one --set.
struct Source {
  std::string name;              ///< as messages show it
  std::string text;              ///< UTF-8
  std::filesystem::path folder;  ///< that paths in it are relative to
  int rank = 0;                  ///< place in the order of reading, to sort by
  bool has_lines = true;         ///< false for a --set, whose name says it all
};

/// A spot in a source. Line and column count from 1, columns in bytes; line 0 means the
/// source as a whole.
struct Place {
  std::shared_ptr<const Source> source;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// The mistakes found so far.
class Mistakes {
 public:
  /// `key` may be empty. The same mistake at the same place counts once.
  void at(Place place, std::string key, std::string message);
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  /// Whether a mistake was noted at `key` or at a key below it.
  bool concern(std::string_view key) const;
  /// Throws a UserError that shows every mistake by source, line and column, if any.
  void raise_if_any();

 private:
  struct Mistake {
    Place place;
    std::string key;
    std::string message;
  };
  std::vector<Mistake> list_;
};

/// A text of the user's, fit for a message: in quotes, without control characters, and
/// not longer than a line.
std::string quoted_for_message(std::string_view text);

/// The same without the quotes.
std::string fit_for_message(std::string_view text);

}  // namespace newsdep::sim
