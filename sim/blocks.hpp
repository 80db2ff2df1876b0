#pragma once
// Citizens lie in blocks; a loop over blocks is the only parallel construct there is.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace newsdep::sim {

/// The citizens [begin, end) of one block.
struct Block {
  std::uint32_t index = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// Cuts n citizens into at most 256 blocks of equal size, a power of two of at least
/// 512 (the last may be shorter): smaller blocks cost more than the work in them. The
/// cut is a function of n alone, so results cannot depend on the number of threads.
class Blocks {
 public:
  static constexpr std::uint32_t max_blocks = 256;

  explicit Blocks(std::uint32_t citizens)
      : citizens_(citizens),
        shift_(std::bit_width(std::max(512u, (citizens + max_blocks - 1) / max_blocks) -
                              1)) {}

  std::uint32_t citizens() const { return citizens_; }
  std::uint32_t block_size() const { return 1u << shift_; }
  std::uint32_t size() const { return (citizens_ + block_size() - 1) >> shift_; }
  Block operator[](std::uint32_t b) const {
    return {b, b << shift_, std::min(citizens_, (b + 1) << shift_)};
  }
  std::uint32_t of(std::uint32_t citizen) const { return citizen >> shift_; }

 private:
  std::uint32_t citizens_;
  int shift_;  ///< log2 of the block size
};

/// Calls `body(k)` for k in [0, n), on all threads, in no order. What body(k) writes,
/// no other call reads or writes. The first exception is thrown again here.
void for_each(std::uint32_t n, const std::function<void(std::uint32_t)>& body);

/// Calls `body(block)` for every block, on all threads.
template <class Body>
void for_each_block(const Blocks& blocks, const Body& body) {
  for_each(blocks.size(), [&](std::uint32_t b) { body(blocks[b]); });
}

/// The sum over blocks, in block order: `part(block)` must return the sum inside one
/// block. Same bytes for any number of threads.
template <class Sum, class Part>
Sum sum_over(const Blocks& blocks, const Part& part) {
  std::vector<Sum> parts(blocks.size());
  for_each_block(blocks, [&](const Block& block) { parts[block.index] = part(block); });
  Sum total{};
  for (const Sum& sum : parts) total += sum;
  return total;
}

/// While it lives, the loops of this thread run on this thread alone, so that other
/// threads may run loops of their own.
class LoopsRunHere {
 public:
  LoopsRunHere();
  ~LoopsRunHere();
  LoopsRunHere(const LoopsRunHere&) = delete;
  LoopsRunHere& operator=(const LoopsRunHere&) = delete;

 private:
  bool before_;
};

/// How many threads the loops above use: as many as there are processors, unless set.
int threads();
/// Sets the number of threads; not to be called while a loop runs.
void set_threads(int n);

}  // namespace newsdep::sim
