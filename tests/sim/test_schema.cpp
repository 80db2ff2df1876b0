// What a scenario may say, told three ways: in words, as a table, as a JSON Schema.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

TEST_CASE("explaining a key says its default, type, unit, range, meaning and source") {
  CHECK(explain(ToyModel(), "platform.detection") ==
        "platform.detection = 0.1   number, 1/day, in [0, 1]\n"
        "    chance that a like is detected\n"
        "    source: Author, Journal 1 (2001) 2\n");
  CHECK(explain(ToyModel(), "outlets.rfa.closes") ==
        "outlets.*.closes = null   date or null\n"
        "    its last day\n"
        "    source: assumed\n");
  CHECK(explain(ToyModel(), "platform")
            .starts_with("platform\n    the one platform\nplatform.detection = 0.1"));
  CHECK(explain(ToyModel(), "outlets").find("outlets.*.pages.*.weight = 1") !=
        std::string::npos);
  CHECK(explain(ToyModel(), "society").find("platform") == std::string::npos);
}

TEST_CASE("explaining everything names every key once") {
  const std::string text = explain(ToyModel(), std::nullopt);
  for (const char* key :
       {"title", "start", "outlets.*.owner", "outlets.*.pages.*.weight", "seed",
        "platform.ranking", "society.graph", "last"}) {
    INFO(key);
    const std::string line = std::string("\n") + key + " = ";
    const std::size_t first = ("\n" + text).find(line);
    CHECK(first != text.npos);
    CHECK(("\n" + text).find(line, first + 1) == text.npos);
  }
}

TEST_CASE("explaining an unknown key suggests another") {
  const auto refusal = [](const char* key) -> std::string {
    try {
      return explain(ToyModel(), key);
    } catch (const UserError& error) {
      return error.what();
    }
  };
  CHECK(refusal("detection") ==
        "detection: unknown key; did you mean platform.detection?");
  CHECK(refusal("platfrom") == "platfrom: unknown key; did you mean platform?");
  CHECK(refusal("zzzzzz") ==
        "zzzzzz: unknown key; explain without a key shows every one");
  CHECK(refusal("") == ": unknown key; explain without a key shows every one");
}

TEST_CASE("the table has a row for every parameter") {
  const std::string table = parameter_table(ToyModel());
  CHECK(
      table.find("| `platform.detection` | 1/day | `0.1` | [0, 1] | chance that a like "
                 "is detected | Author, Journal 1 (2001) 2 |\n") != table.npos);
  CHECK(table.find("| `outlets.*` | | | items by name | those who publish | |\n") !=
        table.npos);
  CHECK(std::count(table.begin(), table.end(), '\n') == 21);
}

TEST_CASE("the schema says of each key what the reader enforces") {
  const auto schema = nlohmann::json::parse(json_schema(ToyModel()));
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["additionalProperties"] == false);
  const auto& keys = schema["properties"];
  CHECK(keys.contains("extends"));
  const auto& detection = keys["platform"]["properties"]["detection"];
  CHECK(detection["minimum"] == 0);
  CHECK(detection["maximum"] == 1);
  CHECK(detection["default"] == 0.1);
  CHECK(detection["description"] ==
        "chance that a like is detected, 1/day [0, 1]; source: Author, Journal 1 "
        "(2001) 2");
  CHECK(keys["platform"]["additionalProperties"] == false);
  CHECK(keys["platform"]["properties"]["ranking"]["enum"] ==
        nlohmann::json({"engagement", "chronological", "random"}));
  const auto& item = keys["outlets"]["additionalProperties"];
  CHECK(item["additionalProperties"] == false);
  CHECK(item["type"] == nlohmann::json({"object", "null"}));
  CHECK(item["properties"]["closes"]["default"].is_null());
  CHECK(item["properties"]["pages"]["additionalProperties"]["properties"].contains(
      "weight"));
  CHECK(keys["society"]["properties"]["citizens"]["type"] ==
        nlohmann::json({"integer", "string"}));
  CHECK(keys["society"]["properties"]["access"]["patternProperties"].size() == 1);
  CHECK(keys["start"]["pattern"] == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  CHECK_FALSE(keys["last"].contains("maximum"));
}
