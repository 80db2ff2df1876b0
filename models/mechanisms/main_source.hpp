#pragma once
// The main source of news: the medium with most occasions over the last 30 days.

#include <immintrin.h>

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "models/citizens.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// Occasions by medium over the last 30 days: 25 whole days and the running bin of
/// five.
using RecentOccasions = std::array<std::uint16_t, max_media>;

inline RecentOccasions recent_occasions(const Recent& recent) {
  // Eight bytes of a bin widen to one vector of eight sums.
  __m128i sum = _mm_setzero_si128();
  for (const auto& bin : recent.bin) {
    sum = _mm_add_epi16(
        sum, _mm_cvtepu8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(bin))));
  }
  RecentOccasions total;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(total.data()), sum);
  return total;
}

/// The medium with most occasions; ties by a draw keyed to (citizen, medium), so that
/// they do not flicker; nothing when there was no occasion at all.
inline std::optional<std::uint32_t> main_source(const RecentOccasions& occasions,
                                                std::uint32_t key) {
  const __m128i all =
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(occasions.data()));
  // The smallest of the complements is the complement of the largest.
  const __m128i complements = _mm_xor_si128(all, _mm_set1_epi16(-1));
  const auto most =
      static_cast<std::uint16_t>(~_mm_cvtsi128_si32(_mm_minpos_epu16(complements)));
  if (most == 0) return std::nullopt;
  // Two bits for each medium that has the most.
  std::uint32_t ties = static_cast<std::uint32_t>(_mm_movemask_epi8(
      _mm_cmpeq_epi16(all, _mm_set1_epi16(static_cast<short>(most)))));
  const auto first = static_cast<std::uint32_t>(std::countr_zero(ties)) / 2;
  if ((ties & (ties - 1) & ~(2u << (2 * first))) == 0) return first;
  std::uint32_t best = first;
  std::uint32_t largest = 0;
  for (; ties != 0; ties &= ties - 1, ties &= ties - 1) {
    const auto m = static_cast<std::uint32_t>(std::countr_zero(ties)) / 2;
    const std::uint32_t word = sim::mix(key, m * 0x9e3779b9u + 1);
    if (word >= largest) {
      best = m;
      largest = word;
    }
  }
  return best;
}

}  // namespace newsdep
