#pragma once
// The main source of news: the medium with most occasions over the last 30 days.

#include <immintrin.h>

#include <bit>
#include <cstdint>
#include <optional>

#include "models/citizens.hpp"
#include "sim/lanes.hpp"

namespace newsdep {

/// Occasions by medium over the last 30 days: 25 whole days and the running bin of
/// five.
using RecentOccasions = sim::Uint8;
static_assert(max_media == 8, "a lane for each medium");

inline RecentOccasions recent_occasions(const Recent& recent) {
  // Eight bytes of a bin widen to one vector of eight sums.
  __m128i sum = _mm_setzero_si128();
  for (const auto& bin : recent.bin) {
    sum = _mm_add_epi16(
        sum, _mm_cvtepu8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(bin))));
  }
  return reinterpret_cast<RecentOccasions>(_mm256_cvtepu16_epi32(sum));
}

/// The medium with most occasions; ties by a draw keyed to (citizen, medium), so that
/// they do not flicker; nothing when there was no occasion at all.
inline std::optional<std::uint32_t> main_source(RecentOccasions occasions,
                                                std::uint32_t key) {
  // Occasions (below 2^11) above the highest bits of the draw: the largest of eight.
  constexpr sim::Uint8 medium = {0, 1, 2, 3, 4, 5, 6, 7};
  const sim::Uint8 draw = sim::mix(sim::Uint8{} + key, medium * 0x9e3779b9u + 1u);
  const sim::Uint8 rank = occasions << 21 | draw >> 11;
  const auto larger = [](sim::Uint8 a, sim::Uint8 b) { return a > b ? a : b; };
  sim::Uint8 most =
      larger(rank, __builtin_shufflevector(rank, rank, 4, 5, 6, 7, 0, 1, 2, 3));
  most = larger(most, __builtin_shufflevector(most, most, 2, 3, 0, 1, 6, 7, 4, 5));
  most = larger(most, __builtin_shufflevector(most, most, 1, 0, 3, 2, 5, 4, 7, 6));
  if (most[0] >> 21 == 0) return std::nullopt;
  return static_cast<std::uint32_t>(std::countr_zero(sim::bits(rank == most)));
}

}  // namespace newsdep
