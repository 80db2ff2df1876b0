#include "models/countries.hpp"

#include <algorithm>

namespace newsdep {

std::vector<std::string> name_countries(const Scenario& base,
                                        const Scenario& scenario) {
  const std::string elsewhere = "elsewhere";
  std::vector<std::string> countries = {scenario.platform.home};
  const auto add = [&](const sim::NamedNumbers& origins) {
    for (const auto& [country, share] : origins) {
      const bool is_known = std::ranges::find(countries, country) != countries.end();
      if (!is_known && country != elsewhere) countries.push_back(country);
    }
  };
  for (const Scenario* s : {&base, &scenario}) {
    for (const Outlet& outlet : s->outlets) add(outlet.foreign_origins);
    for (const LikeOrder& order : s->marketplace.orders) add(order.origins);
  }
  countries.push_back(elsewhere);
  return countries;
}

std::vector<double> shares_by_country(const sim::NamedNumbers& origins,
                                      const std::vector<std::string>& countries) {
  std::vector<double> shares(countries.size(), 0.0);
  if (origins.empty()) shares.back() = 1;
  for (const auto& [country, share] : origins) {
    const auto place = std::ranges::find(countries, country) - countries.begin();
    shares[static_cast<std::size_t>(place)] = share;
  }
  return shares;
}

}  // namespace newsdep
