// What a visitor notices of the country in his feed: topics, likes shown, and whose
// friends say what.

#include <bit>

#include "models/processes/topics.hpp"
#include "models/processes/visit.hpp"
#include "sim/lanes.hpp"

namespace newsdep {

/// What each story shown is about is taken in. The likes that it shows count for its
/// side, and, when friends have shared or posted it, so do they: as many voices as it
/// was received times. Stories of no side count for none.
void Visits::notice(Reader& reader) {
  const Shown& s = shown_;
  for (int k = 0; k < s.n && feed_.has_topics; ++k) {
    const std::uint16_t topic = world_.stories.topic(s.story[k]);
    if (topic == 0) continue;
    reader.belief = take_in(world_, reader.i, reader.belief, world_.topics[topic - 1u]);
  }
  if (!feed_.shows_climate) return;
  Impression& impression = *reader.impression;
  const Inbox inbox = accounts_.inbox(reader.local);
  for (int k = 0; k < s.n; ++k) {
    const std::uint32_t id = s.story[k];
    impression.see(s.slant[k], double{world_.stories.shown(id)});
    for (int first = 0; first < inbox.size(); first += 8) {
      const sim::Uint8 received = sim::load8(inbox.story + first, inbox.size() - first);
      const std::uint32_t hits = sim::bits(received == id);
      if (hits == 0) continue;  // at most one: an inbox has a story once
      impression.hear(s.slant[k], inbox.times(first + std::countr_zero(hits)));
    }
  }
}

}  // namespace newsdep
