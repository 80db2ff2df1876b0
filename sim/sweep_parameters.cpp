// What a sweep file says about one swept parameter.

#include "sim/sweep_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/key_tree.hpp"
#include "sim/math.hpp"
#include "sim/numbers.hpp"
#include "sim/scenario_writer.hpp"
#include "sim/spelling.hpp"
#include "sim/values.hpp"
#include "sim/yaml_fields.hpp"

namespace newsdep::sim {
namespace {

using Kind = YamlNode::Kind;
using LawKind = SweptLaw::Kind;

/// A normal law of which less than this is left is no law to draw from.
constexpr double least_chance = 1e-9;
constexpr double most_steps = 1e6;

/// A number of a swept parameter's own kind, whole or not, with its own bounds.
struct Number {
  double number = 0;
  std::int64_t whole = 0;

  void declare(Declarations& d, std::string_view name, const Swept& of) {
    const About& about = of.parameter.about;
    if (of.law.is_whole) return d.add(name, whole, about);
    d.add(name, number, about);
  }
  double value(const Swept& of) const {
    return of.law.is_whole ? static_cast<double>(whole) : number;
  }
};

enum class Scale : std::uint8_t { linear, log };

/// {from: 0.1, to: 0.5, steps: 5, scale: log}
struct Range {
  const Swept& of;
  Number from;
  Number to;
  std::int64_t steps = 0;
  Scale scale = Scale::linear;

  void declare(Declarations& d) {
    from.declare(d, "from", of);
    to.declare(d, "to", of);
    d.add("steps", steps, {.low = 2, .high = most_steps, .meaning = "values"});
    d.choice("scale", scale, {"linear", "log"}, {.meaning = "how they are spaced"});
  }

  /// The value number k. Between the ends it has 12 digits: 0.3 and no
  /// 0.30000000000000004.
  std::string at(std::int64_t k) const {
    const double low = from.value(of);
    const double high = to.value(of);
    const double part = static_cast<double>(k) / static_cast<double>(steps - 1);
    double x = scale == Scale::linear ? low + part * (high - low)
                                      : exp(log(low) + part * (log(high) - log(low)));
    if (k == 0) x = low;
    if (k == steps - 1) x = high;
    if (of.law.is_whole) {
      return std::to_string(static_cast<std::int64_t>(std::floor(x + 0.5)));
    }
    if (0 < k && k < steps - 1) x = *read_number(fmt::format("{:.12g}", x)).number;
    return number_text(x);
  }
};

/// {law: normal, mean: 0.03, sd: 0.01, low: 0, high: 1}
struct LawFields {
  const Swept& of;
  LawKind kind = LawKind::uniform;
  Number low;
  Number high;
  double mean = 0;
  double sd = 0;

  void declare(Declarations& d) {
    const About& about = of.parameter.about;
    d.choice("law", kind, {"uniform", "log_uniform", "normal"},
             {.meaning = "what it is drawn from"});
    low.declare(d, "low", of);
    high.declare(d, "high", of);
    d.add("mean", mean, {.unit = about.unit, .meaning = "of the law before it is cut"});
    d.add("sd", sd, {.unit = about.unit, .low = 0, .meaning = "standard deviation"});
  }
};

}  // namespace

std::vector<std::string> design_words() {
  return {"grid", "list", "random", "latin_hypercube", "sobol", "saltelli", "morris"};
}

bool is_sampled(Design design) {
  return design != Design::grid && design != Design::list;
}

SweptParameter Swept::described() const {
  return {.key = parameter.key,
          .unit = std::string(parameter.about.unit),
          .meaning = std::string(parameter.about.meaning),
          .is_number = law.is_number,
          .law = law_in_words(law),
          .law_json = law_as_json(parameter.key, law)};
}

SweptReader::SweptReader(std::unique_ptr<ScenarioBase> scratch, Design design,
                         const OpenFile& open, Mistakes& mistakes)
    : scratch_(std::move(scratch)),
      design_(design),
      open_([this, open](const std::string& key, const std::string& path,
                         const Place& place) {
        OpenedFile opened = open(key, path, place);
        const bool is_new = std::ranges::find(files_, opened.file.path,
                                              &InputFile::path) == files_.end();
        if (opened.wrong.empty() && is_new) files_.push_back(opened.file);
        return opened;
      }),
      mistakes_(mistakes) {
  scratch_->declare(declared_);
}

std::optional<Swept> SweptReader::find(const YamlNode& node) {
  const std::optional<Parameter> parameter = find_parameter(declared_, node.name);
  if (!parameter) {
    mistakes_.at(node.name_place, node.name, what_is_no_parameter(node.name));
    return std::nullopt;
  }
  if (node.name == "seed") {
    mistakes_.at(node.name_place, node.name,
                 "is not swept: say how many `replicates` each point has, and the "
                 "`seed` of the first");
    return std::nullopt;
  }
  SweptLaw law;
  law.kind = LawKind::values;
  law.is_whole = std::holds_alternative<std::int64_t*>(parameter->value);
  law.is_number = law.is_whole || std::holds_alternative<double*>(parameter->value);
  return Swept{*parameter, std::move(law)};
}

std::string SweptReader::what_is_no_parameter(const std::string& key) {
  std::vector<std::string> keys;
  for (const auto& [full, value] : all_values(*scratch_)) {
    if (key.starts_with(full + ".")) {
      return fit_for_message(full) + " is one value; sweep it as a whole";
    }
    keys.push_back(full);
  }
  std::vector<std::string> below;
  std::vector<std::string> meant = nearest(key, keys);
  for (const std::string& full : keys) {
    if (full.starts_with(key + ".")) below.push_back(full);
    if (meant.size() < 3 && full.ends_with("." + key)) meant.push_back(full);
  }
  if (!below.empty()) {
    below.resize(std::min<std::size_t>(below.size(), 3));
    return "is a group of keys, and has no value to sweep; name one below it, such "
           "as " +
           in_words(below);
  }
  const auto groups = all_keys(KeyTree::of(*scratch_).root());
  if (std::ranges::find(groups, key) != groups.end()) {
    return "is a group of keys that holds nothing in this scenario";
  }
  return "no parameter of the scenario has this key" + did_you_mean(meant);
}

std::optional<Swept> SweptReader::read(const YamlNode& node) {
  std::optional<Swept> swept = find(node);
  if (!swept) return std::nullopt;
  const std::size_t before = mistakes_.size();
  const auto has = [&](std::string_view name) { return node.find(name) != nullptr; };
  if (node.kind == Kind::list) {
    read_values(*swept, node);
  } else if (has("law") && design_ == Design::grid) {
    mistakes_.at(node.find("law")->name_place, node.name,
                 "a grid draws nothing from laws; give values ([a, b]) or {from: , to: "
                 ", steps: }, or choose a sampled design");
  } else if (has("law")) {
    read_law(*swept, node);
  } else if ((has("from") || has("to") || has("steps")) && is_sampled(design_)) {
    mistakes_.at(node.place, node.name,
                 "steps are for a grid; give values ([a, b]) or a law ({law: uniform, "
                 "low: , high: })");
  } else if (has("from") || has("to") || has("steps")) {
    read_range(*swept, node);
  } else {
    mistakes_.at(
        node.place, node.name,
        fmt::format("needs a list of values ([a, b]) or {}, not {}; what "
                    "holds for all points belongs in `set`",
                    design_ == Design::grid ? "{from: , to: , steps: }"
                                            : "a law ({law: uniform, low: , high: })",
                    what_is(node)));
  }
  if (mistakes_.size() > before) return std::nullopt;
  return swept;
}

std::optional<std::string> SweptReader::value(const Swept& swept,
                                              const YamlNode& node) {
  const std::size_t before = mistakes_.size();
  read_value(swept.parameter, node, open_, mistakes_);
  if (mistakes_.size() > before) return std::nullopt;
  return value_text(swept.parameter);
}

void SweptReader::read_values(Swept& swept, const YamlNode& list) {
  if (list.children.empty()) {
    mistakes_.at(list.place, list.name, "has no values, so there would be no points");
  }
  std::vector<std::string>& values = swept.law.values;
  for (const YamlNode& child : list.children) {
    std::optional<std::string> text = value(swept, child);
    if (!text) continue;
    const auto first = std::ranges::find(values, *text);
    if (first != values.end()) {
      mistakes_.at(child.place, list.name,
                   fit_for_message(*text) +
                       " is given twice, which would make the same points twice; "
                       "keep one");
    } else {
      values.push_back(std::move(*text));
    }
  }
}

bool SweptReader::has_all(const Swept& swept, const YamlNode& map,
                          const std::vector<std::string>& names) {
  bool all = true;
  for (const std::string& name : names) {
    if (map.find(name) != nullptr) continue;
    mistakes_.at(map.place, swept.parameter.key, "`" + name + "` is missing");
    all = false;
  }
  return all;
}

bool SweptReader::has_numbers(const Swept& swept, const YamlNode& map,
                              const std::string& what) {
  if (swept.law.is_number) return true;
  mistakes_.at(map.place, swept.parameter.key,
               fmt::format("{} are for numbers, and this is {}; give a list of values",
                           what, kind_of(swept.parameter)));
  return false;
}

void SweptReader::read_range(Swept& swept, const YamlNode& map) {
  if (!has_numbers(swept, map, "steps")) return;
  const std::string& key = swept.parameter.key;
  const std::size_t before = mistakes_.size();
  Range range{.of = swept};
  Declarations fields;
  fields.group(key, range, "");
  read_fields(map, key + ".", fields, {}, mistakes_);
  if (mistakes_.size() > before) return;
  if (!has_all(swept, map, {"from", "to", "steps"})) return;
  const double from = range.from.value(swept);
  const double to = range.to.value(swept);
  if (!(from < to)) {
    return mistakes_.at(map.find("from")->place, key + ".from",
                        fmt::format("{} is not below `to`, {}", from, to));
  }
  if (range.scale == Scale::log && !(from > 0)) {
    return mistakes_.at(map.find("from")->place, key + ".from",
                        "steps of a log scale begin above 0");
  }
  std::vector<std::string> values;
  for (std::int64_t k = 0; k < range.steps; ++k) {
    values.push_back(range.at(k));
    if (k == 0 || values[values.size() - 2] != values.back()) continue;
    return mistakes_.at(map.find("steps")->place, key + ".steps",
                        fmt::format("two of {} steps fall on {}; take fewer",
                                    range.steps, values.back()));
  }
  swept.law.values = std::move(values);
}

void SweptReader::read_law(Swept& swept, const YamlNode& map) {
  if (!has_numbers(swept, map, "laws")) return;
  const std::string& key = swept.parameter.key;
  const std::size_t before = mistakes_.size();
  LawFields read{.of = swept};
  Declarations fields;
  fields.group(key, read, "");
  read_fields(map, key + ".", fields, {}, mistakes_);
  if (mistakes_.size() > before) return;
  SweptLaw& law = swept.law;
  law.kind = read.kind;
  law.mean = read.mean;
  law.sd = read.sd;
  if (map.find("low") != nullptr) law.low = read.low.value(swept);
  if (map.find("high") != nullptr) law.high = read.high.value(swept);
  check_law(swept, map);
}

void SweptReader::check_law(const Swept& swept, const YamlNode& map) {
  const std::string& key = swept.parameter.key;
  const About& about = swept.parameter.about;
  const SweptLaw& law = swept.law;
  const auto at = [&](const std::string& name, const std::string& message) {
    const YamlNode* node = map.find(name);
    mistakes_.at(node == nullptr ? map.place : node->place, key + "." + name, message);
  };
  const bool is_normal = law.kind == LawKind::normal;
  if (!has_all(swept, map,
               is_normal ? std::vector<std::string>{"mean", "sd"}
                         : std::vector<std::string>{"low", "high"})) {
    return;
  }
  if (law.low >= law.high) {
    return at("low", fmt::format("{} is not below `high`, {}", law.low, law.high));
  }
  if (law.kind == LawKind::log_uniform && !(law.low > 0)) {
    at("low",
       fmt::format("{} has no logarithm; a log_uniform law lies above 0", law.low));
  }
  if (!is_normal) {
    for (const char* name : {"mean", "sd"}) {
      if (map.find(name) != nullptr) at(name, "is for the normal law; remove it");
    }
    return;
  }
  if (!(law.sd > 0)) return at("sd", "must be above 0, or nothing is drawn");
  const bool passes_low = std::isinf(law.low) && !std::isinf(about.low);
  const bool passes_high = std::isinf(law.high) && !std::isinf(about.high);
  if (passes_low || passes_high) {
    return at(passes_low ? "low" : "high",
              fmt::format("is missing: an uncut normal law leaves {}, where the "
                          "parameter must lie",
                          range_text(about)));
  }
  if (design_ == Design::morris && (std::isinf(law.low) || std::isinf(law.high))) {
    return at("law",
              "a Morris design visits both ends of a law, and an uncut normal law has "
              "none; give `low` and `high`");
  }
  if (!(chance_within(law) >= least_chance)) {
    at("mean", "next to nothing of this normal law lies from `low` to `high`");
  }
}

}  // namespace newsdep::sim
