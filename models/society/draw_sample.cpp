#include "models/society/draw_sample.hpp"

#include <algorithm>
#include <utility>

namespace newsdep {

std::vector<std::uint32_t> draw_sample(const sim::Luck& luck, sim::Purpose purpose,
                                       const People& people, const sim::Blocks& blocks,
                                       std::uint32_t wave, std::size_t size) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> queue(people.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto words = luck.draw(purpose, 0, people.key[i], wave);
      queue[i] = {std::uint64_t{words[0]} << 32 | words[1], i};
    }
  });
  size = std::min(size, queue.size());
  std::ranges::nth_element(queue,
                           queue.begin() + static_cast<std::ptrdiff_t>(size) - 1);
  std::vector<std::uint32_t> sample;
  for (std::size_t k = 0; k < size; ++k) sample.push_back(queue[k].second);
  return sample;
}

}  // namespace newsdep
