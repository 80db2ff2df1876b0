#include "models/processes/climate.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "models/mechanisms/frighten.hpp"
#include "sim/errors.hpp"
#include "sim/lanes.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/table.hpp"

namespace newsdep {
namespace {

constexpr int lanes = 8;
constexpr sim::Purpose voice_purpose{"Climate voice"};
constexpr sim::Purpose threshold_purpose{"Climate threshold"};
constexpr sim::Purpose sensitivity_purpose{"Fear sensitivity"};
constexpr sim::Purpose unfollow_purpose{"Fear unfollow"};

double normal(const sim::Words& w) { return sim::normal(w[0], w[1], w[2], w[3]); }

/// Everybody's private opinions, by side.
Opinion count_private(const World& world) {
  return sim::sum_over<Opinion>(world.blocks, [&](const sim::Block& block) {
    Opinion sum;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      sum.support += world.citizens.belief[i] > 0;
      sum.dissent += world.citizens.belief[i] < 0;
    }
    return sum;
  });
}

void draw_thresholds(World& world) {
  const ClimateParameters& climate = world.rules().climate;
  std::vector<float>& threshold = world.citizens.threshold;
  if (climate.thresholds.given()) {
    threshold = read_thresholds(climate, world.n());
    return;
  }
  threshold.resize(world.n());
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const double z =
          normal(world.luck.draw(threshold_purpose, 0, world.people.key[i], 0));
      threshold[i] =
          static_cast<float>(climate.threshold + climate.threshold_spread * z);
    }
  });
}

/// Lognormal with the mean that is given.
void draw_sensitivity(World& world) {
  const FearParameters& fear = world.rules().fear;
  std::vector<float>& sensitivity = world.citizens.sensitivity;
  sensitivity.resize(world.n());
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const double z =
          normal(world.luck.draw(sensitivity_purpose, 0, world.people.key[i], 0));
      sensitivity[i] = static_cast<float>(
          fear.sensitivity * sim::exp(fear.spread * z - fear.spread * fear.spread / 2));
    }
  });
}

/// Gives citizens what they need to be afraid, and to mind what others think.
void begin(World& world) {
  const ClimateParameters& climate = world.rules().climate;
  Citizens& c = world.citizens;
  c.says.resize(world.n());
  c.willing.resize(world.n());
  if (world.rules().fear.enabled) {
    c.fear.resize(world.n());
    draw_sensitivity(world);
  }
  if (!climate.enabled) return;
  const Opinion opinion = count_private(world);
  const double all = opinion.support + opinion.dissent;
  const double truth = all > 0 ? opinion.support / all : 0.5;
  c.perceived.assign(
      world.n(),
      static_cast<float>(climate.start_at == PerceivedStart::given ? climate.start
                                                                   : truth));
  draw_thresholds(world);
}

/// Fear fades; the laws of this day frighten those who follow the pages they name.
void move_fear(World& world, const sim::Moment& moment) {
  const double left = fear_left(world.rules().fear.half_life, moment.dt);
  const sim::Clock clock = world.rules().clock();
  struct Law {
    std::uint64_t pages = 0;
    double threat = 0;
  };
  std::vector<Law> laws;
  for (std::size_t k = 0; k < world.events.size(); ++k) {
    const Event& event = world.rules().events[k];
    const std::optional<sim::Date> date = world.events[k].date;
    const bool is_now =
        event.kind == EventKind::law && date && clock.step_of(*date) == moment.step;
    if (!is_now || event.threat <= 0) continue;
    Law& law = laws.emplace_back();
    law.threat = event.threat;
    for (const std::uint32_t page : world.pages) {
      const OutletState& outlet = world.outlets[page];
      const bool is_named =
          std::ranges::find(event.outlets, outlet.name) != event.outlets.end();
      if (is_named) law.pages |= std::uint64_t{1} << outlet.page;
    }
  }
  Citizens& c = world.citizens;
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      c.fear[i] = static_cast<float>(c.fear[i] * left);
      for (const Law& law : laws) {
        if ((c.follows[i] & law.pages) == 0) continue;
        c.belief[i] = read_threat(world, i, c.belief[i], law.threat);
      }
    }
  });
}

/// Newsrooms' fear fades; what becomes news on this day frightens those within reach.
void move_newsrooms(World& world, const sim::Moment& moment) {
  const FearParameters& rules = world.rules().fear;
  if (rules.newsrooms <= 0) return;
  const double left = fear_left(rules.half_life, moment.dt);
  const sim::Clock clock = world.rules().clock();
  for (SourceState& source : world.sources) {
    source.fear *= left;
    if (source.kind == SourceKind::state || source.in_exile) continue;
    for (const Topic& topic : world.topics) {
      if (!topic.date || clock.step_of(*topic.date) != moment.step) continue;
      source.fear = frighten(source.fear, rules.newsrooms, double{topic.threat});
    }
  }
}

/// Fans lost, by page.
struct Losses {
  std::vector<double> fans = std::vector<double>(max_pages);
  Losses& operator+=(const Losses& other) {
    for (std::size_t p = 0; p < fans.size(); ++p) fans[p] += other.fans[p];
    return *this;
  }
};

/// Lets the fearful unfollow pages whose sources are against the regime.
void unfollow(World& world, const sim::Moment& moment) {
  const double hazard = world.rules().fear.unfollowing;
  if (hazard <= 0) return;
  std::uint64_t dissent = 0;
  std::vector<std::uint32_t> hashes;
  for (const std::uint32_t page : world.pages) {
    const OutletState& outlet = world.outlets[page];
    hashes.push_back(outlet.name_hash);
    if (world.sources[outlet.source].rules.slant >= 0) continue;
    dissent |= std::uint64_t{1} << outlet.page;
  }
  Citizens& c = world.citizens;
  const auto rate = static_cast<float>(hazard * moment.dt);
  const auto lost = sim::sum_over<Losses>(world.blocks, [&](const sim::Block& block) {
    Losses losses;
    for (std::uint32_t first = block.begin; first < block.end; first += lanes) {
      const auto count =
          static_cast<int>(std::min<std::uint32_t>(lanes, block.end - first));
      const sim::Float8 h = rate * sim::load8(&c.fear[first], count);
      if (sim::bits(h > 0.0f) == 0) continue;
      alignas(32) float chance[lanes];
      sim::store8(chance, h < 1e-3f ? h - h * h / 2.0f : 1.0f - sim::exp(-h));
      std::uint32_t keys[lanes];
      const std::uint32_t subjects[lanes] = {};
      sim::store8(keys, sim::load8(&world.people.key[first], count));
      const auto luck = sim::draw_lanes<lanes>(world.luck, unfollow_purpose,
                                               moment.step, keys, subjects);
      for (int l = 0; l < count; ++l) {
        std::uint64_t& follows = c.follows[first + static_cast<std::uint32_t>(l)];
        for (std::uint64_t pages = follows & dissent; pages != 0; pages &= pages - 1) {
          const auto p = static_cast<std::size_t>(std::countr_zero(pages));
          const std::uint32_t word = sim::mix(luck.word[0][l], hashes[p]);
          if (sim::uniform(word) >= chance[l]) continue;
          follows &= ~(std::uint64_t{1} << p);
          losses.fans[p] += 1;
        }
      }
    }
    return losses;
  });
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    world.outlets[world.pages[p]].fans -= lost.fans[p] * world.persons_per_citizen;
  }
}

/// Up to eight citizens who are to speak.
struct Speakers {
  std::uint32_t first = 0;
  int count = 0;
  std::uint32_t dissent = 0;  ///< bits of those against the regime
  std::uint32_t support = 0;
};

/// Finds how willing they are, and returns the bits of those who say what they think.
std::uint32_t dare(World& world, const Speakers& these, const sim::Moment& moment) {
  Citizens& c = world.citizens;
  const ClimateParameters& climate = world.rules().climate;
  const auto load = [&](const std::vector<float>& column) {
    return column.empty() ? sim::Float8{}
                          : sim::load8(&column[these.first], these.count);
  };
  const sim::Float8 unafraid{};
  const sim::Float8 perceived = load(c.perceived);
  const sim::Float8 threshold = load(c.threshold);
  Minding minding;
  if (climate.enabled) {
    minding = {static_cast<float>(climate.minding),
               static_cast<float>(climate.steepness)};
  }
  const sim::Float8 dissent =
      willingness(minding, load(c.fear), 1.0f - perceived, threshold);
  const sim::Float8 support = willingness(minding, unafraid, perceived, threshold);
  alignas(32) float each[2][lanes];
  sim::store8(each[0], dissent);
  sim::store8(each[1], support);
  for (int l = 0; l < these.count; ++l) {
    c.willing[these.first + static_cast<std::uint32_t>(l)] = {each[0][l], each[1][l]};
  }

  std::uint32_t keys[lanes];
  const std::uint32_t subjects[lanes] = {};
  sim::store8(keys, sim::load8(&world.people.key[these.first], these.count));
  const auto luck =
      sim::draw_lanes<lanes>(world.luck, voice_purpose, moment.step, keys, subjects);
  // In the middle of the intervals of 2^-23, so that no chance that is next to nothing
  // ever comes true.
  const sim::Float8 u = sim::uniform(sim::load8(luck.word[0]) & ~0x1ffu) + 0x1p-24f;
  return (sim::bits(u < dissent) & these.dissent) |
         (sim::bits(u < support) & ~these.dissent);
}

/// Decides what everybody says today, and counts it.
void speak(World& world, const sim::Moment& moment) {
  Citizens& c = world.citizens;
  const ClimateParameters& climate = world.rules().climate;
  const bool falsifies = climate.enabled && climate.swallowed == Swallowed::falsified;
  const Saying swallowed = falsifies ? Saying::opposite : Saying::nothing;
  world.opinion = sim::sum_over<Opinion>(world.blocks, [&](const sim::Block& block) {
    Opinion sum;
    for (std::uint32_t first = block.begin; first < block.end; first += lanes) {
      Speakers these{
          .first = first,
          .count = static_cast<int>(std::min<std::uint32_t>(lanes, block.end - first))};
      for (int l = 0; l < these.count; ++l) {
        const double x = c.belief[first + static_cast<std::uint32_t>(l)];
        these.dissent |= (x < 0 ? 1u : 0u) << l;
        these.support |= (x > 0 ? 1u : 0u) << l;
      }
      const std::uint32_t speaking = dare(world, these, moment);
      for (int l = 0; l < these.count; ++l) {
        const bool speaks = (speaking >> l & 1u) != 0;
        c.says[first + static_cast<std::uint32_t>(l)] =
            speaks ? Saying::own : swallowed;
      }
      sum.dissent += std::popcount(these.dissent);
      sum.support += std::popcount(these.support);
      sum.dissent_voiced += std::popcount(these.dissent & speaking);
      sum.support_voiced += std::popcount(these.support & speaking);
      if (!falsifies) continue;
      sum.dissent_feigned += std::popcount(these.support & ~speaking);
      sum.support_feigned += std::popcount(these.dissent & ~speaking);
    }
    return sum;
  });
}

}  // namespace

void hold_climate(World& world, const sim::Moment& moment) {
  if (world.citizens.says.empty()) begin(world);
  if (world.rules().fear.enabled) {
    move_fear(world, moment);
    move_newsrooms(world, moment);
    unfollow(world, moment);
  }
  speak(world, moment);
}

double read_threat(World& world, std::uint32_t i, double belief, double threat) {
  float& fear = world.citizens.fear[i];
  fear = static_cast<float>(
      frighten(double{fear}, double{world.citizens.sensitivity[i]}, threat));
  return turn_against(belief, world.rules().fear.backlash, threat);
}

void look_around(World& world, std::uint32_t i, Impression seen, double pull) {
  const ClimateParameters& climate = world.rules().climate;
  if (climate.mixing == Mixing::complete) {
    const Opinion& all = world.opinion;
    seen.voices_for = all.support_voiced + all.support_feigned;
    seen.voices_against = all.dissent_voiced + all.dissent_feigned;
  }
  const std::optional<double> share = regime_share(seen, climate.likes_weight);
  if (!share) return;
  float& perceived = world.citizens.perceived[i];
  perceived = static_cast<float>(perceive(double{perceived}, *share, pull));
}

std::vector<float> read_thresholds(const ClimateParameters& climate, std::uint32_t n) {
  const sim::Table table = sim::Table::read(climate.thresholds);
  table.require({"threshold"});
  if (n % table.rows() != 0) {
    throw sim::UserError("climate.thresholds: " + climate.thresholds.path + " has " +
                         std::to_string(table.rows()) + " rows, which " +
                         std::to_string(n) +
                         " citizens cannot share evenly; let population.citizens be a "
                         "multiple of the rows");
  }
  std::vector<float> thresholds(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    thresholds[i] =
        static_cast<float>(table.number(i % table.rows(), "threshold", -1, 2));
  }
  return thresholds;
}

}  // namespace newsdep
