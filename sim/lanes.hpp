#pragma once
// Eight numbers (or four long ones) at once, for hot loops that the compiler does not
// vectorise by itself. The arithmetic is that of sim/math.hpp, lane by lane, to the
// bit.

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "sim/math.hpp"

namespace newsdep::sim {

using Float8 = float __attribute__((vector_size(32)));
using Int8 = std::int32_t __attribute__((vector_size(32)));
using Uint8 = std::uint32_t __attribute__((vector_size(32)));
using Long4 = std::int64_t __attribute__((vector_size(32)));

inline Float8 broadcast(float x) { return Float8{} + x; }

inline Float8 load8(const float* from) {
  return reinterpret_cast<Float8>(_mm256_loadu_ps(from));
}

/// The first n of eight numbers, 0 in the other lanes; what lies beyond is not touched.
inline Float8 load8(const float* from, int n) {
  const Int8 wanted = Int8{0, 1, 2, 3, 4, 5, 6, 7} < n;
  return reinterpret_cast<Float8>(
      _mm256_maskload_ps(from, reinterpret_cast<__m256i>(wanted)));
}

inline Uint8 load8(const std::uint32_t* from) {
  return reinterpret_cast<Uint8>(
      _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
}

inline Uint8 load8(const std::uint32_t* from, int n) {
  const Int8 wanted = Int8{0, 1, 2, 3, 4, 5, 6, 7} < n;
  return reinterpret_cast<Uint8>(_mm256_maskload_epi32(
      reinterpret_cast<const int*>(from), reinterpret_cast<__m256i>(wanted)));
}

inline Long4 load4(const std::int64_t* from) {
  return reinterpret_cast<Long4>(
      _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
}

/// Eight pairs of words that lie one pair after the other: their first words, and their
/// second ones.
struct Pairs8 {
  Uint8 first;
  Uint8 second;
};
inline Pairs8 load_pairs8(const void* from) {
  const auto* words = static_cast<const std::uint32_t*>(from);
  const Uint8 low = load8(words);
  const Uint8 high = load8(words + 8);
  return {__builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14),
          __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15)};
}

/// Eight pairs of words, one pair after the other.
inline void store_pairs8(void* to, Uint8 first, Uint8 second) {
  auto* pairs = static_cast<__m256i*>(to);
  _mm256_storeu_si256(pairs, reinterpret_cast<__m256i>(__builtin_shufflevector(
                                 first, second, 0, 8, 1, 9, 2, 10, 3, 11)));
  _mm256_storeu_si256(pairs + 1, reinterpret_cast<__m256i>(__builtin_shufflevector(
                                     first, second, 4, 12, 5, 13, 6, 14, 7, 15)));
}

inline void store8(float* to, Float8 x) {
  _mm256_storeu_ps(to, reinterpret_cast<__m256>(x));
}

inline void store8(std::uint32_t* to, Uint8 x) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), reinterpret_cast<__m256i>(x));
}

/// The first n of eight numbers; what lies beyond is not touched.
inline void store8(std::uint32_t* to, Uint8 x, int n) {
  const Int8 wanted = Int8{0, 1, 2, 3, 4, 5, 6, 7} < n;
  _mm256_maskstore_epi32(reinterpret_cast<int*>(to), reinterpret_cast<__m256i>(wanted),
                         reinterpret_cast<__m256i>(x));
}

/// One bit per lane of a comparison, lane 0 lowest.
inline std::uint32_t bits(Int8 comparison) {
  return static_cast<std::uint32_t>(
      _mm256_movemask_ps(reinterpret_cast<__m256>(comparison)));
}

/// The sum of eight numbers, halves first.
inline float sum(Float8 x) {
  x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
  x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
  return x[0] + x[1];
}

/// The sum of eight whole numbers.
inline std::uint32_t sum(Uint8 x) {
  x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
  x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
  return x[0] + x[1];
}

/// The largest of eight whole numbers.
inline std::uint32_t largest(Uint8 x) {
  const auto larger = [](Uint8 a, Uint8 b) { return a > b ? a : b; };
  x = larger(x, __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3));
  x = larger(x, __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5));
  return larger(x, __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6))[0];
}

/// Which of eight numbers stand among the first n at `list`.
inline Int8 stand_in(Uint8 numbers, const std::uint32_t* list, int n) {
  Int8 found = {};
#pragma GCC unroll 8
  for (int k = 0; k < n; ++k) found |= numbers == list[k];
  return found;
}

/// The numbers of the lanes whose bit is set, in front; what follows is of no account.
inline Int8 lanes_where(std::uint32_t mask) {
  const std::uint64_t bytes = _pdep_u64(mask, 0x0101010101010101u) * 0xffu;
  const std::uint64_t lanes = _pext_u64(0x0706050403020100u, bytes);
  return reinterpret_cast<Int8>(
      _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<std::int64_t>(lanes))));
}

/// Lane k of the result is lane from[k] of x.
inline Float8 permute(Float8 x, Int8 from) {
  return reinterpret_cast<Float8>(_mm256_permutevar8x32_ps(
      reinterpret_cast<__m256>(x), reinterpret_cast<__m256i>(from)));
}
inline Uint8 permute(Uint8 x, Int8 from) {
  return reinterpret_cast<Uint8>(permute(reinterpret_cast<Float8>(x), from));
}

/// Each number, but no less than `low` and no more than `high`; what is none stays
/// none.
inline Float8 clamp(Float8 x, float low, float high) {
  const auto raised = _mm256_max_ps(reinterpret_cast<__m256>(broadcast(low)),
                                    reinterpret_cast<__m256>(x));
  return reinterpret_cast<Float8>(
      _mm256_min_ps(reinterpret_cast<__m256>(broadcast(high)), raised));
}

inline Float8 abs(Float8 x) {
  return reinterpret_cast<Float8>(reinterpret_cast<Uint8>(x) & 0x7fffffffu);
}

/// a b + c with one rounding, as std::fma.
inline Float8 fma(Float8 a, Float8 b, Float8 c) {
  return reinterpret_cast<Float8>(_mm256_fmadd_ps(reinterpret_cast<__m256>(a),
                                                  reinterpret_cast<__m256>(b),
                                                  reinterpret_cast<__m256>(c)));
}

/// As exp(float).
inline Float8 exp(Float8 x) {
  x = clamp(x, -87.0f, 88.0f);
  const Float8 shifted = fma(x, broadcast(1.44269504f), broadcast(12582912.0f));
  const Float8 n = shifted - 12582912.0f;
  const Float8 r =
      fma(n, broadcast(-1.42860677e-6f), fma(n, broadcast(-0.693145752f), x));
  Float8 series = broadcast(exp_series[0]);
  for (std::size_t k = 1; k < exp_series.size(); ++k) {
    series = fma(series, r, broadcast(exp_series[k]));
  }
  return reinterpret_cast<Float8>(reinterpret_cast<Uint8>(series) +
                                  (reinterpret_cast<Uint8>(shifted) << 23));
}

/// As log(float).
inline Float8 log(Float8 x) {
  const Uint8 offset = reinterpret_cast<Uint8>(x) - 0x3f3504f3u;
  const Float8 e =
      __builtin_convertvector(reinterpret_cast<Int8>(offset) >> 23, Float8);
  const auto m = reinterpret_cast<Float8>((offset & 0x007fffffu) + 0x3f3504f3u);
  const Float8 s = (m - 1.0f) / (m + 1.0f);
  const Float8 s2 = s * s;
  const Float8 series =
      2.0f * s *
      (1.0f + s2 * (1.0f / 3 + s2 * (1.0f / 5 + s2 * (1.0f / 7 + s2 * (1.0f / 9)))));
  return e * 0.693147181f + series;
}

/// As uniform(word).
inline Float8 uniform(Uint8 words) {
  return __builtin_convertvector(reinterpret_cast<Int8>(words >> 8), Float8) * 0x1p-24f;
}

/// As mix(a, b).
inline Uint8 mix(Uint8 a, Uint8 b) {
  Uint8 h = (a * 0x9e3779b1u) ^ b;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

/// Swaps rows and columns of eight vectors.
inline void transpose(Float8 (&rows)[8]) {
  Float8 pairs[8];
  for (int k = 0; k < 8; k += 2) {
    pairs[k] = __builtin_shufflevector(rows[k], rows[k + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[k + 1] =
        __builtin_shufflevector(rows[k], rows[k + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  Float8 fours[8];
  for (int k = 0; k < 8; k += 4) {
    for (int half = 0; half < 2; ++half) {
      const Float8 a = pairs[k + half];
      const Float8 b = pairs[k + half + 2];
      fours[k + 2 * half] = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
      fours[k + 2 * half + 1] =
          __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int k = 0; k < 4; ++k) {
    rows[k] = __builtin_shufflevector(fours[k], fours[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    rows[k + 4] =
        __builtin_shufflevector(fours[k], fours[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

}  // namespace newsdep::sim
