#pragma once
// Citizens by kind: how to find, in no time, one who is alike in some ways and as the
// country is in the others.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/society/people.hpp"

namespace newsdep {

/// In which ways the one who is sought must be alike.
struct Alike {
  bool region = false;
  bool age = false;
  bool leaning = false;
};

/// What kind of citizen one is: region, age band, and which of 64 equal stretches of
/// [-1, 1] the leaning lies in.
struct Kind {
  std::uint32_t region = 0;
  std::uint32_t age = 0;
  std::uint32_t leaning = 0;
};

/// A bin per kind, in the order of the citizens (who are sorted by kind), with the sum
/// of its citizens' weights.
class Bins {
 public:
  static constexpr std::uint32_t leanings = 64;

  /// `weight` [citizens], or empty for 1 each; the weights sum to less than 2^32.
  Bins(const People& people, std::span<const std::uint32_t> weight);

  static std::uint32_t leaning_of(double leaning) {
    const double at = std::clamp((leaning + 1) * (leanings / 2.0), 0.0, leanings - 1.0);
    return static_cast<std::uint32_t>(at);
  }
  Kind kind(std::uint32_t bin) const {
    return {bin / (leanings * ages_), bin / leanings % ages_, bin % leanings};
  }
  std::uint32_t size() const { return regions_ * ages_ * leanings; }
  /// Where the bin's weights begin when all weights lie in a row, and their sum.
  std::uint32_t begin(std::uint32_t bin) const { return by_region_.before[bin]; }
  std::uint32_t weight(std::uint32_t bin) const {
    return by_region_.before[bin + 1] - by_region_.before[bin];
  }

  /// A bin drawn by weight among those that are as `kind` in the ways of `alike`;
  /// nothing when they hold nobody. The one bin picked is a step function of `word`.
  std::optional<std::uint32_t> pick(Alike alike, Kind kind, std::uint32_t word) const;

 private:
  /// All bins in some order, and the weight before each: what is alike lies together.
  struct Order {
    std::vector<std::uint32_t> bin;
    std::vector<std::uint32_t> before{0};
    void add(std::uint32_t bin_added, std::uint32_t weight);
  };
  std::uint32_t bin(std::uint32_t region, std::uint32_t age, std::uint32_t l) const {
    return (region * ages_ + age) * leanings + l;
  }

  std::uint32_t regions_;
  std::uint32_t ages_;
  Order by_region_;          // region, age, leaning
  Order by_region_leaning_;  // region, leaning, age
  Order by_age_;             // age, leaning, region
  Order by_leaning_;         // leaning, region, age
};

}  // namespace newsdep
