// A scenario's structs as YAML: every key with its value.

#include "sim/scenario_writer.hpp"

#include <variant>

#include "sim/key_tree.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

/// Maps that are longer than this have a line for each entry.
constexpr std::size_t widest_map = 60;

/// Calls `visit` with every parameter, those of items too, however deep they stand.
template <class OnParameter>
void for_each_parameter(const KeyNode& group, const OnParameter& visit) {
  for (const KeyNode& child : group.children) {
    if (child.parameter != nullptr) {
      visit(*child.parameter);
    } else if (child.collection != nullptr) {
      for (const std::string& name : child.collection->names()) {
        for_each_parameter(KeyTree::of_item(*child.collection, name).root(), visit);
      }
    } else {
      for_each_parameter(child, visit);
    }
  }
}

class Writer {
 public:
  const std::string& text() const { return text_; }

  void write(const KeyNode& group) {
    for (const KeyNode& child : group.children) {
      if (child.parameter != nullptr) {
        write_value(child.name, *child.parameter);
      } else if (child.collection != nullptr) {
        write_items(child.name, *child.collection);
      } else {
        write_below(child.name, child);
      }
    }
  }

 private:
  void line(const std::string& name, const std::string& value) {
    text_.append(indent_, ' ');
    text_ += yaml_text(name) + ":" + (value.empty() ? "" : " " + value) + "\n";
  }

  void write_below(const std::string& name, const KeyNode& group) {
    line(name, group.children.empty() ? "{}" : "");
    indent_ += 2;
    write(group);
    indent_ -= 2;
  }

  void write_items(const std::string& name, const Collection& collection) {
    const std::vector<std::string> names = collection.names();
    line(name, names.empty() ? "{}" : "");
    indent_ += 2;
    for (const std::string& item : names) {
      write_below(item, KeyTree::of_item(collection, item).root());
    }
    indent_ -= 2;
  }

  void write_value(const std::string& name, const Parameter& parameter) {
    const std::string text = value_text(parameter);
    const auto* named = std::get_if<NamedNumbers*>(&parameter.value);
    const auto* dated = std::get_if<DatedNumbers*>(&parameter.value);
    if (text.size() <= widest_map || (named == nullptr && dated == nullptr)) {
      return line(name, text);
    }
    line(name, "");
    indent_ += 2;
    if (named != nullptr) {
      for (const auto& [key, number] : **named) line(key, number_text(number));
    } else {
      for (const auto& [date, number] : **dated) {
        text_.append(indent_, ' ');
        text_ += date.to_string() + ": " + number_text(number) + "\n";
      }
    }
    indent_ -= 2;
  }

  std::string text_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string write_scenario(ScenarioBase& scenario) {
  Writer writer;
  writer.write(KeyTree::of(scenario).root());
  return writer.text();
}

std::vector<std::pair<std::string, std::string>> all_values(ScenarioBase& scenario) {
  std::vector<std::pair<std::string, std::string>> values;
  for_each_parameter(KeyTree::of(scenario).root(), [&](const Parameter& parameter) {
    values.emplace_back(parameter.key, value_text(parameter));
  });
  return values;
}

std::vector<std::pair<std::string, std::string>> input_files(ScenarioBase& scenario) {
  std::vector<std::pair<std::string, std::string>> files;
  for_each_parameter(KeyTree::of(scenario).root(), [&](const Parameter& parameter) {
    const auto* file = std::get_if<InputFile*>(&parameter.value);
    if (file != nullptr && (*file)->given()) {
      files.emplace_back(parameter.key, (*file)->text());
    }
  });
  return files;
}

}  // namespace newsdep::sim
