#pragma once
// The world of one run: the rules in force, the media, the citizens, the stories.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/access.hpp"
#include "models/ads.hpp"
#include "models/citizens.hpp"
#include "models/inauthentic.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/scenario.hpp"
#include "models/shares.hpp"
#include "models/society/people.hpp"
#include "models/stories.hpp"
#include "sim/blocks.hpp"
#include "sim/graph.hpp"
#include "sim/luck.hpp"

namespace newsdep {

/// The most pages that a scenario may name: one bit each.
inline constexpr int max_pages = 64;

enum class AlternativeKind : std::uint8_t { outlet, talk, platform };

/// What a citizen can turn to.
struct Alternative {
  std::string name;
  AlternativeKind kind = AlternativeKind::outlet;
  std::uint32_t outlet = 0;  ///< for kind outlet
  std::uint32_t medium = 0;
  float convenience = 0;  ///< m_c, solved by the burn-in or given
};

/// A source as it is today: sales and exile change it.
struct SourceState {
  std::string name;
  std::string owner;
  SourceKind kind = SourceKind::independent;
  Source rules;  ///< slant, quality, ... in force
};

/// An outlet as it is today.
struct OutletState {
  std::string name;
  std::uint32_t name_hash = 0;
  std::uint32_t source = 0;
  std::uint32_t medium = 0;
  bool is_page = false;
  std::uint32_t page = 0;         ///< which page, when it is one
  std::uint32_t alternative = 0;  ///< which alternative, when it is none
  bool exists = true;             ///< in the scenario that is in force
  bool open = true;
  Outlet rules;
  float gain = 0;                      ///< persuasion times credence, per story
  std::vector<std::uint32_t> edition;  ///< its newest stories, oldest first
  // Of pages only, in persons:
  double fans = 0;             ///< citizens who follow it
  double foreign_bursts = 0;   ///< genuine likes from abroad that events brought
  double fake_likes = 0;       ///< bought likes of the page still online, of all orders
  std::vector<double> abroad;  ///< [countries] shares of genuine likes from abroad
  double foreign_likes() const { return rules.foreign_ratio * fans + foreign_bursts; }
  double genuine_likes() const { return fans + foreign_likes(); }
  double page_likes_shown() const { return genuine_likes() + fake_likes; }
};

/// How far an order of fake likes is, in likes. What is delivered is online until it is
/// found and removed, on stories that nobody sees any more too.
struct OrderState {
  std::uint32_t page = 0;       ///< the outlet that ordered likes are for
  std::vector<double> origins;  ///< [countries] shares of the likes
  double waiting = 0;           ///< due, but there was nothing to like
  double delivered = 0;
  double online = 0;
  double removed() const { return delivered - online; }
};

/// What zero-rating does as long as it lasts.
struct ZeroRating {
  double factor = 1;       ///< on the hazards of joining
  double convenience = 0;  ///< utility of the platform's alternative
};

/// What Delivery and NewsDay count in one block in one step. Sums over blocks, in
/// order, are exact repeats for any number of threads.
struct Tally {
  std::vector<double> attention;         ///< [attention labels] occasions
  std::vector<double> region_slant;      ///< [regions] sum of slants met, per occasion
  std::vector<double> region_occasions;  ///< [regions] occasions that met a story
  std::vector<double> reach;             ///< [pages] citizens that saw it
  std::vector<double> new_fans;          ///< [pages]
  double crossing = 0;                   ///< occasions across the reader's own belief
  std::vector<double> reach_paid;        ///< [pages] citizens that saw it in an ad
  std::vector<double> reach_only_paid;   ///< [pages] citizens that saw it in ads only
  std::vector<double> engagement;        ///< [pages] likes and shares of its stories
  std::vector<double> ad_places;         ///< [advertisers] places before its audience
  std::vector<double> ad_impressions;    ///< [advertisers] places that it took
  std::vector<double> ad_attention;      ///< [advertisers] occasions
  std::vector<double> ad_follows;        ///< [advertisers] fans that an ad won
  double visits = 0;                     ///< visits to the platform
  double candidates = 0;                 ///< candidates ranked
  double shown = 0;                      ///< stories shown
  double likes = 0;
  double shares = 0;    ///< shares and posts
  double messages = 0;  ///< counted by Delivery

  void clear();
  Tally& operator+=(const Tally& other);
};

/// Everything that a process may read and write.
class World {
 public:
  /// Builds society and state, at the start of `base`. The world knows the outlets of
  /// both scenarios; those of only one exist while that one is in force.
  World(const Scenario& base, const Scenario& scenario, std::uint64_t seed);

  /// Puts the rules of a scenario in force, as they stand before any event.
  void adopt_rules(const Scenario& scenario);
  const Scenario& rules() const { return *rules_; }

  /// Renews each citizen's reach of the media from the access table.
  void renew_access(sim::Date date);
  /// What a citizen who reaches the media of `mask` can turn to today, by bit.
  std::vector<std::uint16_t> open_alternatives_by_media() const;
  bool is_online(std::uint32_t i) const {
    return has_platform && (citizens.media[i] >> platform_medium & 1u) != 0;
  }
  /// Puts citizens on the platform or takes them off, and tells their friends.
  void set_online(std::span<const std::uint32_t> citizens, bool online);
  /// Gives a page that opens, and has no fans yet, those of its `start_fans` among the
  /// users of today.
  void give_start_fans(OutletState& page);
  /// Renews what an outlet's stories do to belief, after its source has changed.
  void renew_gains();

  std::uint32_t n() const { return people.size(); }
  /// Outlets that publish by themselves stand first; then the networks of inauthentic
  /// accounts, and the advertisers; the last stands for citizens' posts.
  std::uint32_t newsrooms() const { return newsrooms_; }
  bool is_bought(std::uint32_t outlet) const {
    return newsrooms_ <= outlet && outlet < posts_outlet();
  }
  std::uint32_t posts_outlet() const {
    return static_cast<std::uint32_t>(outlets.size()) - 1;
  }
  std::size_t talk_label() const { return outlets.size(); }
  std::size_t empty_label() const { return outlets.size() + 1; }
  std::vector<std::string> attention_labels() const;
  std::size_t bytes() const;

  sim::Luck luck;
  People people;
  sim::Graph friends;
  sim::Graph followees;  ///< row i: citizens whom i follows beside friends
  sim::Blocks blocks;
  double persons_per_citizen = 1;

  std::vector<Medium> media;
  std::vector<SourceState> sources;
  std::vector<OutletState> outlets;
  std::vector<Alternative> alternatives;
  std::vector<std::uint32_t> pages;  ///< outlet of each page
  std::vector<OrderState> orders;    ///< as the rules in force list them
  /// Where likes come from: the country itself, all that are named, `elsewhere`.
  std::vector<std::string> countries;
  std::uint32_t platform_medium = 0;
  bool has_platform = false;
  bool platform_up = true;
  bool follow_pages = true;  ///< whether who sees a page may become its fan
  bool pages_apart = false;  ///< pages have left the main feed for a tab of their own
  RankingWeights ranking;
  ZeroRating zero_rating;

  Citizens citizens;
  Inauthentic inauthentic;
  Ads ads;
  Stories stories;
  std::vector<std::uint32_t> trending;
  std::vector<Outbox> outboxes;  ///< [blocks] of the last round
  std::vector<Tally> tallies;    ///< [blocks] of this step
  Tally today;                   ///< sum of the tallies
  std::uint16_t round = 0;
  std::vector<std::string> warnings;  ///< what the user should know of this run

 private:
  void name_everything(const Scenario& base, const Scenario& scenario);
  void add_networks(const Scenario& base, const Scenario& scenario);
  void make_follow_graphs(const Scenario& scenario);
  void draw_citizens(const Scenario& scenario);

  std::uint32_t newsrooms_ = 0;
  const Scenario* rules_ = nullptr;
  AccessTable access_;
};

/// How the world's citizens choose under the rules in force.
ChoiceRule make_choice_rule(const World& world);

}  // namespace newsdep
