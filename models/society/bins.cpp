#include "models/society/bins.hpp"

#include "sim/luck.hpp"

namespace newsdep {

void Bins::Order::add(std::uint32_t bin_added, std::uint32_t weight) {
  bin.push_back(bin_added);
  before.push_back(before.back() + weight);
}

Bins::Bins(const People& people, std::span<const std::uint32_t> weight)
    : regions_(static_cast<std::uint32_t>(people.regions.size())),
      ages_(static_cast<std::uint32_t>(people.age_bands.size())) {
  std::vector<std::uint32_t> sum(size(), 0);
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    sum[bin(people.region[i], people.age[i], leaning_of(people.leaning[i]))] +=
        weight.empty() ? 1 : weight[i];
  }
  for (std::uint32_t k = 0; k < size(); ++k) by_region_.add(k, sum[k]);
  for (std::uint32_t r = 0; r < regions_; ++r) {
    for (std::uint32_t l = 0; l < leanings; ++l) {
      for (std::uint32_t a = 0; a < ages_; ++a) {
        by_region_leaning_.add(bin(r, a, l), sum[bin(r, a, l)]);
      }
    }
  }
  for (std::uint32_t a = 0; a < ages_; ++a) {
    for (std::uint32_t l = 0; l < leanings; ++l) {
      for (std::uint32_t r = 0; r < regions_; ++r) {
        by_age_.add(bin(r, a, l), sum[bin(r, a, l)]);
      }
    }
  }
  for (std::uint32_t l = 0; l < leanings; ++l) {
    for (std::uint32_t r = 0; r < regions_; ++r) {
      for (std::uint32_t a = 0; a < ages_; ++a) {
        by_leaning_.add(bin(r, a, l), sum[bin(r, a, l)]);
      }
    }
  }
}

std::optional<std::uint32_t> Bins::pick(Alike alike, Kind kind,
                                        std::uint32_t word) const {
  const Order* order = &by_region_;
  std::uint32_t first = 0;
  std::uint32_t count = size();
  if (alike.region && alike.leaning && !alike.age) {
    order = &by_region_leaning_;
    count = ages_;
    first = (kind.region * leanings + kind.leaning) * ages_;
  } else if (alike.region) {
    count = alike.leaning ? 1 : alike.age ? leanings : ages_ * leanings;
    first =
        bin(kind.region, alike.age ? kind.age : 0, alike.leaning ? kind.leaning : 0);
  } else if (alike.age) {
    order = &by_age_;
    count = alike.leaning ? regions_ : leanings * regions_;
    first = (kind.age * leanings + (alike.leaning ? kind.leaning : 0)) * regions_;
  } else if (alike.leaning) {
    order = &by_leaning_;
    count = regions_ * ages_;
    first = kind.leaning * count;
  }
  const std::uint32_t* before = order->before.data() + first;
  const std::uint32_t total = before[count] - before[0];
  if (total == 0) return std::nullopt;
  const std::uint32_t target = before[0] + sim::below(word, total);
  // The last bin that begins at the target or before; halving without branches.
  while (count > 1) {
    const std::uint32_t half = count / 2;
    before += before[half] <= target ? half : 0;
    count -= half;
  }
  return order->bin[static_cast<std::size_t>(before - order->before.data())];
}

}  // namespace newsdep
