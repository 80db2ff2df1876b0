#pragma once
// Luck: counter-based random numbers. A draw is a pure function of what it is for, so
// nothing is stored, any thread can make any draw, and one citizen, story or process
// more moves nobody else's.

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace newsdep::sim {

/// FNV-1a, 32 bits: names turned into numbers, the same on every machine.
constexpr std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) {
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619u;
  }
  return hash;
}

/// A cheap mix of two words into one (the finaliser of MurmurHash3); for keys and for
/// ties, where nobody needs more than evenness.
constexpr std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
  std::uint32_t h = a * 0x9e3779b1u ^ b;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

/// What a draw is for: the hash of a process-and-purpose name, as in
/// `Purpose{"NewsDay choose"}`.
struct Purpose {
  std::uint32_t id;
  constexpr explicit Purpose(std::string_view name) : id(hash_name(name)) {}
};

using Words = std::array<std::uint32_t, 4>;

/// Uniform on [0, 1) with 24 bits.
constexpr float uniform(std::uint32_t word) {
  return static_cast<float>(word >> 8) * 0x1p-24f;
}

/// Uniform on (0, 1) with 53 bits: never 0, so that its logarithm is finite.
constexpr double uniform_open(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// A whole number in [0, n) from one word, n > 0; the bias is below n / 2^32.
constexpr std::uint32_t below(std::uint32_t word, std::uint32_t n) {
  return static_cast<std::uint32_t>(std::uint64_t{word} * n >> 32);
}

/// All the luck of one run: Philox4x32-10 (Salmon et al., SC11 (2011), 16) with the
/// seed as key and (purpose, step, citizen, subject) as counter.
class Luck {
 public:
  explicit Luck(std::uint64_t seed)
      : key_{{static_cast<std::uint32_t>(seed),
              static_cast<std::uint32_t>(seed >> 32)}} {}

  /// Four words for one purpose. `citizen` is a persistent key, never a place in
  /// memory; `subject` is a slot, a story or a partner, never a running count.
  Words draw(Purpose purpose, std::int32_t step, std::uint32_t citizen,
             std::uint32_t subject) const {
    const auto words = r123::Philox4x32{}(
        {{purpose.id, static_cast<std::uint32_t>(step), citizen, subject}}, key_);
    return {words[0], words[1], words[2], words[3]};
  }

  std::uint32_t key_low() const { return key_[0]; }
  std::uint32_t key_high() const { return key_[1]; }

 private:
  r123::Philox4x32::key_type key_;
};

/// A standard normal number from two words (Box and Muller 1958); set-up only, not the
/// hot loop.
double normal(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d);

}  // namespace newsdep::sim
