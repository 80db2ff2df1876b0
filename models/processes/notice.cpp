// What a visitor notices of the country in his feed: threats, likes shown, and whose
// friends say what.

#include "models/processes/climate.hpp"
#include "models/processes/visit.hpp"

namespace newsdep {

/// Each story shown that has a threat frightens. The likes that it shows count for its
/// side, and, when friends have shared or posted it, so do they: as many voices as it
/// was received times. Stories of no side count for none.
void Visits::notice(Reader& reader) {
  const Shown& s = shown_;
  for (int k = 0; k < s.n && feed_.has_threats; ++k) {
    const float threat = world_.stories.threat(s.story[k]);
    if (threat > 0) {
      reader.belief = read_threat(world_, reader.i, reader.belief, double{threat});
    }
  }
  if (!feed_.shows_climate) return;
  const Inbox inbox = accounts_.inbox(reader.local);
  for (int k = 0; k < s.n; ++k) {
    reader.impression.see(s.slant[k], double{world_.stories.shown(s.story[k])});
    for (int j = 0; j < inbox.size(); ++j) {
      if (inbox.story[j] == s.story[k]) {
        reader.impression.hear(s.slant[k], inbox.times(j));
      }
    }
  }
}

}  // namespace newsdep
