#include "models/processes/topics.hpp"

#include "models/processes/censorship.hpp"
#include "models/processes/climate.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose report_purpose{"Newsroom report"};

bool is_news(const Topic& topic, sim::Date today) {
  return topic.date && *topic.date <= today &&
         today.days - topic.date->days < topic.days;
}

sim::Date after(const sim::Moment& moment) { return {moment.date.days + 1}; }

/// Lets an event begin on a date, and be news from then on.
void begin(World& world, EventState& event, sim::Date date) {
  event.date = date;
  if (event.topic != 0) world.topics[event.topic - 1].date = date;
}

/// The share of the stories of a source's newsroom that are about a topic.
double share_about(const Topic& topic, std::uint32_t source, double boldness) {
  if (topic.against == source) return 0;
  if (topic.by == source) return topic.own_coverage;
  return topic.coverage * (topic.state_tells ? 1 : boldness);
}

}  // namespace

std::uint16_t topic_of(const World& world, const Publisher& publisher,
                       const sim::Moment& moment, std::uint32_t number) {
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (world.topics.empty() || moment.step < 0 || !is_newsroom) return 0;
  const std::uint32_t source = world.outlets[publisher.outlet].source;
  const bool is_state = world.sources[source].kind == SourceKind::state;
  const double boldness = is_state ? 0 : 1 - fear_of(world, publisher);
  for (std::size_t k = 0; k < world.topics.size(); ++k) {
    const Topic& topic = world.topics[k];
    if (!is_news(topic, moment.date)) continue;
    const auto words = world.luck.draw(report_purpose, moment.step, publisher.name_hash,
                                       sim::mix(number, topic.name_hash));
    if (sim::uniform_open(words[0], words[1]) < share_about(topic, source, boldness)) {
      return static_cast<std::uint16_t>(k + 1);
    }
  }
  return 0;
}

double take_in(World& world, std::uint32_t i, double belief, const Topic& topic) {
  if (topic.lesson != 0) world.citizens.learnt[i] |= topic.lesson;
  return topic.threat > 0 ? read_threat(world, i, belief, double{topic.threat})
                          : belief;
}

bool bring_about(World& world, std::size_t event, const sim::Moment& moment) {
  const Event& rules = world.rules().events[event];
  EventState& state = world.events[event];
  const bool is_over = !state.date || (state.end && *state.end <= moment.date);
  const bool may_happen = rules.enabled && world.rules().timetable.enabled;
  if (!may_happen || rules.date || !is_over) return false;
  begin(world, state, after(moment));
  state.end.reset();
  if (rules.lasts > 0) {
    state.end = sim::Date{state.date->days + static_cast<std::int32_t>(rules.lasts)};
  }
  return true;
}

void keep_up(World& world, std::size_t event, const sim::Moment& moment) {
  const Event& rules = world.rules().events[event];
  EventState& state = world.events[event];
  const sim::Date tomorrow = after(moment);
  const bool is_going_on = state.date && state.end == tomorrow;
  const bool comes_again = is_going_on && is_final(rules.kind) &&
                           tomorrow.days - state.date->days >= rules.lasts;
  if (!is_going_on || comes_again) begin(world, state, tomorrow);
  state.end = sim::Date{tomorrow.days + 1};
}

}  // namespace newsdep
