// What a scenario may say, in words for the screen and as a Markdown table.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <string>
#include <vector>

#include "sim/errors.hpp"
#include "sim/key_tree.hpp"
#include "sim/mistakes.hpp"
#include "sim/scenario_file.hpp"
#include "sim/spelling.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

constexpr std::size_t widest_default = 60;

/// Calls `visit` with every node below a group, parents first, items as "*".
void for_each_node(const KeyNode& group,
                   const std::function<void(const KeyNode&)>& visit) {
  for (const KeyNode& child : group.children) {
    visit(child);
    if (child.collection != nullptr) {
      for_each_node(KeyTree::of_example(*child.collection).root(), visit);
    } else {
      for_each_node(child, visit);
    }
  }
}

std::string default_text(const Parameter& parameter) {
  const std::string text = value_text(parameter);
  return text.size() <= widest_default ? text : text.substr(0, widest_default) + "...";
}

/// One parameter:
///
///     platform.detection = 0.1   number, 1/day, in [0, 1]
///         chance that a like is detected
///         source: assumed
std::string in_words(const Parameter& parameter) {
  const About& about = parameter.about;
  const std::string range = range_text(about);
  std::string text = fmt::format("{} = {}   {}", parameter.key, default_text(parameter),
                                 kind_of(parameter));
  if (about.unit != "1" && !about.unit.empty()) text += fmt::format(", {}", about.unit);
  if (!range.empty()) text += ", in " + range;
  return text + fmt::format("\n    {}\n    source: {}\n", about.meaning, about.source);
}

/// One node, of whatever kind.
std::string in_words(const KeyNode& node) {
  if (node.parameter != nullptr) return in_words(*node.parameter);
  return fmt::format("\n{}{}{}\n",
                     node.collection != nullptr ? node.key + ".*" : node.key,
                     node.collection != nullptr ? "   items by name" : "",
                     node.meaning.empty() ? "" : "\n    " + node.meaning);
}

/// Whether a key is the pattern's, or below it; "*" stands for any name.
bool is_at_or_below(std::string_view key, std::string_view pattern) {
  while (true) {
    const std::string_view a = key.substr(0, key.find('.'));
    const std::string_view b = pattern.substr(0, pattern.find('.'));
    if (a != b && a != "*") return false;
    if (b.size() == pattern.size()) return true;
    if (a.size() == key.size()) return false;
    key.remove_prefix(a.size() + 1);
    pattern.remove_prefix(b.size() + 1);
  }
}

/// Whether a parameter's values have a unit.
bool is_numeric(const Parameter& parameter) {
  const auto& value = parameter.value;
  return std::holds_alternative<double*>(value) ||
         std::holds_alternative<std::int64_t*>(value) ||
         std::holds_alternative<std::vector<double>*>(value) ||
         std::holds_alternative<NamedNumbers*>(value) ||
         std::holds_alternative<DatedNumbers*>(value);
}

/// A text in a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string code_cell(std::string_view text) {
  return text.empty() ? "" : "`" + cell(text) + "`";
}

}  // namespace

std::string explain(const Model& model, const std::optional<std::string>& key) {
  const std::unique_ptr<ScenarioBase> scenario = model.make_scenario();
  const KeyTree tree = KeyTree::of(*scenario);
  std::string text;
  std::vector<std::string> keys;
  for_each_node(tree.root(), [&](const KeyNode& node) {
    keys.push_back(node.key);
    if (!key || is_at_or_below(node.key, *key)) text += in_words(node);
  });
  if (text.empty() && key) {
    std::vector<std::string> meant;
    for (const std::string& known : keys) {
      if (meant.size() < 3 && known.ends_with("." + *key)) meant.push_back(known);
    }
    if (meant.empty()) meant = nearest(*key, keys);
    throw UserError(fmt::format("{}: unknown key{}", fit_for_message(*key),
                                meant.empty()
                                    ? "; explain without a key shows every one"
                                    : did_you_mean(meant)));
  }
  // A heading has an empty line above it, but the first needs none.
  return text.starts_with('\n') ? text.substr(1) : text;
}

std::string parameter_table(const Model& model) {
  const std::unique_ptr<ScenarioBase> scenario = model.make_scenario();
  const KeyTree tree = KeyTree::of(*scenario);
  std::string text =
      "| Key | Unit | Default | Range | Meaning | Source |\n"
      "|---|---|---|---|---|---|\n";
  for_each_node(tree.root(), [&](const KeyNode& node) {
    if (node.collection != nullptr) {
      text += fmt::format("| {} | | | items by name | {} | |\n",
                          code_cell(node.key + ".*"), cell(node.meaning));
    }
    if (node.parameter == nullptr) return;
    const About& about = node.parameter->about;
    const bool is_choice = std::holds_alternative<Choice>(node.parameter->value);
    const std::string range = is_choice ? kind_of(*node.parameter) : range_text(about);
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", code_cell(node.key),
                        is_numeric(*node.parameter) ? cell(about.unit) : "",
                        code_cell(default_text(*node.parameter)), cell(range),
                        cell(about.meaning), cell(about.source));
  });
  return text;
}

std::string variable_table(const Model& model) {
  const Results results = model.variables();
  std::string text = "| Variable | Axes | Unit | Meaning |\n|---|---|---|---|\n";
  for (const Variable& variable : results.variables()) {
    const VariableAbout& about = variable.about;
    text +=
        fmt::format("| {} | {} | {} | {} |\n", code_cell(about.name),
                    fmt::join(about.axes, ", "), cell(about.unit), cell(about.comment));
  }
  return text;
}

}  // namespace newsdep::sim
