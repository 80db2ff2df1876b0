#pragma once
// How much alike those are who know each other.

#include <cstdint>

namespace newsdep {

/// How often those who meet are alike, each in [0, 1]: 0 as chance has it, 1 always.
struct Homophily {
  double region = 0;
  double age = 0;
  double leaning = 0;
};

/// A chance in [0, 1] as a threshold: 16 random bits lie below it with that chance, to
/// within 2^-17; never for 0, always for 1.
constexpr std::uint32_t threshold16(double chance) {
  return static_cast<std::uint32_t>(chance * 65536.0 + 0.5);
}

}  // namespace newsdep
