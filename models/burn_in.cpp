#include "models/burn_in.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "models/plan.hpp"
#include "models/processes/measures.hpp"
#include "sim/errors.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr double days_between_updates = 5;
constexpr double first_gain = 0.15;
constexpr double least_share = 1e-4;  // what is never chosen counts as this

/// What the solver aims at.
struct Target {
  std::vector<double> medium;  ///< [media] main-source shares
  std::vector<double> within;  ///< [alternatives] share of the medium's attention
};

Target make_target(const World& world) {
  // A medium that is not named is a platform that nobody is on yet: nobody's main
  // source.
  Target target{.medium = std::vector<double>(world.media.size(), 0.0), .within = {}};
  for (std::size_t m = 0; m < world.media.size(); ++m) {
    for (const auto& [name, share] : world.rules().burn_in.main_source) {
      if (name == world.media[m].name) target.medium[m] = share;
    }
  }
  std::vector<double> sum(world.media.size(), 0.0);
  const auto audience = [&](const Alternative& a) {
    if (a.kind != AlternativeKind::outlet) return 1.0;
    const OutletState& outlet = world.outlets[a.outlet];
    return outlet.is_open() ? outlet.rules.audience : 0.0;
  };
  for (const Alternative& a : world.alternatives) sum[a.medium] += audience(a);
  for (const Alternative& a : world.alternatives) {
    target.within.push_back(audience(a) / sum[a.medium]);
  }
  return target;
}

/// Moves an alternative's convenience, and everybody's value of it along with it, so
/// that nobody has to learn what the solver knows.
void shift(World& world, std::size_t a, float by) {
  world.alternatives[a].convenience += by;
  const std::size_t width = world.alternatives.size();
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      world.citizens.value[i * width + a] += by;
    }
  });
}

std::vector<double> main_source_shares(const World& world) {
  const Census30 census = take_census(world);
  std::vector<double> shares;
  for (std::size_t m = 0; m < world.media.size(); ++m) {
    shares.push_back(census.main_source[m] / census.readers);
  }
  return shares;
}

/// Attention at each alternative, added up over the steps since the last update.
void add_attention(const World& world, std::vector<double>& attention) {
  for (std::size_t a = 0; a < world.alternatives.size(); ++a) {
    const Alternative& alternative = world.alternatives[a];
    attention[a] += alternative.kind == AlternativeKind::outlet
                        ? world.today.attention[alternative.outlet]
                        : 1.0;
  }
}

/// One update of the conveniences.
void update(World& world, const Target& target, const std::vector<double>& attention,
            double gain) {
  const double temperature = world.rules().choice.temperature;
  const std::vector<double> found = main_source_shares(world);
  std::vector<double> of_medium(world.media.size(), 0.0);
  for (std::size_t a = 0; a < attention.size(); ++a) {
    of_medium[world.alternatives[a].medium] += attention[a];
  }
  const auto distance = [](double wanted, double has) {
    const double log_ratio =
        sim::log(std::max(least_share, wanted)) - sim::log(std::max(least_share, has));
    return std::clamp(log_ratio, -2.0, 2.0);
  };
  for (std::size_t a = 0; a < attention.size(); ++a) {
    const std::uint32_t m = world.alternatives[a].medium;
    if (target.within[a] <= 0 || of_medium[m] <= 0) continue;
    const double error = distance(target.medium[m], found[m]) +
                         distance(target.within[a], attention[a] / of_medium[m]);
    shift(world, a, static_cast<float>(temperature * gain * error));
  }
}

/// What a citizen may expect of an alternative who has never been there: the utility of
/// its source's mean story; of word of mouth, that of his friends' leanings; of a
/// platform, which he cannot know, that of word of mouth.
float expected_utility(const World& world, std::uint32_t i, const Alternative& a) {
  const ChoiceParameters& choice = world.rules().choice;
  const double own = world.people.leaning[i];
  double quality = world.rules().platform.post_quality;
  double squares = 0;
  if (a.kind == AlternativeKind::outlet) {
    const Source& source = world.sources[world.outlets[a.outlet].source].rules;
    quality = source.quality;
    squares =
        (source.slant - own) * (source.slant - own) + source.slant_sd * source.slant_sd;
  } else if (const auto friends = world.friends.of(i); !friends.empty()) {
    for (const std::uint32_t j : friends) {
      const double distance = world.people.leaning[j] - own;
      squares += distance * distance;
    }
    squares /= static_cast<double>(friends.size());
  }
  return static_cast<float>(choice.accuracy_weight * quality -
                            choice.agreement_weight * squares);
}

enum class Start : std::uint8_t { own_leaning, mirrored };

/// Everybody starts: belief at his leaning or its mirror image, values as he may expect
/// them, nothing read lately.
void start(World& world, Start from) {
  const std::size_t width = world.alternatives.size();
  const auto unit = static_cast<float>(world.rules().choice.convenience_sd / 32);
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    Citizens& c = world.citizens;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const double leaning = world.people.leaning[i];
      c.belief[i] = from == Start::own_leaning ? leaning : -leaning;
      c.recent[i] = Recent{};
      for (std::size_t a = 0; a < width; ++a) {
        const Alternative& alternative = world.alternatives[a];
        c.value[i * width + a] = alternative.convenience +
                                 unit * static_cast<float>(c.deviation[i * width + a]) +
                                 expected_utility(world, i, alternative);
      }
    }
  });
}

/// The part of the world's state that a rest is made of.
struct Rest {
  std::vector<double> belief;
  std::vector<float> value;
  std::vector<Recent> recent;
};

void compare_starts(const World& world, const Target& target) {
  const std::vector<double> found = main_source_shares(world);
  std::string differences;
  for (std::size_t m = 0; m < found.size(); ++m) {
    const double p = target.medium[m];
    const double error = 4 * std::sqrt(p * (1 - p) / world.n());
    if (std::abs(found[m] - p) <= world.rules().burn_in.tolerance + error) continue;
    differences += "\n  " + world.media[m].name + ": wanted " + std::to_string(p) +
                   ", found " + std::to_string(found[m]);
  }
  if (differences.empty()) return;
  throw sim::UserError(
      "burn_in: a second start does not come to the main-source shares that the first "
      "was solved for:" +
      differences +
      "\nEither the scenario has more than one rest (then no start is the right one: "
      "raise choice.temperature, or lower the media's persuasion), or the shares "
      "cannot be reached (a medium's share may not pass the "
      "share of citizens who reach it), or it needs more time: raise "
      "burn_in.solve_days and burn_in.settle_days");
}

}  // namespace

void come_to_rest(World& world, const sim::OnAdvance& advance) {
  const BurnInParameters& burn_in = world.rules().burn_in;
  const sim::Clock clock = world.rules().clock();
  const auto steps_of = [&](double days) {
    return static_cast<std::int32_t>(std::ceil(days / clock.dt));
  };
  const std::int32_t solving = steps_of(burn_in.solve_days);
  const std::int32_t settling = steps_of(burn_in.settle_days);
  const std::int32_t between = std::max(1, steps_of(days_between_updates));
  const Target target = make_target(world);
  sim::Plan plan = make_resting_plan(world);
  world.follow_pages = false;

  std::vector<double> attention(world.alternatives.size(), 0.0);
  std::vector<double> mean(world.alternatives.size(), 0.0);
  std::int32_t averaged = 0;
  Rest rest;
  start(world, Start::own_leaning);
  for (std::int32_t s = 0; s < solving + settling; ++s) {
    if (s == solving) {
      for (std::size_t a = 0; a < mean.size(); ++a) {
        shift(
            world, a,
            static_cast<float>(mean[a] / averaged) - world.alternatives[a].convenience);
      }
      rest = {world.citizens.belief, world.citizens.value, world.citizens.recent};
      start(world, Start::mirrored);
    }
    plan.step(clock.moment(s - solving - settling));
    advance({"burn-in", s + 1, solving + settling, double(s + 1) * world.n()});
    if (s >= solving) continue;
    add_attention(world, attention);
    if ((s + 1) % between == 0) {
      const double gain = first_gain * std::min(1.0, solving / 3.0 / (s + 1));
      update(world, target, attention, gain);
      std::ranges::fill(attention, 0.0);
    }
    if (s >= solving - solving / 3) {
      for (std::size_t a = 0; a < mean.size(); ++a) {
        mean[a] += world.alternatives[a].convenience;
      }
      ++averaged;
    }
  }
  compare_starts(world, target);
  // The run goes on from the first start, whose values have learnt for longer: what one
  // seldom turns to one learns slowly.
  world.citizens.belief = std::move(rest.belief);
  world.citizens.value = std::move(rest.value);
  world.citizens.recent = std::move(rest.recent);
  world.follow_pages = world.rules().platform.following;
}

}  // namespace newsdep
