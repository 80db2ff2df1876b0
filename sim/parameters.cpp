// How a declared parameter is kept.

#include "sim/parameters.hpp"

#include <algorithm>

namespace newsdep::sim {

void Declarations::add(std::string_view key, double& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::int64_t& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, bool& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::string& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, Date& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::optional<Date>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::vector<std::string>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, std::vector<double>& value,
                       const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, NamedNumbers& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, DatedNumbers& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}
void Declarations::add(std::string_view key, InputFile& value, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, &value});
}

void Declarations::add_choice(std::string_view key, Choice choice, const About& about) {
  parameters_.push_back({prefix_ + std::string(key), about, std::move(choice)});
}

std::optional<Parameter> find_parameter(const Declarations& declared,
                                        std::string_view key) {
  for (const Parameter& parameter : declared.parameters()) {
    if (parameter.key == key) return parameter;
  }
  for (const Collection& collection : declared.collections()) {
    if (!key.starts_with(collection.key + ".")) continue;
    std::string_view item = key.substr(collection.key.size() + 1);
    item = item.substr(0, item.find('.'));
    // Declaring an item that is not there would make it.
    const std::vector<std::string> names = collection.names();
    if (std::ranges::find(names, item) == names.end()) return std::nullopt;
    Declarations of_item;
    collection.declare_item(item, of_item);
    return find_parameter(of_item, key);
  }
  return std::nullopt;
}

}  // namespace newsdep::sim
