#include "tests/model_world.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "models/model.hpp"
#include "models/processes/adoption.hpp"
#include "models/processes/ads.hpp"
#include "models/processes/climate.hpp"
#include "models/processes/delivery.hpp"
#include "models/processes/inauthentic_accounts.hpp"
#include "models/processes/marketplace.hpp"
#include "models/processes/news_day.hpp"
#include "models/processes/newsroom.hpp"
#include "models/processes/state.hpp"
#include "models/processes/timetable.hpp"
#include "sim/errors.hpp"
#include "sim/scenario_file.hpp"
#include "tests/sim/temporary_folder.hpp"

namespace newsdep::test {
namespace {

Medium medium(const char* name, MediumKind kind, double reach = 1) {
  Medium m;
  m.name = name;
  m.kind = kind;
  m.reach = reach;
  return m;
}

Source source(const char* name, SourceKind kind, double slant) {
  Source s;
  s.name = name;
  s.kind = kind;
  s.slant = slant;
  return s;
}

Outlet outlet(const char* name, const char* source, const char* medium) {
  Outlet o;
  o.name = name;
  o.source = source;
  o.medium = medium;
  return o;
}

}  // namespace

Scenario small_country(std::int64_t citizens) {
  Scenario s;
  s.title = "small";
  s.time.end = day(59);
  s.population.citizens = citizens;
  s.population.persons = 1000.0 * static_cast<double>(citizens);
  s.population.leaning_spread = 1.5;
  s.friends.mean_degree = 20;
  s.media = {medium("tv", MediumKind::broadcast, 0.95),
             medium("radio", MediumKind::broadcast, 0.9),
             medium("talk", MediumKind::talk),
             medium("platform", MediumKind::platform, 0.8)};
  s.sources = {source("state", SourceKind::state, 0.8),
               source("private", SourceKind::pro_government, 0.4),
               source("opposition", SourceKind::independent, -0.6)};
  s.outlets = {outlet("tv_state", "state", "tv"),
               outlet("tv_private", "private", "tv"),
               outlet("radio_private", "private", "radio"),
               outlet("radio_free", "opposition", "radio"),
               outlet("state_page", "state", "platform"),
               outlet("free_page", "opposition", "platform")};
  s.outlets[4].start_fans = 100.0 * static_cast<double>(citizens);
  s.outlets[5].start_fans = 100.0 * static_cast<double>(citizens);
  s.adoption.start_share = 0.5;
  s.burn_in.enabled = false;
  return s;
}

Scenario small_country_at_rest(std::int64_t citizens) {
  Scenario s = small_country(citizens);
  s.burn_in.enabled = true;
  s.burn_in.solve_days = 60;
  s.burn_in.settle_days = 60;
  s.burn_in.tolerance = 0.2;
  s.burn_in.main_source = {
      {"tv", 0.35}, {"radio", 0.25}, {"talk", 0.2}, {"platform", 0.2}};
  return s;
}

std::string complaint_in(const std::string& country, const std::string& text) {
  const TemporaryFolder folder;
  folder.write("country.yaml", country);
  const auto file = folder.write("s.yaml", "extends: country.yaml\n" + text);
  const std::string message = message_of<sim::UserError>([&] { load(file, {}); });
  // PATH.yaml:line:column: what is wrong, on one line; the place is the engine's own
  // affair.
  const std::size_t place = message.find(".yaml:");
  if (place == message.npos) return message;
  const std::size_t begin = message.find(": ", place) + 2;
  return message.substr(begin, message.find('\n', begin) - begin);
}

std::string complaint_about(const std::string& text) {
  return complaint_in(R"(burn_in: {enabled: false}
media: {tv: {}, platform: {kind: platform}}
sources: {state: {}}
outlets:
  channel: {source: state, medium: tv}
  page: {source: state, medium: platform}
  late: {source: state, medium: platform, open: false}
)",
                      text);
}

Loaded load(const std::filesystem::path& file, const std::vector<std::string>& sets) {
  const sim::LoadedScenario loaded = sim::load_scenario(NewsModel(), file, sets);
  return {dynamic_cast<const Scenario&>(*loaded.scenario),
          dynamic_cast<const Scenario&>(*loaded.base)};
}

void OwnWorld::live(std::int32_t from, std::int32_t to) {
  Adoption adopt(world);
  Delivery deliver(world);
  for (std::int32_t step = from; step < to; ++step) {
    const sim::Moment now = moment(step);
    take_effect(world, now);
    if (scenario.state.enabled) spend_budget(world, now);
    publish(world, now);
    if (scenario.adoption.enabled) adopt(now);
    auction_ads(world, now);
    deliver(now);
    if (scenario.fear.enabled || scenario.climate.enabled) hold_climate(world, now);
    live_news_day(world, now);
    bill_ads(world, now);
    if (scenario.inauthentic.enabled) act_inauthentically(world, now);
    deliver_likes(world, now);
  }
}

OutletState& OwnWorld::outlet(std::string_view name) {
  const auto found = std::ranges::find(world.outlets, name, &OutletState::name);
  if (found == world.outlets.end()) throw std::out_of_range(std::string(name));
  return *found;
}

double OwnWorld::attention(std::string_view name) {
  return world.today
      .attention[static_cast<std::size_t>(&outlet(name) - world.outlets.data())];
}

sim::Date day(int days) { return {TimeParameters{}.start.days + days}; }

sim::Results run(const Scenario& scenario, std::uint64_t seed) {
  return sim::run_one(NewsModel(), scenario, scenario, seed, [](const sim::Advance&) {})
      .results;
}

sim::Results run(const Loaded& loaded, std::uint64_t seed) {
  return sim::run_one(NewsModel(), loaded.base, loaded.scenario, seed,
                      [](const sim::Advance&) {})
      .results;
}

const sim::Variable& variable(const sim::Results& results, std::string_view name) {
  for (const sim::Variable& v : results.variables()) {
    if (v.about.name == name) return v;
  }
  throw std::out_of_range(std::string(name));
}

std::vector<double> series(const sim::Results& results, std::string_view name,
                           std::string_view label) {
  const sim::Variable& v = variable(results, name);
  const std::size_t slash = name.rfind('/');
  const std::string_view group =
      slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
  const std::vector<std::string>& labels = results.axis(v.about.axes[1], group).labels;
  const auto place = std::ranges::find(labels, label);
  if (place == labels.end()) throw std::out_of_range(std::string(label));
  std::vector<double> values;
  for (std::size_t k = static_cast<std::size_t>(place - labels.begin());
       k < v.values.size(); k += labels.size()) {
    values.push_back(v.values[k]);
  }
  return values;
}

std::string differences(const sim::Results& a, const sim::Results& b) {
  std::string names;
  for (const sim::Variable& v : a.variables()) {
    const auto other = std::ranges::find(b.variables(), v.about.name,
                                         [](const auto& w) { return w.about.name; });
    const bool same = other != b.variables().end() &&
                      other->values.size() == v.values.size() &&
                      std::memcmp(other->values.data(), v.values.data(),
                                  v.values.size() * sizeof(double)) == 0;
    if (!same) names += v.about.name + " ";
  }
  if (a.variables().size() != b.variables().size()) names += "(another number of them)";
  return names;
}

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

Sample sample(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  Sample s{.mean = mean(values)};
  for (const double value : values) s.sd += (value - s.mean) * (value - s.mean);
  s.sd = std::sqrt(s.sd / (n - 1));
  s.se = s.sd / std::sqrt(n);
  return s;
}

}  // namespace newsdep::test
