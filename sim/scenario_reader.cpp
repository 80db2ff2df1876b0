// A YAML document into a scenario's structs, with every mistake in it.

#include "sim/scenario_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "sim/key_tree.hpp"
#include "sim/spelling.hpp"
#include "sim/values.hpp"

namespace newsdep::sim {
namespace {

/// Unknown keys in one map above which nobody reads suggestions.
constexpr int most_suggestions = 100;
constexpr std::size_t longest_list_of_keys = 200;

class Reader {
 public:
  Reader(ScenarioBase& scenario, const OpenFile& open, Mistakes& mistakes)
      : scenario_(scenario), open_(open), mistakes_(mistakes) {}

  void read(const YamlNode& map, const KeyNode& group) {
    int unknown = 0;
    for (const YamlNode& child : map.children) {
      const KeyNode* known = group.find(child.name);
      if (known == nullptr) {
        refuse_unknown(child, group, ++unknown <= most_suggestions);
      } else if (known->parameter != nullptr) {
        read_value(*known->parameter, child, open_, mistakes_);
      } else if (!child.is_map()) {
        mistakes_.at(child.place, known->key,
                     "needs keys below it, not " + what_is(child) +
                         (known->meaning.empty() ? "" : " (" + known->meaning + ")"));
      } else if (known->collection != nullptr) {
        read_items(child, *known->collection);
      } else {
        read(child, *known);
      }
    }
  }

 private:
  void read_items(const YamlNode& map, const Collection& collection) {
    collection.clear();
    std::vector<const YamlNode*> items;
    for (const YamlNode& item : map.children) {
      const std::string key = collection.key + "." + item.name;
      if (item.name.find_first_of(".*") != item.name.npos) {
        mistakes_.at(item.name_place, key, "a name must have no dot and no star");
      } else if (item.is_map()) {
        items.push_back(&item);
      } else if (item.kind != YamlNode::Kind::null) {
        mistakes_.at(item.place, key,
                     "needs keys below it, not " + what_is(item) + " (" +
                         collection.meaning + ")");
      }
    }
    // Every item is made before any is filled: making one may move the others.
    for (const YamlNode* item : items) KeyTree::of_item(collection, item->name);
    for (const YamlNode* item : items) {
      read(*item, KeyTree::of_item(collection, item->name).root());
    }
  }

  void refuse_unknown(const YamlNode& child, const KeyNode& group, bool suggests) {
    const std::string key =
        group.key.empty() ? child.name : group.key + "." + child.name;
    mistakes_.at(child.name_place, key,
                 "unknown key" + (suggests ? suggestion(child.name, group) : ""));
  }

  std::string suggestion(const std::string& name, const KeyNode& group) {
    std::vector<std::string> siblings;
    for (const KeyNode& sibling : group.children) siblings.push_back(sibling.name);
    std::vector<std::string> meant = nearest(name, siblings);
    for (const std::string& full : every_key()) {
      if (meant.size() < 3 && full.ends_with("." + name)) meant.push_back(full);
    }
    if (!meant.empty()) return did_you_mean(meant);
    const std::string here = in_words(siblings);
    return here.empty() || here.size() > longest_list_of_keys ? ""
                                                              : "; known here: " + here;
  }

  const std::vector<std::string>& every_key() {
    if (!every_key_) every_key_ = all_keys(KeyTree::of(scenario_).root());
    return *every_key_;
  }

  ScenarioBase& scenario_;
  const OpenFile& open_;
  Mistakes& mistakes_;
  std::optional<std::vector<std::string>> every_key_;
};

}  // namespace

void read_scenario(const YamlNode& root, ScenarioBase& scenario, const OpenFile& open,
                   Mistakes& mistakes) {
  Reader(scenario, open, mistakes).read(root, KeyTree::of(scenario).root());
}

}  // namespace newsdep::sim
