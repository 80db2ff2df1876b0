#include <string>

#include "models/society/connected.hpp"
#include "sim/edge_list.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

std::uint32_t in_touch(const std::string& edges, std::uint32_t n) {
  return in_touch_with_first(
      sim::read_edge_list({"g.txt", edges}, n, sim::EdgeKind::directed));
}

}  // namespace

TEST_CASE("in a directed ring all are in touch, in a directed path nobody else is") {
  CHECK(in_touch("0 1\n1 2\n2 3\n3 0\n", 4) == 4);
  CHECK(in_touch("0 1\n1 2\n2 3\n", 4) == 1);
}

TEST_CASE("who is only heard, or only hears, is not in touch") {
  CHECK(in_touch("0 1\n1 0\n0 2\n3 0\n", 4) == 2);
  CHECK(in_touch("0 1\n1 0\n2 3\n3 2\n", 4) == 2);
}
