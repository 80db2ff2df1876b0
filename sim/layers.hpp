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

/// What one file, or one --set, says; `extends` is taken out.
struct Layer {
  std::string name;  ///< a file's path from the folder of the first; a --set as given
  YamlNode root;     ///< a map

  /// What was written, without --set and its key.
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

/// The layer of `key=value`, where the value is YAML; nothing, and a mistake, when it
/// is none. `rank` is its place among the overrides, from 0.
std::optional<Layer> read_set(const std::string& text, int rank, const KeyNode& keys,
                              Mistakes& mistakes);

}  // namespace newsdep::sim
