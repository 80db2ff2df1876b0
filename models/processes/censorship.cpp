#include "models/processes/censorship.hpp"

#include <algorithm>

#include "models/mechanisms/frighten.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose fear_purpose{"Newsroom fear"};

const SourceState& source_of(const World& world, const Publisher& publisher) {
  return world.sources[world.outlets[publisher.outlet].source];
}

}  // namespace

double fear_of(const World& world, const Publisher& publisher) {
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (!is_newsroom || !world.rules().fear.enabled) return 0;
  return fear_of(source_of(world, publisher));
}

double fear_of(const SourceState& source) {
  return std::max({source.rules.fear, source.fear, source.pressed()});
}

double slant_in_force(const World& world, const Publisher& publisher) {
  const SourceState& source = source_of(world, publisher);
  const bool is_newsroom = publisher.outlet < world.newsrooms();
  if (!is_newsroom || !world.rules().fear.enabled) return source.rules.slant;
  return bend(source.rules.slant, source.pressed(), world.rules().fear.line);
}

bool drops(const World& world, const Publisher& publisher, const sim::Moment& moment,
           std::uint32_t number, float slant) {
  const double fear = fear_of(world, publisher);
  if (fear <= 0 || slant >= 0) return false;
  const auto words =
      world.luck.draw(fear_purpose, moment.step, publisher.name_hash, number);
  return sim::uniform_open(words[0], words[1]) < fear;
}

}  // namespace newsdep
