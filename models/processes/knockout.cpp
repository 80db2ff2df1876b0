#include "models/processes/knockout.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace newsdep {
namespace {

/// Occasions by alternative that are expected in a step, summed over citizens.
struct Occasions {
  std::array<double, max_alternatives> lit{};   ///< as the world is
  std::array<double, max_alternatives> dark{};  ///< without the platform
  double all = 0;
  double lost = 0;  ///< those of citizens who have only the platform

  Occasions& operator+=(const Occasions& other) {
    for (std::size_t a = 0; a < max_alternatives; ++a) {
      lit[a] += other.lit[a];
      dark[a] += other.dark[a];
    }
    all += other.all;
    lost += other.lost;
    return *this;
  }
};

Occasions expect_occasions(const World& world, double dt) {
  const std::size_t width = world.alternatives.size();
  const std::vector<std::uint16_t> open = world.open_alternatives_by_media();
  const ChoiceRule rule = make_choice_rule(world);
  const std::uint32_t platform =
      world.has_platform() ? 1u << world.platforms.front().alternative : 0u;
  return sim::sum_over<Occasions>(world.blocks, [&](const sim::Block& block) {
    Occasions sum;
    const Citizens& c = world.citizens;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      // Two of one citizen: as he is, and with the platform's bit removed.
      std::array<float, 2 * max_alternatives> value{};
      Choosers both{.value = value.data(), .count = 2};
      for (std::size_t l = 0; l < 2; ++l) {
        std::copy_n(&c.value[i * width], width, &value[l * width]);
        both.activity[l] = c.activity[i];
        both.reach[l] = open[c.media[i]] & (l == 0 ? ~0u : ~platform);
      }
      const double a_i = c.attention[i] * dt;
      const Choices choices = weigh(rule, both);
      const auto p = choices.probabilities(0);
      const auto p_dark = choices.probabilities(1);
      for (std::size_t a = 0; a < width; ++a) {
        sum.lit[a] += a_i * p[a];
        sum.dark[a] += a_i * p_dark[a];
      }
      sum.all += both.reach[0] != 0 ? a_i : 0.0;
      sum.lost += both.reach[0] != 0 && both.reach[1] == 0 ? a_i : 0.0;
    }
    return sum;
  });
}

/// Attention by label: visits are shared as those of this step were; had there been
/// none, all would count as empty feeds.
std::vector<double> attention_of(
    const World& world, const std::array<double, max_alternatives>& occasions) {
  const Tally& today = world.today;
  std::vector<double> attention(today.attention.size(), 0.0);
  for (std::size_t a = 0; a < world.alternatives.size(); ++a) {
    const Alternative& alternative = world.alternatives[a];
    const double n = occasions[a] / world.n();
    if (alternative.kind == AlternativeKind::outlet) {
      attention[alternative.outlet] = n;
    } else if (alternative.kind == AlternativeKind::talk) {
      attention[world.talk_label()] = n;
    } else {
      const PlatformUse& use = today.use[alternative.platform];
      const auto share = [&](std::size_t label) {
        attention[label] = n * today.attention[label] / use.visits;
      };
      attention[world.empty_label()] +=
          use.visits == 0 ? n : n * use.empty / use.visits;
      if (use.visits == 0) continue;
      for (const std::uint32_t page : world.pages) {
        if (world.outlets[page].medium == alternative.medium) share(page);
      }
      share(world.platforms[alternative.platform].posts);
    }
  }
  return attention;
}

/// How much there is, lit and dark.
struct Pair {
  double lit = 0;
  double dark = 0;
  /// The share that is gone; negative when there is more; NaN where nothing was.
  double lost() const { return (lit - dark) / lit; }
};

}  // namespace

Knockout::Knockout(const World& world, sim::Results& results)
    : world_(world), results_(results) {
  sim::Axis dates{.name = "knockout",
                  .group = "knockout",
                  .long_name = "day whose values and visits the knock-out takes"};
  for (const KnockoutDate& knockout : world.rules().measures.knockouts) {
    dates.labels.push_back(knockout.date.to_string());
  }
  if (dates.labels.empty()) return;
  results.add_axis(std::move(dates));
  attention_ = results.add(
      {.name = "knockout/attention",
       .axes = {"knockout", "outlet"},
       .unit = "1/citizen",
       .long_name = "expected attention",
       .comment = "Reading occasions at the outlet that are expected in a step, per "
                  "citizen; visits to the platform are shared among its pages as those "
                  "of the step were."});
  attention_dark_ = results.add(
      {.name = "knockout/attention_dark",
       .axes = {"knockout", "outlet"},
       .unit = "1/citizen",
       .long_name = "expected attention were the platform dark",
       .comment = "Reading occasions at the outlet that are expected, per citizen, in "
                  "the first step without the platform: each citizen's go by logit to "
                  "what he has left."});
  const auto add_lost = [&](std::string name, std::vector<std::string> axes,
                            std::string what, std::string comment) {
    return results.add({.name = "knockout/" + std::move(name),
                        .axes = std::move(axes),
                        .long_name = std::move(what),
                        .comment = std::move(comment)});
  };
  lost_ =
      add_lost("news_lost", {"knockout", "outlet"}, "knock-out dependency of an outlet",
               "Share of the outlet's expected attention that is gone in the first "
               "dark step; 1 for pages, negative for what others gain.");
  if (!world.sources.empty()) {
    lost_source_ = add_lost(
        "news_lost_source", {"knockout", "source"}, "knock-out dependency of a source",
        "Share of the expected attention at all outlets of the source, pages and "
        "others, that is gone in the first dark step.");
  }
  lost_total_ = add_lost("news_lost_total", {"knockout"}, "news lost to everybody",
                         "Share of all expected occasions that nobody has any more: "
                         "those of citizens who have only the platform.");
  lost_independent_ = add_lost(
      "independent_lost", {"knockout"}, "knock-out dependency of independent news",
      "Share of the expected attention at independent sources' outlets that "
      "is gone in the first dark step.");
}

void Knockout::operator()(const sim::Moment& moment) {
  const std::vector<KnockoutDate>& dates = world_.rules().measures.knockouts;
  const sim::Clock clock = world_.rules().clock();
  for (std::size_t k = 0; k < dates.size(); ++k) {
    if (clock.step_of(dates[k].date) == moment.step) record(k, moment.dt);
  }
}

void Knockout::record(std::size_t k, double dt) {
  const Occasions occasions = expect_occasions(world_, dt);
  const std::vector<double> lit = attention_of(world_, occasions.lit);
  const std::vector<double> dark = attention_of(world_, occasions.dark);
  std::vector<Pair> by_source(world_.sources.size());
  Pair independent;
  for (std::size_t label = 0; label < lit.size(); ++label) {
    const auto add_to = [&](Pair& pair) {
      pair.lit += lit[label];
      pair.dark += dark[label];
    };
    results_.row(attention_, k)[label] = lit[label];
    results_.row(attention_dark_, k)[label] = dark[label];
    results_.row(lost_, k)[label] = Pair{lit[label], dark[label]}.lost();
    if (label >= world_.posts_outlet()) continue;  // posts, talk and empty feeds
    const std::uint32_t source = world_.outlets[label].source;
    add_to(by_source[source]);
    if (world_.sources[source].kind == SourceKind::independent) add_to(independent);
  }
  for (std::size_t s = 0; s < by_source.size(); ++s) {
    results_.row(lost_source_, k)[s] = by_source[s].lost();
  }
  results_.row(lost_total_, k)[0] = occasions.lost / occasions.all;
  results_.row(lost_independent_, k)[0] = independent.lost();
}

}  // namespace newsdep
