// What of a run a sweep keeps.

#include "sim/errors.hpp"
#include "sim/keep.hpp"
#include "tests/catch.hpp"
#include "tests/sim/sample_results.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

std::vector<std::string> variables_of(const Results& results) {
  std::vector<std::string> names;
  for (const auto& variable : results.variables()) names.push_back(variable.about.name);
  return names;
}

std::vector<std::string> axes_of(const Results& results) {
  std::vector<std::string> names;
  for (const Axis& axis : results.axes()) names.push_back(axis.group + "/" + axis.name);
  return names;
}

const Variable& find(const Results& results, const std::string& name) {
  for (const auto& variable : results.variables()) {
    if (variable.about.name == name) return variable;
  }
  throw std::runtime_error("no variable " + name);
}

}  // namespace

TEST_CASE("without a choice everything is kept", "[keep]") {
  const Results all = sample_results(1);
  const Results kept_all = kept(sample_results(1), {});
  CHECK(variables_of(kept_all) == variables_of(all));
  CHECK(axes_of(kept_all) == axes_of(all));
  CHECK(find(kept_all, "by_region").values == find(all, "by_region").values);
}

TEST_CASE("chosen variables stay whole and unused axes go", "[keep]") {
  const Results all = sample_results(1);
  const Results some = kept(sample_results(1), {{"survey", "by_region"}});
  CHECK(variables_of(some) ==
        std::vector<std::string>{"by_region", "survey/main_source"});
  CHECK(axes_of(some) ==
        std::vector<std::string>{"/time", "/medium", "/region", "survey/wave"});
  CHECK(find(some, "by_region").values == find(all, "by_region").values);
  CHECK(find(some, "survey/main_source").about.comment == "meaning");
}

TEST_CASE("every n-th record is that of the n-th time", "[keep]") {
  const Results all = sample_results(1);
  const Results thin = kept(sample_results(1), {{}, 30});
  const Axis& time = thin.axis("time", "");
  REQUIRE(time.size() == 14);  // 0, 30, ..., 390 of 400
  CHECK(time.values[1] == 30);
  CHECK(time.unit == all.axis("time", "").unit);
  const Variable& before = find(all, "by_region");
  const Variable& after = find(thin, "by_region");
  REQUIRE(after.shape == std::vector<std::size_t>{14, 24, 3});
  for (std::size_t t = 0; t < 14; ++t) {
    for (std::size_t k = 0; k < 24 * 3; ++k) {
      REQUIRE(after.values[t * 72 + k] == before.values[30 * t * 72 + k]);
    }
  }
  CHECK(find(thin, "constant").values == find(all, "constant").values);
  CHECK(find(thin, "survey/main_source").values ==
        find(all, "survey/main_source").values);
}

TEST_CASE("the last record alone is one value of each series", "[keep]") {
  const Results all = sample_results(1);
  const Results last = kept(sample_results(1), {{}, 1, true});
  CHECK(last.axis("time", "").values == std::vector<double>{399});
  CHECK(find(last, "platform_dependency").values ==
        std::vector<double>{find(all, "platform_dependency").values.back()});
  CHECK(find(last, "platform/reach").shape == std::vector<std::size_t>{1, 2});
}

TEST_CASE("time is thinned wherever it stands among the axes", "[keep]") {
  Results results;
  results.add_axis({"page", "", {"a", "b"}, {}, "", ""});
  results.add_axis({"time", "", {}, {0, 1, 2, 3}, "d", ""});
  const auto values = results.values(results.add({"reach", {"page", "time"}}));
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<double>(k);
  const Results thin = kept(std::move(results), {{}, 2});
  CHECK(thin.variables()[0].values == std::vector<double>{0, 2, 4, 6});
}

TEST_CASE("an unknown name to keep is answered with the likely and all", "[keep]") {
  const auto refusal = [](const std::string& name) {
    return message_of<UserError>([&] { check_keep({{name}}, sample_results(1)); });
  };
  CHECK(refusal("platform") == "");
  CHECK(refusal("platform/reach") == "");
  CHECK(refusal("by_regoin") ==
        "keep.variables: a run reports nothing of the name 'by_regoin'; did you mean "
        "by_region? There are platform_dependency, main_source_share, by_region, "
        "constant, platform, platform/reach, survey, survey/main_source");
  CHECK(refusal("zzz").find("'zzz'. There are") != std::string::npos);
}

TEST_CASE("a name that one run does not report is no mistake of that run", "[keep]") {
  const Results some = kept(sample_results(1), {{"constant", "ballot/votes"}});
  CHECK(variables_of(some) == std::vector<std::string>{"constant"});
}
