#pragma once
// A visit to a platform: candidates are ranked, a few are shown, the visitor responds.

#include <array>
#include <cstdint>
#include <vector>

#include "models/mechanisms/rank.hpp"
#include "models/mechanisms/speak.hpp"
#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/prefetch.hpp"

namespace newsdep {

/// One citizen in the middle of his day.
struct Reader {
  std::uint32_t i = 0;
  std::uint32_t local = 0;  ///< place in the block
  std::uint32_t key = 0;
  double belief = 0;                 ///< x, moving as he reads
  std::uint64_t follows = 0;         ///< pages followed
  std::uint64_t seen = 0;            ///< pages seen today in the feed
  std::uint64_t seen_paid = 0;       ///< and in ads
  Impression* impression = nullptr;  ///< of what others think, if he looks
};

/// What one visit came to.
struct VisitResult {
  int shown = 0;
  float utility = 0;    ///< mean over what was shown
  double slant = 0;     ///< mean over what was shown
  double crossing = 0;  ///< share of it across the reader's own belief
};

/// A trending story.
struct Trend {
  std::uint32_t story = 0;
  std::uint64_t page = 0;    ///< bit of the page that published it, 0 for a post
  std::uint64_t listed = 0;  ///< bit of the page that has it among its page_stories
};

/// What an advertiser offers today.
struct AdOffer {
  std::uint32_t advertiser = 0;
  std::uint32_t key = 0;    ///< persistent
  std::uint64_t wants = 0;  ///< share of the places before its audience, times 2^32
  std::uint64_t page = 0;   ///< bit of the page, when it shows the page itself
  float slant = 0;          ///< of that page's source
  float follow = 0;         ///< log-odds of following it, less b_z
};

/// What all visits to one platform in one step share.
struct Feed {
  Feed(const World& world, const Platform& platform, const sim::Moment& moment);

  /// [pages] newest, new; none of pages on another platform
  std::vector<std::vector<std::uint32_t>> page_stories;
  std::uint64_t own_pages = 0;      ///< bits of this platform's
  std::vector<Trend> trends;        ///< in the main feed
  std::vector<Trend> page_trends;   ///< in the pages' tab, while they stand apart
  std::vector<float> follow_base;   ///< [outlets] log-odds of following, less b_z
  std::vector<std::uint64_t> page;  ///< [outlets] bit of the page, 0 for none
  std::vector<double> gain;         ///< [outlets] persuasion times credence
  std::vector<float> page_likes;    ///< [outlets] shown, as they count for the climate
  /// [times] log of times received; beyond the last it counts as the last
  std::array<float, 256> log_times{};
  /// [rounds] score of what arrived so many rounds ago; beyond the last as the last
  std::array<float, 256> arrived{};
  bool counts_from_arrival = false;  ///< else all of these are 0
  std::vector<AdOffer> ads;
  bool has_topics = false;     ///< stories are about something
  bool has_lessons = false;    ///< some may be believed less than before
  bool has_silent = false;     ///< not everybody dares to say everything
  bool shows_climate = false;  ///< citizens look at what others think
  std::uint32_t salt = 0;      ///< of ties, by step
  std::uint32_t ad_salt = 0;   ///< of places for ads, by step
};

/// The visits of one block to platform p in one step.
class Visits {
 public:
  Visits(World& world, std::size_t p, const Feed& feed, const sim::Moment& moment,
         const sim::Block& block);

  /// Lets the reader visit once; `slot` is the occasion of his day. Candidates are his
  /// inbox, new stories of the pages he follows and trending stories, those he has met
  /// left out; while pages stand apart, either what pages publish or the rest. Ranking
  /// and response look at the belief with which he came; then each story moves it
  /// (mechanisms/believe.hpp). Beside the stories, ads take the places for them. Reads
  /// stories and inbox; writes memory, likes, fans, outbox and tally; draws from
  /// (citizen, story) and (citizen, slot). Source of the tab: the Explore Feed test in
  /// six countries, October 2017 to March 2018
  /// (scenarios/evidence/cambodia_events.csv).
  VisitResult visit(Reader& reader, std::uint32_t slot);

  /// Ask memory for what a visit will look at: first the account, then, when that has
  /// come, the stories of its inbox.
  void ask_for_account(std::uint32_t local) const { accounts_.prefetch(local); }
  void ask_for_stories(std::uint32_t local) const {
    const Inbox inbox = accounts_.inbox(local);
    for (int k = 0; k < inbox.size(); ++k) {
      sim::prefetch(&world_.stories[inbox.story[k]]);
    }
  }

 private:
  /// Candidates, column by column, so that eight are scored at a time; with room to
  /// fill up the last eight of the inbox and of the whole.
  struct Candidates {
    static constexpr int room = max_candidates + 16;
    int n = 0;
    alignas(32) std::uint32_t story[room];
    alignas(32) std::uint32_t key[room];
    alignas(32) float slant[room];
    alignas(32) float score[room];
    alignas(32) std::uint32_t tie[room];
    alignas(32) std::uint32_t times[room];  ///< received from friends, if anybody asks
  };
  /// What is shown, best first; the columns are filled to a multiple of eight.
  struct Shown {
    int organic = 0;  ///< stories of the feed, which stand before those of ads
    int n = 0;
    std::uint32_t met = 0;  ///< bits of those in ads that he has met before
    std::uint32_t advertiser[max_shown];  ///< of those in ads
    alignas(32) std::uint32_t story[max_shown];
    alignas(32) std::uint32_t key[max_shown];
    alignas(32) std::uint32_t outlet[max_shown];
    alignas(32) float slant[max_shown];
    alignas(32) float quality[max_shown];
    alignas(32) float like[max_shown];
    alignas(32) float share[max_shown];
    alignas(32) float follow[max_shown];
    alignas(32) float likes[max_shown];  ///< shown, as they count for the climate
    alignas(32) std::uint32_t times[max_shown];  ///< received; none of what is in ads
    std::uint16_t topic[max_shown];
  };

  /// What a visit looks at: with pages apart, their tab or what is left of the feed.
  enum class Tab : std::uint8_t { whole, friends, pages };

  Tab open_tab(const Reader& reader, std::uint32_t slot) const;
  void gather(const Reader& reader, Tab tab);
  void rank(const Reader& reader, std::uint32_t slot);
  void show();
  void lay_out(int k, std::uint32_t id);
  void serve(Reader& reader, std::uint32_t slot);
  void show_ad(Reader& reader, const AdOffer& offer, std::uint32_t word);
  void show_page(Reader& reader, const AdOffer& offer, std::uint32_t word);
  bool has_met(const Reader& reader, std::uint32_t story) const;
  void respond(Reader& reader, std::uint32_t slot);
  VisitResult read(Reader& reader);
  void notice(Reader& reader);
  void share(const Reader& reader, std::uint32_t story);
  void post(const Reader& reader, std::uint32_t slot);

  World& world_;
  Platform& here_;
  const Feed& feed_;
  const PlatformParameters& platform_;
  const BeliefParameters& belief_;
  const float accuracy_weight_;
  const float agreement_weight_;
  sim::Moment moment_;
  Accounts& accounts_;
  Outbox& outbox_;
  Tally& tally_;
  PlatformUse& use_;
  Candidates candidates_;
  Shown shown_;
};

}  // namespace newsdep
