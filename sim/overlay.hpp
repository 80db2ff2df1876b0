#pragma once
// How the layers of a scenario are laid on one another, and what of them stays out.

#include <functional>
#include <string_view>

#include "sim/key_tree.hpp"
#include "sim/mistakes.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// A map that says nothing, where `node` stands.
YamlNode empty_map_like(const YamlNode& node);

/// Lays the map `high` over the map `low`: groups, and items by name, merge; values are
/// replaced whole; an item that is null is removed. What cannot be removed is noted in
/// `mistakes` unless that is null.
void lay_over(YamlNode& low, const YamlNode& high, const KeyNode& keys,
              Mistakes* mistakes);

/// What remains of a layer when only those full keys of parameters and items are kept
/// of which `keep` holds. An item of which only something is kept is a part: laid over
/// a map that lacks the item, it makes none.
YamlNode only_keys(const YamlNode& layer, const KeyNode& keys,
                   const std::function<bool(std::string_view)>& keep);

/// Where a key stands in a document.
struct Found {
  Place place;            ///< of the key, or the nearest key above it; else the source
  bool is_given = false;  ///< whether the document has the whole key
};
Found find_key(const YamlNode& root, std::string_view key);

}  // namespace newsdep::sim
