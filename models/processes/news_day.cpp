#include "models/processes/news_day.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "models/feed.hpp"
#include "models/mechanisms/believe.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/processes/climate.hpp"
#include "models/processes/today.hpp"
#include "models/processes/topics.hpp"
#include "models/processes/visit.hpp"
#include "sim/bits.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/math.hpp"
#include "sim/prefetch.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose occasion_purpose{"NewsDay occasions"};
constexpr int lanes = 8;

/// One block's day.
class BlockDay {
 public:
  BlockDay(World& world, const Today& today, const sim::Block& block)
      : world_(world),
        today_(today),
        block_(block),
        tally_(world.tallies[block.index]),
        belief_(world.rules().belief),
        width_(world.alternatives.size()) {
    visits_.reserve(today.feeds.size());
    for (std::size_t p = 0; p < today.feeds.size(); ++p) {
      visits_.emplace_back(world, p, today.feeds[p], today.moment, block);
    }
  }

  /// A crowd of citizens chooses before any of them reads, so that what they will read
  /// is on its way from memory by then.
  void live() {
    const bool is_plain = !today_.has_climate && !today_.has_topics &&
                          !today_.has_lessons && !today_.some_are_silent;
    for (std::uint32_t first = block_.begin; first < block_.end; first += crowd) {
      const std::uint32_t count = std::min(crowd, block_.end - first);
      n_slots_ = 0;
      talks_.clear();
      for (Occasions& visiting : visiting_) visiting.clear();
      for (std::uint32_t k = 0; k < count; k += lanes) {
        first_slot_[k / lanes] = n_slots_;
        choose(first, k, std::min<std::uint32_t>(lanes, count - k));
      }
      look_ahead(first);
      const auto live_without_visit = [&](std::uint32_t k) {
        is_plain ? live_one<true>(first, k) : live_one<false>(first, k);
      };
      sim::for_each_bit(visitors_, [&](std::uint32_t k) { live_one<false>(first, k); });
      // Days of one length follow each other, so that the processor foresees their
      // ends.
      std::uint64_t others = ~visitors_ & ~std::uint64_t{0} >> (crowd - count);
      for (std::uint32_t n = 0; others != 0; ++n) {
        const std::uint64_t who = those_with(n) & others;
        others &= ~who;
        sim::for_each_bit(who, live_without_visit);
      }
    }
  }

 private:
  static constexpr std::uint32_t crowd = 64;

  /// A reading occasion of each of eight citizens, given to an alternative. Who has
  /// fewer in his day has `nothing` in the later ones.
  struct Slot {
    static constexpr std::int32_t nothing = max_alternatives;
    sim::Int8 alternative;
    sim::Uint8 word;        ///< 12 random bits: which story, or which friend
    sim::Uint8 friend_met;  ///< for word of mouth
  };

  /// Occasions of a crowd at alternatives of one kind.
  class Occasions {
   public:
    void clear() { n_ = 0; }
    /// Adds a slot of the eight citizens from number k of the crowd on: those whose
    /// bits are set.
    void add(std::size_t slot, std::uint32_t k, std::uint32_t who) {
      if (n_ + lanes > at_.size()) at_.resize(2 * n_ + crowd);
      const sim::Uint8 citizens = sim::Uint8{0, 1, 2, 3, 4, 5, 6, 7} + k;
      const sim::Uint8 places = citizens | static_cast<std::uint32_t>(slot * crowd);
      sim::store8(&at_[n_], sim::permute(places, sim::lanes_where(who)));
      n_ += static_cast<std::size_t>(std::popcount(who));
    }
    /// Calls `visit(slot, k)` for each.
    template <class Visit>
    void for_each(const Visit& visit) const {
      for (std::size_t n = 0; n < n_; ++n) visit(at_[n] / crowd, at_[n] % crowd);
    }

   private:
    std::vector<std::uint32_t> at_;  ///< crowd * slot + citizen of the crowd
    std::size_t n_ = 0;
  };

  /// Draws the occasions of up to eight citizens, from number k of the crowd on, and
  /// gives each to an alternative. The first word of a citizen's luck decides how many
  /// there are; each occasion has one word: 20 bits choose the alternative, 12 the
  /// story or the friend.
  void choose(std::uint32_t first_of_crowd, std::uint32_t k, std::uint32_t count) {
    const Citizens& c = world_.citizens;
    const std::uint32_t first = first_of_crowd + k;
    const auto present = static_cast<int>(count);
    std::uint32_t keys[lanes];
    sim::store8(keys, sim::load8(&world_.people.key[first], present));
    const sim::Float8 mean = sim::load8(&c.attention[first], present);
    Choosers choosers{.value = &c.value[first * width_], .count = present};
    choosers.activity = sim::load8(&c.activity[first], present);
    for (std::uint32_t l = 0; l < count; ++l) {
      choosers.reach[l] = today_.open[c.media[first + l]];
      sim::prefetch(c.recent[first + l].bin[today_.bin]);
      sim::prefetch(&c.value[std::min(first + l + crowd, block_.end - 1) * width_]);
      sim::prefetch(&c.deviation[(first + l) * width_]);
    }
    const Choices choices = weigh(today_.choice, choosers);

    auto luck = draw(keys, 0);
    const sim::Float8 means = mean * static_cast<float>(today_.moment.dt);
    const sim::Int8 drawn =
        sim::poisson(means, sim::exp(-means), sim::uniform(sim::load8(luck.word[0])));
    const sim::Int8 wanted = today_.is_regular ? regular(keys, mean) : drawn;
    const sim::Int8 occasions = choosers.reach != 0u ? wanted : 0;
    sim::store8(&how_many_[k], reinterpret_cast<sim::Uint8>(occasions));
    take_up<1>(choices, luck, occasions, 0, k);
    for (std::int32_t slot = 3; sim::bits(occasions > slot) != 0; slot += 4) {
      luck = draw(keys, (static_cast<std::uint32_t>(slot) + 1) / 4);
      take_up<0>(choices, luck, occasions, slot, k);
    }
  }

  /// Gives the occasions from number `slot` on to alternatives, by the words of a draw
  /// from number `from` on.
  template <std::size_t from>
  void take_up(const Choices& choices, const sim::LaneWords<lanes>& luck,
               const sim::Int8& occasions, std::int32_t slot, std::uint32_t k) {
    constexpr std::size_t n = 4 - from;
    sim::Uint8 words[n];
    sim::Float8 u[n];
    for (std::size_t w = 0; w < n; ++w) {
      words[w] = sim::load8(luck.word[from + w]);
      u[w] = __builtin_convertvector(reinterpret_cast<sim::Int8>(words[w] >> 12),
                                     sim::Float8) *
             0x1p-20f;
    }
    const auto picked = choices.pick(u);
    if (n_slots_ + n > slots_.size()) slots_.resize(2 * slots_.size());
    for (std::size_t w = 0; w < n; ++w, ++slot) {
      const std::size_t at = n_slots_++;
      Slot& given = slots_[at];
      given.alternative = occasions > slot ? picked[w] : Slot::nothing;
      given.word = words[w] & 0xfffu;
      talks_.add(at, k, those_at(today_.talks, given));
      for (std::size_t p = 0; p < visits_.size(); ++p) {
        visiting_[p].add(at, k, those_at(today_.visits[p], given));
      }
    }
  }

  /// Bits of the citizens of a slot who are at one of some alternatives, given as bits.
  static std::uint32_t those_at(std::uint32_t alternatives, const Slot& slot) {
    const auto a = reinterpret_cast<sim::Uint8>(slot.alternative);
    return sim::bits((alternatives >> a & 1u) != 0u);
  }

  /// Occasions at even distances, for each citizen at his own times.
  sim::Int8 regular(const std::uint32_t* keys, sim::Float8 mean) const {
    sim::Int8 occasions = {};
    for (int l = 0; l < lanes; ++l) {
      occasions[l] =
          sim::even_count(mean[l] * today_.moment.dt, today_.moment.step,
                          sim::uniform(sim::mix(keys[l], occasion_purpose.id)));
    }
    return occasions;
  }

  sim::LaneWords<lanes> draw(const std::uint32_t* keys, std::uint32_t subject) const {
    std::uint32_t subjects[lanes];
    std::ranges::fill(subjects, subject);
    return sim::draw_lanes<lanes>(world_.luck, occasion_purpose, today_.moment.step,
                                  keys, subjects);
  }

  /// Asks memory for what the occasions of a crowd will look at; then, when that has
  /// come, for what it points to. Notes who visits a platform.
  void look_ahead(std::uint32_t first) {
    const auto friend_of = [&](std::size_t slot, std::uint32_t k) {
      const auto friends = world_.friends.of(first + k);
      return friends.data() + (slots_[slot].word[k % lanes] * friends.size() >> 12);
    };
    talks_.for_each(
        [&](std::size_t slot, std::uint32_t k) { sim::prefetch(friend_of(slot, k)); });
    visitors_ = 0;
    const std::uint32_t local = first - block_.begin;
    for (std::size_t p = 0; p < visits_.size(); ++p) {
      visiting_[p].for_each([&](std::size_t, std::uint32_t k) {
        visits_[p].ask_for_account(local + k);
        visitors_ |= std::uint64_t{1} << k;
      });
    }
    talks_.for_each([&](std::size_t slot, std::uint32_t k) {
      const std::uint32_t friend_met = *friend_of(slot, k);
      slots_[slot].friend_met[k % lanes] = friend_met;
      sim::prefetch(&world_.citizens.belief_before[friend_met]);
    });
    for (std::size_t p = 0; p < visits_.size(); ++p) {
      visiting_[p].for_each(
          [&](std::size_t, std::uint32_t k) { visits_[p].ask_for_stories(local + k); });
    }
  }

  /// Bits of the crowd: who has n occasions.
  std::uint64_t those_with(std::uint32_t n) const {
    std::uint64_t who = 0;
    for (std::uint32_t k = 0; k < crowd; k += lanes) {
      who |= std::uint64_t{sim::bits(sim::load8(&how_many_[k]) == n)} << k;
    }
    return who;
  }

  /// What a citizen has met on his day, and what it has made of his belief.
  struct Heard {
    double belief = 0;    ///< x, moving as he reads and listens
    double slant = 0;     ///< sum of slants met, per occasion
    double crossing = 0;  ///< sum over visits of the share across his own belief
    int crossed = 0;      ///< other occasions across his own belief
    int met = 0;          ///< occasions that met anything
  };

  /// The day of number k of the crowd that starts at citizen `first`. A plain day has
  /// no visit to a platform, and nobody has learnt, fears or looks around: the same as
  /// otherwise, only faster.
  template <bool is_plain>
  void live_one(std::uint32_t first, std::uint32_t k) {
    const std::uint32_t i = first + k;
    Citizens& c = world_.citizens;
    auto& recent = c.recent[i].bin[today_.bin];
    if (today_.is_new_bin) std::ranges::fill(recent, 0);
    Heard heard{.belief = c.belief[i]};
    if (how_many_[k] > 0) {
      Reader reader{.i = i,
                    .local = i - block_.begin,
                    .key = world_.people.key[i],
                    .follows = c.follows[i]};
      if (!is_plain && today_.has_climate) {
        impression_ = {};
        reader.impression = &impression_;
      }
      float* const value = &c.value[i * width_];
      const std::int8_t* const deviation = &c.deviation[i * width_];
      for (std::uint32_t s = 0; s < how_many_[k]; ++s) {
        const Slot& slot = slots_[first_slot_[k / lanes] + s];
        const auto a = static_cast<std::size_t>(slot.alternative[k % lanes]);
        const Offer& offer = today_.offers[a];
        std::uint8_t& times = recent[offer.medium];
        times = static_cast<std::uint8_t>(times + (times < 255));
        float worth = 0;
        if (!is_plain && offer.kind == AlternativeKind::platform) {
          reader.belief = heard.belief;
          const VisitResult result = visits_[offer.platform].visit(reader, s);
          heard.belief = reader.belief;
          heard.slant += result.slant;
          heard.crossing += result.crossing;
          heard.met += result.shown > 0;
          worth = result.utility;
        } else {
          tally_.attention[offer.label] += 1;
          if (!is_plain && today_.some_are_silent &&
              offer.kind == AlternativeKind::talk) {
            worth = ask(heard, offer, slot.friend_met[k % lanes]);
          } else {
            double gain = offer.gain;
            if (!is_plain && today_.has_lessons &&
                offer.kind == AlternativeKind::outlet) {
              gain *= world_.trust(i, offer.label);
            }
            worth = hear(heard, gain, story_of(slot, k % lanes, offer));
            if (!is_plain && today_.has_topics)
              learn(heard, i, offer, slot.word[k % lanes]);
          }
        }
        // The value of an alternative follows what was met there:
        // V += (1 - exp(-lambda)) (u + m_ic - V).
        const float own = offer.convenience +
                          today_.deviation_unit * static_cast<float>(deviation[a]);
        float& v = value[a];
        v += today_.learning * (worth + own - v);
      }
      if (!is_plain) c.follows[i] = reader.follows;
      if (!is_plain && today_.has_climate)
        look_around(world_, i, impression_, today_.perceiving);
      const std::uint16_t region = world_.people.region[i];
      tally_.region_slant[region] += heard.slant;
      tally_.region_occasions[region] += heard.met;
      tally_.crossing += heard.crossing + heard.crossed;
      count_pages(reader.seen | reader.seen_paid, tally_.reach);
      count_pages(reader.seen_paid, tally_.reach_paid);
      count_pages(reader.seen_paid & ~reader.seen, tally_.reach_only_paid);
    } else if (!is_plain && today_.has_climate) {
      look_around(world_, i, {}, today_.perceiving);
    }
    c.belief[i] = anchor(heard.belief, world_.people.leaning[i], today_.pull);
  }

  static void count_pages(std::uint64_t pages, std::vector<double>& counts) {
    sim::for_each_bit(pages, [&](std::size_t p) { counts[p] += 1; });
  }

  /// Which story of its edition an occasion at an outlet meets.
  static std::size_t place_of(const Offer& offer, std::uint32_t word) {
    return offer.first + (word * offer.stories >> 12);
  }

  /// The story of an outlet that is read, or what a friend says: his belief.
  OfferedStory story_of(const Slot& slot, std::uint32_t lane,
                        const Offer& offer) const {
    // Choosing between two places to look, in place of a branch that nobody foresees.
    const bool is_talk = offer.kind == AlternativeKind::talk;
    const float* const said =
        world_.citizens.belief_before.data() + slot.friend_met[lane];
    const OfferedStory* const story =
        today_.stories.data() + place_of(offer, slot.word[lane]);
    return {*(is_talk ? said : &story->slant),
            *(is_talk ? &today_.talk_quality : &story->quality)};
  }

  /// One story, or one friend's word, off the platform: returns what it was worth.
  float hear(Heard& heard, double gain, OfferedStory story) const {
    const auto belief = static_cast<float>(heard.belief);
    heard.slant += story.slant;
    heard.crossed += story.slant * belief < 0;
    heard.met += 1;
    heard.belief =
        believe(belief_.kernel, belief_.confidence, heard.belief, story.slant, gain);
    return utility(today_.accuracy_weight, today_.agreement_weight, story.quality,
                   story.slant, belief);
  }

  /// A story off the platform may be about something.
  void learn(Heard& heard, std::uint32_t i, const Offer& offer, std::uint32_t word) {
    if (offer.kind != AlternativeKind::outlet) return;
    const std::uint16_t topic = today_.topics[place_of(offer, word)];
    if (topic == 0) return;
    heard.belief = take_in(world_, i, heard.belief, world_.topics[topic - 1u]);
  }

  /// What a friend says who is asked: what he thinks, the opposite, or nothing, which
  /// is worth nothing.
  float ask(Heard& heard, const Offer& offer, std::uint32_t friend_met) {
    const Saying says = world_.citizens.says[friend_met];
    if (says == Saying::nothing) return 0;
    const float thinks = world_.citizens.belief_before[friend_met];
    const float slant = says == Saying::own ? thinks : -thinks;
    impression_.hear(slant, 1);
    return hear(heard, offer.gain, {slant, today_.talk_quality});
  }

  World& world_;
  const Today& today_;
  const sim::Block& block_;
  Tally& tally_;
  const BeliefParameters& belief_;
  const std::size_t width_;
  Impression impression_;       ///< of what others think, in the day of one citizen
  std::vector<Visits> visits_;  ///< [platforms]
  std::vector<Slot> slots_ =
      std::vector<Slot>(2 * crowd);  ///< of a crowd, eight citizens by eight
  std::size_t n_slots_ = 0;
  Occasions talks_;  ///< at word of mouth
  std::array<Occasions, max_platforms> visiting_;
  std::uint64_t visitors_ = 0;  ///< bits of the crowd: who visits a platform
  std::size_t first_slot_[crowd / lanes] = {};
  std::uint32_t how_many_[crowd] = {};
};

}  // namespace

void live_news_day(World& world, const sim::Moment& moment) {
  renew_feed(world, moment);
  const Today today = make_today(world, moment);
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      world.citizens.belief_before[i] = static_cast<float>(world.citizens.belief[i]);
    }
  });
  sim::for_each_block(world.blocks, [&](const sim::Block& block) {
    world.tallies[block.index].clear();
    BlockDay(world, today, block).live();
  });
  world.today = {};
  for (const Tally& tally : world.tallies) world.today += tally;
  for (std::size_t p = 0; p < world.pages.size(); ++p) {
    world.outlets[world.pages[p]].fans +=
        world.today.new_fans[p] * world.persons_per_citizen;
  }
}

}  // namespace newsdep
