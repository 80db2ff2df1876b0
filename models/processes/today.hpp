#pragma once
// Today: what all citizens share in one step of news, laid out for the hot loop.

#include <array>
#include <cstdint>
#include <vector>

#include "models/mechanisms/choose.hpp"
#include "models/processes/visit.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// A story of an outlet off the platform.
struct OfferedStory {
  float slant;
  float quality;
};

/// What an alternative is today.
struct Offer {
  AlternativeKind kind = AlternativeKind::outlet;
  std::uint32_t medium = 0;
  std::uint32_t platform = 0;  ///< for kind platform: which
  std::uint32_t label = 0;     ///< of Tally::attention
  std::uint32_t first = 0;     ///< of its stories in Today::stories
  std::uint32_t stories = 0;   ///< of its edition
  float convenience = 0;
  double gain = 0;  ///< persuasion times credence
};

/// What all citizens share in one step.
struct Today {
  sim::Moment moment;
  ChoiceRule choice;
  std::vector<std::uint16_t> open;    ///< alternatives by media mask
  std::vector<Offer> offers;          ///< [alternatives]
  std::vector<OfferedStory> stories;  ///< edition by edition
  std::vector<Feed> feeds;            ///< [platforms]
  std::uint32_t talks = 0;            ///< bit a: alternative a is word of mouth
  /// [platforms] bit a: alternative a is the platform
  std::array<std::uint32_t, max_platforms> visits{};
  float learning = 0;  ///< 1 - exp(-lambda)
  float accuracy_weight = 0;
  float agreement_weight = 0;
  float deviation_unit = 0;  ///< own convenience per unit of Citizens::deviation
  double pull = 0;           ///< of leaning on belief
  float talk_quality = 0;
  int bin = 0;  ///< of Recent
  bool is_new_bin = false;
  bool is_regular = false;            ///< occasions come at even distances
  std::vector<std::uint16_t> topics;  ///< [stories], if they are about anything
  bool has_topics = false;
  bool has_lessons = false;      ///< some may be believed less than before
  bool some_are_silent = false;  ///< not everybody says what he thinks
  bool has_climate = false;      ///< citizens look at what others think
  double perceiving = 0;         ///< 1 - exp(-lambda_p dt)
};

/// Gathers it, once a step, after `renew_feed`.
Today make_today(const World& world, const sim::Moment& moment);

}  // namespace newsdep
