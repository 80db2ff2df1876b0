#include "models/processes/censorship.hpp"

#include <algorithm>

#include "models/mechanisms/frighten.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose fear_purpose{"Newsroom fear"};
constexpr sim::Purpose report_purpose{"Newsroom report"};

const SourceState& source_of(const World& world, const Publisher& publisher) {
  return world.sources[world.outlets[publisher.outlet].source];
}

/// The fear of a newsroom; 0 where fear is off, and of what is no newsroom.
double fear_of(const World& world, const Publisher& publisher) {
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (!is_newsroom || !world.rules().fear.enabled) return 0;
  const SourceState& source = source_of(world, publisher);
  return std::max(source.rules.fear, source.pressure);
}

}  // namespace

double slant_in_force(const World& world, const Publisher& publisher) {
  const SourceState& source = source_of(world, publisher);
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (!is_newsroom || !world.rules().fear.enabled) return source.rules.slant;
  return bend(source.rules.slant, source.pressure, world.rules().fear.line);
}

bool drops(const World& world, const Publisher& publisher, const sim::Moment& moment,
           std::uint32_t number, float slant) {
  const double fear = fear_of(world, publisher);
  if (fear <= 0 || slant >= 0) return false;
  const auto words =
      world.luck.draw(fear_purpose, moment.step, publisher.name_hash, number);
  return sim::uniform_open(words[0], words[1]) < fear;
}

float threat_of(const World& world, const Publisher& publisher,
                const sim::Moment& moment, std::uint32_t number) {
  const Scenario& rules = world.rules();
  if (!rules.fear.enabled || !rules.timetable.enabled || moment.step < 0) return 0;
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (!is_newsroom || source_of(world, publisher).kind == SourceKind::state) return 0;
  const double chance = rules.fear.coverage * (1 - fear_of(world, publisher));
  for (const Event& event : rules.events) {
    if (!event.enabled || event.threat <= 0 || moment.date < event.date) continue;
    if (moment.date.days - event.date.days >= rules.fear.news_days) continue;
    const auto words = world.luck.draw(report_purpose, moment.step, publisher.name_hash,
                                       sim::mix(number, sim::hash_name(event.name)));
    if (sim::uniform_open(words[0], words[1]) < chance) {
      return static_cast<float>(event.threat);
    }
  }
  return 0;
}

}  // namespace newsdep
