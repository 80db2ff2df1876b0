#include "models/processes/survey.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/mechanisms/main_source.hpp"
#include "models/society/draw_sample.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose sample_purpose{"Survey sample"};

}  // namespace

Survey::Survey(const World& world, sim::Results& results)
    : world_(world), results_(results) {
  sim::Axis waves{.name = "wave", .group = "survey", .long_name = "wave of the survey"};
  for (const Wave& wave : world.rules().survey.waves) {
    waves.labels.push_back(wave.date.to_string());
  }
  if (waves.labels.empty()) return;
  results.add_axis(std::move(waves));
  share_ =
      results.add({.name = "survey/main_source",
                   .axes = {"wave", "medium"},
                   .long_name = "main source of news, as a survey finds it",
                   .comment = "Share of the sample whose main source is the medium, "
                              "among those who have one."});
  error_ = results.add({.name = "survey/main_source_se",
                        .axes = {"wave", "medium"},
                        .long_name = "standard error of the survey's shares",
                        .comment = "sqrt(p (1 - p) / n), n those who have a main "
                                   "source."});
}

void Survey::operator()(const sim::Moment& moment) {
  const SurveyParameters& survey = world_.rules().survey;
  const sim::Clock clock = world_.rules().clock();
  for (std::size_t w = 0; w < survey.waves.size(); ++w) {
    const Wave& wave = survey.waves[w];
    if (clock.step_of(wave.date) != moment.step) continue;
    std::vector<double> count(world_.media.size(), 0.0);
    double answers = 0;
    const auto sample =
        draw_sample(world_.luck, sample_purpose, world_.people, world_.blocks,
                    sim::hash_name(wave.name), static_cast<std::size_t>(survey.sample));
    for (const std::uint32_t i : sample) {
      const auto main = main_source(recent_occasions(world_.citizens.recent[i]),
                                    world_.people.key[i]);
      if (!main) continue;
      count[*main] += 1;
      answers += 1;
    }
    for (std::size_t m = 0; m < count.size(); ++m) {
      const double share = count[m] / answers;
      results_.row(share_, w)[m] = share;
      results_.row(error_, w)[m] = std::sqrt(share * (1 - share) / answers);
    }
  }
}

}  // namespace newsdep
