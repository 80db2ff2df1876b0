#include "models/initial_opinions.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/society/draw_sample.hpp"
#include "sim/errors.hpp"
#include "sim/table.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose opinion_purpose{"Conversation opinion"};
constexpr sim::Purpose stubborn_purpose{"Conversation stubborn"};

/// A normal number in [-1, 1]: drawn again until it is.
double normal_within(const World& world, std::uint32_t key, double mean, double sd) {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const auto words = world.luck.draw(opinion_purpose, 0, key, attempt);
    const double z = mean + sd * sim::normal(words[0], words[1], words[2], words[3]);
    if (-1 <= z && z <= 1) return z;
  }
}

/// The two opinions, the higher one to an exact number of citizens.
std::vector<double> two_opinions(const World& world, const InitialOpinions& law) {
  std::vector<double> belief(world.n(), law.low);
  const auto of_high =
      static_cast<std::size_t>(std::lround(law.high_share * world.n()));
  if (of_high == 0) return belief;
  for (const std::uint32_t i : draw_sample(world.luck, opinion_purpose, world.people,
                                           world.blocks, 0, of_high)) {
    belief[i] = law.high;
  }
  return belief;
}

std::vector<double> drawn_opinions(const World& world, const InitialOpinions& law) {
  if (law.law == OpinionLaw::leaning) return {};
  if (law.law == OpinionLaw::two) return two_opinions(world, law);
  std::vector<double> belief(world.n());
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::uint32_t key = world.people.key[i];
      if (law.law == OpinionLaw::normal) {
        belief[i] = normal_within(world, key, law.mean, law.sd);
      } else {
        const auto words = world.luck.draw(opinion_purpose, 0, key, 0);
        belief[i] =
            law.low + (law.high - law.low) * sim::uniform_open(words[0], words[1]);
      }
    }
  });
  return belief;
}

InitialTalk read_table(const World& world) {
  const ConversationParameters& rules = world.rules().conversation;
  const sim::Table table = sim::Table::read(rules.initial.table);
  table.require({"opinion"});
  for (const std::string& column : table.columns()) {
    if (column == "opinion" || column == "susceptibility") continue;
    throw sim::UserError(rules.initial.table.path + ": the column '" + column +
                         "' says nothing here; keep `opinion`, and if wanted "
                         "`susceptibility`");
  }
  if (table.rows() != world.n()) {
    throw sim::UserError(rules.initial.table.path + ": " +
                         std::to_string(table.rows()) + " rows for " +
                         std::to_string(world.n()) +
                         " citizens; give one row for each, or change "
                         "population.citizens");
  }
  InitialTalk talk;
  const bool has_susceptibility = table.has("susceptibility");
  const bool weighs = rules.kernel == ConversationKernel::friedkin_johnsen ||
                      rules.kernel == ConversationKernel::degroot;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    talk.belief.push_back(table.number(row, "opinion", -1, 1));
    if (!has_susceptibility) continue;
    const double a = table.number(row, "susceptibility", 0, 1);
    if (!weighs && a > 0 && a < 1) {
      throw table.error(row,
                        "in this kernel one is stubborn (susceptibility 0) or not (1); "
                        "degroot and friedkin_johnsen know what lies between");
    }
    talk.susceptibility.push_back(a);
  }
  return talk;
}

/// Makes groups of citizens stubborn, nobody in two of them.
void make_stubborn(const World& world, InitialTalk& talk) {
  const std::vector<Stubborn>& groups = world.rules().conversation.stubborn;
  std::size_t all = 0;
  for (const Stubborn& group : groups) all += static_cast<std::size_t>(group.citizens);
  if (all == 0) return;
  if (talk.belief.empty()) talk.belief = world.citizens.belief;
  if (talk.susceptibility.empty()) talk.susceptibility.assign(world.n(), 1.0);
  std::vector<std::uint32_t> who =
      draw_sample(world.luck, stubborn_purpose, world.people, world.blocks, 0, all);
  // In an order that has nothing to do with where they live.
  std::ranges::sort(who, {}, [&](std::uint32_t i) {
    return std::pair{sim::mix(world.people.key[i], stubborn_purpose.id), i};
  });
  std::size_t next = 0;
  for (const Stubborn& group : groups) {
    for (std::int64_t k = 0; k < group.citizens; ++k) {
      const std::uint32_t i = who[next++];
      talk.belief[i] = group.opinion;
      talk.susceptibility[i] = 0;
    }
  }
}

}  // namespace

InitialTalk initial_talk(const World& world) {
  const ConversationParameters& rules = world.rules().conversation;
  InitialTalk talk;
  if (rules.initial.table.given()) {
    talk = read_table(world);
  } else {
    talk.belief = drawn_opinions(world, rules.initial);
  }
  if (rules.kernel == ConversationKernel::friedkin_johnsen &&
      talk.susceptibility.empty()) {
    talk.susceptibility.assign(world.n(), rules.susceptibility);
  }
  make_stubborn(world, talk);
  return talk;
}

}  // namespace newsdep
