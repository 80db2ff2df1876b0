#include "models/processes/flows.hpp"

#include <algorithm>
#include <utility>

#include "models/mechanisms/main_source.hpp"

namespace newsdep {

Flows::Flows(const World& world, sim::Results& results)
    : world_(world), results_(results) {
  if (!world.rules().measures.flow_from) return;
  for (const char* end : {"from", "to"}) {
    sim::Axis alternatives{.name = std::string("alternative_") + end,
                           .group = "flow",
                           .long_name = "what attention turns to"};
    for (const Alternative& a : world.alternatives) {
      alternatives.labels.push_back(a.name);
    }
    sim::Axis media{.name = std::string("medium_") + end,
                    .group = "flow",
                    .long_name = "medium of the main source"};
    for (const Medium& m : world.media) media.labels.push_back(m.name);
    results.add_axis(std::move(alternatives));
    results.add_axis(std::move(media));
  }
  const MeasuresParameters& measures = world.rules().measures;
  const std::string dates =
      measures.flow_from->to_string() + " and " + measures.flow_to->to_string();
  attention_ = results.add(
      {.name = "flow/attention",
       .axes = {"alternative_from", "alternative_to"},
       .long_name = "flow of attention",
       .comment =
           "Share of all attention that was at one alternative and is at another, "
           "citizen by citizen, between " +
           dates + "; on the diagonal what stayed."});
  main_source_ = results.add(
      {.name = "flow/main_source",
       .axes = {"medium_from", "medium_to"},
       .long_name = "flow of main sources",
       .comment = "Share of citizens whose main source was one medium and is another, "
                  "between " +
                  dates + "; on the diagonal those who stayed."});
}

void Flows::operator()(const sim::Moment& moment) {
  const MeasuresParameters& measures = world_.rules().measures;
  if (!measures.flow_from) return;
  const sim::Clock clock = world_.rules().clock();
  if (clock.step_of(*measures.flow_from) == moment.step) before_ = take();
  if (before_ && clock.step_of(*measures.flow_to) == moment.step) {
    compare(*before_, take());
    before_.reset();
  }
}

Flows::Snapshot Flows::take() const {
  const std::size_t width = world_.alternatives.size();
  const std::vector<std::uint16_t> open = world_.open_alternatives_by_media();
  const ChoiceRule rule = make_choice_rule(world_);
  Snapshot snapshot;
  snapshot.probability.resize(world_.n() * width);
  snapshot.main.resize(world_.n());
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    const Citizens& c = world_.citizens;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      Choosers one{.value = &c.value[i * width], .count = 1};
      one.reach[0] = open[c.media[i]];
      one.activity[0] = c.activity[i];
      const Choices choices = weigh(rule, one);
      std::copy_n(choices.probabilities(0).begin(), width,
                  &snapshot.probability[i * width]);
      const auto main =
          main_source(recent_occasions(c.recent[i]), world_.people.key[i]);
      snapshot.main[i] = static_cast<std::uint8_t>(main.value_or(max_media));
    }
  });
  return snapshot;
}

void Flows::compare(const Snapshot& before, const Snapshot& after) {
  const std::size_t width = world_.alternatives.size();
  const std::size_t media = world_.media.size();
  // Serial, in the order of citizens: this happens once in a run.
  std::vector<double> attention(width * width, 0.0);
  std::vector<double> main(media * media, 0.0);
  double weights = 0;
  double asked = 0;
  for (std::uint32_t i = 0; i < world_.n(); ++i) {
    const float* p = &before.probability[i * width];
    const float* q = &after.probability[i * width];
    const double weight = world_.citizens.attention[i];
    double gains = 0;
    for (std::size_t a = 0; a < width; ++a) gains += std::max(0.0f, q[a] - p[a]);
    weights += weight;
    for (std::size_t a = 0; a < width; ++a) {
      attention[a * width + a] += weight * std::min(p[a], q[a]);
      const double loss = std::max(0.0f, p[a] - q[a]);
      if (loss <= 0 || gains <= 0) continue;
      for (std::size_t b = 0; b < width; ++b) {
        const double gain = std::max(0.0f, q[b] - p[b]);
        attention[a * width + b] += weight * loss * gain / gains;
      }
    }
    if (before.main[i] < max_media && after.main[i] < max_media) {
      main[before.main[i] * media + after.main[i]] += 1;
      asked += 1;
    }
  }
  std::ranges::transform(attention, results_.values(attention_).begin(),
                         [&](double sum) { return sum / weights; });
  std::ranges::transform(main, results_.values(main_source_).begin(),
                         [&](double count) { return count / asked; });
}

}  // namespace newsdep
