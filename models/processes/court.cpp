#include "models/processes/court.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "models/mechanisms/judge.hpp"
#include "models/processes/accusations.hpp"
#include "models/processes/topics.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose verdict_purpose{"Court verdict"};

template <class Items>
std::size_t place_of(const Items& items, const std::string& name) {
  const auto it =
      std::ranges::find(items, name, [](const auto& item) { return item.name; });
  return static_cast<std::size_t>(it - items.begin());
}

/// The place among pages of the one of that name.
std::uint32_t page_named(const World& world, const std::string& name) {
  const auto it = std::ranges::find_if(
      world.pages, [&](std::uint32_t c) { return world.outlets[c].name == name; });
  return static_cast<std::uint32_t>(it - world.pages.begin());
}

}  // namespace

Court::Court(World& world, sim::Results& results) : world_(world), results_(results) {
  const std::vector<CourtCase>& cases = world.rules().cases;
  if (cases.empty()) return;
  sim::Axis axis{.name = "case", .group = "case", .long_name = "case in court"};
  for (const CourtCase& of : cases) {
    axis.labels.push_back(of.name);
    const std::size_t about = place_of(world.rules().accusations, of.accusation);
    accusation_.push_back(about);
    page_.push_back(page_named(world, world.rules().accusations[about].page));
  }
  results.add_axis(std::move(axis));
  sim::Axis levels{
      .name = "level", .group = "case", .long_name = "level of disclosure"};
  levels.labels.assign(audit_levels.begin(), audit_levels.end());
  results.add_axis(std::move(levels));
  const auto add = [&](const char* name, std::vector<std::string> axes,
                       const char* unit, const char* long_name, const char* comment) {
    axes.insert(axes.begin(), "case");
    return results.add({.name = std::string("case/") + name,
                        .axes = std::move(axes),
                        .unit = unit,
                        .long_name = long_name,
                        .comment = comment});
  };
  chance_ =
      add("chance_stands", {"level"}, "1", "chance that the charge stands",
          "On the day of the verdict, by what could have been disclosed by then: "
          "chance that the charge stands; beyond what the court admits it is that "
          "at the highest level admitted. NaN without a verdict.");
  log_bayes_factor_ =
      add("log_bayes_factor", {"level"}, "1", "log Bayes factor for bought likes",
          "What the auditor last found of the page by the day of the verdict, admitted "
          "or not. NaN without a verdict, and for a page that showed no likes.");
  verdict_ = add("verdict", {}, "1", "verdict",
                 "1 when the charge stood, 0 when it fell; NaN without a verdict.");
  level_ =
      add("verdict_level", {}, "1", "level of disclosure before the court",
          "Place among the levels, from 0, of what was disclosed and admitted; NaN "
          "without a verdict.");
  opened_ =
      add("opening_day", {}, "days", "when the case opened",
          "Days from the first day of the run; NaN for a case without a verdict.");
  verdict_day_ = add("verdict_day", {}, "days", "when the verdict came",
                     "Days from the first day of the run; NaN without a verdict.");
}

std::optional<sim::Date> Court::opening(std::size_t of) const {
  const CourtCase& rules = world_.rules().cases[of];
  const AccusationState& about = world_.accusations[accusation_[of]];
  if (!rules.enabled || !about.made) return std::nullopt;
  return rules.date ? rules.date : about.suit;
}

void Court::judge(std::size_t of, const sim::Moment& moment) {
  const CourtCase& rules = world_.rules().cases[of];
  const Bench bench{rules.standard, rules.spread, rules.capture};
  const Findings& findings = world_.audit.findings[page_[of]];
  const auto chance_at = [&](std::size_t disclosed) {
    const std::size_t seen =
        std::min(disclosed, static_cast<std::size_t>(rules.admits));
    const double log_b = findings[seen].log_bayes_factor;
    return chance_stands(bench, std::isnan(log_b) ? 0.0 : log_b);
  };
  for (std::size_t level = 0; level < audit_levels.size(); ++level) {
    results_.row(chance_, of)[level] = chance_at(level);
    results_.row(log_bayes_factor_, of)[level] = findings[level].log_bayes_factor;
  }
  const auto disclosed = static_cast<std::size_t>(world_.audit.disclosed[page_[of]]);
  const auto words =
      world_.luck.draw(verdict_purpose, 0, sim::hash_name(rules.name), 0);
  const bool stands = sim::uniform_open(words[0], words[1]) < chance_at(disclosed);
  results_.values(verdict_)[of] = stands ? 1 : 0;
  results_.values(level_)[of] =
      static_cast<double>(std::min(disclosed, static_cast<std::size_t>(rules.admits)));
  results_.values(opened_)[of] = days_into_run(world_, *opening(of));
  results_.values(verdict_day_)[of] = days_into_run(world_, moment.date);
  const std::string& follows = stands ? rules.convicts : rules.acquits;
  if (!follows.empty()) {
    bring_about(world_, place_of(world_.rules().events, follows), moment);
  }
  if (!stands) {
    tell(world_, world_.rules().accusations[accusation_[of]],
         "acquittal in " + rules.name, sim::Date{moment.date.days + 1},
         1 - rules.vindication);
  }
}

void Court::operator()(const sim::Moment& moment) {
  const sim::Clock clock = world_.rules().clock();
  for (std::size_t k = 0; k < page_.size(); ++k) {
    const std::optional<sim::Date> opened = opening(k);
    if (!opened) continue;
    const auto hearing = static_cast<std::int32_t>(world_.rules().cases[k].hearing);
    const sim::Date verdict{opened->days + hearing};
    if (clock.step_of(verdict) == moment.step) judge(k, moment);
  }
}

}  // namespace newsdep
