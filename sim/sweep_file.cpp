// Reading a sweep file: its keys, its scenario, its points.

#include "sim/sweep_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <span>
#include <utility>

#include "sim/design.hpp"
#include "sim/layers.hpp"
#include "sim/overlay.hpp"
#include "sim/sweep_parameters.hpp"
#include "sim/sweep_points.hpp"
#include "sim/sweep_rows.hpp"
#include "sim/text_file.hpp"
#include "sim/values.hpp"
#include "sim/yaml_fields.hpp"

namespace newsdep::sim {
namespace {

/// Mistakes of the sweep file come before those of the scenario.
constexpr int sweep_rank = -1;

/// The keys of a sweep file that hold one value.
struct Head {
  std::string title;
  std::string scenario;
  Design design = Design::grid;
  std::int64_t points = 0;
  std::int64_t levels = 4;
  std::int64_t replicates = 1;
  std::int64_t seed = 1;
  SweepLuck luck = SweepLuck::paired;
  Keep keep;

  void declare(Declarations& d) {
    constexpr auto most = static_cast<double>(most_runs);
    d.add("title", title, {.meaning = "what the sweep is, in a few words"});
    d.add("scenario", scenario, {.meaning = "the scenario file"});
    d.choice("design", design, design_words(), {.meaning = "how points are chosen"});
    d.add("points", points, {.low = 1, .high = most, .meaning = "samples"});
    d.add("levels", levels, {.low = 2, .high = 1000, .meaning = "of a Morris grid"});
    d.add("replicates", replicates,
          {.low = 1, .high = most, .meaning = "runs of each point"});
    d.add("seed", seed, {.low = 0, .high = 9e15, .meaning = "of the first replicate"});
    d.choice("luck", luck, {"paired", "independent"},
             {.meaning = "whether points share seeds"});
    d.add("keep.variables", keep.variables, {.meaning = "names of variables, groups"});
    d.add("keep.every", keep.every, {.low = 1, .high = 1e9, .meaning = "records"});
    d.add("keep.last", keep.last, {.meaning = "whether only the last record is kept"});
  }
};

/// A value as --set takes it.
std::string flow_text(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::null) return "null";
  if (node.kind == YamlNode::Kind::scalar) {
    const bool is_plain =
        !node.quoted && node.text.find_first_of(",:#[]{}\"'\n") == node.text.npos;
    return is_plain ? node.text : yaml_text(node.text);
  }
  std::string text;
  for (const YamlNode& child : node.children) {
    text += (text.empty() ? "" : ", ") +
            (node.is_map() ? yaml_text(child.name) + ": " : "") + flow_text(child);
  }
  return node.is_map() ? "{" + text + "}" : "[" + text + "]";
}

class SweepReader {
 public:
  SweepReader(const Model& model, const std::filesystem::path& file,
              const YamlNode& root, Mistakes& mistakes)
      : model_(model), file_(file), root_(root), mistakes_(mistakes) {}

  Sweep read() {
    read_head();
    const bool has_design = !mistakes_.concern("design");
    if (read_base() && has_design) read_parameters();
    if (has_design) check_sizes();
    if (mistakes_.empty()) add_points();
    if (mistakes_.empty()) check_points(sweep_, model_, places_, mistakes_);
    mistakes_.raise_if_any();
    return std::move(sweep_);
  }

 private:
  void read_head() {
    Declarations fields;
    head_.declare(fields);
    read_fields(root_, "", fields,
                std::vector<std::string>{"set", "parameters", "rows", "keep"},
                mistakes_);
    if (const YamlNode* keep = map_of("keep")) {
      read_fields(*keep, "keep.", fields, {}, mistakes_);
      if (head_.keep.last && keep->find("every") != nullptr) {
        mistakes_.at(keep->find("last")->place, "keep.last",
                     "keeps one record, and `every` keeps several; say one of them");
      }
    }
    need("scenario", "say which scenario file is swept");
    need("design", "say how points are chosen, one of " + in_words(design_words()));
    sweep_.design = design_words()[static_cast<std::size_t>(head_.design)];
    sweep_.title = root_.find("title") == nullptr ? file_.stem().string() : head_.title;
    sweep_.given = root_.place.source->text;
    sweep_.replicates = head_.replicates;
    sweep_.luck = head_.luck;
    sweep_.keep = head_.keep;
  }

  /// A key's map; null, and a mistake, when it holds something else.
  const YamlNode* map_of(const std::string& name) {
    const YamlNode* node = root_.find(name);
    if (node == nullptr || node->is_map()) return node;
    mistakes_.at(node->place, name, "needs keys below it, not " + what_is(*node));
    return nullptr;
  }

  void need(const std::string& name, const std::string& what_to_do) {
    if (root_.find(name) != nullptr) return;
    mistakes_.at({root_.place.source, 0, 0}, name, "is missing; " + what_to_do);
  }

  void refuse(const std::string& name, const std::string& why) {
    const YamlNode* node = root_.find(name);
    if (node != nullptr) mistakes_.at(node->name_place, name, why);
  }

  /// Loads the scenario with what `set` says; false, and mistakes, when it is wrong.
  bool read_base() {
    const YamlNode* scenario = root_.find("scenario");
    if (scenario == nullptr || head_.scenario.empty()) return false;
    scenario_file_ = (file_.parent_path() / head_.scenario).lexically_normal();
    const std::string wrong = read_text_file(scenario_file_, largest_yaml).wrong;
    if (!wrong.empty()) {
      mistakes_.at(scenario->place, "scenario",
                   quoted_for_message(head_.scenario) + " " + wrong);
      return false;
    }
    const std::unique_ptr<ScenarioBase> example = model_.make_scenario();
    const KeyTree keys = KeyTree::of(*example);
    std::string given;
    if (const YamlNode* set = map_of("set")) {
      for (const YamlNode& child : set->children) {
        std::optional<YamlNode> layer = nest(child.name, child, keys.root(), mistakes_);
        if (layer) set_.push_back(std::move(*layer));
        given += "# --set " + child.name + "=" + flow_text(child) + "\n";
      }
    }
    auto base = load_scenario(model_, scenario_file_, set_, mistakes_);
    if (!base) return false;
    sweep_.base = std::move(*base);
    sweep_.base.given += given;
    sweep_.seed = root_.find("seed") != nullptr
                      ? head_.seed
                      : static_cast<std::int64_t>(sweep_.base.scenario->seed());
    return true;
  }

  void read_parameters() {
    const bool is_list = head_.design == Design::list;
    need(points_key(), "say which parameters have which values");
    SweptReader reader(sweep_.base.scenario->clone(), head_.design,
                       open_beside(scenario_file_), mistakes_);
    if (is_list) {
      if (const YamlNode* rows = root_.find("rows")) {
        Rows read = read_rows(*rows, reader, mistakes_);
        for (Swept& swept : read.swept) add(std::move(swept), *rows);
        sweep_.points = std::move(read.points);
        places_ = std::move(read.places);
      }
    } else if (const YamlNode* map = map_of("parameters")) {
      if (map->children.empty()) {
        mistakes_.at(map->place, "parameters", "nothing is swept; name a parameter");
      }
      for (const YamlNode& node : map->children) {
        if (std::optional<Swept> swept = reader.read(node))
          add(std::move(*swept), node);
      }
      places_ = {map->name_place};
    }
    sweep_.files = reader.files();
  }

  void add(Swept swept, const YamlNode& node) {
    for (const YamlNode& layer : set_) {
      if (!find_key(layer, swept.parameter.key).is_given) continue;
      mistakes_.at(node.name_place, swept.parameter.key,
                   "is swept, and `set` holds it for all points; keep one");
    }
    sweep_.parameters.push_back(swept.described());
    laws_.push_back(std::move(swept.law));
  }

  /// Which keys go with the design, and whether the numbers of points make sense.
  void check_sizes() {
    const Design design = head_.design;
    refuse(design == Design::list ? "parameters" : "rows",
           design == Design::list
               ? "a list says its points in `rows`; remove this, or choose a grid"
               : "is for the design list; say `parameters`");
    if (design != Design::morris)
      refuse("levels", "is for the design morris; remove it");
    if (!is_sampled(design)) {
      refuse("points", "a grid or list has the points that its values make; remove it");
      return;
    }
    need("points", "say how many samples are drawn");
    if (const YamlNode* levels = root_.find("levels"); head_.levels % 2 != 0) {
      mistakes_.at(levels->place, "levels",
                   fmt::format("{} is odd, and a move goes over half of the levels; "
                               "take {}",
                               head_.levels, head_.levels + 1));
    }
    const YamlNode* points = root_.find("points");
    const auto samples = static_cast<std::uint64_t>(head_.points);
    const bool is_net = design == Design::sobol || design == Design::saltelli;
    if (is_net && points != nullptr && samples > 0 && !std::has_single_bit(samples)) {
      mistakes_.at(
          points->place, "points",
          fmt::format("{} is no power of two, and only those fill the space "
                      "evenly; take {} or {}",
                      samples, std::bit_floor(samples), std::bit_ceil(samples)));
    }
  }

  void add_points() {
    const std::size_t halves = head_.design == Design::saltelli ? 2 : 1;
    if (halves * laws_.size() > most_sobol_dimensions) {
      mistakes_.at(places_[0], "parameters",
                   fmt::format("{} are swept; a Sobol sequence has {} dimensions, and "
                               "saltelli needs two for each",
                               laws_.size(), most_sobol_dimensions));
      return;
    }
    const Sampling sampling{head_.design, head_.points, head_.levels,
                            static_cast<std::uint64_t>(sweep_.seed)};
    const bool is_list = head_.design == Design::list;
    const double points = is_list ? static_cast<double>(sweep_.points.size())
                                  : count_points(sampling, laws_);
    const double runs = points * static_cast<double>(head_.replicates);
    if (!(runs <= static_cast<double>(most_runs))) {
      mistakes_.at(places_[0], points_key(),
                   fmt::format("{:.0f} points of {} replicates are {:.0f} runs, and at "
                               "most {} fit into a sweep",
                               points, head_.replicates, runs, most_runs));
      return;
    }
    // The other sampled designs need points that differ in one parameter by plan.
    const bool is_plain = head_.design == Design::random ||
                          head_.design == Design::latin_hypercube ||
                          head_.design == Design::sobol;
    if (is_plain && count_different(laws_) < points) {
      mistakes_.at(
          root_.find("points")->place, "points",
          fmt::format("{:.0f} points are drawn, and the values make only {:.0f} "
                      "different ones; use the design grid",
                      points, count_different(laws_)));
      return;
    }
    if (!is_list) sweep_.points = make_points(sampling, laws_);
    sweep_.samples = is_sampled(head_.design) ? head_.points : 0;
    sweep_.levels = head_.design == Design::morris ? head_.levels : 0;
  }

  std::string points_key() const {
    return head_.design == Design::list ? "rows" : "parameters";
  }

  const Model& model_;
  const std::filesystem::path& file_;
  const YamlNode& root_;
  Mistakes& mistakes_;
  Head head_;
  std::filesystem::path scenario_file_;
  std::vector<YamlNode> set_;
  std::vector<SweptLaw> laws_;
  std::vector<Place> places_;  ///< of each point, or one for all
  Sweep sweep_;
};

}  // namespace

Sweep load_sweep(const Model& model, const std::filesystem::path& file) {
  Mistakes mistakes;
  const auto source = read_yaml_source(file, file.string(), sweep_rank, {}, mistakes);
  mistakes.raise_if_any();
  const std::optional<YamlNode> root = parse_yaml(source, mistakes);
  if (root && !root->is_map()) {
    mistakes.at(root->place, "",
                "a sweep is a map of keys (key: value), not " + what_is(*root));
  }
  if (!root || !root->is_map()) mistakes.raise_if_any();
  return SweepReader(model, file, *root, mistakes).read();
}

}  // namespace newsdep::sim
