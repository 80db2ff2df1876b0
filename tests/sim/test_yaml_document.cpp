// What is no YAML of a scenario; and that no bytes, however broken, do worse than be
// refused.

#include <fmt/format.h>

#include <chrono>
#include <random>
#include <string>

#include "tests/catch.hpp"
#include "tests/sim/toy_scenario.hpp"

using namespace newsdep::sim;
using namespace newsdep::sim::toy;

TEST_CASE("what is no YAML of ours is refused") {
  refuses("a: [1, 2", "1:1: this is not valid YAML: end of sequence flow not found");
  refuses("a:\n\tb: 1", "2:1: a tab indents this line; YAML wants spaces");
  refuses("title: 'x\nlast: 3\n", "1:8: this quote is never closed");
  refuses("title: \"x\\\"\n", "1:8: this quote is never closed");
  refuses("[1]", "1:1: a scenario is a map of keys (key: value), not a list");
  refuses("word", "1:1: a scenario is a map of keys (key: value), not word");
  refuses("last: 1\n---\nlast: 2\n",
          "2:1: a second document begins here; a scenario is one");
  refuses("last: !!float 3", "1:7: YAML tags (!...) are not supported; remove the tag");
  refuses("platform: &p {}\n<<: *p",
          "2:1: YAML merge keys (<<) are not supported; use extends");
  refuses(
      "[a]: 3",
      "1:1: a key must be a word, not a map or a list (or is a bracket not closed?)");
  refuses("null: 3", "1:1: a key must be a word; put it in quotes");
  refuses("a: *b", "1:4: this is not valid YAML: the referenced anchor is not defined");
  refuses("a: &a [*a]", "1:8: an alias stands inside the value that it names");
  refuses("title: \"\\0\"", "1:8: the text holds a NUL character");
  CHECK(complaint_about("") ==
        "s.yaml: empty scenario: it says nothing; write {} for every default");
  CHECK(complaint_about("# nothing\n") == complaint_about(""));
  CHECK(complaint_about(std::string_view("a: \0", 4)) ==
        "s.yaml: is no text file: byte 3 is 0x00, which is a control character");
  CHECK(complaint_about("title: caf\xe9\n") ==
        "s.yaml: is no text file: byte 10 is 0xe9, which is not UTF-8");
  CHECK(complaint_about("\xed\xa0\x80") ==
        "s.yaml: is no text file: byte 0 is 0xed, which is not UTF-8");
  CHECK(complaint_about("title: \xc3") ==
        "s.yaml: is no text file: byte 7 is 0xc3, which is not UTF-8");
  CHECK(complaint_about("{}").empty());
  CHECK(complaint_about("title: 'it''s'\n").empty());
}

TEST_CASE("bombs are refused at once") {
  const auto begin = std::chrono::steady_clock::now();
  refuses("a: " + std::string(40, '[') + std::string(40, ']'),
          "1:35: nested more than 32 deep; a scenario needs three or four levels");
  std::string laughs = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int k = 1; k < 10; ++k) {
    const std::string before = "*a" + std::to_string(k - 1);
    laughs += fmt::format("a{0}: &a{0} [{1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}]\n", k,
                          before);
  }
  CHECK(complaint_about(laughs).find("more than 50000 values; put data in tables") !=
        std::string::npos);
  std::string unknown;
  for (int k = 0; k < 150; ++k) unknown += fmt::format("k{}: 1\n", k);
  const std::string many = complaint_about(unknown);
  CHECK(many.ends_with("\n... and 50 more\n150 mistakes"));
  const Folder folder;
  folder.write("big.yaml", "x: 1\n");
  std::filesystem::resize_file(folder.path() / "big.yaml", 100'000'000);
  CHECK(complaint(folder, "big.yaml") ==
        "big.yaml: is 100.0 MB, and more than 4.0 MB are not read; a scenario is a few "
        "hundred lines: put data in tables");
  const auto seconds = std::chrono::steady_clock::now() - begin;
  CHECK(seconds < std::chrono::seconds(10));
}

TEST_CASE("no change of bytes does worse than be refused") {
  const std::string whole = R"(extends: root.yaml
title: "a: title"   # comment
outlets: &all
  rfa: {owner: someone, slant: -0.5, closes: 2017-09-12}
  tv: {pages: {main: {weight: 2.5}, other: }}
  gone:
platform:
  detection: 1e-3
  ranking: 'chronological'
society:
  shares: {radio: 0.25, tv: 0.75}
  access:
    2014-01-01: 0.2
    2013-01-01: 0.1
  ages: [0.1, 0.2,
    0.7]
  regions:
    - here
    - |
      there
last: *all
)";
  const std::string letters = "{}[]:,-#&*!|>'\"%@`~ \n\t\r?.0_eaZ\x01\xff\xc3\xa9\\<";
  const Folder folder;
  folder.write("root.yaml", "outlets: {gone: {}, tv: {pages: {other: {}}}}\n");
  std::mt19937 random(7);  // the sequence of mt19937 is fixed by the standard
  int refused = 0;
  for (int n = 0; n < 500; ++n) {
    std::string text = whole;
    for (std::uint32_t edits = 1 + random() % 6; edits > 0 && !text.empty(); --edits) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = letters[random() % letters.size()];
          break;
        case 1:
          text.insert(at, 1, letters[random() % letters.size()]);
          break;
        case 2:
          text.erase(at, 1 + random() % 20);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 30));
      }
    }
    const auto file = folder.write("s.yaml", text);
    try {
      const LoadedScenario loaded = load_scenario(ToyModel(), file, {});
      const auto again = folder.write("again.yaml", loaded.resolved);
      if (load_scenario(ToyModel(), again, {}).resolved != loaded.resolved) FAIL(text);
    } catch (const UserError& error) {
      if (std::string(error.what()).find("s.yaml") == std::string::npos) FAIL(text);
      ++refused;
    }
  }
  CHECK(refused > 125);
}
