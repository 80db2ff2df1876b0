// One parameter's value from YAML, with everything that can be wrong with it.

#include "sim/value_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "sim/numbers.hpp"
#include "sim/spelling.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

using Kind = YamlNode::Kind;

/// Reads one parameter from one node; one overload for each type.
class ValueReader {
 public:
  ValueReader(const Parameter& parameter, const YamlNode& node, const OpenFile& open,
              Mistakes& mistakes)
      : parameter_(parameter), node_(node), open_(open), mistakes_(mistakes) {}

  void operator()(double* value) {
    if (const auto number = number_in(node_, parameter_.key)) *value = *number;
  }

  void operator()(std::int64_t* value) {
    if (node_.kind != Kind::scalar || node_.quoted) return wants("a whole number");
    const NumberRead<std::int64_t> read = read_whole_number(node_.text);
    if (!read.number) return wrong(node_, parameter_.key, read.wrong);
    if (in_range(node_, parameter_.key, static_cast<double>(*read.number))) {
      *value = *read.number;
    }
  }

  void operator()(bool* value) {
    if (node_.kind != Kind::scalar || node_.quoted) return wants("true or false");
    if (is_one_of({"true", "True", "TRUE"})) {
      *value = true;
    } else if (is_one_of({"false", "False", "FALSE"})) {
      *value = false;
    } else {
      wants("true or false");
    }
  }

  void operator()(std::string* value) {
    if (node_.kind != Kind::scalar) return wants("a text");
    *value = node_.text;
  }

  void operator()(Date* value) {
    if (const auto date = date_in(node_, "a date (YYYY-MM-DD)")) *value = *date;
  }

  void operator()(std::optional<Date>* value) {
    if (node_.kind == Kind::null) {
      value->reset();
    } else if (const auto date = date_in(node_, "a date (YYYY-MM-DD) or null")) {
      *value = *date;
    }
  }

  void operator()(std::vector<std::string>* value) {
    if (node_.kind != Kind::list) return wants("a list of texts ([a, b])");
    std::vector<std::string> texts;
    for (const YamlNode& item : node_.children) {
      if (item.kind == Kind::scalar) {
        texts.push_back(item.text);
      } else {
        wrong_kind(item, parameter_.key, "a text");
      }
    }
    if (texts.size() == node_.children.size()) *value = std::move(texts);
  }

  void operator()(std::vector<double>* value) {
    if (node_.kind != Kind::list) return wants("a list of numbers ([0.1, 0.2])");
    std::vector<double> numbers;
    for (const YamlNode& item : node_.children) {
      if (const auto number = number_in(item, parameter_.key))
        numbers.push_back(*number);
    }
    if (numbers.size() == node_.children.size()) *value = std::move(numbers);
  }

  void operator()(NamedNumbers* value) {
    if (!node_.is_map()) return wants("numbers by name ({a: 0.1, b: 0.2})");
    NamedNumbers numbers;
    for (const YamlNode& item : node_.children) {
      const auto number = number_in(item, parameter_.key + "." + item.name);
      if (number) numbers.emplace_back(item.name, *number);
    }
    if (numbers.size() == node_.children.size()) *value = std::move(numbers);
  }

  void operator()(DatedNumbers* value) {
    if (!node_.is_map()) return wants("numbers by date ({2013-01-01: 0.1})");
    DatedNumbers numbers;
    for (const YamlNode& item : node_.children) {
      const auto number = number_in(item, parameter_.key + "." + item.name);
      const std::optional<Date> date = Date::parse(item.name);
      if (!date) {
        mistakes_.at(item.name_place, parameter_.key + "." + item.name,
                     no_date(item.name));
      } else if (number) {
        numbers.emplace_back(*date, *number);
      }
    }
    if (numbers.size() != node_.children.size()) return;
    std::sort(numbers.begin(), numbers.end());
    *value = std::move(numbers);
  }

  void operator()(InputFile* value) {
    if (node_.kind != Kind::scalar) return wants("the path of a file");
    if (node_.text.empty()) {
      *value = {};
      return;
    }
    OpenedFile opened = open_(parameter_.key, node_.text, node_.place);
    if (!opened.wrong.empty()) {
      return mistakes_.at(node_.place, parameter_.key,
                          fmt::format("{} {}{}", quoted_for_message(node_.text),
                                      opened.wrong, about()));
    }
    *value = std::move(opened.file);
  }

  void operator()(const Choice& choice) {
    const std::string any = "one of " + in_words(choice.words);
    if (node_.kind != Kind::scalar) return wants(any);
    const auto word = std::find(choice.words.begin(), choice.words.end(), node_.text);
    if (word != choice.words.end()) {
      *choice.index = static_cast<std::uint8_t>(word - choice.words.begin());
      return;
    }
    mistakes_.at(node_.place, parameter_.key,
                 fmt::format("{} is not {}{}{}", quoted_for_message(node_.text), any,
                             about(), did_you_mean(nearest(node_.text, choice.words))));
  }

 private:
  /// " (chance that a like is detected, 1/day)".
  std::string about() const {
    const std::string text = meaning_and_unit(parameter_.about);
    return text.empty() ? "" : " (" + text + ")";
  }

  void wrong_kind(const YamlNode& node, const std::string& key,
                  std::string_view wanted) {
    mistakes_.at(node.place, key,
                 fmt::format("needs {}, not {}{}", wanted, what_is(node), about()));
  }
  void wants(std::string_view wanted) { wrong_kind(node_, parameter_.key, wanted); }

  /// "abc" is not a number (meaning).
  void wrong(const YamlNode& node, const std::string& key, std::string_view what) {
    mistakes_.at(node.place, key,
                 fmt::format("{} {}{}", what_is_written(node.text), what, about()));
  }

  /// Numbers stand as they are, words in quotes.
  static std::string what_is_written(const std::string& text) {
    const bool is_like_a_number =
        !text.empty() && std::string_view("+-.0123456789").find(text[0]) != text.npos;
    return is_like_a_number ? fit_for_message(text) : quoted_for_message(text);
  }

  bool is_one_of(std::initializer_list<std::string_view> words) const {
    return std::find(words.begin(), words.end(), node_.text) != words.end();
  }

  bool in_range(const YamlNode& node, const std::string& key, double number) {
    const About& about_it = parameter_.about;
    if (about_it.low <= number && number <= about_it.high) return true;
    mistakes_.at(node.place, key,
                 fmt::format("{} is not in {}{}", fit_for_message(node.text),
                             range_text(about_it), about()));
    return false;
  }

  std::optional<double> number_in(const YamlNode& node, const std::string& key) {
    if (node.kind != Kind::scalar || node.quoted) {
      wrong_kind(node, key, "a number");
      return std::nullopt;
    }
    const NumberRead<double> read = read_number(node.text);
    if (!read.number) {
      wrong(node, key, read.wrong);
      return std::nullopt;
    }
    return in_range(node, key, *read.number) ? read.number : std::nullopt;
  }

  std::string no_date(const std::string& text) const {
    return what_is_written(text) +
           " is no day of the calendar; write YYYY-MM-DD, as 2013-07-28" + about();
  }

  std::optional<Date> date_in(const YamlNode& node, std::string_view wanted) {
    if (node.kind != Kind::scalar) {
      wrong_kind(node, parameter_.key, wanted);
      return std::nullopt;
    }
    const std::optional<Date> date = Date::parse(node.text);
    if (!date) mistakes_.at(node.place, parameter_.key, no_date(node.text));
    return date;
  }

  const Parameter& parameter_;
  const YamlNode& node_;
  const OpenFile& open_;
  Mistakes& mistakes_;
};

}  // namespace

void read_value(const Parameter& parameter, const YamlNode& node, const OpenFile& open,
                Mistakes& mistakes) {
  std::visit(ValueReader(parameter, node, open, mistakes), parameter.value);
}

}  // namespace newsdep::sim
