// The container of what a run reports.

#include <cmath>

#include "sim/results.hpp"
#include "tests/catch.hpp"

using newsdep::sim::Results;

TEST_CASE("a new variable is NaN everywhere and has the shape of its axes") {
  Results results;
  results.add_axis({"time", "", {}, {0, 1, 2}, "days since 2013-01-01", ""});
  results.add_axis({"medium", "", {"tv", "radio"}, {}, "", ""});
  const auto id = results.add({"share", {"time", "medium"}, "1", "", ""});
  CHECK(results.variables()[0].shape == std::vector<std::size_t>{3, 2});
  REQUIRE(results.values(id).size() == 6);
  for (const double value : results.values(id)) CHECK(std::isnan(value));
  CHECK(results.bytes() == 6 * sizeof(double));
}

TEST_CASE("a row is the part of the values at one index of the first axis") {
  Results results;
  results.add_axis({"time", "", {}, {0, 1, 2}, "d", ""});
  results.add_axis({"medium", "", {"tv", "radio"}, {}, "", ""});
  const auto id = results.add({"share", {"time", "medium"}, "1", "", ""});
  results.row(id, 1)[0] = 5;
  CHECK(results.row(id, 1).size() == 2);
  CHECK(results.values(id)[2] == 5);
}

TEST_CASE("a group's own axis goes before the root's of the same name") {
  Results results;
  results.add_axis({"page", "", {"x"}, {}, "", ""});
  results.add_axis({"page", "platform", {"a", "b"}, {}, "", ""});
  results.add({"platform/reach", {"page"}, "1", "", ""});
  results.add({"survey/seen", {"page"}, "1", "", ""});
  CHECK(results.variables()[0].shape == std::vector<std::size_t>{2});
  CHECK(results.variables()[1].shape == std::vector<std::size_t>{1});
}

TEST_CASE("a variable without axes holds one value") {
  Results results;
  const auto id = results.add({"constant", {}, "1", "", ""});
  CHECK(results.values(id).size() == 1);
}
