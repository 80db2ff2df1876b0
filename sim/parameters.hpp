#pragma once
// Parameters, each declared once, beside the code that uses it. From the one line come
// the reading and checking of YAML, the JSON Schema, `newsdep explain`, the tables in
// the READMEs and the resolved scenario.
//
//     struct Feed {
//       std::int64_t shown = 10;
//       void declare(sim::Declarations& d) {
//         d.add("shown", shown, {.unit = "stories", .low = 1, .high = 32,
//                                .meaning = "stories that one visit shows"});
//       }
//     };

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/calendar.hpp"

namespace newsdep::sim {

/// What a parameter is: its unit, bounds (both included), meaning in one phrase and the
/// source of its default ("assumed" when there is none).
struct About {
  std::string_view unit = "1";
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::string_view meaning;
  std::string_view source = "assumed";
};

/// Numbers by name, in the order of the file: `main_source: {tv: 0.6, radio: 0.2}`.
using NamedNumbers = std::vector<std::pair<std::string, double>>;

/// Numbers by date, sorted: `{2013-01-01: 0.1, 2014-01-01: 0.2}`.
using DatedNumbers = std::vector<std::pair<Date, double>>;

/// A file that a scenario names; the path is relative to the YAML file that names it.
/// Its content is read when the scenario is read (gzip is left as it is), and kept in
/// the results, so that a result can be repeated without the file. Copies share it.
struct InputFile {
  InputFile() = default;
  InputFile(std::string its_path, std::string text)
      : path(std::move(its_path)),
        content(std::make_shared<const std::string>(std::move(text))) {}

  std::string path;
  std::shared_ptr<const std::string> content = std::make_shared<const std::string>();

  const std::string& text() const { return *content; }
  bool given() const { return !path.empty(); }
  /// Copies are equal, and so are files of the same path and text.
  bool operator==(const InputFile& other) const {
    return path == other.path && text() == other.text();
  }
};

/// One of a fixed set of words, bound to an enum, whose byte is the word's index.
struct Choice {
  std::vector<std::string> words;
  std::uint8_t* index;
};

/// One declared parameter, bound to the variable that holds its value.
struct Parameter {
  std::string key;  ///< dotted, from the root of the scenario; "*" for an item's name
  About about;
  std::variant<double*, std::int64_t*, bool*, std::string*, Date*, std::optional<Date>*,
               std::vector<std::string>*, std::vector<double>*, NamedNumbers*,
               DatedNumbers*, InputFile*, Choice>
      value;
};

class Declarations;

/// A set of items by name (`outlets: {rfa_radio: {...}, ...}`), in the order of the
/// file.
struct Collection {
  std::string key;
  std::string meaning;
  std::size_t parameters_before = 0;  ///< declared before it, to keep the order
  /// Declares the item of that name, made if it is not there yet.
  std::function<void(std::string_view name, Declarations&)> declare_item;
  /// Declares an item with every default, for schema and explain.
  std::function<void(Declarations&)> declare_example;
  std::function<std::vector<std::string>()> names;
  std::function<void()> clear;
};

/// The list of what a scenario may say, made by walking `declare` functions. Whatever
/// need not be a template stands in parameters.cpp: this header is in every file's way.
class Declarations {
 public:
  void add(std::string_view key, double& value, const About& about);
  void add(std::string_view key, std::int64_t& value, const About& about);
  void add(std::string_view key, bool& value, const About& about);
  void add(std::string_view key, std::string& value, const About& about);
  void add(std::string_view key, Date& value, const About& about);
  void add(std::string_view key, std::optional<Date>& value, const About& about);
  void add(std::string_view key, std::vector<std::string>& value, const About& about);
  void add(std::string_view key, std::vector<double>& value, const About& about);
  void add(std::string_view key, NamedNumbers& value, const About& about);
  void add(std::string_view key, DatedNumbers& value, const About& about);
  void add(std::string_view key, InputFile& value, const About& about);

  /// An enum whose values are 0, 1, ... in the order of `words`.
  template <class E>
  void choice(std::string_view key, E& value, std::vector<std::string> words,
              const About& about) {
    static_assert(std::is_same_v<std::underlying_type_t<E>, std::uint8_t>);
    add_choice(key, {std::move(words), reinterpret_cast<std::uint8_t*>(&value)}, about);
  }

  /// A group of parameters under one key.
  template <class G>
  void group(std::string_view key, G& group, std::string_view meaning) {
    groups_.emplace_back(prefix_ + std::string(key), std::string(meaning));
    const std::string before = prefix_;
    prefix_ += std::string(key) + ".";
    group.declare(*this);
    prefix_ = before;
  }

  /// Items by name; Item has `std::string name` and `declare`. A name with the value
  /// `null` in a later layer removes the item.
  template <class Item>
  void named(std::string_view key, std::vector<Item>& items, std::string_view meaning) {
    const std::string full = prefix_ + std::string(key);
    collections_.push_back({full, std::string(meaning), parameters_.size(),
                            [full, &items](std::string_view name, Declarations& d) {
                              std::size_t k = 0;
                              while (k < items.size() && items[k].name != name) ++k;
                              if (k == items.size())
                                items.emplace_back().name = std::string(name);
                              d.prefix_ = full + "." + std::string(name) + ".";
                              items[k].declare(d);
                            },
                            [full](Declarations& d) {
                              // The example must outlive the declarations that point
                              // into it.
                              auto example = std::make_shared<Item>();
                              d.examples_.push_back(example);
                              d.prefix_ = full + ".*.";
                              example->declare(d);
                            },
                            [&items] {
                              std::vector<std::string> names;
                              for (const Item& item : items) names.push_back(item.name);
                              return names;
                            },
                            [&items] { items.clear(); }});
  }

  std::span<const Parameter> parameters() const { return parameters_; }
  std::span<const Collection> collections() const { return collections_; }
  /// Groups with their meaning, in order of declaration.
  std::span<const std::pair<std::string, std::string>> groups() const {
    return groups_;
  }

 private:
  void add_choice(std::string_view key, Choice choice, const About& about);

  std::string prefix_;
  std::vector<Parameter> parameters_;
  std::vector<Collection> collections_;
  std::vector<std::pair<std::string, std::string>> groups_;
  std::vector<std::shared_ptr<void>> examples_;
};

/// The parameter of a full key, an item's too (`outlets.rfa.slant`); nothing when none
/// is declared. It points into what declared it.
std::optional<Parameter> find_parameter(const Declarations& declared,
                                        std::string_view key);

/// Mistakes found by a scenario's own cross-checks, each tied to the key that is wrong,
/// so that the reader can show the line.
class Problems {
 public:
  struct Problem {
    std::string key;
    std::string message;
  };
  void at(std::string key, std::string message) {
    problems_.push_back({std::move(key), std::move(message)});
  }
  std::span<const Problem> list() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

}  // namespace newsdep::sim
