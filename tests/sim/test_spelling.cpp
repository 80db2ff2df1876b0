// Edit distances against a plain recursion, and what counts as near.

#include <algorithm>
#include <functional>
#include <random>

#include "sim/spelling.hpp"
#include "tests/catch.hpp"

using newsdep::sim::did_you_mean;
using newsdep::sim::edit_distance;
using newsdep::sim::nearest;

TEST_CASE("an edit distance is the least number of slips, by trying them all") {
  const std::function<std::size_t(std::string_view, std::string_view)> plain =
      [&](std::string_view a, std::string_view b) -> std::size_t {
    if (a.empty() || b.empty()) return a.size() + b.size();
    std::size_t best = plain(a.substr(1), b.substr(1)) + (a[0] != b[0]);
    best = std::min(best, plain(a.substr(1), b) + 1);
    best = std::min(best, plain(a, b.substr(1)) + 1);
    if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
      best = std::min(best, plain(a.substr(2), b.substr(2)) + 1);
    }
    return best;
  };
  std::mt19937 random(1);
  for (int n = 0; n < 300; ++n) {
    std::string a(random() % 6, ' '), b(random() % 6, ' ');
    for (char& c : a) c = static_cast<char>('a' + random() % 3);
    for (char& c : b) c = static_cast<char>('a' + random() % 3);
    INFO(a << " " << b);
    CHECK(edit_distance(a, b) == plain(a, b));
    CHECK(edit_distance(a, b) == edit_distance(b, a));
  }
}

TEST_CASE("a slip of the hand is near, another word is not") {
  const std::vector<std::string> words = {"citizens", "detection", "ranking", "tv",
                                          "end"};
  CHECK(nearest("citizen", words) == std::vector<std::string>{"citizens"});
  CHECK(nearest("Ranknig", words) == std::vector<std::string>{"ranking"});
  CHECK(nearest("weather", words).empty());
  CHECK(nearest("x", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(nearest(std::string(1000, 'a'), words).empty());
  CHECK(did_you_mean({}).empty());
  CHECK(did_you_mean(words).starts_with("; did you mean citizens or detection or"));
}
