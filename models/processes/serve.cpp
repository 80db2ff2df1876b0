// The places for ads in a visit: who takes them, and what the visitor sees.

#include <algorithm>
#include <bit>

#include "models/processes/visit.hpp"
#include "sim/lanes.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose page_purpose{"NewsDay page ad"};

}  // namespace

/// Each place goes to one of the advertisers who aim at the reader and have not shown
/// him as much as they may: each wants it with the chance that it has set itself for
/// the day, and among those who do the largest draw takes it. Else it is a commercial
/// ad, which is no news.
void Visits::serve(Reader& reader, std::uint32_t slot) {
  const std::uint32_t aimed_at = world_.ads.aimed_at[reader.i];
  const std::uint32_t visit = sim::mix(reader.key, sim::mix(feed_.ad_salt, slot));
  for (std::uint32_t place = 0; place < world_.ads.load; ++place) {
    const AdOffer* taker = nullptr;
    std::uint32_t largest = 0;
    for (const AdOffer& offer : feed_.ads) {
      const AdvertiserState& advertiser = world_.ads.advertisers[offer.advertiser];
      if ((aimed_at >> offer.advertiser & 1u) == 0) continue;
      if (!advertiser.met.empty() &&
          advertiser.met[reader.i] >= advertiser.rules.frequency_cap) {
        continue;
      }
      tally_.ad_places[offer.advertiser] += 1;
      const std::uint32_t draw = sim::mix(visit + place, offer.key);
      if (draw >= offer.wants) continue;
      const std::uint32_t rank = sim::mix(draw, offer.key);
      if (taker != nullptr && rank <= largest) continue;
      taker = &offer;
      largest = rank;
    }
    if (taker == nullptr) continue;
    AdvertiserState& advertiser = world_.ads.advertisers[taker->advertiser];
    tally_.ad_impressions[taker->advertiser] += 1;
    if (!advertiser.met.empty()) advertiser.met[reader.i] += 1;
    (taker->page != 0 ? show_page(reader, *taker, largest)
                      : show_ad(reader, *taker, largest));
  }
  // Fill up the last eight again.
  Shown& s = shown_;
  if (s.n == s.organic) return;
  for (int k = s.n; k % 8 != 0; ++k) lay_out(k, s.story[s.n - 1]);
}

/// A story in an ad, which the reader may have met before.
void Visits::show_ad(Reader& reader, const AdOffer& offer, std::uint32_t word) {
  const auto& edition = world_.ads.advertisers[offer.advertiser].edition;
  const std::uint32_t id =
      edition[sim::below(word, static_cast<std::uint32_t>(edition.size()))];
  Shown& s = shown_;
  s.met |= static_cast<std::uint32_t>(has_met(reader, id)) << s.n;
  s.advertiser[s.n] = offer.advertiser;
  lay_out(s.n, id);
  ++s.n;
}

/// The page itself in an ad: the reader may follow it, and learns no news.
void Visits::show_page(Reader& reader, const AdOffer& offer, std::uint32_t word) {
  reader.seen_paid |= offer.page;
  if (!world_.follow_pages || (offer.page & ~reader.follows) == 0) return;
  const auto words = world_.luck.draw(page_purpose, moment_.step, reader.key, word);
  const auto weight = static_cast<float>(platform_.response.follow.agreement);
  const float distance = std::abs(offer.slant - static_cast<float>(reader.belief));
  if (sim::uniform(words[0]) >=
      sim::logistic(offer.follow + weight * (1.0f - distance))) {
    return;
  }
  reader.follows |= offer.page;
  tally_.new_fans[static_cast<std::size_t>(std::countr_zero(offer.page))] += 1;
  tally_.ad_follows[offer.advertiser] += 1;
}

/// Whether the reader has met a story before, in this visit or an earlier one.
bool Visits::has_met(const Reader& reader, std::uint32_t story) const {
  const Accounts::Memory memory = accounts_.memory(reader.local);
  return (memory.size > 0 && story <= memory.forgotten) ||
         std::ranges::count(memory.met, memory.met + memory.size, story) > 0 ||
         std::ranges::count(shown_.story, shown_.story + shown_.n, story) > 0;
}

}  // namespace newsdep
