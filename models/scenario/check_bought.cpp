// Cross-checks of what can be bought on the platform.

#include <algorithm>
#include <cmath>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

bool has_platform(const Scenario& s) {
  return std::ranges::any_of(
      s.media, [](const Medium& m) { return m.kind == MediumKind::platform; });
}

/// Something that is bought for a page, from a first to a last day.
struct Purchase {
  sim::Date start;
  sim::Date end;
  std::string what;
  std::string verb;
};

/// Reports shares by country that do not sum to 1.
void check_origins(sim::Problems& problems, const std::string& key,
                   const sim::NamedNumbers& origins) {
  double sum = 0;
  for (const auto& [country, share] : origins) sum += share;
  if (origins.empty() || std::abs(sum - 1) <= 1e-6) return;
  problems.at(key, "the shares sum to " + std::to_string(sum) +
                       ", not 1; they say where every like comes from, and `elsewhere` "
                       "may stand for countries that are not named");
}

void check_pages(const Scenario& s, sim::Problems& problems) {
  const std::string& home = s.platform.home;
  if (home.empty() || home == "elsewhere") {
    problems.at("platform.home",
                quoted(home) +
                    " cannot be the country's own name: likes are listed under it, and "
                    "`elsewhere` is all countries that are not named");
  }
  for (const Outlet& outlet : s.outlets) {
    const std::string key = "outlets." + outlet.name + ".foreign_origins";
    check_origins(problems, key, outlet.foreign_origins);
    for (const auto& [country, share] : outlet.foreign_origins) {
      if (country != home) continue;
      problems.at(key,
                  quoted(country) +
                      " is the country itself (platform.home), and these likes "
                      "come from others; fans at home are the citizens who follow");
    }
  }
}

/// Whether an event of a kind is in force for an outlet on a day; one without a date
/// may come at any time.
bool may_hold(const Event& event, EventKind kind, const Outlet& outlet, sim::Date day) {
  const bool is_on =
      !event.date || (*event.date <= day && !(event.end && *event.end <= day));
  return event.enabled && event.kind == kind && is_on &&
         std::ranges::find(event.outlets, outlet.name) != event.outlets.end();
}

/// Whether an outlet may be open on any day from `first` to `last`, as its start and
/// the timetable's closures and openings have it.
bool is_open_some_day(const Scenario& s, const Outlet& outlet, sim::Date first,
                      sim::Date last) {
  for (sim::Date day = first; day <= last; ++day.days) {
    bool opens = outlet.open;
    bool is_closed = false;
    for (const Event& event : s.events) {
      if (!s.timetable.enabled) break;
      opens |= may_hold(event, EventKind::open, outlet, day);
      is_closed |= event.date && may_hold(event, EventKind::close, outlet, day);
    }
    if (opens && !is_closed) return true;
  }
  return false;
}

/// Reports a page that is closed on every day on which something is bought for it.
void check_open(const Scenario& s, sim::Problems& problems, const std::string& key,
                const std::string& page, const Purchase& purchase) {
  const Outlet* outlet = find(s.outlets, page);
  const bool is_inside = s.time.start <= purchase.start &&
                         purchase.start <= purchase.end && purchase.end <= s.time.end;
  if (outlet == nullptr || !is_inside ||
      is_open_some_day(s, *outlet, purchase.start, purchase.end)) {
    return;
  }
  problems.at(key + ".page", quoted(page) + " is closed on every day of the " +
                                 purchase.what + ", " + purchase.start.to_string() +
                                 " to " + purchase.end.to_string() +
                                 ", and nobody can " + purchase.verb +
                                 " it; open the page, move the " + purchase.what +
                                 ", or switch it off with `enabled: false`");
}

void check_orders(const Scenario& s, sim::Problems& problems) {
  for (const LikeOrder& order : s.marketplace.orders) {
    const std::string key = "marketplace.orders." + order.name;
    check_name(problems, key + ".page", s.outlets, "page", order.page);
    check_is_page(s, problems, key + ".page", order.page);
    check_origins(problems, key + ".origins", order.origins);
    if (order.end < order.start) {
      problems.at(key + ".end", "the order ends before it starts");
    }
    if (!order.enabled || !s.marketplace.enabled) continue;
    check_date(s, problems, key + ".start", order.start);
    check_date(s, problems, key + ".end", order.end);
    check_open(s, problems, key, order.page, {order.start, order.end, "order", "like"});
  }
}

void check_networks(const Scenario& s, sim::Problems& problems) {
  std::int64_t accounts = 0;
  for (const AccountNetwork& network : s.inauthentic.networks) {
    const std::string key = "inauthentic.networks." + network.name;
    check_name(problems, key + ".source", s.sources, "source", network.source);
    if (!network.enabled) continue;
    accounts += network.accounts;
    if (network.from_file && !s.follows.file.given()) {
      problems.at(key + ".from_file",
                  "there is no `follows.file` that could say who follows the accounts");
    }
    const bool acts = s.inauthentic.enabled;
    if (acts && network.start) check_date(s, problems, key + ".start", *network.start);
    if (acts && network.end) check_date(s, problems, key + ".end", *network.end);
    if (network.start && network.end && *network.end < *network.start) {
      problems.at(key + ".end", "the network ends before it starts");
    }
  }
  if (accounts > 1'000'000) {
    problems.at("inauthentic.networks", "at most 1,000,000 accounts together; here " +
                                            std::to_string(accounts));
  }
  if (accounts > 0 && !has_platform(s)) {
    problems.at("inauthentic.networks",
                "accounts need a medium of kind platform to act on");
  }
}

/// Reports a page of the second platform: ads stand on the first, and a story belongs
/// to one.
void check_is_on_first(const Scenario& s, sim::Problems& problems,
                       const std::string& key, const std::string& name) {
  const Outlet* outlet = find(s.outlets, name);
  const Medium* medium = outlet == nullptr ? nullptr : find(s.media, outlet->medium);
  const bool is_page = medium != nullptr && medium->kind == MediumKind::platform;
  if (!is_page || medium == first_platform(s)) return;
  problems.at(key, quoted(name) + " is on " + quoted(medium->name) +
                       ", and ads stand on the first platform, " +
                       quoted(first_platform(s)->name) + "; name a page of that one");
}

void check_ads(const Scenario& s, sim::Problems& problems) {
  if (s.ads.advertisers.size() > max_advertisers) {
    problems.at("ads.advertisers", "at most " + std::to_string(max_advertisers) +
                                       " advertisers; here " +
                                       std::to_string(s.ads.advertisers.size()));
  }
  const bool anybody = std::ranges::any_of(
      s.ads.advertisers, [&](const Advertiser& a) { return has_money(s, a); });
  if (anybody && s.platform.shown + s.ads.load > max_shown) {
    problems.at("ads.load",
                "a visit would show " + std::to_string(s.platform.shown + s.ads.load) +
                    " stories and ads; at most " + std::to_string(max_shown) +
                    ": lower it, or `platform.shown`");
  }
  for (const Advertiser& advertiser : s.ads.advertisers) {
    const std::string key = "ads.advertisers." + advertiser.name;
    check_name(problems, key + ".payer", s.sources, "source", advertiser.payer);
    if (!advertiser.sponsor.empty()) {
      check_name(problems, key + ".sponsor", s.sources, "source", advertiser.sponsor);
    }
    if (advertiser.carries != Carries::message) {
      check_name(problems, key + ".page", s.outlets, "page", advertiser.page);
      check_is_page(s, problems, key + ".page", advertiser.page);
      check_is_on_first(s, problems, key + ".page", advertiser.page);
    } else if (!advertiser.page.empty()) {
      problems.at(
          key + ".page",
          "a message stands for itself; remove `page`, or let the ads carry its "
          "posts or the page");
    }
    if (!(advertiser.belief_from < advertiser.belief_to)) {
      problems.at(key + ".belief_to",
                  "no belief lies from " + std::to_string(advertiser.belief_from) +
                      " to " + std::to_string(advertiser.belief_to));
    }
    if (advertiser.start && advertiser.end && *advertiser.end < *advertiser.start) {
      problems.at(key + ".end", "the campaign ends before it starts");
    }
    if (!advertiser.enabled || !s.ads.enabled) continue;
    const sim::Date start = advertiser.start.value_or(s.time.start);
    const sim::Date end = advertiser.end.value_or(s.time.end);
    check_date(s, problems, key + ".start", start);
    check_date(s, problems, key + ".end", end);
    if (advertiser.carries != Carries::message) {
      check_open(s, problems, key, advertiser.page, {start, end, "campaign", "see"});
    }
    if (has_money(s, advertiser) && !has_platform(s)) {
      problems.at(key, "ads need a medium of kind platform to stand on");
    }
  }
}

void check_leak(const Scenario& s, sim::Problems& problems) {
  if (!s.leak.enabled) return;
  if (s.leak.date) check_date(s, problems, "leak.date", *s.leak.date);
  if (s.leak.end) check_date(s, problems, "leak.end", *s.leak.end);
  const sim::Date date = s.leak.date.value_or(s.time.start);
  if (s.leak.end && *s.leak.end <= date) {
    problems.at("leak.end", "the data may be used until " + s.leak.end->to_string() +
                                ", but are taken on " + date.to_string());
  }
}

void check_audit(const Scenario& s, sim::Problems& problems) {
  for (const AuditControls& audited : s.audit.controls) {
    const std::string key = "audit.controls." + audited.name;
    check_name(problems, key, s.outlets, "page", audited.name);
    check_is_page(s, problems, key, audited.name);
    if (audited.pages.empty()) {
      problems.at(key,
                  "no control pages, so that the page would be compared with "
                  "nothing; name some in `pages`, or leave this out to compare it "
                  "with all other pages");
    }
    for (const std::string& page : audited.pages) {
      check_name(problems, key + ".pages", s.outlets, "page", page);
      check_is_page(s, problems, key + ".pages", page);
      if (page != audited.name) continue;
      problems.at(key + ".pages", quoted(page) +
                                      " cannot be its own control page: what it bought "
                                      "would look genuine; name other pages");
    }
  }
}

}  // namespace

void check_bought(const Scenario& s, sim::Problems& problems) {
  check_pages(s, problems);
  check_orders(s, problems);
  check_networks(s, problems);
  check_ads(s, problems);
  check_leak(s, problems);
  check_audit(s, problems);
}

}  // namespace newsdep
