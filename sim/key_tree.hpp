#pragma once
// The declared keys as the tree that a scenario file is written in.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model.hpp"
#include "sim/parameters.hpp"

namespace newsdep::sim {

/// A key and what it may hold: a parameter's value, items by name, or a group of keys.
struct KeyNode {
  std::string name;
  std::string key;      ///< dotted, from the root of the scenario
  std::string meaning;  ///< of a group or a collection
  const Parameter* parameter = nullptr;
  const Collection* collection = nullptr;
  std::vector<KeyNode> children;  ///< of a group, in the order of declaration

  bool is_group() const { return parameter == nullptr && collection == nullptr; }
  /// The child by name; null when there is none.
  const KeyNode* find(std::string_view name) const;
};

/// The keys of a scenario, or of one item of a collection. The parameters point into
/// the scenario, which must outlive the tree and keep its items where they are.
class KeyTree {
 public:
  static KeyTree of(ScenarioBase& scenario);
  /// The keys of the item of that name, which is made if it is not there yet.
  static KeyTree of_item(const Collection& collection, std::string_view name);
  /// The keys of an item that has every default; its name is "*".
  static KeyTree of_example(const Collection& collection);

  const KeyNode& root() const { return root_; }

 private:
  KeyTree(std::unique_ptr<Declarations> declared, std::string item);

  std::unique_ptr<Declarations> declared_;
  KeyNode root_;
};

/// Every key below `root`, groups and collections too, items as "*".
std::vector<std::string> all_keys(const KeyNode& root);

}  // namespace newsdep::sim
