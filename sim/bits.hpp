#pragma once
// The bits of a word, one by one.

#include <bit>
#include <concepts>
#include <cstdint>

namespace newsdep::sim {

/// Calls `body(k)` for every bit k that is set, from the lowest up.
template <std::unsigned_integral Word, class Body>
void for_each_bit(Word bits, const Body& body) {
  for (; bits != 0; bits &= bits - 1) {
    body(static_cast<std::uint32_t>(std::countr_zero(bits)));
  }
}

}  // namespace newsdep::sim
