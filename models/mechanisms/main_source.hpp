#pragma once
// The main source of news: the medium with most occasions over the last 30 days.

#include <immintrin.h>

#include <bit>
#include <cstdint>
#include <iterator>
#include <optional>

#include "models/citizens.hpp"
#include "sim/lanes.hpp"

namespace newsdep {

/// Occasions by medium over the last 30 days: 25 whole days and the running bin of
/// five.
using RecentOccasions = sim::Uint8;
static_assert(max_media == 8, "a lane for each medium");

inline RecentOccasions recent_occasions(const Recent& recent) {
  // Sixteen bytes of two bins widen to one vector of sixteen sums.
  static_assert(sizeof recent.bin % 16 == 0);
  __m256i sums = _mm256_setzero_si256();
  for (std::size_t b = 0; b < std::size(recent.bin); b += 2) {
    sums = _mm256_add_epi16(
        sums, _mm256_cvtepu8_epi16(
                  _mm_loadu_si128(reinterpret_cast<const __m128i*>(recent.bin[b]))));
  }
  const __m128i sum =
      _mm_add_epi16(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  return reinterpret_cast<RecentOccasions>(_mm256_cvtepu16_epi32(sum));
}

/// The medium with most occasions; ties by a draw keyed to (citizen, medium), so that
/// they do not flicker; nothing when there was no occasion at all.
inline std::optional<std::uint32_t> main_source(RecentOccasions occasions,
                                                std::uint32_t key) {
  const std::uint32_t most = sim::largest(occasions);
  if (most == 0) return std::nullopt;
  std::uint32_t first = sim::bits(occasions == most);
  if (!std::has_single_bit(first)) {
    constexpr sim::Uint8 medium = {0, 1, 2, 3, 4, 5, 6, 7};
    const sim::Uint8 draw = sim::mix(sim::Uint8{} + key, medium * 0x9e3779b9u + 1u);
    const sim::Uint8 rank = occasions == most ? draw >> 11 | 1u << 21 : 0u;
    first = sim::bits(rank == sim::largest(rank));
  }
  return static_cast<std::uint32_t>(std::countr_zero(first));
}

}  // namespace newsdep
