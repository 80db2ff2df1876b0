#pragma once
// YAML as a tree that knows where each value stands. What a scenario has no use for is
// refused: tags, merge keys, several documents, maps as keys, keys given twice.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mistakes.hpp"

namespace newsdep::sim {

/// A value of a YAML document, with its name when it stands in a map.
struct YamlNode {
  enum class Kind { null, scalar, list, map };

  Kind kind = Kind::null;
  std::string text;     ///< of a scalar
  bool quoted = false;  ///< a scalar in quotes or a block, which is text and no number
  Place place;
  std::string name;
  Place name_place;
  bool is_part = false;  ///< some of an item: says nothing where there is no such item
  std::vector<YamlNode> children;  ///< of a list or a map, in the order of the file

  bool is_map() const { return kind == Kind::map; }
  /// The child of a map by name; null when there is none.
  const YamlNode* find(std::string_view name) const;
};

/// What a node is, for messages: "a map", "nothing", `the text "x"`, `12`.
std::string what_is(const YamlNode& node);

/// Deepest nesting, and most values (aliases expanded), that a document may have.
inline constexpr std::size_t deepest_yaml = 32;
inline constexpr std::size_t most_yaml_values = 50'000;

/// Size in bytes above which a YAML file is refused unread.
inline constexpr std::uintmax_t largest_yaml = 4'000'000;

/// Reads a YAML file whole; nothing, and a mistake at `asked_from` (or at the file when
/// that has no source), when it cannot be read, is too large or is no text.
std::shared_ptr<const Source> read_yaml_source(const std::filesystem::path& file,
                                               std::string name, int rank,
                                               const Place& asked_from,
                                               Mistakes& mistakes);

/// The root of a document; nothing, and a mistake, when it is no YAML. Keys given twice
/// are mistakes too, but the first one is kept and reading goes on.
std::optional<YamlNode> parse_yaml(std::shared_ptr<const Source> source,
                                   Mistakes& mistakes);

}  // namespace newsdep::sim
