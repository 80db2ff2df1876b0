#pragma once
// A visit to the platform: candidates are ranked, a few are shown, the visitor
// responds.

#include <array>
#include <cstdint>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// One citizen in the middle of his day.
struct Reader {
  std::uint32_t i = 0;
  std::uint32_t local = 0;  ///< place in the block
  std::uint32_t key = 0;
  double belief = 0;          ///< x, moving as he reads
  std::uint64_t follows = 0;  ///< pages followed
  std::uint64_t seen = 0;     ///< pages seen today
};

/// What one visit came to.
struct VisitResult {
  int shown = 0;
  float utility = 0;    ///< mean over what was shown
  double slant = 0;     ///< mean over what was shown
  double crossing = 0;  ///< share of it across the reader's own belief
};

/// What all visits of one step share.
class Feed {
 public:
  Feed(const World& world, const sim::Moment& moment);

 private:
  friend class Visits;
  std::vector<std::vector<std::uint32_t>> page_stories_;  // [pages] the newest, new
  std::vector<float> follow_base_;  // [outlets] log-odds of following, without b_z
  std::array<float, 256> log_times_{};
};

/// The visits of one block in one step.
class Visits {
 public:
  Visits(World& world, const Feed& feed, const sim::Moment& moment,
         const sim::Block& block);

  /// Lets the reader visit once; `slot` is the occasion of his day. Candidates are his
  /// inbox, new stories of the pages he follows and trending stories, those he has met
  /// left out. Ranking and response look at the belief with which he came; then each
  /// story moves it (mechanisms/believe.hpp). Reads stories and inbox; writes memory,
  /// likes, fans, outbox and tally; draws from (citizen, story) and (citizen, slot).
  VisitResult visit(Reader& reader, std::uint32_t slot);

 private:
  int gather(const Reader& reader);
  void rank(const Reader& reader, int n, std::uint32_t slot);
  void respond(Reader& reader, int shown, std::uint32_t slot);
  void post(const Reader& reader, std::uint32_t slot);

  World& world_;
  const Feed& feed_;
  const PlatformParameters& platform_;
  const BeliefParameters& belief_;
  sim::Moment moment_;
  Accounts& accounts_;
  Outbox& outbox_;
  Tally& tally_;
  Candidate candidates_[max_candidates];
  std::uint8_t times_[max_candidates];  // 0: did not come through the inbox
};

}  // namespace newsdep
