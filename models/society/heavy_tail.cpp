#include "models/society/heavy_tail.hpp"

#include <algorithm>

#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "sim/math.hpp"

namespace newsdep {
namespace {

/// Refuses so many ties that their numbers would not fit.
void check_sum(const std::vector<float>& numbers, double factor) {
  if (sum_of(numbers) * factor < 4.29e9) return;
  throw sim::UserError(
      "the population has more ties than can be numbered (2^32); lower "
      "population.citizens or the mean number of ties");
}

}  // namespace

double sum_of(const std::vector<float>& numbers) {
  return sim::sum_over<double>(sim::Blocks(static_cast<std::uint32_t>(numbers.size())),
                               [&](const sim::Block& block) {
                                 double sum = 0;
                                 for (std::uint32_t i = block.begin; i < block.end; ++i)
                                   sum += numbers[i];
                                 return sum;
                               });
}

std::vector<float> heavy_tailed(const People& people, const HeavyTail& law,
                                const sim::Luck& luck, sim::Purpose purpose) {
  std::vector<float> numbers(people.size());
  const sim::Blocks blocks(people.size());
  sim::for_each_block(blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto w = luck.draw(purpose, 0, people.key[i], 0);
      const double z = law.tail > 0 ? sim::normal(w[0], w[1], w[2], w[3]) : 0;
      numbers[i] = static_cast<float>(sim::exp(law.tail * z));
    }
  });
  // What is cut off at the top is made up for by all: a few rounds settle.
  for (int round = 0; round < 4; ++round) {
    const auto factor = static_cast<float>(law.mean * people.size() / sum_of(numbers));
    for (float& number : numbers) {
      number = std::min(number * factor, static_cast<float>(law.largest));
    }
  }
  return numbers;
}

std::vector<std::uint32_t> rounded(const People& people,
                                   const std::vector<float>& numbers, double factor,
                                   const sim::Luck& luck, sim::Purpose purpose) {
  check_sum(numbers, factor);
  std::vector<std::uint32_t> whole(people.size());
  sim::for_each_block(sim::Blocks(people.size()), [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const float u = sim::uniform(luck.draw(purpose, 0, people.key[i], 1)[0]);
      whole[i] =
          static_cast<std::uint32_t>(static_cast<double>(numbers[i]) * factor + u);
    }
  });
  return whole;
}

std::vector<std::uint32_t> poisson(const People& people,
                                   const std::vector<float>& numbers, double factor,
                                   const sim::Luck& luck, sim::Purpose purpose) {
  check_sum(numbers, factor);
  std::vector<std::uint32_t> arrivals(people.size(), 0);
  sim::for_each_block(sim::Blocks(people.size()), [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const double mean = static_cast<double>(numbers[i]) * factor;
      double waited = 0;
      for (std::uint32_t k = 0;; ++k) {
        const auto w = luck.draw(purpose, 0, people.key[i], k);
        waited -= sim::log(sim::uniform_open(w[0], w[1]));
        if (waited > mean) break;
        ++arrivals[i];
      }
    }
  });
  return arrivals;
}

}  // namespace newsdep
