#pragma once
// The world of one run: the rules in force, the media, the citizens, the stories.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/access.hpp"
#include "models/accusations.hpp"
#include "models/ads.hpp"
#include "models/audit.hpp"
#include "models/ballot.hpp"
#include "models/citizens.hpp"
#include "models/inauthentic.hpp"
#include "models/mechanisms/choose.hpp"
#include "models/opinion.hpp"
#include "models/platform.hpp"
#include "models/scenario.hpp"
#include "models/society.hpp"
#include "models/society/people.hpp"
#include "models/state.hpp"
#include "models/stories.hpp"
#include "models/street.hpp"
#include "models/topics.hpp"
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
  std::uint32_t platform = 0;  ///< for kind platform: which
  float convenience = 0;       ///< m_c, solved by the burn-in or given
};

/// A source as it is today: sales and exile change it.
struct SourceState {
  std::string name;
  std::string owner;
  SourceKind kind = SourceKind::independent;
  Source rules;           ///< slant, quality, ... in force
  double pressure = 0;    ///< on its newsrooms, by the strongest event in force
  double harassment = 0;  ///< the same, by what the state pays today
  double fear = 0;        ///< of its newsrooms, from what is news
  bool in_exile = false;  ///< out of the regime's reach

  /// What its newsrooms feel.
  double pressed() const { return std::max(pressure, harassment); }
};

/// Stories that the state has paid an outlet for, beside its own.
struct BoughtStories {
  double per_day = 0;          ///< today
  double paid = 0;             ///< so far
  std::int64_t published = 0;  ///< of them
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
  int openings = 0;               ///< events in force that open it
  int closures = 0;               ///< that hold it closed: closures in force, and exile
  Outlet rules;
  float gain = 0;                      ///< persuasion times credence, per story
  std::vector<std::uint32_t> edition;  ///< its newest stories, oldest first
  BoughtStories bought;
  // Of pages only, in persons:
  double fans = 0;             ///< citizens who follow it
  double foreign_bursts = 0;   ///< genuine likes from abroad that events brought
  double fake_likes = 0;       ///< bought likes of the page still online, of all orders
  std::vector<double> abroad;  ///< [countries] shares of genuine likes from abroad
  /// Whether it can publish: it is there, opened by itself or by an event, and nothing
  /// holds it closed.
  bool is_open() const {
    return exists && (rules.open || openings > 0) && closures == 0;
  }
  double foreign_likes() const { return rules.foreign_ratio * fans + foreign_bursts; }
  double genuine_likes() const { return fans + foreign_likes(); }
  double page_likes_shown() const { return genuine_likes() + fake_likes; }
};

/// How far an order of fake likes is, in likes. What is delivered is online until it is
/// found and removed, on stories that nobody sees any more too.
struct OrderState {
  std::uint32_t page = 0;       ///< the outlet that ordered likes are for
  std::vector<double> origins;  ///< [countries] shares of the likes
  double funded = 0;            ///< that the state has paid for, beside the rules' own
  double waiting = 0;           ///< due, but there was nothing to like
  double delivered = 0;
  double online = 0;
  double removed() const { return delivered - online; }
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
  /// [platforms]
  std::array<PlatformUse, max_platforms> use;

  void clear();
  Tally& operator+=(const Tally& other);
};

/// Everything that a process may read and write.
class World {
 public:
  /// Builds society and state, at the start of `base`. The world knows the outlets of
  /// both scenarios; those of only one exist while that one is in force.
  World(const Scenario& base, const Scenario& scenario, std::uint64_t seed);
  /// The same in a society that was made by the rules of `scenario` and this seed.
  World(const Scenario& base, const Scenario& scenario, std::uint64_t seed,
        Society society);

  /// Puts the rules of a scenario in force, as they stand before any event.
  void adopt_rules(const Scenario& scenario);
  const Scenario& rules() const { return *rules_; }

  /// Renews each citizen's reach of the media from the access table.
  void renew_access(sim::Date date);
  /// What a citizen who reaches the media of `mask` can turn to today, by bit.
  std::vector<std::uint16_t> open_alternatives_by_media() const;
  bool has_platform() const { return !platforms.empty(); }
  /// Whether a medium is the first platform, the one that ads and inauthentic accounts
  /// are on and that dependency is measured of.
  bool is_first_platform(std::uint32_t medium) const {
    return has_platform() && platforms.front().medium == medium;
  }
  bool is_first_platform_up() const {
    return has_platform() && platforms.front().is_up();
  }
  bool is_on(const Platform& platform, std::uint32_t i) const {
    return (citizens.media[i] >> platform.medium & 1u) != 0;
  }
  /// Whether a citizen is on the first platform.
  bool is_online(std::uint32_t i) const {
    return has_platform() && is_on(platforms.front(), i);
  }
  /// Puts citizens on a platform or takes them off, and tells their friends.
  void set_online(Platform& platform, std::span<const std::uint32_t> citizens,
                  bool online);
  /// Lets those who have joined a platform follow there, each by chance, the pages of
  /// the sources whose pages they follow on the other.
  void follow_along(const Platform& platform, std::span<const std::uint32_t> citizens);
  /// Gives a page that opens, and has no fans yet, those of its `start_fans` among the
  /// users of today.
  void give_start_fans(OutletState& page);
  /// The ranking of a platform by the rules in force, events aside.
  RankingWeights own_ranking(const Platform& platform) const;
  /// Renews what an outlet's stories do to belief, after its source has changed.
  void renew_gains();
  /// Adds what readers can learn (Lessons::add), and returns its bit.
  std::uint8_t add_lesson(const std::vector<double>& left);
  /// What is left of an outlet's credence to citizen i, once there are lessons.
  double trust(std::uint32_t i, std::uint32_t outlet) const {
    return lessons.trust(citizens.learnt[i], outlet);
  }

  Society society() const { return {people, friends, followees}; }
  std::uint32_t n() const { return people.size(); }
  /// Outlets that publish by themselves stand first; then the networks of inauthentic
  /// accounts, and the advertisers; the last stand for citizens' posts, one for each
  /// platform.
  std::uint32_t newsrooms() const { return newsrooms_; }
  bool is_bought(std::uint32_t outlet) const {
    return newsrooms_ <= outlet && outlet < posts_outlet();
  }
  std::uint32_t posts_outlet() const { return posts_outlet_; }
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
  std::vector<Platform> platforms;  ///< in the order of the file
  bool follow_pages = true;         ///< whether who sees a page may become its fan

  Citizens citizens;
  Inauthentic inauthentic;
  Ads ads;
  StreetState street;
  StateBudget state;
  Stories stories;
  std::vector<EventState> events;  ///< as the rules in force list them
  std::vector<Topic> topics;       ///< stories know them by place, from 1
  Lessons lessons;
  /// As the rules in force list them.
  std::vector<AccusationState> accusations;
  AuditState audit;            ///< by Audit
  BallotTables ballot;         ///< of the scenario, not of its base
  std::vector<Tally> tallies;  ///< [blocks] of this step
  Tally today;                 ///< sum of the tallies
  Opinion opinion;             ///< counted by Climate
  std::uint16_t round = 0;
  std::vector<std::string> warnings;  ///< what the user should know of this run

 private:
  void name_everything(const Scenario& base, const Scenario& scenario);
  void name_platforms();
  void add_posts();
  void add_networks(const Scenario& base, const Scenario& scenario);
  void make_accounts(const Scenario& scenario);
  void draw_citizens(const Scenario& scenario);
  void start_platforms(const Scenario& base);
  void adopt_events();

  std::uint32_t newsrooms_ = 0;
  std::uint32_t posts_outlet_ = 0;  ///< the first of those for citizens' posts
  const Scenario* rules_ = nullptr;
  AccessTable access_;
};

/// How the world's citizens choose under the rules in force.
ChoiceRule make_choice_rule(const World& world);

}  // namespace newsdep
