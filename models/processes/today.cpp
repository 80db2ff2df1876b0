#include "models/processes/today.hpp"

#include <cmath>

#include "sim/math.hpp"

namespace newsdep {

Today make_today(const World& world, const sim::Moment& moment) {
  const Scenario& rules = world.rules();
  Today today;
  today.moment = moment;
  today.choice = make_choice_rule(world);
  today.has_topics = world.stories.has_topics();
  today.has_lessons = world.lessons.any();
  for (const Alternative& alternative : world.alternatives) {
    const std::uint32_t bit = 1u << today.offers.size();
    today.talks |= alternative.kind == AlternativeKind::talk ? bit : 0;
    if (alternative.kind == AlternativeKind::platform) {
      today.visits[alternative.platform] |= bit;
    }
    Offer& offer = today.offers.emplace_back();
    offer.kind = alternative.kind;
    offer.medium = alternative.medium;
    offer.platform = alternative.platform;
    offer.label = static_cast<std::uint32_t>(world.talk_label());
    offer.convenience = alternative.convenience;
    offer.gain = world.media[alternative.medium].persuasion;
    if (alternative.kind != AlternativeKind::outlet) continue;
    const OutletState& outlet = world.outlets[alternative.outlet];
    offer.label = alternative.outlet;
    offer.gain = outlet.gain;
    offer.first = static_cast<std::uint32_t>(today.stories.size());
    offer.stories = static_cast<std::uint32_t>(outlet.edition.size());
    for (const std::uint32_t id : outlet.edition) {
      today.stories.push_back({world.stories[id].slant, world.stories[id].quality});
      if (today.has_topics) today.topics.push_back(world.stories[id].topic);
    }
  }
  for (const Platform& platform : world.platforms) {
    today.feeds.emplace_back(world, platform, moment);
  }
  today.open = world.open_alternatives_by_media();
  today.learning = static_cast<float>(sim::chance(rules.choice.learning_rate, 1));
  today.accuracy_weight = static_cast<float>(rules.choice.accuracy_weight);
  today.agreement_weight = static_cast<float>(rules.choice.agreement_weight);
  today.deviation_unit = static_cast<float>(rules.choice.convenience_sd / 32);
  today.pull = sim::chance(rules.belief.anchor_rate, moment.dt);
  today.talk_quality = static_cast<float>(rules.platform.post_quality);
  today.some_are_silent = !world.citizens.says.empty();
  today.has_climate = !world.citizens.perceived.empty();
  today.perceiving = sim::chance(rules.climate.pace, moment.dt);
  const auto bin_of = [](double day) {
    return static_cast<int>(std::floor(day / recent_bin_days));
  };
  const int bin = bin_of(moment.day);
  today.bin = (bin % recent_bins + recent_bins) % recent_bins;
  today.is_regular = rules.attention.timing == Timing::regular;
  today.is_new_bin = bin != bin_of(moment.day - moment.dt);
  return today;
}

}  // namespace newsdep
