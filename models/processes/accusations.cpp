#include "models/processes/accusations.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "models/mechanisms/judge.hpp"
#include "models/processes/topics.hpp"
#include "sim/blocks.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose suit_purpose{"Accusation suit"};

std::uint32_t source_named(const World& world, const std::string& name) {
  const auto it = std::ranges::find(world.sources, name, &SourceState::name);
  return static_cast<std::uint32_t>(it - world.sources.begin());
}

/// Whether a source can publish anything today.
bool can_speak(const World& world, std::uint32_t source) {
  return std::any_of(world.outlets.begin(), world.outlets.begin() + world.newsrooms(),
                     [&](const OutletState& outlet) {
                       return outlet.source == source && outlet.is_open();
                     });
}

/// The share of citizens who have learnt a lesson.
double reach_of(const World& world, std::uint8_t lesson) {
  const double readers =
      sim::sum_over<double>(world.blocks, [&](const sim::Block& block) {
        const auto* const learnt = world.citizens.learnt.data();
        return static_cast<double>(
            std::count_if(learnt + block.begin, learnt + block.end,
                          [&](std::uint8_t bits) { return (bits & lesson) != 0; }));
      });
  return readers / world.n();
}

}  // namespace

double days_into_run(const World& world, sim::Date date) {
  return date.days - world.rules().time.start.days;
}

std::uint8_t tell(World& world, const Accusation& accusation, std::string_view name,
                  sim::Date date, double left) {
  const std::uint32_t accused = source_named(world, accusation.against);
  std::vector<double> all(world.outlets.size(), 1.0);
  for (std::uint32_t c = 0; c < world.newsrooms(); ++c) {
    if (world.outlets[c].source == accused) all[c] = left;
  }
  for (const AdvertiserState& advertiser : world.ads.advertisers) {
    const bool names_payer = world.ads.library != AdLibrary::none;
    const std::uint32_t displayed = names_payer ? advertiser.payer : advertiser.sponsor;
    if (displayed == accused) all[advertiser.outlet] = left;
  }
  const std::uint8_t lesson = world.add_lesson(all);
  world.topics.push_back({.name_hash = sim::hash_name(name),
                          .date = date,
                          .days = accusation.days,
                          .coverage = accusation.echo,
                          .lesson = lesson,
                          .by = source_named(world, accusation.by),
                          .against = accused,
                          .own_coverage = accusation.coverage});
  return lesson;
}

Accusations::Accusations(World& world, sim::Results& results)
    : world_(world), results_(results) {
  const std::vector<Accusation>& all = world.rules().accusations;
  if (all.empty()) return;
  sim::Axis axis{
      .name = "accusation", .group = "accusations", .long_name = "accusation"};
  for (const Accusation& rules : all) axis.labels.push_back(rules.name);
  world.accusations.assign(all.size(), {});
  results.add_axis(std::move(axis));
  const auto add = [&](const char* name, std::vector<std::string> axes,
                       const char* unit, const char* long_name, const char* comment) {
    axes.push_back("accusation");
    return results.add({.name = std::string("accusations/") + name,
                        .axes = std::move(axes),
                        .unit = unit,
                        .long_name = long_name,
                        .comment = comment});
  };
  read_ = add("read", {"time"}, "1", "share who have read the accusation",
              "Share of citizens who had read a story about it when the step began.");
  made_ = add("made_day", {}, "days", "when it was made",
              "Days from the first day of the run; NaN for one that was not made.");
  suit_ =
      add("suit_day", {}, "days", "when the state sued",
          "Days from the first day of the run to the suit that answers it; NaN when "
          "none was brought.");
}

void Accusations::make(std::size_t accusation, const sim::Moment& moment) {
  const Accusation& rules = world_.rules().accusations[accusation];
  const std::uint32_t by = source_named(world_, rules.by);
  if (!can_speak(world_, by)) return;
  const double left = left_by_accusation(rules.loss, world_.sources[by].rules.credence);
  AccusationState& state = world_.accusations[accusation];
  state.lesson = tell(world_, rules, rules.name, moment.date, left);
  state.made = moment.date;
  results_.values(made_)[accusation] = days_into_run(world_, moment.date);
}

void Accusations::answer(std::size_t accusation, double reach,
                         const sim::Moment& moment) {
  const Accusation& rules = world_.rules().accusations[accusation];
  AccusationState& state = world_.accusations[accusation];
  const bool is_news = moment.day - days_into_run(world_, *state.made) <= rules.days;
  if (state.suit || !is_news || rules.suit.empty()) return;
  const auto words =
      world_.luck.draw(suit_purpose, moment.step, sim::hash_name(rules.name), 0);
  const double chance = chance_of_suit(rules.answer, reach, moment.dt);
  if (sim::uniform_open(words[0], words[1]) >= chance) return;
  const std::vector<Event>& events = world_.rules().events;
  const auto event = static_cast<std::size_t>(
      std::ranges::find(events, rules.suit, &Event::name) - events.begin());
  if (!bring_about(world_, event, moment)) return;
  state.suit = world_.events[event].date;
  results_.values(suit_)[accusation] = days_into_run(world_, *state.suit);
}

void Accusations::operator()(const sim::Moment& moment) {
  const Scenario& rules = world_.rules();
  for (std::size_t k = 0; k < world_.accusations.size(); ++k) {
    const AccusationState& state = world_.accusations[k];
    const Accusation& accusation = rules.accusations[k];
    const bool is_day = rules.clock().step_of(accusation.date) == moment.step;
    if (accusation.enabled && is_day) make(k, moment);
    const double reach = state.made ? reach_of(world_, state.lesson) : 0.0;
    if (state.made) answer(k, reach, moment);
    if (!rules.measures.enabled || moment.step % rules.measures.every != 0) continue;
    const auto record = static_cast<std::size_t>(moment.step / rules.measures.every);
    results_.row(read_, record)[k] = reach;
  }
}

}  // namespace newsdep
