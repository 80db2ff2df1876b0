// What a step of DeGroot's model costs when written by hand, for scripts/bench --talk:
// the mean of one's friends' opinions, on a random graph. Prints milliseconds, step by
// step.
//   gather CITIZENS FRIENDS STEPS

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

int main(int, char** words) {
  const std::uint64_t n = std::strtoull(words[1], nullptr, 10);
  const std::uint64_t ties = n * std::strtoull(words[2], nullptr, 10) / 2;
  std::mt19937_64 random(1);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges(ties);
  for (auto& [a, b] : edges) {
    a = static_cast<std::uint32_t>(random() % n);
    b = static_cast<std::uint32_t>(random() % n);
  }
  std::vector<std::uint64_t> begin(n + 1, 0);
  for (const auto& [a, b] : edges) ++begin[a + 1], ++begin[b + 1];
  for (std::uint64_t i = 0; i < n; ++i) begin[i + 1] += begin[i];
  std::vector<std::uint32_t> neighbour(2 * ties);
  std::vector<std::uint64_t> next(begin.begin(), begin.end() - 1);
  for (const auto& [a, b] : edges) neighbour[next[a]++] = b, neighbour[next[b]++] = a;

  std::vector<double> x(n);
  std::vector<double> y(n);
  for (double& opinion : x) opinion = static_cast<double>(random() >> 11) * 0x1p-53;
  for (std::uint64_t step = 0; step < std::strtoull(words[3], nullptr, 10); ++step) {
    const auto began = std::chrono::steady_clock::now();
    for (std::uint64_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::uint64_t k = begin[i]; k < begin[i + 1]; ++k) sum += x[neighbour[k]];
      const auto friends = static_cast<double>(begin[i + 1] - begin[i]);
      y[i] = friends > 0 ? sum / friends : x[i];
    }
    std::swap(x, y);
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - began;
    std::printf("%.3f\n", took.count());
  }
  return x[0] < 0;  // so that no step can be left out
}
