// The layers of a scenario: the files of its `extends:` chain and the overrides.

#include "sim/layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

namespace newsdep::sim {
namespace {

/// Overrides come after every file of a chain that anyone would write.
constexpr int first_set_rank = 1000;
constexpr std::size_t longest_chain = 32;

using Kind = YamlNode::Kind;

/// Whether a document is a scenario: a map.
bool is_scenario(const YamlNode& root, Mistakes& mistakes) {
  if (root.is_map()) return true;
  mistakes.at(root.place, "",
              root.kind == Kind::null
                  ? "empty scenario: it says nothing; write {} for every default"
                  : "a scenario is a map of keys (key: value), not " + what_is(root));
  return false;
}

/// Takes `extends` out of a document. The result has no text when the document extends
/// nothing; it is nothing when what it says is wrong.
std::optional<YamlNode> take_extends(YamlNode& root, Mistakes& mistakes) {
  const auto found =
      std::find_if(root.children.begin(), root.children.end(),
                   [](const YamlNode& c) { return c.name == "extends"; });
  if (found == root.children.end()) return YamlNode();
  YamlNode extends = std::move(*found);
  root.children.erase(found);
  if (extends.kind == Kind::list && extends.children.size() == 1) {
    YamlNode only = std::move(extends.children[0]);
    extends = std::move(only);
  }
  if (extends.kind == Kind::scalar && !extends.text.empty()) return extends;
  mistakes.at(extends.place, "extends",
              "needs the path of one scenario file, not " +
                  (extends.kind == Kind::list ? "a list of several or none"
                                              : what_is(extends)));
  return std::nullopt;
}

}  // namespace

std::string path_beside(const std::filesystem::path& file,
                        const std::filesystem::path& other) {
  const auto whole = [](const std::filesystem::path& path) {
    return std::filesystem::absolute(path).lexically_normal();
  };
  return whole(other).lexically_relative(whole(file).parent_path()).generic_string();
}

Chain read_chain(const std::filesystem::path& first, Mistakes& mistakes) {
  Chain chain;
  std::vector<std::filesystem::path> seen;
  std::string names;
  std::filesystem::path file = first;
  Place asked_from;
  while (!chain.is_whole) {
    const std::string name =
        seen.empty() ? file.string() : file.lexically_normal().string();
    names += (names.empty() ? "" : " -> ") + name;
    std::error_code error;
    const auto identity = std::filesystem::weakly_canonical(file, error);
    if (std::find(seen.begin(), seen.end(), identity) != seen.end()) {
      mistakes.at(asked_from, "extends", "goes in a circle: " + names);
      break;
    }
    if (seen.size() == longest_chain) {
      mistakes.at(asked_from, "extends",
                  fmt::format("this chain of files is longer than {}", longest_chain));
      break;
    }
    const auto source = read_yaml_source(file, name, static_cast<int>(seen.size()),
                                         asked_from, mistakes);
    seen.push_back(identity);
    if (!source) break;
    std::optional<YamlNode> root = parse_yaml(source, mistakes);
    if (!root || !is_scenario(*root, mistakes)) break;
    const std::optional<YamlNode> extends = take_extends(*root, mistakes);
    chain.layers.push_back({path_beside(first, file), std::move(*root)});
    if (!extends) break;
    chain.is_whole = extends->text.empty();
    asked_from = extends->place;
    file = file.parent_path() / extends->text;
  }
  std::reverse(chain.layers.begin(), chain.layers.end());
  return chain;
}

std::optional<YamlNode> read_set(const std::string& text, int rank, const KeyNode& keys,
                                 Mistakes& mistakes) {
  auto source = std::make_shared<Source>();
  source->name = "--set " + fit_for_message(text);
  source->rank = first_set_rank + rank;
  source->has_lines = false;
  const Place place{source, 0, 0};
  const std::size_t equals = text.find('=');
  const std::string key = text.substr(0, equals);
  if (equals == text.npos || key.empty() || key.starts_with('.') ||
      key.ends_with('.') || key.find("..") != key.npos) {
    mistakes.at(place, "", "write key=value, as in --set population.citizens=20000");
    return std::nullopt;
  }
  if (key == "extends") {
    mistakes.at(place, key, "belongs in a file; an override extends nothing");
    return std::nullopt;
  }
  source->text = text.substr(equals + 1);
  std::optional<YamlNode> value = parse_yaml(source, mistakes);
  if (!value) return std::nullopt;

  value->name_place = place;
  return nest(key, std::move(*value), keys, mistakes);
}

std::optional<YamlNode> nest(const std::string& key, YamlNode value,
                             const KeyNode& keys, Mistakes& mistakes) {
  const Place place = value.name_place;
  YamlNode root;
  root.kind = Kind::map;
  root.place = place;
  // The names on the way down, and whether one of them already is a whole value.
  YamlNode* node = &root;
  const KeyNode* known = &keys;
  std::vector<KeyTree> examples;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t dot = std::min(key.find('.', begin), key.size());
    const std::string name = key.substr(begin, dot - begin);
    if (known != nullptr && known->parameter != nullptr) {
      mistakes.at(place, key,
                  fit_for_message(key.substr(0, begin - 1)) +
                      " is set as a whole; give it all of its value");
      return std::nullopt;
    }
    if (known != nullptr && known->collection != nullptr) {
      examples.push_back(KeyTree::of_example(*known->collection));
      known = &examples.back().root();
    } else if (known != nullptr) {
      known = known->find(name);
    }
    YamlNode child;
    child.kind = Kind::map;
    child.place = child.name_place = place;
    child.name = name;
    node = &node->children.emplace_back(std::move(child));
    begin = dot + 1;
  }
  value.name = node->name;
  *node = std::move(value);
  return root;
}

}  // namespace newsdep::sim
