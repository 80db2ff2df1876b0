#include "models/citizens.hpp"

#include <cassert>

namespace newsdep {

void Accounts::open(std::uint32_t local) {
  if (has(local)) return;
  const std::size_t seats = words_.size() / stride_;
  assert(seats < no_seat);
  seat_[local] = static_cast<std::uint16_t>(seats);
  words_.resize((seats + 1) * stride_);
}

}  // namespace newsdep
