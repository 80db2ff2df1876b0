// What a visitor notices of the country in his feed: topics, likes shown, and whose
// friends say what.

#include "models/processes/topics.hpp"
#include "models/processes/visit.hpp"

namespace newsdep {

/// What each story shown is about is taken in. The likes that it shows count for its
/// side, and those of its page as far as `climate.page_likes` says; when friends have
/// shared or posted it, so do they: as many voices as it was received times. An ad is
/// nobody's voice. Stories of no side count for none.
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
    impression.see(s.slant[k], double{world_.stories.shown(s.story[k])} +
                                   feed_.page_likes[s.outlet[k]]);
  }
  for (int k = 0; k < s.organic; ++k) {
    if (s.place[k] == 0) continue;
    impression.hear(s.slant[k], inbox.times(static_cast<int>(s.place[k]) - 1));
  }
}

}  // namespace newsdep
