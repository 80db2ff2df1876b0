#include "models/processes/disclosure.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "models/processes/climate.hpp"
#include "sim/blocks.hpp"

namespace newsdep {
namespace {

constexpr sim::Purpose writers_purpose{"Disclosure writers"};

/// Whether two sources are one, or have one owner.
bool is_one_hand(const World& world, std::uint32_t a, std::uint32_t b) {
  return a == b || world.sources[a].owner == world.sources[b].owner;
}

/// The source that an ad displays today.
std::uint32_t displayed_by(const World& world, const AdvertiserState& advertiser) {
  return world.ads.library == AdLibrary::none ? advertiser.sponsor : advertiser.payer;
}

/// How many citizens have learnt which lessons.
struct Learnt {
  std::array<double, 256> citizens{};
  Learnt& operator+=(const Learnt& other) {
    for (std::size_t k = 0; k < citizens.size(); ++k) citizens[k] += other.citizens[k];
    return *this;
  }
};

}  // namespace

Disclosure::Disclosure(World& world, sim::Results& results)
    : world_(world), results_(results) {
  if (!world.rules().disclosure.enabled || world.pages.empty()) return;
  names_payers_.resize(world.pages.size());
  told_.resize(world.pages.size());
  for (Told& told : told_) told.exposed.resize(world.outlets.size());
  for (const DisclosureRequest& request : world.rules().disclosure.requests) {
    const auto page = std::ranges::find_if(world.pages, [&](std::uint32_t outlet) {
      return world.outlets[outlet].name == request.page;
    });
    page_of_.push_back(static_cast<std::size_t>(page - world.pages.begin()));
  }
  add_variables();
}

void Disclosure::add_variables() {
  sim::Axis pages{.name = "page", .group = "disclosure", .long_name = "page"};
  for (const std::uint32_t p : world_.pages) {
    pages.labels.push_back(world_.outlets[p].name);
  }
  results_.add_axis(std::move(pages));
  const auto add = [&](std::string name, std::vector<std::string> axes,
                       std::string unit, std::string long_name, std::string comment) {
    return results_.add({.name = "disclosure/" + std::move(name),
                         .axes = std::move(axes),
                         .unit = std::move(unit),
                         .long_name = std::move(long_name),
                         .comment = std::move(comment)});
  };
  level_ = add("level", {"time", "page"}, "1", "level of disclosure",
               "The highest level at which the page is disclosed so far: 0 public, 1 "
               "origin, 2 ad_library, 3 accounts, 4 full.");
  informed_ =
      add("informed", {"time", "page"}, "persons", "who has read the truth",
          "Persons who have read that likes of the page were bought, or of agents "
          "of its owner who posed as others.");
  cleared_ = add(
      "cleared", {"time", "page"}, "persons", "who has read that nothing was bought",
      "Persons who have read that what a ruling showed speaks against bought "
      "likes, and that it found no agents.");
  credence_left_ =
      add("credence_left", {"time", "source"}, "1", "credence left",
          "Mean over citizens of what is left of the source's credence to them after "
          "what they have read of it; NaN for a source without an outlet.");
  const std::vector<DisclosureRequest>& requests = world_.rules().disclosure.requests;
  if (requests.empty()) return;
  sim::Axis names{.name = "request", .group = "disclosure", .long_name = "request"};
  for (const DisclosureRequest& request : requests)
    names.labels.push_back(request.name);
  results_.add_axis(std::move(names));
  results_.add_axis({.name = "side",
                     .group = "disclosure",
                     .labels = {"supporters", "opponents"},
                     .long_name = "side: belief for or against the regime"});
  granted_ = add("granted", {"request"}, "1", "level granted",
                 "The level that the ruling grants, as in disclosure/level; NaN when "
                 "there was none in the run.");
  would_expose_ =
      add("would_expose", {"request", "side"}, "persons", "whom all would expose",
          "Persons among the page's fans whom compliance with all that is asked would "
          "have exposed on the day of the ruling, by side.");
  exposed_ = add("exposed", {"request", "side"}, "persons", "whom the ruling exposes",
                 "Persons among the page's fans whom the ruling exposes, by side.");
}

/// By name, as a fan; or by what he wrote, if he did.
bool Disclosure::is_exposed(const Grant& grant, std::size_t page,
                            std::uint32_t i) const {
  if ((world_.citizens.follows[i] >> page & 1u) == 0) return false;
  const auto words = world_.luck.draw(writers_purpose, 0, world_.people.key[i],
                                      world_.outlets[world_.pages[page]].name_hash);
  return exposes(
      grant, sim::uniform_open(words[0], words[1]) < world_.rules().disclosure.writers);
}

Disclosure::Sides Disclosure::count_exposed(const Grant& grant,
                                            std::size_t page) const {
  Sides sides = sim::sum_over<Sides>(world_.blocks, [&](const sim::Block& block) {
    Sides sum;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (!is_exposed(grant, page, i)) continue;
      sum.supporters += world_.citizens.belief[i] > 0;
      sum.opponents += world_.citizens.belief[i] < 0;
    }
    return sum;
  });
  sides.supporters *= world_.persons_per_citizen;
  sides.opponents *= world_.persons_per_citizen;
  return sides;
}

void Disclosure::frighten_exposed(const Grant& grant, std::size_t page) {
  const double threat = world_.rules().disclosure.exposure_threat;
  if (threat <= 0) return;
  sim::for_each_block(world_.blocks, [&](const sim::Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      double& belief = world_.citizens.belief[i];
      if (belief >= 0 || !is_exposed(grant, page, i)) continue;
      belief = read_threat(world_, i, belief, threat);
    }
  });
}

void Disclosure::rule(std::size_t request, const sim::Moment& moment) {
  const DisclosureRequest& rules = world_.rules().disclosure.requests[request];
  const std::size_t page = page_of_[request];
  const Grant granted = rules.granted();
  results_.values(granted_)[request] = static_cast<double>(granted.level);
  for (const auto& [id, grant] :
       {std::pair{would_expose_, rules.asked()}, std::pair{exposed_, granted}}) {
    const Sides sides = count_exposed(grant, page);
    results_.row(id, request)[0] = sides.supporters;
    results_.row(id, request)[1] = sides.opponents;
  }
  if (!granted.is_anything()) return;
  AuditLevel& level = world_.audit.disclosed[page];
  level = std::max(level, granted.level);
  if (granted.names_payers()) names_payers_[page] = true;
  frighten_exposed(granted, page);
  if (clears(page)) clear_of_it(page, moment);
}

void Disclosure::show_by_policy(const sim::Moment& moment) {
  const DisclosurePolicy& policy = world_.rules().disclosure.policy;
  if (policy.from && moment.date < *policy.from) return;
  for (std::size_t p = 0; p < world_.pages.size(); ++p) {
    if (!world_.is_first_platform(world_.outlets[world_.pages[p]].medium)) continue;
    world_.audit.disclosed[p] = std::max(world_.audit.disclosed[p], policy.level);
  }
}

/// Whether payers are named, and among them somebody of the page's hand who has posed
/// as others: by inauthentic accounts, or by ads that displayed another sponsor.
bool Disclosure::reveals_agents(std::size_t page) const {
  if (!names_payers_[page]) return false;
  const std::uint32_t source = world_.outlets[world_.pages[page]].source;
  return std::ranges::any_of(world_.inauthentic.networks,
                             [&](const NetworkState& network) {
                               return network.has_acted &&
                                      is_one_hand(world_,
                                                  world_.outlets[network.outlet].source,
                                                  source);
                             }) ||
         std::ranges::any_of(world_.ads.advertisers,
                             [&](const AdvertiserState& advertiser) {
                               return advertiser.has_posed &&
                                      is_one_hand(world_, advertiser.payer, source);
                             });
}

/// Whether a ruling of today finds nothing: what is disclosed speaks against bought
/// likes, reveals no agents, and has not told otherwise before.
bool Disclosure::clears(std::size_t page) const {
  return told_[page].bought == 0 && !reveals_agents(page) &&
         exonerates(world_.audit.findings[page], world_.audit.disclosed[page],
                    world_.rules().disclosure.convinces);
}

/// Which outlets the truth about a page exposes: those of its source; advertisers whose
/// ads display that source; where payers are named, also accounts and advertisers of
/// the same hand that have been paid by then, and whom their ads displayed.
std::vector<bool> Disclosure::exposed_by(std::size_t page) const {
  const std::uint32_t source = world_.outlets[world_.pages[page]].source;
  std::vector<bool> exposed(world_.outlets.size());
  const auto expose_newsrooms_of = [&](std::uint32_t k) {
    for (std::uint32_t c = 0; c < world_.newsrooms(); ++c) {
      if (world_.outlets[c].source == k) exposed[c] = true;
    }
  };
  std::vector<std::uint32_t> seen = {source};
  if (names_payers_[page]) {
    for (const NetworkState& network : world_.inauthentic.networks) {
      const std::uint32_t payer = world_.outlets[network.outlet].source;
      if (network.has_acted && is_one_hand(world_, payer, source)) {
        exposed[network.outlet] = true;
      }
    }
    for (const AdvertiserState& advertiser : world_.ads.advertisers) {
      if (advertiser.spent <= 0 || !is_one_hand(world_, advertiser.payer, source)) {
        continue;
      }
      exposed[advertiser.outlet] = true;
      if (advertiser.has_posed) seen.push_back(advertiser.sponsor);
    }
  }
  for (const std::uint32_t k : seen) {
    expose_newsrooms_of(k);
    for (const AdvertiserState& advertiser : world_.ads.advertisers) {
      if (displayed_by(world_, advertiser) == k) exposed[advertiser.outlet] = true;
    }
  }
  return exposed;
}

/// Makes the truth about a page news, if there is anybody whom it exposes first now.
void Disclosure::tell(std::size_t page, const sim::Moment& moment) {
  const DisclosureParameters& rules = world_.rules().disclosure;
  Told& told = told_[page];
  const bool is_told = told.bought != 0 && (told.payers || !names_payers_[page]);
  const bool has_found =
      reveals_agents(page) || convinces(world_.audit.findings[page],
                                        world_.audit.disclosed[page], rules.convinces);
  if (is_told || !has_found) return;
  told.payers = names_payers_[page];
  const std::vector<bool> exposed = exposed_by(page);
  std::vector<double> left;
  bool is_news = false;
  for (std::size_t c = 0; c < exposed.size(); ++c) {
    const bool is_new = exposed[c] && !told.exposed[c];
    is_news |= is_new;
    left.push_back(credence_left(is_new, rules.loss));
    told.exposed[c] = told.exposed[c] || exposed[c];
  }
  if (!is_news) return;
  const OutletState& outlet = world_.outlets[world_.pages[page]];
  const std::uint8_t lesson = world_.add_lesson(left);
  world_.topics.push_back({.name_hash = sim::hash_name("disclosure " + outlet.name +
                                                       (told.payers ? " payers" : "")),
                           .date = sim::Date{moment.date.days + 1},
                           .days = rules.news_days,
                           .coverage = rules.coverage,
                           .lesson = lesson,
                           .against = outlet.source});
  told.bought |= lesson;
}

/// Makes it news, once, that nothing was bought.
void Disclosure::clear_of_it(std::size_t page, const sim::Moment& moment) {
  const DisclosureParameters& rules = world_.rules().disclosure;
  if (told_[page].nothing != 0) return;
  const std::uint8_t lesson =
      world_.add_lesson(std::vector<double>(world_.outlets.size(), 1.0));
  world_.topics.push_back(
      {.name_hash =
           sim::hash_name("exoneration " + world_.outlets[world_.pages[page]].name),
       .date = sim::Date{moment.date.days + 1},
       .days = rules.news_days,
       .coverage = rules.coverage,
       .lesson = lesson,
       .state_tells = true});
  told_[page].nothing = lesson;
}

void Disclosure::operator()(const sim::Moment& moment) {
  if (world_.pages.empty()) return;
  const Scenario& rules = world_.rules();
  const sim::Clock clock = rules.clock();
  const std::vector<DisclosureRequest>& requests = rules.disclosure.requests;
  show_by_policy(moment);
  for (std::size_t k = 0; k < requests.size(); ++k) {
    const bool is_today = clock.step_of(requests[k].ruled()) == moment.step;
    if (requests[k].enabled && is_today) rule(k, moment);
  }
  for (std::size_t p = 0; p < world_.pages.size(); ++p) tell(p, moment);
  if (moment.step % rules.measures.every == 0) {
    record(static_cast<std::size_t>(moment.step / rules.measures.every));
  }
}

void Disclosure::record(std::size_t row) {
  Learnt learnt;
  learnt.citizens[0] = world_.n();
  if (world_.lessons.any()) {
    learnt = sim::sum_over<Learnt>(world_.blocks, [&](const sim::Block& block) {
      Learnt sum;
      for (std::uint32_t i = block.begin; i < block.end; ++i) {
        sum.citizens[world_.citizens.learnt[i]] += 1;
      }
      return sum;
    });
  }
  const auto who_learnt = [&](std::uint8_t bits) {
    double citizens = 0;
    for (std::size_t k = 0; k < learnt.citizens.size(); ++k) {
      if ((k & bits) != 0) citizens += learnt.citizens[k];
    }
    return citizens * world_.persons_per_citizen;
  };
  for (std::size_t p = 0; p < world_.pages.size(); ++p) {
    results_.row(level_, row)[p] = static_cast<double>(world_.audit.disclosed[p]);
    results_.row(informed_, row)[p] = who_learnt(told_[p].bought);
    results_.row(cleared_, row)[p] = who_learnt(told_[p].nothing);
  }
  // All outlets of a source lose alike.
  for (std::uint32_t c = 0; c < world_.newsrooms(); ++c) {
    double left = 0;
    for (std::size_t k = 0; k < learnt.citizens.size(); ++k) {
      if (learnt.citizens[k] == 0) continue;
      const double trust = world_.lessons.any()
                               ? world_.lessons.trust(static_cast<std::uint8_t>(k), c)
                               : 1.0;
      left += learnt.citizens[k] * trust;
    }
    results_.row(credence_left_, row)[world_.outlets[c].source] = left / world_.n();
  }
}

}  // namespace newsdep
