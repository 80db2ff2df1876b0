// What a visitor notices of the country in his feed: topics, likes shown, and whose
// friends say what.

#include "models/processes/topics.hpp"
#include "models/processes/visit.hpp"
#include "sim/lanes.hpp"

namespace newsdep {

/// What each story shown is about is taken in. The likes that it shows count for its
/// side, and those of its page as far as `climate.page_likes` says; when friends have
/// shared or posted it, so do they: as many voices as it was received times. An ad is
/// nobody's voice. Stories of no side count for none.
void Visits::notice(Reader& reader) {
  const Shown& s = shown_;
  for (int k = 0; k < s.n && feed_.has_topics; ++k) {
    if (s.topic[k] == 0) continue;
    const Topic& topic = world_.topics[s.topic[k] - 1u];
    reader.belief = take_in(world_, reader.i, reader.belief, topic);
  }
  if (!feed_.shows_climate) return;
  ImpressionOf<sim::Float8> parts;
  for (int first = 0; first < s.n; first += 8) {
    const sim::Float8 slant = sim::load8(s.slant + first);
    const sim::Uint8 times = sim::load8(s.times + first, s.organic - first);
    parts.see(slant, sim::load8(s.likes + first, s.n - first));
    parts.hear(slant, __builtin_convertvector(reinterpret_cast<sim::Int8>(times),
                                              sim::Float8));
  }
  Impression& impression = *reader.impression;
  impression.likes_for += double{sim::sum(parts.likes_for)};
  impression.likes_against += double{sim::sum(parts.likes_against)};
  impression.voices_for += double{sim::sum(parts.voices_for)};
  impression.voices_against += double{sim::sum(parts.voices_against)};
}

}  // namespace newsdep
