// A JSON Schema of a model's scenario files, made from the declared parameters.

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "sim/key_tree.hpp"
#include "sim/scenario_file.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// Numbers whose digits are grouped (200_000) are texts to other readers of YAML.
constexpr const char* grouped_pattern = "^[+-]?[0-9]+(_[0-9]+)+(\\.[0-9_]+)?$";
constexpr const char* grouped_whole_pattern = "^[+-]?[0-9]+(_[0-9]+)+$";

Json number(const char* type, const About& about) {
  Json json;
  json["type"] = {type, "string"};
  json["pattern"] =
      std::string(type) == "integer" ? grouped_whole_pattern : grouped_pattern;
  if (std::isfinite(about.low)) json["minimum"] = about.low;
  if (std::isfinite(about.high)) json["maximum"] = about.high;
  return json;
}

/// A text; YAML without quotes may look like a number, a truth value or a date.
Json text() { return {{"type", {"string", "number", "boolean"}}}; }

/// The schema of one type of parameter, with its default.
struct Typed {
  const About& about;

  Json operator()(const double* x) const { return with(number("number", about), *x); }
  Json operator()(const std::int64_t* x) const {
    return with(number("integer", about), *x);
  }
  Json operator()(const bool* x) const { return with({{"type", "boolean"}}, *x); }
  Json operator()(const std::string* x) const { return with(text(), *x); }
  Json operator()(const Date* x) const {
    return with({{"type", "string"}, {"pattern", date_pattern}}, x->to_string());
  }
  Json operator()(const std::optional<Date>* x) const {
    return with({{"type", {"string", "null"}}, {"pattern", date_pattern}},
                *x ? Json((*x)->to_string()) : Json());
  }
  Json operator()(const std::vector<std::string>* x) const {
    return with({{"type", "array"}, {"items", text()}}, *x);
  }
  Json operator()(const std::vector<double>* x) const {
    return with({{"type", "array"}, {"items", number("number", about)}}, *x);
  }
  Json operator()(const NamedNumbers* x) const {
    Json value = Json::object();
    for (const auto& [name, share] : *x) value[name] = share;
    return with({{"type", "object"}, {"additionalProperties", number("number", about)}},
                value);
  }
  Json operator()(const DatedNumbers* x) const {
    Json value = Json::object();
    for (const auto& [date, share] : *x) value[date.to_string()] = share;
    return with({{"type", "object"},
                 {"patternProperties", {{date_pattern, number("number", about)}}},
                 {"additionalProperties", false}},
                value);
  }
  Json operator()(const InputFile* x) const {
    return with({{"type", "string"}}, x->path);
  }
  Json operator()(const Choice& x) const {
    return with({{"enum", x.words}}, x.words[*x.index]);
  }

  static Json with(Json schema, Json value) {
    schema["default"] = std::move(value);
    return schema;
  }
};

Json schema_of(const Parameter& parameter) {
  Json json = std::visit(Typed{parameter.about}, parameter.value);
  const About& about = parameter.about;
  std::string meaning = meaning_and_unit(about);
  if (const std::string range = range_text(about); !range.empty()) {
    meaning += " " + range;
  }
  json["description"] = meaning + "; source: " + std::string(about.source);
  return json;
}

Json schema_of(const KeyNode& group) {
  Json json{{"type", "object"}, {"additionalProperties", false}};
  if (!group.meaning.empty()) json["description"] = group.meaning;
  Json properties = Json::object();
  for (const KeyNode& child : group.children) {
    if (child.parameter != nullptr) {
      properties[child.name] = schema_of(*child.parameter);
    } else if (child.collection == nullptr) {
      properties[child.name] = schema_of(child);
    } else {
      Json item = schema_of(KeyTree::of_example(*child.collection).root());
      item["type"] = {"object", "null"};
      properties[child.name] = {{"type", "object"},
                                {"description", child.meaning},
                                {"propertyNames", {{"pattern", "^[^.*]+$"}}},
                                {"additionalProperties", std::move(item)}};
    }
  }
  json["properties"] = std::move(properties);
  return json;
}

}  // namespace

std::string json_schema(const Model& model) {
  const std::unique_ptr<ScenarioBase> scenario = model.make_scenario();
  Json keys = schema_of(KeyTree::of(*scenario).root());
  keys["properties"]["extends"] = {
      {"description", "the scenario file that this one changes; its path from here"},
      {"oneOf",
       {{{"type", "string"}},
        {{"type", "array"},
         {"items", {{"type", "string"}}},
         {"minItems", 1},
         {"maxItems", 1}}}}};
  Json json{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"title", "Scenario"}};
  json.update(keys);
  return json.dump(2) + "\n";
}

}  // namespace newsdep::sim
