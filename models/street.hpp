#pragma once
// The street as it is today: who is ready to march, who marches, who is tired of it.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsdep {

class Scenario;
class World;

/// One bit for each citizen. Blocks of citizens begin at whole words, so that threads
/// may write their own blocks' bits.
class CitizenBits {
 public:
  CitizenBits() = default;
  explicit CitizenBits(std::uint32_t citizens) : words_((citizens + 63) / 64) {}

  bool operator[](std::uint32_t i) const { return (words_[i / 64] >> i % 64 & 1) != 0; }
  void set(std::uint32_t i, bool value) {
    const std::uint64_t bit = std::uint64_t{1} << i % 64;
    words_[i / 64] = value ? words_[i / 64] | bit : words_[i / 64] & ~bit;
  }
  void clear() { words_.assign(words_.size(), 0); }
  bool operator==(const CitizenBits& other) const = default;
  std::size_t bytes() const { return words_.capacity() * sizeof(std::uint64_t); }

 private:
  std::vector<std::uint64_t> words_;
};

/// What the process Street remembers; empty while it is switched off.
struct StreetState {
  std::vector<double> threshold;           ///< [n] theta
  std::vector<std::vector<double>> group;  ///< [issues][cells] factor on salience
  CitizenBits marching;                    ///< in the last round
  CitizenBits before;                      ///< in the round before it
  CitizenBits tired;
  std::uint64_t marchers = 0;         ///< citizens, in the last round
  std::vector<std::uint64_t> region;  ///< [regions] of them
  double marcher_days = 0;            ///< person-days since the start of the run

  std::size_t bytes() const;
};

/// The street on the first day: thresholds by law, or from the table's rows in turn by
/// place; nobody marches. Draws "Street threshold" and "Street instigator", once per
/// citizen. Throws UserError for a table without use.
StreetState start_street(const World& world, const Scenario& scenario);

}  // namespace newsdep
