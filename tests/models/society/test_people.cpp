#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/society/leaning.hpp"
#include "models/society/people.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"
#include "tests/models/society/toy_people.hpp"

using namespace newsdep;

namespace {

std::string message_of(const std::string& census, const std::string& leanings = "") {
  PopulationParameters parameters;
  parameters.table = {"census.csv", census};
  if (!leanings.empty()) parameters.leaning_table = {"lean.csv", leanings};
  try {
    read_census(parameters);
  } catch (const sim::UserError& error) {
    return error.what();
  }
  return "no error";
}

const std::string head = "region,area,age_band,persons\n";

}  // namespace

TEST_CASE("cells get citizens in proportion, to within one") {
  const People people = toy_people(10007);
  PopulationParameters parameters;
  parameters.table = {"census.csv", toy_census()};
  const Census census = read_census(parameters);
  std::map<std::tuple<int, int, int>, int> count;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    ++count[{people.region[i], people.urban[i], people.age[i]}];
  }
  CHECK(people.size() == 10007);
  CHECK(people.persons_per_citizen == Approx(census.persons / 10007));
  for (const Cell& cell : census.cells) {
    const double share = cell.persons / census.persons * 10007;
    CHECK(std::abs(count[{cell.region, cell.urban, cell.age}] - share) <= 1);
  }
}

TEST_CASE("one citizen more changes nobody's key, place in society or leaning") {
  for (const int citizens : {1, 23, 24, 500, 5003}) {
    const People before = toy_people(citizens);
    const People after = toy_people(citizens + 1);
    std::map<std::uint32_t, std::uint32_t> place;
    for (std::uint32_t i = 0; i < after.size(); ++i) place[after.key[i]] = i;
    REQUIRE(place.size() == after.size());
    int changed = 0;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
      const auto at = place.find(before.key[i]);
      REQUIRE(at != place.end());
      const std::uint32_t j = at->second;
      changed += before.region[i] != after.region[j] ||
                 before.urban[i] != after.urban[j] || before.age[i] != after.age[j] ||
                 before.leaning[i] != after.leaning[j];
    }
    CHECK(changed == 0);
  }
}

TEST_CASE("citizens stand by region, age band and leaning") {
  const People people = toy_people(4000);
  for (std::uint32_t i = 1; i < people.size(); ++i) {
    REQUIRE(
        std::tuple(people.region[i - 1], people.age[i - 1], people.leaning[i - 1]) <=
        std::tuple(people.region[i], people.age[i], people.leaning[i]));
  }
}

TEST_CASE("the number of threads changes no citizen") {
  const ThreadsRestored restored;
  sim::set_threads(1);
  const People one = toy_people(3000);
  for (const int threads : {2, 3, 7}) {
    sim::set_threads(threads);
    const People more = toy_people(3000);
    CHECK(more.key == one.key);
    CHECK(more.leaning == one.leaning);
    CHECK(more.urban == one.urban);
  }
}

TEST_CASE("the mean leaning is what was asked, and spread 0 gives everyone just it") {
  PopulationParameters parameters;
  parameters.citizens = 40000;
  for (const double mean : {-1.0, -0.95, -0.3, 0.0, 0.6, 1.0}) {
    for (const double spread : {0.0, 0.5, 2.0, 6.0}) {
      parameters.leaning_mean = mean;
      parameters.leaning_spread = spread;
      const People people = make_people(parameters, sim::Luck(3));
      double sum = 0;
      for (const double leaning : people.leaning) {
        REQUIRE((-1 <= leaning && leaning <= 1));
        if (spread == 0) REQUIRE(leaning == mean);
        sum += leaning;
      }
      // Four standard errors of the widest law on [-1, 1]: 4 / sqrt(40000).
      CHECK(sum / 40000 == Approx(mean).margin(spread == 0 ? 1e-9 : 0.02));
    }
  }
}

TEST_CASE("the law of leanings has its mean, by plain summation") {
  for (const double mean : {-0.99, -0.4, 0.1, 0.8}) {
    for (const double spread : {0.1, 1.0, 2.9, 3.1, 10.0}) {
      const LeaningLaw law(mean, spread);
      double sum = 0;
      double weight = 0;
      for (double z = -9; z <= 9; z += 1e-3) {
        sum += std::exp(-z * z / 2) * law.at(z);
        weight += std::exp(-z * z / 2);
      }
      // Law and sum both cut the normal at 8 or 9; spread 10 leaves 1e-5 of quadrature.
      CHECK(sum / weight == Approx(mean).margin(spread > 3 ? 1e-5 : 1e-9));
    }
  }
}

TEST_CASE("later rows of the leaning table win, and all stands for any") {
  PopulationParameters parameters;
  parameters.citizens = 100;
  parameters.leaning_spread = 0;
  parameters.leaning_mean = 0.9;
  parameters.table = {"census.csv", head +
                                        "A,urban,15-24,10\nA,rural,15-24,10\n"
                                        "B,urban,15-24,10\nB,rural,25+,10\n"};
  parameters.leaning_table = {"lean.csv",
                              "region,area,age_band,mean\nA,all,all,0.1\n"
                              "all,rural,all,-0.2\nB,rural,25+,-0.7\n"};
  const Census census = read_census(parameters);
  CHECK(census.cells[0].leaning_mean == 0.1);
  CHECK(census.cells[1].leaning_mean == -0.2);
  CHECK(census.cells[2].leaning_mean == 0.9);
  CHECK(census.cells[3].leaning_mean == -0.7);
}

TEST_CASE("without a table all citizens are of one kind") {
  PopulationParameters parameters;
  parameters.citizens = 50;
  parameters.persons = 1000;
  const People people = make_people(parameters, sim::Luck(1));
  CHECK(people.regions == std::vector<std::string>{"all"});
  CHECK(people.age_bands == std::vector<std::string>{"all"});
  CHECK(people.persons_per_citizen == 20);
  CHECK(std::set<std::uint32_t>(people.key.begin(), people.key.end()).size() == 50);
}

TEST_CASE("a faulty population table is refused with its line") {
  CHECK(message_of(head + "A,town,15-24,10\n") ==
        "census.csv:2: column 'area': 'town' is not urban or rural");
  CHECK(message_of(head + "A,urban,15-24,-1\n")
            .find("census.csv:2: column 'persons': -1 is not in [0, ") == 0);
  CHECK(message_of(head + "A,urban,,1\n") ==
        "census.csv:2: column 'age_band' is empty; every row needs a label");
  CHECK(message_of(head + "A,urban,x,0\n") ==
        "census.csv: column 'persons' adds up to nothing; nobody would live there");
  CHECK(message_of(head + "A,urban,x,5\nA,rural,x,5\nA,urban,x,5\n") ==
        "census.csv:4: region 'A', area 'urban', age band 'x' was given before; its "
        "persons would count twice");
  CHECK(message_of("region,area,persons\nA,urban,5\n") ==
        "census.csv:1: there is no column 'age_band'; the table needs region, area, "
        "age_band, persons and has region, area, persons");
}

TEST_CASE("a faulty leaning table is refused with its line") {
  const std::string census = head + "A,urban,x,5\nB,urban,x,5\n";
  const std::string columns = "region,area,age_band,mean\n";
  CHECK(message_of(census, columns + "C,all,all,0\n") ==
        "lean.csv:2: column 'region': 'C' is not in the population table; it has A, B");
  CHECK(message_of(census, columns + "A,town,all,0\n") ==
        "lean.csv:2: column 'area': 'town' is not urban, rural or all");
  CHECK(message_of(census, columns + "A,all,all,1.5\n") ==
        "lean.csv:2: column 'mean': 1.5 is not in [-1, 1]");
}
