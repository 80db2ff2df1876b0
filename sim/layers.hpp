#pragma once
// The layers of a scenario: the files of its `extends:` chain, root first, and the
// --set overrides on top.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/key_tree.hpp"
#include "sim/mistakes.hpp"
#include "sim/yaml_document.hpp"

namespace newsdep::sim {

/// What one file of a chain says; `extends` is taken out.
struct Layer {
  std::string name;  ///< the file's path from the folder of the first
  YamlNode root;     ///< a map

  /// What was written.
  const std::string& text() const { return root.place.source->text; }
};

/// The path of `other` from the folder of `file`: the same wherever the program starts.
std::string path_beside(const std::filesystem::path& file,
                        const std::filesystem::path& other);

/// A file and what it extends, the root first.
struct Chain {
  std::vector<Layer> layers;
  bool is_whole = false;  ///< false when a file cannot be read, or they go in a circle
};

/// Reads a file and what it extends, as far as that goes.
Chain read_chain(const std::filesystem::path& file, Mistakes& mistakes);

/// The map that `key=value` says, where the value is YAML; nothing, and a mistake, when
/// it is none. `rank` is its place among the overrides, from 0.
std::optional<YamlNode> read_set(const std::string& text, int rank, const KeyNode& keys,
                                 Mistakes& mistakes);

/// The map that says only `key: value`, the key dotted; nothing, and a mistake where
/// the value's name stands, when a part of the key has a value that is set as a whole.
std::optional<YamlNode> nest(const std::string& key, YamlNode value,
                             const KeyNode& keys, Mistakes& mistakes);

}  // namespace newsdep::sim
