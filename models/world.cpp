#include "models/world.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "models/countries.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose attention_purpose{"Society attention"};
constexpr sim::Purpose activity_purpose{"Society activity"};
constexpr sim::Purpose convenience_purpose{"Society convenience"};
constexpr sim::Purpose access_purpose{"Adoption access"};

double normal(const sim::Words& w) { return sim::normal(w[0], w[1], w[2], w[3]); }

/// A positive number with mean 1 whose logarithm has this standard deviation.
double lognormal(const sim::Words& words, double sd) {
  return sim::exp(sd * normal(words) - sd * sd / 2);
}

/// The series of a tally, all of them sums.
constexpr std::array all_series = {
    &Tally::attention,       &Tally::region_slant, &Tally::region_occasions,
    &Tally::reach,           &Tally::new_fans,     &Tally::reach_paid,
    &Tally::reach_only_paid, &Tally::engagement,   &Tally::ad_places,
    &Tally::ad_impressions,  &Tally::ad_attention, &Tally::ad_follows};

}  // namespace

void Tally::clear() {
  for (const auto series : all_series) std::ranges::fill(this->*series, 0.0);
  crossing = 0;
  for (PlatformUse& of : use) of = {.messages = of.messages};
}

Tally& Tally::operator+=(const Tally& other) {
  const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
    to.resize(from.size());
    for (std::size_t k = 0; k < from.size(); ++k) to[k] += from[k];
  };
  for (const auto series : all_series) add(this->*series, other.*series);
  crossing += other.crossing;
  for (std::size_t p = 0; p < use.size(); ++p) {
    for (const auto count :
         {&PlatformUse::visits, &PlatformUse::empty, &PlatformUse::candidates,
          &PlatformUse::shown, &PlatformUse::likes, &PlatformUse::shares,
          &PlatformUse::messages}) {
      use[p].*count += other.use[p].*count;
    }
  }
  return *this;
}

World::World(const Scenario& base, const Scenario& scenario, std::uint64_t seed)
    : World(base, scenario, seed,
            make_society(society_rules(scenario), sim::Luck(seed))) {}

World::World(const Scenario& base, const Scenario& scenario, std::uint64_t seed,
             Society society)
    : luck(seed),
      people(std::move(society.people)),
      friends(std::move(society.friends)),
      followees(std::move(society.followees)),
      blocks(people.size()),
      persons_per_citizen(people.persons_per_citizen) {
  name_everything(base, scenario);
  make_accounts(scenario);
  countries = name_countries(base, scenario);
  access_ = AccessTable(scenario.access, media, people);
  ballot = read_ballot_tables(scenario.ballot, people);
  draw_citizens(scenario);
  adopt_rules(base);
  renew_access(scenario.time.start);
  start_platforms(base);
  if (scenario.street.enabled) street = start_street(*this, scenario);
  tallies.resize(blocks.size());
  for (Tally& tally : tallies) {
    tally.attention.resize(attention_labels().size());
    tally.region_slant.resize(people.regions.size());
    tally.region_occasions.resize(people.regions.size());
    for (const auto of_pages : {&Tally::reach, &Tally::new_fans, &Tally::reach_paid,
                                &Tally::reach_only_paid, &Tally::engagement}) {
      (tally.*of_pages).resize(pages.size());
    }
    for (const auto of_advertisers : {&Tally::ad_places, &Tally::ad_impressions,
                                      &Tally::ad_attention, &Tally::ad_follows}) {
      (tally.*of_advertisers).resize(ads.advertisers.size());
    }
  }
}

void World::draw_citizens(const Scenario& scenario) {
  const std::uint32_t count = n();
  const std::size_t width = alternatives.size();
  Citizens& c = citizens;
  c.belief = people.leaning;
  c.belief_before.resize(count);
  c.attention.resize(count);
  c.activity.resize(count);
  c.value.resize(count * width);
  c.deviation.resize(count * width);
  c.media.resize(count);
  c.may_join.resize(count);
  c.follows.resize(count);
  c.recent.resize(count);
  for (Platform& platform : platforms) {
    platform.friends_online.resize(count);
    platform.outboxes.resize(blocks.size());
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
      platform.accounts.emplace_back(blocks[b].size(),
                                     static_cast<int>(scenario.platform.inbox),
                                     static_cast<int>(scenario.platform.memory));
    }
  }
  const AttentionParameters& habits = scenario.attention;
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const std::uint32_t key = people.key[i];
      // Nobody reads more than 40 times a day: the Poisson draw is made for means
      // to 60.
      c.attention[i] = static_cast<float>(std::min(
          40.0, habits.occasions *
                    lognormal(luck.draw(attention_purpose, 0, key, 0), habits.spread)));
      c.activity[i] = static_cast<float>(
          lognormal(luck.draw(activity_purpose, 0, key, 0), habits.activity_spread));
      for (std::size_t a = 0; a < width; ++a) {
        const double z = normal(luck.draw(convenience_purpose, 0, key,
                                          sim::hash_name(alternatives[a].name)));
        c.deviation[i * width + a] =
            static_cast<std::int8_t>(std::clamp(std::round(z * 32), -127.0, 127.0));
        c.value[i * width + a] = alternatives[a].convenience +
                                 static_cast<float>(scenario.choice.convenience_sd) *
                                     static_cast<float>(c.deviation[i * width + a]) /
                                     32;
      }
    }
  });
}

void World::adopt_rules(const Scenario& scenario) {
  rules_ = &scenario;
  for (Medium& medium : media) {
    if (const Medium* m = find(scenario.media, medium.name)) medium = *m;
  }
  for (SourceState& source : sources) {
    const Source* rules = find(scenario.sources, source.name);
    if (rules == nullptr) continue;
    source.owner = rules->owner.empty() ? rules->name : rules->owner;
    source.kind = rules->kind;
    source.rules = *rules;
    source.pressure = 0;
    source.fear = 0;
    source.in_exile = false;
  }
  for (std::uint32_t c = 0; c < newsrooms_; ++c) {
    OutletState& outlet = outlets[c];
    const Outlet* rules = find(scenario.outlets, outlet.name);
    outlet.exists = rules != nullptr;
    if (rules != nullptr) outlet.rules = *rules;
    outlet.openings = outlet.closures = 0;
    outlet.abroad = shares_by_country(outlet.rules.foreign_origins, countries);
  }
  orders.clear();
  for (const LikeOrder& order : scenario.marketplace.orders) {
    const auto page = std::ranges::find(outlets, order.page, &OutletState::name);
    orders.push_back({.page = static_cast<std::uint32_t>(page - outlets.begin()),
                      .origins = shares_by_country(order.origins, countries)});
  }
  adopt_events();
  follow_pages = scenario.platform.following;
  for (Platform& platform : platforms) {
    platform.blocks = 0;
    platform.pages_apart = false;
    platform.zero_rating = {};
    platform.ranking = own_ranking(platform);
  }
  adopt_advertisers(*this);
  adopt_levers(*this);
  renew_gains();
}

/// Those with a threat are news where news can frighten.
void World::adopt_events() {
  events.clear();
  topics.clear();
  const bool frightens = rules_->fear.enabled;
  for (const Event& event : rules_->events) {
    EventState& state = events.emplace_back();
    if (!event.enabled || !rules_->timetable.enabled) continue;
    state = {.date = event.date, .end = event.end};
    if (!frightens || event.threat <= 0) continue;
    topics.push_back({.name_hash = sim::hash_name(event.name),
                      .date = event.date,
                      .days = rules_->fear.news_days,
                      .coverage = rules_->fear.coverage,
                      .threat = static_cast<float>(event.threat)});
    state.topic = topics.size();
  }
}

std::uint8_t World::add_lesson(const std::vector<double>& left) {
  citizens.learnt.resize(n());
  return lessons.add(left);
}

void World::renew_gains() {
  for (std::uint32_t c = 0; c < outlets.size(); ++c) {
    OutletState& outlet = outlets[c];
    // Inauthentic accounts are believed as citizens are: that is what they are for.
    const bool is_source = c < newsrooms_;
    const double credence = is_source ? sources[outlet.source].rules.credence : 1.0;
    const double persuasion =
        has_platform() || is_source ? media[outlet.medium].persuasion : 0.0;
    outlet.gain = static_cast<float>(persuasion * credence);
  }
}

void World::renew_access(sim::Date date) {
  for (std::uint32_t m = 0; m < media.size(); ++m) {
    const Medium* as = find(media, media[m].access_as);
    const auto through = as == nullptr ? m : static_cast<std::uint32_t>(as - &media[0]);
    const std::vector<double> shares = access_.shares(through, date);
    const std::uint32_t hash = sim::hash_name(media[through].name);
    const auto bit = static_cast<std::uint8_t>(1u << m);
    const MediumKind kind = media[m].kind;
    sim::for_each_block(blocks, [&](const sim::Block& block) {
      // Each citizen has one fixed place in the queue for each medium.
      const auto decide = [&](std::size_t k, const sim::Words& words) {
        const auto i = static_cast<std::uint32_t>(block.begin + k);
        const bool reaches = sim::uniform_open(words[0], words[1]) <
                             shares[AccessTable::cell(people, i)];
        std::uint8_t& within =
            kind == MediumKind::platform ? citizens.may_join[i] : citizens.media[i];
        if (reaches && (kind != MediumKind::talk || friends.degree(i) > 0)) {
          within |= bit;
        } else {
          within &= static_cast<std::uint8_t>(~bit);
        }
      };
      sim::for_each_draw(luck, access_purpose, 0,
                         {&people.key[block.begin], block.size()}, hash, decide);
    });
  }
}

std::vector<std::uint16_t> World::open_alternatives_by_media() const {
  std::uint16_t of_medium[max_media] = {};
  for (std::size_t a = 0; a < alternatives.size(); ++a) {
    const Alternative& alternative = alternatives[a];
    bool usable = true;
    if (alternative.kind == AlternativeKind::outlet) {
      const OutletState& outlet = outlets[alternative.outlet];
      usable = outlet.is_open() && !outlet.edition.empty();
    } else if (alternative.kind == AlternativeKind::platform) {
      usable = platforms[alternative.platform].is_up();
    }
    if (usable) of_medium[alternative.medium] |= static_cast<std::uint16_t>(1u << a);
  }
  std::vector<std::uint16_t> open(std::size_t{1} << max_media, 0);
  for (std::size_t mask = 1; mask < open.size(); ++mask) {
    open[mask] = open[mask & (mask - 1)] | of_medium[std::countr_zero(mask)];
  }
  return open;
}

ChoiceRule make_choice_rule(const World& world) {
  const ChoiceParameters& choice = world.rules().choice;
  ChoiceRule rule;
  rule.alternatives = static_cast<int>(world.alternatives.size());
  rule.inverse_temperature = static_cast<float>(1 / choice.temperature);
  rule.dissimilarity =
      choice.nests == Nests::none ? 1.0f : static_cast<float>(choice.dissimilarity);
  std::vector<std::string> nests;
  for (std::size_t a = 0; a < world.alternatives.size(); ++a) {
    const Alternative& alternative = world.alternatives[a];
    if (alternative.kind == AlternativeKind::platform) {
      const ZeroRating& zero_rating = world.platforms[alternative.platform].zero_rating;
      rule.platforms |= 1u << a;
      rule.extra[a] = static_cast<float>(zero_rating.convenience);
    }
    // Nests by medium, or by owner; word of mouth and platforms stand alone.
    std::string nest = world.media[alternative.medium].name;
    if (choice.nests == Nests::owner && alternative.kind == AlternativeKind::outlet) {
      nest = "owner " + world.sources[world.outlets[alternative.outlet].source].owner;
    }
    const auto place = std::ranges::find(nests, nest);
    rule.nests.nest[a] = static_cast<std::uint8_t>(place - nests.begin());
    if (place == nests.end()) nests.push_back(nest);
  }
  return rule;
}

std::size_t World::bytes() const {
  const Citizens& c = citizens;
  const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
  std::size_t total =
      of(c.belief) + of(c.belief_before) + of(c.attention) + of(c.activity) +
      of(c.value) + of(c.deviation) + of(c.media) + of(c.may_join) + of(c.follows) +
      of(c.recent) + of(c.fear) + of(c.sensitivity) + of(c.perceived) +
      of(c.threshold) + of(c.says) + of(c.willing) + of(c.learnt) + of(people.key) +
      of(people.region) + of(people.urban) + of(people.age) + of(people.leaning) +
      of(friends.begin) + of(friends.neighbour) + of(followees.begin) +
      of(followees.neighbour) + inauthentic.bytes() + stories.bytes() +
      lessons.bytes() + of(ads.aimed_at) + street.bytes();
  for (const AdvertiserState& a : ads.advertisers) total += of(a.met);
  for (const Platform& platform : platforms) {
    total += of(platform.friends_online);
    for (const Accounts& accounts : platform.accounts) total += accounts.bytes();
  }
  return total;
}

}  // namespace newsdep
