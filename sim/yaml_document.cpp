// YAML as a tree that knows where each value stands, from yaml-cpp's events.

#include "sim/yaml_document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "sim/text_file.hpp"

namespace newsdep::sim {
namespace {

/// Stops reading: the document has no use from here on.
struct Stop {
  Place place;
  std::string message;
};

std::size_t values_in(const YamlNode& node) {
  std::size_t count = 1;
  for (const YamlNode& child : node.children) count += values_in(child);
  return count;
}

/// Builds the tree from the parser's events.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

  const std::optional<YamlNode>& root() const { return root_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      throw Stop{place(mark), "a second document begins here; a scenario is one"};
    }
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark&, const std::string&) override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.place = place(mark);
    finish(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw Stop{place(mark), "an alias stands inside the value that it names"};
    }
    count(values_in(found->second), mark);
    finish(found->second, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    count(1, mark);
    if (value.find('\0') != value.npos) {
      throw Stop{place(mark), "the text holds a NUL character"};
    }
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.text = value;
    node.quoted = tag == "!";
    node.place = place(mark);
    if (node.quoted) refuse_open_quote(mark);
    finish(std::move(node), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    begin(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  /// A list or map whose end has not come, and the key that waits for its value.
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::optional<YamlNode> key;
  };

  Place place(const YAML::Mark& mark) const {
    return {source_, static_cast<std::size_t>(mark.line) + 1,
            static_cast<std::size_t>(mark.column) + 1};
  }

  void count(std::size_t more, const YAML::Mark& mark) {
    values_ += more;
    if (values_ > most_yaml_values) {
      throw Stop{place(mark), fmt::format("more than {} values; put data in tables",
                                          most_yaml_values)};
    }
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Stop{place(mark), "YAML tags (!...) are not supported; remove the tag"};
  }

  /// yaml-cpp takes the end of the file for the end of a quoted text.
  void refuse_open_quote(const YAML::Mark& mark) const {
    const std::string& text = source_->text;
    std::size_t at = static_cast<std::size_t>(mark.pos);
    while (at < text.size() && text[at] != '\'' && text[at] != '"') {
      if (text[at] == '|' || text[at] == '>') return;
      ++at;
    }
    if (at == text.size()) return;
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
      if (quote == '"' && text[at] == '\\') {
        ++at;
      } else if (text[at] == quote) {
        if (quote == '"' || at + 1 == text.size() || text[at + 1] != '\'') return;
        ++at;
      }
    }
    throw Stop{place(mark), "this quote is never closed"};
  }

  void begin(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
             YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    count(1, mark);
    if (!open_.empty() && open_.back().node.is_map() && !open_.back().key) {
      throw Stop{place(mark),
                 "a key must be a word, not a map or a list (or is a bracket not "
                 "closed?)"};
    }
    if (open_.size() == deepest_yaml) {
      throw Stop{place(mark), fmt::format("nested more than {} deep; a scenario needs "
                                          "three or four levels",
                                          deepest_yaml)};
    }
    Open open;
    open.node.kind = kind;
    open.node.place = place(mark);
    open.anchor = anchor;
    open_.push_back(std::move(open));
  }

  void end() {
    Open open = std::move(open_.back());
    open_.pop_back();
    finish(std::move(open.node), open.anchor);
  }

  /// Puts a whole value where it belongs: a key, a key's value, an item or the root.
  void finish(YamlNode node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_.insert_or_assign(anchor, node);
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (Open& open = open_.back(); !open.node.is_map()) {
      open.node.children.push_back(std::move(node));
    } else if (!open.key) {
      if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
        throw Stop{node.place, "a key must be a word; put it in quotes"};
      }
      if (node.text == "<<" && !node.quoted) {
        throw Stop{node.place, "YAML merge keys (<<) are not supported; use extends"};
      }
      open.key = std::move(node);
    } else {
      node.name = std::move(open.key->text);
      node.name_place = std::move(open.key->place);
      // The parser finds that nothing stands there only where the next thing stands.
      if (node.kind == YamlNode::Kind::null) node.place = node.name_place;
      open.key.reset();
      open.node.children.push_back(std::move(node));
    }
  }

  std::shared_ptr<const Source> source_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  std::optional<YamlNode> root_;
  std::size_t values_ = 0;
  int documents_ = 0;
};

/// Notes keys given twice, and keeps the first.
void refuse_twins(YamlNode& node, const std::string& prefix, Mistakes& mistakes) {
  if (node.is_map()) {
    std::map<std::string_view, std::size_t> lines;
    std::set<std::size_t> twins;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      const YamlNode& child = node.children[k];
      const auto [first, is_new] = lines.emplace(child.name, child.name_place.line);
      if (is_new) continue;
      twins.insert(k);
      mistakes.at(child.name_place, prefix + child.name,
                  fmt::format("this key is given twice, first on line {}; keep one",
                              first->second));
    }
    lines.clear();
    std::vector<YamlNode> kept;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      if (!twins.contains(k)) kept.push_back(std::move(node.children[k]));
    }
    node.children = std::move(kept);
  }
  for (YamlNode& child : node.children) {
    refuse_twins(child, node.is_map() ? prefix + child.name + "." : prefix, mistakes);
  }
}

/// A tab that indents a line: yaml-cpp takes some and stumbles over others.
std::optional<Place> indenting_tab(const std::shared_ptr<const Source>& source) {
  std::string_view rest = source->text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const std::string_view indent = line.substr(0, line.find_first_not_of(" \t\r"));
    const std::size_t tab = indent.find('\t');
    if (tab != indent.npos && indent.size() < line.size()) {
      return Place{source, number, tab + 1};
    }
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return std::nullopt;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view wanted) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const YamlNode& c) { return c.name == wanted; });
  return is_map() && found != children.end() ? &*found : nullptr;
}

std::string what_is(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::map:
      return "a map";
    case YamlNode::Kind::scalar:
      break;
  }
  return node.quoted ? "the text " + quoted_for_message(node.text)
                     : fit_for_message(node.text);
}

std::shared_ptr<const Source> read_yaml_source(const std::filesystem::path& file,
                                               std::string name, int rank,
                                               const Place& asked_from,
                                               Mistakes& mistakes) {
  auto source = std::make_shared<Source>();
  source->name = std::move(name);
  source->folder = file.parent_path();
  source->rank = rank;
  FileText read = read_text_file(file, largest_yaml);
  if (read.wrong.empty()) read.wrong = not_plain_text(read.text);
  if (!read.wrong.empty()) {
    if (asked_from.source) {
      mistakes.at(asked_from, "extends",
                  quoted_for_message(file.string()) + " " + read.wrong);
    } else {
      mistakes.at({source, 0, 0}, "", read.wrong);
    }
    return nullptr;
  }
  source->text = std::move(read.text);
  if (source->text.starts_with("\xef\xbb\xbf")) source->text.erase(0, 3);
  return source;
}

std::optional<YamlNode> parse_yaml(std::shared_ptr<const Source> source,
                                   Mistakes& mistakes) {
  if (const auto tab = indenting_tab(source)) {
    mistakes.at(*tab, "", "a tab indents this line; YAML wants spaces");
    return std::nullopt;
  }
  Builder builder(source);
  try {
    std::istringstream stream(source->text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop& stop) {
    mistakes.at(stop.place, "", stop.message);
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const bool nowhere = error.mark.line < 0;
    const auto line = static_cast<std::size_t>(nowhere ? 0 : error.mark.line + 1);
    const auto column = static_cast<std::size_t>(nowhere ? 0 : error.mark.column + 1);
    mistakes.at({source, line, column}, "",
                "this is not valid YAML: " + fit_for_message(error.msg));
    return std::nullopt;
  }
  std::optional<YamlNode> root = builder.root();
  if (!root) {
    root.emplace();
    root->place = {source, 0, 0};
  }
  refuse_twins(*root, "", mistakes);
  return root;
}

}  // namespace newsdep::sim
