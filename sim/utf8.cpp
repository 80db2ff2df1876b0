#include "sim/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace newsdep::sim {

bool is_plain_utf8(std::string_view text) {
  std::size_t k = 0;
  while (k < text.size()) {
    const auto first = static_cast<std::uint8_t>(text[k]);
    if (first == 0) return false;
    std::size_t more = 0;        // bytes that follow
    std::uint32_t point = 0;     // the code point so far
    std::uint32_t smallest = 0;  // of this length, so that no form is overlong
    if (first < 0x80) {
      ++k;
      continue;
    } else if ((first & 0xe0) == 0xc0) {
      more = 1, point = first & 0x1f, smallest = 0x80;
    } else if ((first & 0xf0) == 0xe0) {
      more = 2, point = first & 0x0f, smallest = 0x800;
    } else if ((first & 0xf8) == 0xf0) {
      more = 3, point = first & 0x07, smallest = 0x10000;
    } else {
      return false;
    }
    if (k + more >= text.size()) return false;
    for (std::size_t j = 1; j <= more; ++j) {
      const auto next = static_cast<std::uint8_t>(text[k + j]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3f);
    }
    const bool surrogate = 0xd800 <= point && point <= 0xdfff;
    if (point < smallest || point > 0x10ffff || surrogate) return false;
    k += more + 1;
  }
  return true;
}

}  // namespace newsdep::sim
