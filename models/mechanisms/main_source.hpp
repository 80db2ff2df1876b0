#pragma once
// The main source of news: the medium with most occasions over the last 30 days.

#include <array>
#include <cstdint>
#include <optional>

#include "models/citizens.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// Occasions by medium over the last 30 days: 25 whole days and the running bin of
/// five.
inline std::array<std::uint32_t, max_media> recent_occasions(const Recent& recent) {
  std::array<std::uint32_t, max_media> total{};
  for (int b = 0; b < recent_bins; ++b) {
    for (std::size_t m = 0; m < max_media; ++m) total[m] += recent.bin[b][m];
  }
  return total;
}

/// The medium with most occasions; ties by a draw keyed to (citizen, medium), so that
/// they do not flicker; nothing when there was no occasion at all.
inline std::optional<std::uint32_t> main_source(
    const std::array<std::uint32_t, max_media>& occasions, std::uint32_t key) {
  std::uint32_t best = 0;
  std::uint32_t most = 0;
  std::uint32_t tie = 0;
  for (std::uint32_t m = 0; m < max_media; ++m) {
    if (occasions[m] == 0 || occasions[m] < most) continue;
    const std::uint32_t word = sim::mix(key, m * 0x9e3779b9u + 1);
    if (occasions[m] > most || word > tie) {
      best = m;
      tie = word;
    }
    most = occasions[m];
  }
  return most == 0 ? std::nullopt : std::optional(best);
}

}  // namespace newsdep
