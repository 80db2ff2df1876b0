// Results of runs that report different things, in one.

#include <cmath>

#include "sim/errors.hpp"
#include "sim/results_layout.hpp"
#include "tests/catch.hpp"
#include "tests/sim/sample_results.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

/// A variable over times and outlets.
Results reach(std::vector<double> times, std::vector<std::string> outlets,
              const std::string& since = "days since 2013-01-01 00:00:00") {
  Results results;
  results.add_axis({"time", "", {}, std::move(times), since, "time"});
  results.add_axis({"outlet", "", std::move(outlets), {}, "", "outlet"});
  results.add({"reach", {"time", "outlet"}});
  return results;
}

Results united(const Results& a, const Results& b) {
  LayoutUnion all;
  all.add(a);
  all.add(b);
  return all.results();
}

std::string refusal(const Results& a, const Results& b) {
  return message_of<UserError>([&] { united(a, b); });
}

}  // namespace

TEST_CASE("a layout read back from its text has the same text", "[layout]") {
  const std::string text = layout_text(sample_results(1));
  const Results back = results_of_layout(text);
  CHECK(layout_text(back) == text);
  CHECK(std::isnan(back.variables()[0].values[1]));
  CHECK(message_of<UserError>([] { results_of_layout("{}"); }).find("is damaged") !=
        std::string::npos);
}

TEST_CASE("labels unite in order of appearance and times in their own", "[layout]") {
  const Results all =
      united(reach({0, 1, 4}, {"tv", "radio"}), reach({2, 1}, {"web", "radio"}));
  CHECK(all.axis("outlet", "").labels ==
        std::vector<std::string>{"tv", "radio", "web"});
  CHECK(all.axis("time", "").values == std::vector<double>{0, 1, 2, 4});
  CHECK(all.variables()[0].shape == std::vector<std::size_t>{4, 3});
}

TEST_CASE("values lie in the union under their own labels", "[layout]") {
  Results a = reach({0, 1, 4}, {"tv", "radio"});
  const Results b = reach({1, 2}, {"web", "tv"});
  const Results all = united(b, a);
  const auto values = a.values(VariableId{0});
  for (std::size_t k = 0; k < 6; ++k) values[k] = static_cast<double>(k);
  const Placement placement(a, all);
  REQUIRE(placement.variables() == 1);
  CHECK(placement.variable(0) == 0);
  const double missing = std::nan("");
  std::vector<double> to(all.variables()[0].values.size(), missing);
  placement.copy(0, values, to);
  // Rows are the times 0, 1, 2, 4; columns web, tv, radio.
  const std::vector<double> expected = {missing, 0,       1,       missing, 2, 3,
                                        missing, missing, missing, missing, 4, 5};
  REQUIRE(to.size() == expected.size());
  for (std::size_t k = 0; k < to.size(); ++k) {
    CAPTURE(k);
    CHECK((to[k] == expected[k] || (std::isnan(to[k]) && std::isnan(expected[k]))));
  }
}

TEST_CASE("times since different days become times since the first", "[layout]") {
  const Results all = united(reach({0, 1}, {"tv"}, "days since 2013-01-01 00:00:00"),
                             reach({0, 1}, {"tv"}, "days since 2013-01-02 00:00:00"));
  CHECK(all.axis("time", "").values == std::vector<double>{0, 1, 2});
  CHECK(all.axis("time", "").unit == "days since 2013-01-01 00:00:00");
}

TEST_CASE("what cannot stand in one file is refused by name", "[layout]") {
  Results other;
  other.add_axis({"time", "", {}, {0}, "days since 2013-01-01 00:00:00", "time"});
  other.add({"reach", {"time"}});
  CHECK(refusal(reach({0}, {"tv"}), other) ==
        "the variable 'reach' runs along (time, outlet) in one run and along (time) in "
        "another, so one file cannot hold both");
  CHECK(refusal(reach({0}, {"tv"}), reach({0}, {"tv"}, "weeks")) ==
        "the axis 'time' is in 'days since 2013-01-01 00:00:00' in one run and in "
        "'weeks' in another, so one file cannot hold both");
  Results words;
  words.add_axis({"time", "", {"noon"}, {}, "days since 2013-01-01 00:00:00", ""});
  CHECK(refusal(reach({0}, {"tv"}), words) ==
        "the axis 'time' has words in one run and numbers in another, so one file "
        "cannot hold both");
}
