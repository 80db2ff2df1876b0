#include "models/citizens.hpp"

#include <cassert>

namespace newsdep {

void Accounts::open(std::uint32_t local) {
  if (has(local)) return;
  const std::size_t seats = words_.size() / stride_;
  assert(seats < no_seat);
  seat_[local] = static_cast<std::uint16_t>(seats);
  // Grow by an eighth, not by doubling: accounts are a fifth of all memory.
  const std::size_t needed = (seats + 1) * stride_;
  if (words_.capacity() < needed) words_.reserve(needed + needed / 8);
  words_.resize(needed);
}

}  // namespace newsdep
