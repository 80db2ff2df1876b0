#pragma once
// Measures: what is reported over time.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/mechanisms/main_source.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// What Measures counts among some citizens.
struct Census30 {
  static constexpr std::size_t belief_bins = 20;
  static constexpr std::size_t share_bins = 100;

  double belief = 0;
  double belief_square = 0;
  double support = 0;     ///< citizens with belief > 0
  double users = 0;       ///< citizens on the first platform
  double dependent = 0;   ///< sum of shares of occasions that are visits
  double readers = 0;     ///< citizens with any occasion
  double above_half = 0;  ///< citizens with more than half
  std::array<double, max_media> main_source{};  ///< citizens
  std::array<double, max_media> reached{};      ///< citizens with an occasion there
  std::array<std::uint32_t, belief_bins> beliefs{};
  std::array<std::uint32_t, share_bins + 1> shares{};
  std::vector<double> region_belief;           ///< [regions] sum
  std::vector<std::uint32_t> region_citizens;  ///< [regions]
  std::vector<std::uint32_t> region_users;     ///< [regions]
  std::vector<std::uint32_t> region_main;      ///< [regions * media]

  Census30& operator+=(const Census30& other);
};

/// Counts the citizens of the whole world. Sums over blocks in order.
Census30 take_census(const World& world);

/// Records every variable of models/README.md on the steps that the scenario asks for.
/// Reads everything; writes only its Results; draws nothing.
class Measures {
 public:
  Measures(const World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  /// One variable and what computes its row.
  struct Line {
    sim::VariableId id;
    std::function<void(std::span<double>)> fill;
  };
  void add(sim::VariableAbout about, std::function<void(std::span<double>)> fill);
  /// A variable with one number per record.
  void add_number(std::string name, std::string unit, std::string long_name,
                  std::string comment, std::function<double()> value);
  void add_dependency();
  void add_exposure();
  void add_belief();
  void add_opinion();    ///< measures_opinion.cpp
  void add_platform();   ///< measures_platform.cpp
  void add_platforms();  ///< measures_platforms.cpp
  void add_ads();        ///< measures_ads.cpp
  void add_library();    ///< measures_ads.cpp
  void add_street();     ///< measures_street.cpp
  void add_talk();       ///< measures_talk.cpp
  void add_snapshots();  ///< measures_talk.cpp
  void add_state();      ///< measures_state.cpp
  void add_levers();     ///< measures_state.cpp
  double all_attention() const;
  void add_likes();  ///< measures_likes.cpp: where likes come from, what was bought

  const World& world_;
  sim::Results& results_;
  std::vector<Line> lines_;
  Census30 census_;
};

}  // namespace newsdep
