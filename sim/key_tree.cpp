// The declared keys as the tree that a scenario file is written in.

#include "sim/key_tree.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace newsdep::sim {
namespace {

/// The node of a key, made with the groups above it when it is not there.
KeyNode& node_of(KeyNode& root, std::string_view key) {
  std::string_view rest = key;
  if (!root.key.empty()) {
    assert(key.starts_with(root.key + "."));
    rest.remove_prefix(root.key.size() + 1);
  }
  KeyNode* node = &root;
  for (bool last = false; !last;) {
    const std::size_t dot = rest.find('.');
    last = dot == rest.npos;
    const std::string name(rest.substr(0, dot));
    if (!last) rest.remove_prefix(dot + 1);
    auto child = std::find_if(node->children.begin(), node->children.end(),
                              [&](const KeyNode& c) { return c.name == name; });
    if (child == node->children.end()) {
      KeyNode made;
      made.name = name;
      made.key = node->key.empty() ? name : node->key + "." + name;
      child = node->children.insert(node->children.end(), std::move(made));
    }
    node = &*child;
  }
  return *node;
}

}  // namespace

const KeyNode* KeyNode::find(std::string_view wanted) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const KeyNode& c) { return c.name == wanted; });
  return found == children.end() ? nullptr : &*found;
}

KeyTree::KeyTree(std::unique_ptr<Declarations> declared, std::string item)
    : declared_(std::move(declared)) {
  root_.key = std::move(item);
  const auto collections = declared_->collections();
  std::size_t next = 0;
  const auto add_collections_before = [&](std::size_t parameter) {
    while (next < collections.size() &&
           collections[next].parameters_before <= parameter) {
      KeyNode& node = node_of(root_, collections[next].key);
      node.collection = &collections[next];
      node.meaning = collections[next].meaning;
      ++next;
    }
  };
  const auto parameters = declared_->parameters();
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    add_collections_before(k);
    KeyNode& node = node_of(root_, parameters[k].key);
    assert(node.is_group() && node.children.empty() && "a key is declared twice");
    node.parameter = &parameters[k];
  }
  add_collections_before(parameters.size());
  for (const auto& [key, meaning] : declared_->groups()) {
    node_of(root_, key).meaning = meaning;
  }
}

KeyTree KeyTree::of(ScenarioBase& scenario) {
  auto declared = std::make_unique<Declarations>();
  scenario.declare(*declared);
  return {std::move(declared), ""};
}

KeyTree KeyTree::of_item(const Collection& collection, std::string_view name) {
  auto declared = std::make_unique<Declarations>();
  collection.declare_item(name, *declared);
  return {std::move(declared), collection.key + "." + std::string(name)};
}

KeyTree KeyTree::of_example(const Collection& collection) {
  auto declared = std::make_unique<Declarations>();
  collection.declare_example(*declared);
  return {std::move(declared), collection.key + ".*"};
}

std::vector<std::string> all_keys(const KeyNode& root) {
  std::vector<std::string> keys;
  const auto add = [&keys](const std::vector<std::string>& more) {
    keys.insert(keys.end(), more.begin(), more.end());
  };
  for (const KeyNode& child : root.children) {
    keys.push_back(child.key);
    if (child.collection != nullptr) {
      add(all_keys(KeyTree::of_example(*child.collection).root()));
    } else {
      add(all_keys(child));
    }
  }
  return keys;
}

}  // namespace newsdep::sim
