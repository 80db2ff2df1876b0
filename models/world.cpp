#include "models/world.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "models/countries.hpp"
#include "sim/edge_list.hpp"
#include "sim/errors.hpp"
#include "sim/graph_build.hpp"
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

void World::name_everything(const Scenario& base, const Scenario& scenario) {
  media = scenario.media;
  name_platforms();
  const auto index_of = [](const auto& items, const std::string& name) {
    const auto it =
        std::ranges::find(items, name, [](const auto& x) { return x.name; });
    return static_cast<std::uint32_t>(it - items.begin());
  };
  for (const Scenario* s : {&scenario, &base}) {
    for (const Source& source : s->sources) {
      if (index_of(sources, source.name) < sources.size()) continue;
      sources.push_back({source.name, source.owner, source.kind, source});
    }
  }
  for (const Scenario* s : {&scenario, &base}) {
    for (const Outlet& rules : s->outlets) {
      if (index_of(outlets, rules.name) < outlets.size()) continue;
      const std::uint32_t medium = index_of(media, rules.medium);
      if (medium == media.size()) continue;  // a medium that the scenario has removed
      OutletState outlet;
      outlet.name = rules.name;
      outlet.name_hash = sim::hash_name(rules.name);
      outlet.source = index_of(sources, rules.source);
      outlet.medium = medium;
      outlet.is_page = media[medium].kind == MediumKind::platform;
      outlet.rules = rules;
      const auto place = static_cast<std::uint32_t>(outlets.size());
      if (outlet.is_page) {
        outlet.page = static_cast<std::uint32_t>(pages.size());
        pages.push_back(place);
      } else {
        outlet.alternative = static_cast<std::uint32_t>(alternatives.size());
        alternatives.push_back({.name = rules.name,
                                .outlet = place,
                                .medium = medium,
                                .convenience = static_cast<float>(rules.convenience)});
      }
      outlets.push_back(outlet);
    }
  }
  for (std::uint32_t m = 0; m < media.size(); ++m) {
    if (media[m].kind == MediumKind::broadcast) continue;
    Alternative alternative{.name = media[m].name,
                            .kind = AlternativeKind::talk,
                            .medium = m,
                            .convenience = static_cast<float>(media[m].convenience)};
    if (media[m].kind == MediumKind::platform) {
      const auto platform = std::ranges::find(platforms, m, &Platform::medium);
      platform->alternative = static_cast<std::uint32_t>(alternatives.size());
      alternative.kind = AlternativeKind::platform;
      alternative.platform = static_cast<std::uint32_t>(platform - platforms.begin());
    }
    alternatives.push_back(alternative);
  }
  // Each scenario was checked alone; the world holds the outlets of both.
  const auto refuse = [](const char* what, std::size_t has, int most) {
    if (has <= static_cast<std::size_t>(most)) return;
    throw sim::UserError(
        "outlets: this scenario and the one that it extends have "
        "together " +
        std::to_string(has) + " " + what + ", and a world holds both; at most " +
        std::to_string(most) + ": keep the names of outlets, or merge small ones");
  };
  refuse("alternatives (outlets off platforms, word of mouth, platforms)",
         alternatives.size(), max_alternatives);
  refuse("pages", pages.size(), max_pages);
  newsrooms_ = static_cast<std::uint32_t>(outlets.size());
  add_networks(base, scenario);
  name_advertisers(*this, base, scenario);
  add_posts();
}

/// Each network of inauthentic accounts is an outlet of its source.
void World::add_networks(const Scenario& base, const Scenario& scenario) {
  for (const Scenario* s : {&scenario, &base}) {
    for (const AccountNetwork& network : s->inauthentic.networks) {
      OutletState outlet;
      outlet.name = "accounts " + network.name;
      if (std::ranges::count(outlets, outlet.name, &OutletState::name) > 0) continue;
      const auto source =
          std::ranges::find(sources, network.source, &SourceState::name);
      outlet.source = static_cast<std::uint32_t>(source - sources.begin());
      outlet.medium = has_platform() ? platforms.front().medium : 0;
      outlet.exists = has_platform();
      outlets.push_back(outlet);
    }
  }
}

/// Makes the inauthentic accounts, and draws who follows them or reads it.
void World::make_accounts(const Scenario& scenario) {
  std::optional<sim::Graph> all;
  if (has_accounts_from_file(scenario.inauthentic)) {
    all = sim::read_edge_list(scenario.follows.file,
                              n() + accounts_of(scenario.inauthentic),
                              sim::EdgeKind::directed);
    followees = sim::among_first(*all, n());
  }
  inauthentic =
      make_inauthentic(scenario.inauthentic, static_cast<int>(scenario.platform.inbox),
                       people, friends, followees, all, luck);
  for (NetworkState& network : inauthentic.networks) {
    const auto place = std::ranges::find(outlets, "accounts " + network.rules.name,
                                         &OutletState::name);
    network.outlet = static_cast<std::uint32_t>(place - outlets.begin());
  }
  if (followees.entries() == 0) followees = {};  // no rows for nobody
}

std::vector<std::string> World::attention_labels() const {
  std::vector<std::string> labels;
  for (const OutletState& outlet : outlets) labels.push_back(outlet.name);
  labels.push_back("word_of_mouth");
  labels.push_back("empty_feed");
  return labels;
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
