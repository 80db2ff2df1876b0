// Countries: one axis for a scenario and what extends it, whatever is switched off.

#include <string>
#include <vector>

#include "models/countries.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

TEST_CASE("countries come in order of first mention, switched off or not",
          "[countries]") {
  Scenario base = small_country(10);
  base.platform.home = "here";
  base.outlets[5].foreign_origins = {{"France", 0.5}, {"elsewhere", 0.5}};
  LikeOrder order{.name = "order", .enabled = false, .page = "free_page"};
  order.origins = {{"India", 0.4}, {"here", 0.2}, {"France", 0.4}};
  base.marketplace.orders = {order};
  const std::vector<std::string> alone = {"here", "France", "India", "elsewhere"};
  CHECK(name_countries(base, base) == alone);

  Scenario scenario = base;
  scenario.marketplace.orders.clear();
  CHECK(name_countries(base, scenario) == alone);
  order.origins = {{"Brazil", 1}};
  scenario.marketplace.orders = {order};
  CHECK(name_countries(base, scenario) ==
        std::vector<std::string>{"here", "France", "India", "Brazil", "elsewhere"});
}

TEST_CASE("likes whose origin nobody gave come from elsewhere", "[countries]") {
  const std::vector<std::string> countries = {"here", "India", "elsewhere"};
  CHECK(shares_by_country({}, countries) == std::vector<double>{0, 0, 1});
  CHECK(shares_by_country({{"India", 0.7}, {"here", 0.3}}, countries) ==
        std::vector<double>{0.3, 0.7, 0});
}
