// One parameter's value in words and as YAML.

#include "sim/values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace newsdep::sim {
namespace {

using namespace std::string_literals;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

template <class Items, class ToText>
std::string joined(const Items& items, const ToText& to_text) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ", ";
    text += to_text(item);
  }
  return text;
}

/// Whether a text without quotes would be read as itself and as text.
bool is_plain(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (text.empty() || text.back() == ' ' || !(is_letter(text[0]) || text[0] == '/')) {
    return false;
  }
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_letter(c) && !is_digit &&
        std::string_view(" ./-+()%").find(c) == text.npos) {
      return false;
    }
  }
  for (const char* word :
       {"null",  "Null", "NULL", "true", "True", "TRUE", "false", "False",
        "FALSE", "yes",  "no",   "on",   "off",  "Yes",  "No",    "On",
        "Off",   "YES",  "NO",   "ON",   "OFF",  "y",    "n",     "Y",
        "N",     "nan",  "inf",  "NaN",  "Inf"}) {
    if (text == word) return false;
  }
  return true;
}

}  // namespace

std::string value_text(const Parameter& parameter) {
  const auto named = [](const auto& pair) {
    return yaml_text(pair.first) + ": " + number_text(pair.second);
  };
  const auto dated = [](const auto& pair) {
    return pair.first.to_string() + ": " + number_text(pair.second);
  };
  return std::visit(
      Overloaded{
          [](const double* x) { return number_text(*x); },
          [](const std::int64_t* x) { return std::to_string(*x); },
          [](const bool* x) { return std::string(*x ? "true" : "false"); },
          [](const std::string* x) { return yaml_text(*x); },
          [](const Date* x) { return x->to_string(); },
          [](const std::optional<Date>* x) { return *x ? (*x)->to_string() : "null"; },
          [](const std::vector<std::string>* x) {
            return "[" + joined(*x, yaml_text) + "]";
          },
          [](const std::vector<double>* x) {
            return "[" + joined(*x, number_text) + "]";
          },
          [&](const NamedNumbers* x) { return "{" + joined(*x, named) + "}"; },
          [&](const DatedNumbers* x) { return "{" + joined(*x, dated) + "}"; },
          [](const InputFile* x) { return yaml_text(x->path); },
          [](const Choice& x) { return yaml_text(x.words[*x.index]); }},
      parameter.value);
}

std::string kind_of(const Parameter& parameter) {
  return std::visit(
      Overloaded{[](const double*) { return "number"s; },
                 [](const std::int64_t*) { return "whole number"s; },
                 [](const bool*) { return "true or false"s; },
                 [](const std::string*) { return "text"s; },
                 [](const Date*) { return "date"s; },
                 [](const std::optional<Date>*) { return "date or null"s; },
                 [](const std::vector<std::string>*) { return "list of texts"s; },
                 [](const std::vector<double>*) { return "list of numbers"s; },
                 [](const NamedNumbers*) { return "numbers by name"s; },
                 [](const DatedNumbers*) { return "numbers by date"s; },
                 [](const InputFile*) { return "path of a file"s; },
                 [](const Choice& x) { return "one of " + in_words(x.words); }},
      parameter.value);
}

std::string in_words(std::span<const std::string> words) {
  return joined(words, [](const std::string& word) { return word; });
}

std::string range_text(const About& about) {
  if (std::isinf(about.low) && std::isinf(about.high)) return "";
  return (std::isinf(about.low) ? "(-inf" : "[" + number_text(about.low)) + ", " +
         (std::isinf(about.high) ? "inf)" : number_text(about.high) + "]");
}

std::string meaning_and_unit(const About& about) {
  std::string text(about.meaning);
  if (about.unit != "1" && !about.unit.empty()) {
    if (!text.empty()) text += ", ";
    text += about.unit;
  }
  return text;
}

std::string yaml_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string number_text(double number) { return fmt::format("{}", number); }

}  // namespace newsdep::sim
