// Keys of YAML files that are no scenarios, declared as a scenario's parameters are.

#include "sim/yaml_fields.hpp"

#include <algorithm>
#include <vector>

#include "sim/spelling.hpp"
#include "sim/value_reader.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {

void read_fields(const YamlNode& map, const std::string& prefix,
                 const Declarations& fields, std::span<const std::string> others,
                 Mistakes& mistakes) {
  std::vector<std::string> names;
  for (const Parameter& field : fields.parameters()) {
    if (!field.key.starts_with(prefix)) continue;
    const std::string name = field.key.substr(prefix.size());
    if (name.find('.') == name.npos) names.push_back(name);
  }
  names.insert(names.end(), others.begin(), others.end());
  for (const YamlNode& child : map.children) {
    const std::string key = prefix + child.name;
    const auto parameters = fields.parameters();
    const auto field = std::ranges::find(parameters, key, &Parameter::key);
    if (field != parameters.end()) {
      read_value(*field, child, OpenFile(), mistakes);
    } else if (std::ranges::find(others, child.name) == others.end()) {
      const std::string meant = did_you_mean(nearest(child.name, names));
      mistakes.at(
          child.name_place, key,
          "unknown key" + (meant.empty() ? "; known here: " + in_words(names) : meant));
    }
  }
}

}  // namespace newsdep::sim
