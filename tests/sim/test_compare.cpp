// Paired differences: against a known interval, and refused where there is no pair.

#include <cmath>
#include <sstream>

#include "sim/compare.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/sim/sample_results.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const Variable& find(const Results& results, const std::string& name) {
  for (const Variable& variable : results.variables()) {
    if (variable.about.name == name) return variable;
  }
  throw std::runtime_error("no variable " + name);
}

/// A file with one variable x(time) whose values are given by replicate.
void write_series(const std::filesystem::path& path,
                  const std::vector<std::int64_t>& seeds,
                  const std::vector<std::vector<double>>& values) {
  ResultsWriter writer({{"title", "t"}, {"seed", seeds[0]}, {"scenario", ""}}, seeds);
  for (const auto& series : values) {
    Results results;
    std::vector<double> time(series.size());
    results.add_axis({"time", "", {}, time, "days since 2013-01-01", ""});
    const auto id = results.add({"x", {"time"}, "1", "x", ""});
    std::copy(series.begin(), series.end(), results.values(id).begin());
    writer.add(results);
  }
  write_safely(path, writer.finish(), Existing::replace);
}

}  // namespace

TEST_CASE("the interval is Student's") {
  // The extra hours of sleep of ten patients under two drugs, paired: Student,
  // Biometrika 6 (1908) 20. Mean 1.58, t = 4.0621, 95 % interval [0.7001, 2.4599].
  const std::vector<double> extra{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
  const Estimate found = estimate(extra);
  CHECK(found.mean == Approx(1.58));
  CHECK(found.mean / found.standard_error == Approx(4.0621).epsilon(1e-4));
  CHECK(found.lower == Approx(0.7001).epsilon(1e-3));
  CHECK(found.upper == Approx(2.4599).epsilon(1e-3));
}

TEST_CASE("one difference has a mean and no interval, none has nothing") {
  const double nan = std::nan("");
  CHECK(estimate(std::vector{nan, 3.0}).mean == 3);
  CHECK(std::isnan(estimate(std::vector{nan, 3.0}).lower));
  CHECK(std::isnan(estimate(std::vector{nan, nan}).mean));
}

TEST_CASE("replicates are paired by seed, not by place") {
  const TemporaryFolder folder;
  write_series(folder / "a.h5", {1, 2, 3}, {{10, 0}, {20, 0}, {30, 0}});
  write_series(folder / "b.h5", {3, 1, 2}, {{31, 0}, {11, 0}, {21, 0}});
  const ResultsReader a(folder / "a.h5"), b(folder / "b.h5");
  const Results found = differences(compare(a, b, {}));
  CHECK(find(found, "x_difference").values == std::vector<double>{1, 0});
  CHECK(find(found, "x_se").values == std::vector<double>{0, 0});
  CHECK(find(found, "x_lower").values == std::vector<double>{1, 0});
}

TEST_CASE("a run differs from itself by nothing") {
  const TemporaryFolder folder;
  SampleFile file;
  file.seeds = {1, 2};
  file.write(folder / "a.h5");
  const ResultsReader a(folder / "a.h5"), b(folder / "a.h5");
  const Comparison both = compare(a, b, {});
  CHECK(both.incomparable.empty());
  const Results found = differences(both);
  CHECK(found.variables().size() == 4 * sample_results(0).variables().size());
  for (const Variable& variable : found.variables()) {
    for (const double value : variable.values) CHECK((std::isnan(value) || value == 0));
  }
  CHECK(find(found, "platform/reach_difference").shape ==
        std::vector<std::size_t>{400, 2});
}

TEST_CASE("seeds that do not pair up are refused") {
  const TemporaryFolder folder;
  write_series(folder / "a.h5", {1, 2}, {{1}, {1}});
  write_series(folder / "b.h5", {2, 3}, {{1}, {1}});
  const ResultsReader a(folder / "a.h5"), b(folder / "b.h5");
  const std::string message = message_of<UserError>([&] { compare(a, b, {}); });
  CHECK(contains(message, "the seeds do not pair up"));
  CHECK(contains(message, "a.h5 has 1, 2"));
  CHECK(contains(message, "b.h5 has 2, 3"));
}

TEST_CASE("a variable of another shape is listed, not compared") {
  const TemporaryFolder folder;
  write_series(folder / "a.h5", {1}, {{1, 2}});
  write_series(folder / "b.h5", {1}, {{1, 2, 3}});
  const ResultsReader a(folder / "a.h5"), b(folder / "b.h5");
  const Comparison both = compare(a, b, {});
  CHECK(both.variables.empty());
  REQUIRE(both.incomparable.size() == 1);
  CHECK(both.incomparable[0].name == "x");
  CHECK(both.incomparable[0].why == "its shape differs: (2) and (3)");
}

TEST_CASE("an unknown variable is refused with the nearest name") {
  const TemporaryFolder folder;
  SampleFile{}.write(folder / "a.h5");
  const ResultsReader a(folder / "a.h5");
  CHECK(message_of<UserError>(
            [&] { compare(a, a, std::vector<std::string>{"platform_dependancy"}); }) ==
        "neither file has a variable 'platform_dependancy'; did you mean "
        "platform_dependency?");
  CHECK(message_of<UserError>([&] {
          compare(a, a, std::vector<std::string>{"reach"});
        }) == "neither file has a variable 'reach'; did you mean platform/reach?");
}

TEST_CASE("the table shows the mean over time and the last value with intervals") {
  const TemporaryFolder folder;
  write_series(folder / "a.h5", {1, 2}, {{0, 2}, {0, 4}});
  write_series(folder / "b.h5", {1, 2}, {{1, 3}, {2, 6}});
  const ResultsReader a(folder / "a.h5"), b(folder / "b.h5");
  std::ostringstream out;
  print_table(out, compare(a, b, {}), Detail::short_table);
  CAPTURE(out.str());
  // Differences of the means 1 and 2: 1.5 +- 12.706 * 0.5.
  CHECK(contains(out.str(),
                 "x                mean       1.5    3    1.5  [-4.853, 7.853]"));
  CHECK(contains(out.str(), "last         3  4.5    1.5  [-4.853, 7.853]"));
  CHECK(contains(out.str(), "2 replicates, paired by seed"));
}

TEST_CASE("one replicate gives a difference and says that there is no interval") {
  const TemporaryFolder folder;
  write_series(folder / "a.h5", {1}, {{1}});
  write_series(folder / "b.h5", {1}, {{3}});
  const ResultsReader a(folder / "a.h5"), b(folder / "b.h5");
  std::ostringstream out;
  print_table(out, compare(a, b, {}), Detail::short_table);
  CHECK(contains(out.str(), "one replicate: differences without intervals"));
}
