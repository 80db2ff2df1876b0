#include "sim/sweep_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>

namespace newsdep::sim {
namespace {

using nlohmann::json;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

/// The lines of `here` that are not in `there`.
std::vector<std::string> only_in(const std::vector<std::string>& here,
                                 const std::vector<std::string>& there) {
  const std::unordered_set<std::string_view> known(there.begin(), there.end());
  std::vector<std::string> lines;
  for (const std::string& line : here) {
    if (!known.contains(line)) lines.push_back(line);
  }
  return lines;
}

/// "name" of "name: value".
std::string_view name_of(std::string_view line) {
  return line.substr(0, line.find(": "));
}

}  // namespace

std::string plan_text(const SweepPlan& plan) {
  json attributes = json::array(), parameters = json::array();
  for (const auto& attribute : plan.attributes) {
    std::visit(
        [&](const auto& value) {
          attributes.push_back({attribute.first, value});
        },
        attribute.second);
  }
  for (const PlanParameter& parameter : plan.parameters) {
    parameters.push_back({parameter.key, parameter.unit, parameter.meaning,
                          parameter.law, parameter.is_number});
  }
  return json{{"definition", plan.definition},
              {"attributes", std::move(attributes)},
              {"parameters", std::move(parameters)},
              {"replicates", plan.replicates}}
      .dump();
}

SweepPlan plan_of_text(const std::string& text) {
  const json stored = json::parse(text);
  SweepPlan plan;
  plan.definition = stored.at("definition");
  for (const json& attribute : stored.at("attributes")) {
    const json& value = attribute.at(1);
    if (value.is_string()) {
      plan.attributes.emplace_back(attribute.at(0), value.get<std::string>());
    } else {
      plan.attributes.emplace_back(attribute.at(0), value.get<std::int64_t>());
    }
  }
  for (const json& parameter : stored.at("parameters")) {
    plan.parameters.push_back({parameter.at(0), parameter.at(1), parameter.at(2),
                               parameter.at(3), parameter.at(4)});
  }
  plan.replicates = stored.at("replicates").get<std::vector<std::int64_t>>();
  return plan;
}

std::string point_on_a_line(std::string key) {
  if (key.ends_with('\n')) key.pop_back();
  std::ranges::replace(key, '\n', ' ');
  return key;
}

std::string difference_of(const std::string& before, const std::string& now,
                          std::size_t most) {
  const std::vector<std::string> old_lines = lines_of(before),
                                 new_lines = lines_of(now);
  std::vector<std::string> gone = only_in(old_lines, new_lines);
  std::vector<std::string> come = only_in(new_lines, old_lines);
  // What stands in place of an old line follows it.
  std::vector<std::string> shown;
  for (const std::string& line : gone) {
    shown.push_back("- " + line);
    const auto instead = std::find_if(
        come.begin(), come.end(),
        [&](const std::string& other) { return name_of(other) == name_of(line); });
    if (instead == come.end()) continue;
    shown.push_back("+ " + *instead);
    come.erase(instead);
  }
  for (const std::string& line : come) shown.push_back("+ " + line);
  if (shown.size() > most) {
    const std::size_t more = shown.size() - most;
    shown.resize(most);
    shown.push_back(fmt::format("and {} lines more", more));
  }
  return fmt::format("{}", fmt::join(shown, "\n"));
}

}  // namespace newsdep::sim
