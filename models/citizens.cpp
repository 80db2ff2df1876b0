#include "models/citizens.hpp"

#include <cassert>

namespace newsdep {

void Accounts::open(std::uint32_t local) {
  if (has(local)) return;
  const std::size_t seats = size_.size();
  assert(seats < no_seat);
  seat_[local] = static_cast<std::uint16_t>(seats);
  const auto inbox = static_cast<std::size_t>(inbox_capacity_);
  const auto memory = static_cast<std::size_t>(memory_);
  story_.resize((seats + 1) * inbox);
  arrived_.resize((seats + 1) * inbox);
  times_.resize((seats + 1) * inbox);
  size_.push_back(0);
  met_.resize((seats + 1) * memory);
  next_.push_back(0);
  forgotten_.push_back(0);
}

std::size_t Accounts::bytes() const {
  return seat_.capacity() * 2 + story_.capacity() * 4 + arrived_.capacity() * 2 +
         times_.capacity() + size_.capacity() + met_.capacity() * 4 +
         next_.capacity() * 2 + forgotten_.capacity() * 4;
}

}  // namespace newsdep
