#include "models/processes/newsroom.hpp"

#include <algorithm>
#include <cmath>

#include "models/processes/censorship.hpp"
#include "models/processes/topics.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose slant_purpose{"Newsroom slant"};
constexpr sim::Purpose quality_purpose{"Newsroom quality"};
constexpr sim::Purpose appeal_purpose{"Newsroom appeal"};

double normal(const sim::Words& w) { return sim::normal(w[0], w[1], w[2], w[3]); }

/// How many stories a rate has brought by the end of step t: a count that rises evenly,
/// starting with a story in the first step.
std::int64_t published_by(double per_step, std::int32_t step) {
  return static_cast<std::int64_t>(std::ceil(per_step * step));
}

}  // namespace

float draw_appeal(std::uint32_t word, double shape) {
  const double u = sim::uniform_open(word, 0);
  return static_cast<float>(std::max(1e-6, 1.0 - sim::pow(1.0 - u, 1.0 / shape)));
}

void publish_stories(World& world, const Publisher& publisher,
                     std::vector<std::uint32_t>& edition, const sim::Moment& moment) {
  const Source& source = world.sources[world.outlets[publisher.outlet].source].rules;
  const double slant = slant_in_force(world, publisher);
  const double per_step = publisher.per_day * moment.dt;
  const std::int64_t own =
      published_by(per_step, moment.step + 1) - published_by(per_step, moment.step);
  const std::int64_t count = own + publisher.bought_now;
  for (std::uint32_t number = 0; number < count; ++number) {
    const auto draw = [&](sim::Purpose purpose) {
      return world.luck.draw(purpose, moment.step, publisher.name_hash, number);
    };
    Story story;
    story.slant = static_cast<float>(
        std::clamp(slant + source.slant_sd * normal(draw(slant_purpose)), -1.0, 1.0));
    if (drops(world, publisher, moment, number, story.slant)) continue;
    story.quality = static_cast<float>(std::clamp(
        source.quality + source.quality_sd * normal(draw(quality_purpose)), 0.0, 1.0));
    story.key = sim::mix(sim::mix(publisher.name_hash, number),
                         static_cast<std::uint32_t>(moment.step));
    story.outlet = publisher.outlet;
    story.topic = topic_of(world, publisher, moment, number);
    const float appeal =
        draw_appeal(draw(appeal_purpose)[0], world.rules().platform.appeal_shape);
    edition.push_back(world.stories.add(story, appeal, moment.step));
  }
  const auto day = static_cast<std::size_t>(
      std::max(1.0, std::ceil(publisher.per_day + publisher.bought_per_day)));
  if (edition.size() > day) {
    edition.erase(edition.begin(), edition.end() - static_cast<std::ptrdiff_t>(day));
  }
}

void publish(World& world, const sim::Moment& moment) {
  const PlatformParameters& platform = world.rules().platform;
  world.stories.expire(
      static_cast<std::int32_t>(moment.step - platform.story_days / moment.dt));
  for (std::uint32_t c = 0; c < world.newsrooms(); ++c) {
    OutletState& outlet = world.outlets[c];
    std::erase_if(outlet.edition,
                  [&](std::uint32_t id) { return !world.stories.alive(id); });
    if (!outlet.is_open()) {
      outlet.edition.clear();
      continue;
    }
    const BoughtStories& bought = outlet.bought;
    const std::int64_t now = static_cast<std::int64_t>(bought.paid) - bought.published;
    outlet.bought.published += now;
    publish_stories(world,
                    {.outlet = c,
                     .name_hash = outlet.name_hash,
                     .per_day = outlet.rules.stories_per_day,
                     .bought_per_day = bought.per_day,
                     .bought_now = now},
                    outlet.edition, moment);
  }
}

}  // namespace newsdep
