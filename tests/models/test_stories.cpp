// Stories: what is counted of a story stays its own when the ring grows and turns.

#include "models/stories.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

TEST_CASE("bought likes stay with their story when the ring grows", "[stories]") {
  Stories stories;
  std::uint32_t first = 0;
  for (int k = 0; k < 5000; ++k) {
    const std::uint32_t id = stories.add({}, 0.5f, k);
    if (k == 0) first = id;
    if (k % 3 == 0) stories.add_fakes(id, static_cast<float>(k));
  }
  for (std::uint32_t k = 0; k < 5000; ++k) {
    REQUIRE(stories.fakes(first + k) == (k % 3 == 0 ? static_cast<float>(k) : 0.0f));
  }
}

TEST_CASE("a new story in an old one's place has no bought likes", "[stories]") {
  Stories stories;
  for (int k = 0; k < 3000; ++k) {
    stories.expire(k - 100);
    const std::uint32_t id = stories.add({}, 0.5f, k);
    REQUIRE(stories.fakes(id) == 0);
    stories.add_fakes(id, 7);
  }
}

TEST_CASE("no room is taken for bought likes until there are any", "[stories]") {
  Stories stories;
  const std::uint32_t id = stories.add({}, 0.5f, 0);
  const std::size_t bytes = stories.bytes();
  stories.keep_fakes(id, 0.5f);
  CHECK(stories.fakes(id) == 0);
  CHECK(stories.bytes() == bytes);
  stories.add_fakes(id, 4);
  stories.keep_fakes(id, 0.5f);
  CHECK(stories.fakes(id) == 2);
  CHECK(stories.bytes() > bytes);
}
