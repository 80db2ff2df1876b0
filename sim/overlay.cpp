// How the layers of a scenario are laid on one another, and what of them stays out.

#include "sim/overlay.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

namespace newsdep::sim {
namespace {

using Kind = YamlNode::Kind;

std::string below(const std::string& key, const std::string& name) {
  return key.empty() ? name : key + "." + name;
}

auto child_of(YamlNode& map, const std::string& name) {
  return std::find_if(map.children.begin(), map.children.end(),
                      [&](const YamlNode& c) { return c.name == name; });
}

void put(YamlNode& map, const YamlNode& child) {
  if (const auto old = child_of(map, child.name); old != map.children.end()) {
    *old = child;
  } else {
    map.children.push_back(child);
  }
}

/// Lays one map over another; `key` is the full key of both.
class Overlay {
 public:
  explicit Overlay(Mistakes* mistakes) : mistakes_(mistakes) {}

  void lay(YamlNode& low, const YamlNode& high, const KeyNode& keys,
           const std::string& key) {
    for (const YamlNode& child : high.children) {
      // An unknown key is laid as it is; reading it says that it is unknown.
      const KeyNode* known = keys.find(child.name);
      if (known == nullptr || known->parameter != nullptr || !child.is_map()) {
        put(low, child);
      } else {
        YamlNode& map = map_of(low, child);
        if (known->collection != nullptr) {
          lay_items(map, child, *known->collection, below(key, child.name));
        } else {
          lay(map, child, *known, below(key, child.name));
        }
      }
    }
  }

 private:
  /// The map below `parent` that `child` is to be laid over, made if there is none.
  static YamlNode& map_of(YamlNode& parent, const YamlNode& child) {
    const auto old = child_of(parent, child.name);
    if (old == parent.children.end()) {
      return parent.children.emplace_back(empty_map_like(child));
    }
    if (!old->is_map()) *old = empty_map_like(child);
    return *old;
  }

  void lay_items(YamlNode& low, const YamlNode& high, const Collection& collection,
                 const std::string& key) {
    const KeyTree example = KeyTree::of_example(collection);
    for (const YamlNode& item : high.children) {
      if (item.is_part && child_of(low, item.name) == low.children.end()) continue;
      if (item.is_map()) {
        lay(map_of(low, item), item, example.root(), below(key, item.name));
      } else if (item.kind != Kind::null) {
        put(low, item);
      } else if (const auto old = child_of(low, item.name); old != low.children.end()) {
        low.children.erase(old);
      } else if (mistakes_ != nullptr) {
        mistakes_->at(
            item.name_place, below(key, item.name),
            "nothing below it removes an item, and there is none of this name "
            "to remove; write {} for one with every default");
      }
    }
  }

  Mistakes* mistakes_;
};

YamlNode kept_below(const YamlNode& map, const KeyNode& keys, const std::string& key,
                    const std::function<bool(std::string_view)>& keep) {
  YamlNode kept = empty_map_like(map);
  for (const YamlNode& child : map.children) {
    const KeyNode* known = keys.find(child.name);
    if (known == nullptr) continue;
    const std::string child_key = below(key, child.name);
    if (known->parameter != nullptr) {
      if (keep(child_key)) kept.children.push_back(child);
    } else if (!child.is_map()) {
      continue;
    } else if (known->collection == nullptr) {
      YamlNode group = kept_below(child, *known, child_key, keep);
      if (!group.children.empty()) kept.children.push_back(std::move(group));
    } else {
      const KeyTree example = KeyTree::of_example(*known->collection);
      YamlNode items = empty_map_like(child);
      for (const YamlNode& item : child.children) {
        const std::string item_key = below(child_key, item.name);
        YamlNode part = item;
        if (item.is_map()) part = kept_below(item, example.root(), item_key, keep);
        part.is_part = !keep(item_key);
        if (!part.children.empty() || !part.is_part) {
          items.children.push_back(std::move(part));
        }
      }
      if (!items.children.empty()) kept.children.push_back(std::move(items));
    }
  }
  return kept;
}

}  // namespace

YamlNode empty_map_like(const YamlNode& node) {
  YamlNode map;
  map.kind = Kind::map;
  map.place = node.place;
  map.name = node.name;
  map.name_place = node.name_place;
  return map;
}

void lay_over(YamlNode& low, const YamlNode& high, const KeyNode& keys,
              Mistakes* mistakes) {
  Overlay(mistakes).lay(low, high, keys, "");
}

YamlNode only_keys(const YamlNode& layer, const KeyNode& keys,
                   const std::function<bool(std::string_view)>& keep) {
  return kept_below(layer, keys, "", keep);
}

Found find_key(const YamlNode& root, std::string_view key) {
  const YamlNode* node = &root;
  Place place{root.place.source, 0, 0};
  while (true) {
    const YamlNode* next = nullptr;
    for (const YamlNode& child : node->children) {
      // A name may hold dots itself, so the rest of the key is compared whole first.
      const bool is_last = node->is_map() && child.name == key;
      const bool is_on_the_way = node->is_map() && key.starts_with(child.name + ".");
      if (is_last || (is_on_the_way && next == nullptr)) next = &child;
      if (is_last) break;
    }
    if (node->kind == Kind::list) {
      std::size_t index = 0;
      const auto [stop, error] =
          std::from_chars(key.data(), key.data() + key.size(), index);
      if (error == std::errc() && stop == key.data() + key.size() &&
          index < node->children.size()) {
        return {node->children[index].place, true};
      }
    }
    if (next == nullptr) return {place, false};
    place = next->kind == Kind::scalar ? next->place : next->name_place;
    if (next->name == key) return {place, true};
    key.remove_prefix(next->name.size() + 1);
    node = next;
  }
}

}  // namespace newsdep::sim
