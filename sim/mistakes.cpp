// The user's mistakes in a scenario, collected and shown all at once.

#include "sim/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "sim/errors.hpp"

namespace newsdep::sim {
namespace {

constexpr std::size_t most_shown = 100;
constexpr std::size_t widest_line = 110;
constexpr std::size_t longest_text = 80;

/// Whether a byte begins a character of UTF-8, and so takes a column on the screen.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), begins_character));
}

std::string_view line_of(const Source& source, std::size_t line) {
  std::string_view rest = source.text;
  for (std::size_t n = 1; n < line; ++n) {
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) return {};
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

/// Length in bytes of the word that a caret underlines.
std::size_t word_length(std::string_view text) {
  if (text.empty()) return 1;
  const bool quote = text[0] == '"' || text[0] == '\'';
  const std::size_t end =
      quote ? text.find(text[0], 1) : text.find_first_of(" \t,:]}#", 1);
  if (end == text.npos) return quote ? 1 : text.size();
  return quote ? end + 1 : end;
}

/// The source's line with a caret below it.
std::string excerpt(const Place& place) {
  std::string_view line = line_of(*place.source, place.line);
  std::size_t at = std::min(place.column - 1, line.size());
  std::string before, after;
  if (line.size() > widest_line) {
    std::size_t from = at > widest_line / 2 ? at - widest_line / 2 : 0;
    while (from > 0 && !begins_character(line[from])) --from;
    std::size_t to = std::min(from + widest_line, line.size());
    while (to < line.size() && !begins_character(line[to])) --to;
    if (from > 0) before = "...";
    if (to < line.size()) after = "...";
    line = line.substr(from, to - from);
    at -= from;
  }
  std::string caret(before.size(), ' ');
  for (const char c : line.substr(0, at)) {
    if (begins_character(c)) caret += c == '\t' ? '\t' : ' ';
  }
  const std::string_view rest = line.substr(at);
  caret += '^';
  caret.append(characters(rest.substr(0, word_length(rest))), '~');
  if (caret.ends_with('~')) caret.pop_back();  // the caret itself stands for the first
  return fmt::format("{:>5} | {}{}{}\n{:>5} | {}\n", place.line, before, line, after,
                     "", caret);
}

std::string shown(const Place& place, const std::string& key,
                  const std::string& message) {
  std::string text = place.source->name;
  if (place.line > 0 && place.source->has_lines) {
    const std::string_view line = line_of(*place.source, place.line);
    const std::size_t column = characters(line.substr(0, place.column - 1)) + 1;
    text += fmt::format(":{}:{}", place.line, column);
  }
  text += ": ";
  if (!key.empty()) text += fit_for_message(key) + ": ";
  text += message + "\n";
  if (place.line > 0 && place.source->has_lines) text += excerpt(place);
  return text;
}

}  // namespace

void Mistakes::at(Place place, std::string key, std::string message) {
  const auto same = [&](const Mistake& m) {
    return m.place.source == place.source && m.place.line == place.line &&
           m.place.column == place.column && m.key == key && m.message == message;
  };
  // Only the newest are compared while a broken file pours in; sorting does the rest.
  const std::size_t from = list_.size() > most_shown ? list_.size() - most_shown : 0;
  if (std::any_of(list_.begin() + static_cast<std::ptrdiff_t>(from), list_.end(),
                  same)) {
    return;
  }
  list_.push_back({std::move(place), std::move(key), std::move(message)});
}

bool Mistakes::concern(std::string_view key) const {
  return std::any_of(list_.begin(), list_.end(), [key](const Mistake& m) {
    return m.key.starts_with(key) &&
           (m.key.size() == key.size() || m.key[key.size()] == '.');
  });
}

void Mistakes::raise_if_any() {
  if (list_.empty()) return;
  const auto order = [](const Mistake& m) {
    return std::tie(m.place.source->rank, m.place.line, m.place.column, m.key,
                    m.message);
  };
  std::stable_sort(list_.begin(), list_.end(), [&](const Mistake& a, const Mistake& b) {
    return order(a) < order(b);
  });
  list_.erase(std::unique(list_.begin(), list_.end(),
                          [&](const Mistake& a, const Mistake& b) {
                            return order(a) == order(b);
                          }),
              list_.end());
  std::string text;
  for (std::size_t n = 0; n < std::min(list_.size(), most_shown); ++n) {
    text += shown(list_[n].place, list_[n].key, list_[n].message);
  }
  if (list_.size() > most_shown) {
    text += fmt::format("... and {} more\n", list_.size() - most_shown);
  }
  if (list_.size() > 1) text += fmt::format("{} mistakes\n", list_.size());
  text.pop_back();  // the last line break is the printer's to add
  throw UserError(text);
}

std::string fit_for_message(std::string_view text) {
  std::string result;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const char c = text[n];
    if (n >= longest_text && begins_character(c)) return result + "...";
    if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string quoted_for_message(std::string_view text) {
  return "\"" + fit_for_message(text) + "\"";
}

}  // namespace newsdep::sim
