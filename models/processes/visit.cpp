#include "models/processes/visit.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/mechanisms/believe.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/mechanisms/respond.hpp"
#include "models/processes/newsroom.hpp"
#include "sim/bits.hpp"
#include "sim/lanes.hpp"
#include "sim/luck_lanes.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose respond_purpose{"NewsDay respond"};
constexpr sim::Purpose post_purpose{"NewsDay post"};
constexpr sim::Purpose explore_purpose{"NewsDay explore"};
constexpr int lanes = 8;

/// The quality of a citizen's own story, from one uniform word.
float draw_quality(const PlatformParameters& platform, std::uint32_t word) {
  const double u = sim::uniform(word);
  const double lambda = platform.post_quality_exponent;
  if (lambda != 0) {
    return static_cast<float>(sim::log(1 + u * (sim::exp(lambda) - 1)) / lambda);
  }
  const double mean = platform.post_quality;
  return static_cast<float>(mean + std::min(mean, 1 - mean) * (2.0 * u - 1.0));
}

}  // namespace

Feed::Feed(const World& world, const Platform& here, const sim::Moment& moment)
    : page_stories(world.pages.size()),
      salt(sim::mix(0, static_cast<std::uint32_t>(moment.step))),
      ad_salt(sim::mix(1, static_cast<std::uint32_t>(moment.step))) {
  const PlatformParameters& platform = world.rules().platform;
  const auto since =
      static_cast<std::int32_t>(moment.step - platform.page_days / moment.dt);
  for (const OutletState& outlet : world.outlets) {
    page.push_back(outlet.is_page ? std::uint64_t{1} << outlet.page : 0);
    gain.push_back(outlet.gain);
    page_likes.push_back(static_cast<float>(world.rules().climate.page_likes *
                                            outlet.page_likes_shown()));
    follow_base.push_back(
        story_log_odds(platform.response.follow, platform.response.page_likes_cap, 0.0f,
                       static_cast<float>(outlet.page_likes_shown())));
    if (!outlet.is_page || outlet.medium != here.medium) continue;
    own_pages |= page.back();
    for (auto id = outlet.edition.rbegin(); id != outlet.edition.rend(); ++id) {
      auto& newest = page_stories[outlet.page];
      const bool is_new = world.stories.born(*id) >= since;
      if (std::ssize(newest) == platform.page_stories || !is_new) break;
      newest.push_back(*id);
    }
  }
  for (const std::uint32_t id : here.trending) {
    Trend trend{.story = id, .page = page[world.stories[id].outlet], .listed = 0};
    for (std::size_t p = 0; p < page_stories.size(); ++p) {
      if (std::ranges::count(page_stories[p], id) > 0) {
        trend.listed = std::uint64_t{1} << p;
      }
    }
    const bool is_apart = here.pages_apart && trend.page != 0;
    (is_apart ? page_trends : trends).push_back(trend);
  }
  const bool has_ads = world.is_first_platform(here.medium) && world.ads.load > 0;
  for (std::size_t a = 0; a < world.ads.advertisers.size() && has_ads; ++a) {
    const AdvertiserState& advertiser = world.ads.advertisers[a];
    if (!advertiser.enabled) continue;
    AdOffer& offer = ads.emplace_back();
    offer.advertiser = static_cast<std::uint32_t>(a);
    offer.key = advertiser.name_hash;
    offer.wants = static_cast<std::uint64_t>(advertiser.share * 0x1p32);
    if (advertiser.rules.carries != Carries::page) continue;
    const OutletState& shown = world.outlets[advertiser.page];
    offer.page = page[advertiser.page];
    offer.slant = static_cast<float>(world.sources[shown.source].rules.slant);
    offer.follow = follow_base[advertiser.page];
  }
  for (std::size_t k = 1; k < log_times.size(); ++k) {
    log_times[k] = sim::log(static_cast<float>(k));
  }
  has_topics = world.stories.has_topics();
  has_lessons = world.lessons.any();
  has_silent = !world.citizens.willing.empty();
  shows_climate = !world.citizens.perceived.empty();
  counts_from_arrival = here.ranking.recency_from == RecencyFrom::arrival;
  for (std::size_t k = 0; k < arrived.size(); ++k) {
    arrived[k] = arrival_score(here.ranking,
                               static_cast<float>(k) * static_cast<float>(moment.dt));
  }
}

Visits::Visits(World& world, std::size_t p, const Feed& feed, const sim::Moment& moment,
               const sim::Block& block)
    : world_(world),
      here_(world.platforms[p]),
      feed_(feed),
      platform_(world.rules().platform),
      belief_(world.rules().belief),
      accuracy_weight_(static_cast<float>(world.rules().choice.accuracy_weight)),
      agreement_weight_(static_cast<float>(world.rules().choice.agreement_weight)),
      moment_(moment),
      accounts_(here_.accounts[block.index]),
      outbox_(here_.outboxes[block.index]),
      tally_(world.tallies[block.index]),
      use_(tally_.use[p]) {}

VisitResult Visits::visit(Reader& reader, std::uint32_t slot) {
  gather(reader, here_.pages_apart ? open_tab(reader, slot) : Tab::whole);
  rank(reader, slot);
  show();
  use_.visits += 1;
  use_.candidates += candidates_.n;
  use_.shown += shown_.n;
  if (!feed_.ads.empty()) serve(reader, slot);
  respond(reader, slot);
  if (shown_.n == 0) {
    use_.empty += 1;
    tally_.attention[world_.empty_label()] += 1;
    return {};
  }
  return read(reader);
}

/// While pages stand apart, a visit opens their tab by chance. Nobody opens one in
/// which there is nothing for him: who follows no page, when none trends.
Visits::Tab Visits::open_tab(const Reader& reader, std::uint32_t slot) const {
  const bool follows_here = (reader.follows & feed_.own_pages) != 0;
  if (!follows_here && feed_.page_trends.empty()) return Tab::friends;
  const auto words = world_.luck.draw(explore_purpose, moment_.step, reader.key, slot);
  const auto chance = static_cast<float>(platform_.explore_chance);
  return sim::uniform(words[0]) < chance ? Tab::pages : Tab::friends;
}

/// Collects what may be shown, with the part of its score that needs no reader's
/// belief: lays out whatever there is, then keeps what he has not met, eight at a time
/// and without a branch to guess wrong.
void Visits::gather(const Reader& reader, Tab tab) {
  const auto affinity = static_cast<float>(here_.ranking.affinity);
  const auto friends = static_cast<float>(here_.ranking.friends);
  const auto repeats = static_cast<float>(here_.ranking.repeats);
  const Inbox inbox = accounts_.inbox(reader.local);
  const int received = tab == Tab::pages ? 0 : inbox.size();
  const std::uint64_t followed =
      tab == Tab::friends ? 0 : reader.follows & feed_.own_pages;
  const std::vector<Trend>& trends =
      tab == Tab::pages ? feed_.page_trends : feed_.trends;
  std::uint32_t id[Candidates::room];
  float own_score[Candidates::room];
  // What follows the inbox may stand in it too. No story has the number 0: it fills up.
  int n = 0;
  for (; n < received; n += 8) {
    sim::store8(id + n, sim::load8(inbox.story + n, received - n));
  }
  const int of_inbox = n;
  for (int k = 0; k < received; ++k) {
    const auto times = static_cast<std::size_t>(std::min(255, inbox.times(k)));
    own_score[k] = affinity + friends + repeats * feed_.log_times[times];
  }
  for (int k = 0; k < received && feed_.counts_from_arrival; ++k) {
    const auto rounds = static_cast<std::uint16_t>(world_.round - inbox.arrived(k));
    own_score[k] += feed_.arrived[std::min<std::uint16_t>(255, rounds)];
  }
  sim::for_each_bit(followed, [&](std::uint32_t p) {
    for (const std::uint32_t story : feed_.page_stories[p]) {
      id[n] = story;
      own_score[n++] = affinity;
    }
  });
  for (const Trend& trend : trends) {
    id[n] = trend.story;
    own_score[n] = (reader.follows & trend.page) != 0 ? affinity : 0.0f;
    n += (reader.follows & trend.listed) == 0;
  }
  for (; n % 8 != 0; ++n) id[n] = 0;

  Candidates& c = candidates_;
  c.n = 0;
  const Accounts::Memory memory = accounts_.memory(reader.local);
  const std::uint32_t oldest = std::max(memory.forgotten + 1, world_.stories.first());
  for (int first = 0; first < n; first += 8) {
    const sim::Uint8 ids = sim::load8(id + first);
    sim::Int8 barred = (ids < oldest) | sim::stand_in(ids, memory.met, memory.size);
    if (first >= of_inbox) barred |= sim::stand_in(ids, inbox.story, received);
    const std::uint32_t kept = ~sim::bits(barred) & 0xffu;
    const sim::Int8 from = sim::lanes_where(kept);
    sim::store8(c.story + c.n, sim::permute(ids, from));
    sim::store8(c.score + c.n, sim::permute(sim::load8(own_score + first), from));
    if (feed_.shows_climate) {
      const sim::Uint8 stamps = sim::load8(inbox.stamp + first, received - first);
      sim::store8(c.times + c.n, sim::permute(stamps & 0xffffu, from));
    }
    c.n += std::popcount(kept);
  }
  for (int k = 0; k < c.n; ++k) {
    const Story& story = world_.stories[c.story[k]];
    c.key[k] = story.key;
    c.slant[k] = story.slant;
    c.score[k] += story.rank_base;
  }
}

/// Adds what depends on the reader, and the words that break ties.
void Visits::rank(const Reader& reader, std::uint32_t slot) {
  Candidates& c = candidates_;
  const sim::Float8 belief = sim::broadcast(static_cast<float>(reader.belief));
  const sim::Float8 agreement =
      sim::broadcast(static_cast<float>(here_.ranking.agreement));
  const std::uint32_t salt = sim::mix(reader.key, sim::mix(feed_.salt, slot));
  for (int k = 0; k < c.n; k += 8) {
    const sim::Float8 distance = sim::load8(c.slant + k) - belief;
    const sim::Float8 near = 1.0f - sim::abs(distance);
    sim::store8(c.score + k, sim::load8(c.score + k) + agreement * near);
    sim::store8(c.tie + k, sim::mix(sim::load8(c.key + k), sim::Uint8{} + salt));
  }
  if (platform_.selection == Selection::proportional) {
    for (int k = 0; k < c.n; k += 8) {
      sim::store8(c.score + k, sim::load8(c.score + k) + gumbel(sim::load8(c.tie + k)));
    }
  }
}

/// Takes the best and lays out what the reader will see.
void Visits::show() {
  const Candidates& c = candidates_;
  Shown& s = shown_;
  int order[max_candidates + 1];
  s.n = take_best(c.score, c.tie, c.n, static_cast<int>(platform_.shown), order);
  s.organic = s.n;
  s.met = 0;
  for (int k = 0; k < s.n && feed_.shows_climate; ++k) s.times[k] = c.times[order[k]];
  const int filled = s.n == 0 ? 0 : (s.n + lanes - 1) / lanes * lanes;
  for (int k = 0; k < filled; ++k) lay_out(k, c.story[order[std::min(k, s.n - 1)]]);
}

/// Writes a story in the columns of what is shown.
void Visits::lay_out(int k, std::uint32_t id) {
  Shown& s = shown_;
  const Story& story = world_.stories[id];
  s.story[k] = id;
  s.key[k] = story.key;
  s.outlet[k] = story.outlet;
  s.slant[k] = story.slant;
  s.quality[k] = story.quality;
  s.like[k] = story.like_base;
  s.share[k] = story.share_base;
  s.follow[k] = feed_.follow_base[story.outlet];
  s.likes[k] = story.shown + feed_.page_likes[story.outlet];
  s.topic[k] = story.topic;
}

void Visits::respond(Reader& reader, std::uint32_t slot) {
  const ResponseParameters& response = platform_.response;
  const Shown& s = shown_;
  const bool one_of_feed = response.kind == ResponseKind::one_of_feed;
  Willingness willing;
  if (feed_.has_silent) willing = world_.citizens.willing[reader.i];
  bool posts = one_of_feed && s.organic == 0;
  if (!posts && response.post_chance > 0) {
    const auto words = world_.luck.draw(post_purpose, moment_.step, reader.key, slot);
    posts = sim::uniform(words[0]) <
            static_cast<float>(response.post_chance) *
                (reader.belief < 0 ? willing.dissent : willing.support);
  }
  if (posts) post(reader, slot);
  if (one_of_feed) {
    if (!posts) share(reader, s.story[0]);
    return;
  }

  const auto belief = static_cast<float>(reader.belief);
  std::uint32_t keys[lanes];
  std::fill_n(keys, lanes, reader.key);
  // What happens to which story, as bits; only then is it done, so that the draws of
  // all stories overlap.
  std::uint32_t liked = 0, shared = 0, followed = 0;
  for (int first = 0; first < s.n; first += lanes) {
    const auto luck =
        sim::draw_lanes<lanes>(world_.luck, respond_purpose, 0, keys, s.key + first);
    const sim::Float8 distance = sim::load8(s.slant + first) - belief;
    const sim::Float8 agreement = 1.0f - sim::abs(distance);
    // Who says what is against the regime must dare to.
    const sim::Float8 dared = sim::load8(s.slant + first) < 0.0f
                                  ? sim::broadcast(willing.dissent)
                                  : sim::broadcast(willing.support);
    // u < w logistic(z), without the division: u (1 + exp(-z)) < w.
    const auto happens = [&](const std::uint32_t* word, const float* base,
                             double weight, sim::Float8 w) {
      const sim::Float8 z =
          sim::load8(base + first) + static_cast<float>(weight) * agreement;
      const sim::Float8 u = sim::uniform(sim::load8(word));
      return sim::bits(u * (1.0f + sim::exp(-z)) < w) << first;
    };
    liked |= happens(luck.word[0], s.like, response.like.agreement, dared);
    shared |= happens(luck.word[1], s.share, response.share.agreement, dared);
    followed |= happens(luck.word[2], s.follow, response.follow.agreement,
                        sim::broadcast(1.0f));
  }
  static_assert(max_shown == 32, "one bit for each");
  const std::uint32_t real = s.n == max_shown ? ~0u : (1u << s.n) - 1u;
  // An ad may show again what he has met; he likes and shares a story once.
  const std::uint32_t fresh = real & ~s.met;
  const auto engage = [&](std::uint32_t k) {
    const std::uint64_t page = feed_.page[s.outlet[k]];
    if (page != 0)
      tally_.engagement[static_cast<std::size_t>(std::countr_zero(page))] += 1;
  };
  sim::for_each_bit(liked & fresh, [&](std::uint32_t k) {
    world_.stories.like(s.story[k]);
    use_.likes += 1;
    engage(k);
  });
  sim::for_each_bit(shared & fresh, [&](std::uint32_t k) {
    share(reader, s.story[k]);
    engage(k);
  });
  if (!world_.follow_pages) return;
  sim::for_each_bit(followed & real, [&](std::uint32_t k) {
    const std::uint64_t page = feed_.page[s.outlet[k]];
    if ((page & ~reader.follows) == 0) return;
    reader.follows |= page;
    tally_.new_fans[static_cast<std::size_t>(std::countr_zero(page))] += 1;
    if (k >= static_cast<std::uint32_t>(s.organic)) {
      tally_.ad_follows[s.advertiser[k]] += 1;
    }
  });
}

/// Each story shown is read: it moves belief, and is remembered.
VisitResult Visits::read(Reader& reader) {
  const Shown& s = shown_;
  const auto came_with = static_cast<float>(reader.belief);
  const double part = 1.0 / s.n;
  VisitResult result{.shown = s.n};
  double belief = reader.belief;
  int crossed = 0;
  for (int k = 0; k < s.n; ++k) {
    const std::uint32_t outlet = s.outlet[k];
    result.utility += utility(accuracy_weight_, agreement_weight_, s.quality[k],
                              s.slant[k], came_with);
    result.slant += s.slant[k];
    crossed += s.slant[k] * came_with < 0;
    tally_.attention[outlet] += part;
    double gain = feed_.gain[outlet];
    if (k < s.organic) {
      reader.seen |= feed_.page[outlet];
    } else {
      const std::uint32_t a = s.advertiser[k];
      reader.seen_paid |= feed_.page[outlet];
      tally_.ad_attention[a] += part;
      gain = world_.ads.advertisers[a].gain;
    }
    if (feed_.has_lessons) gain *= world_.trust(reader.i, outlet);
    belief = believe(belief_.kernel, belief_.confidence, belief, s.slant[k], gain);
  }
  reader.belief = belief;
  if (feed_.has_topics || feed_.shows_climate) notice(reader);
  accounts_.meet(reader.local, s.story, s.organic);
  for (int k = s.organic; k < s.n; ++k) {
    if ((s.met >> k & 1u) == 0) accounts_.meet(reader.local, &s.story[k], 1);
  }
  result.utility *= static_cast<float>(part);
  result.slant *= part;
  result.crossing = crossed * part;
  return result;
}

void Visits::share(const Reader& reader, std::uint32_t story) {
  outbox_.shares.push_back({reader.i, story});
  use_.shares += 1;
}

void Visits::post(const Reader& reader, std::uint32_t slot) {
  const auto words = world_.luck.draw(post_purpose, moment_.step, reader.key, ~slot);
  outbox_.posts.push_back(
      {reader.i, here_.posts, static_cast<float>(reader.belief),
       draw_quality(platform_, words[0]), draw_appeal(words[1], platform_.appeal_shape),
       sim::mix(sim::mix(reader.key, slot), static_cast<std::uint32_t>(moment_.step))});
  use_.shares += 1;
}

}  // namespace newsdep
