#pragma once
// A country in which somebody has bought likes, and what is shown of it.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "models/processes/disclosure.hpp"
#include "tests/model_world.hpp"

namespace newsdep::test {

inline constexpr double certain = std::numeric_limits<double>::infinity();

inline Advertiser advertiser(const char* name, const char* payer, const char* sponsor) {
  Advertiser a;
  a.name = name;
  a.payer = payer;
  a.sponsor = sponsor;
  a.budget = 500;
  return a;
}

inline AccountNetwork network(const char* name, const char* source) {
  AccountNetwork n;
  n.name = name;
  n.source = source;
  n.accounts = 5;
  return n;
}

/// A premier with a page and a station, who owns the private stations too, and buys
/// likes in January; ads and accounts of his, one under another's name, and of others.
inline Scenario palace(std::int64_t citizens, double bought) {
  Scenario s = small_country(citizens);
  s.time.end = day(39);
  Source premier = s.sources[1];
  premier.name = "premier";
  premier.owner = s.sources[1].owner = "palace";
  premier.kind = SourceKind::party;
  s.sources.push_back(premier);
  Outlet page = s.outlets[4];
  page.name = "premier_page";
  page.source = "premier";
  s.outlets.push_back(page);
  page.name = "premier_tv";
  page.medium = "tv";
  page.start_fans = 0;
  s.outlets.push_back(page);
  Source front = s.sources[2];
  front.name = "front";
  s.sources.push_back(front);
  page.name = "front_radio";
  page.source = "front";
  page.medium = "radio";
  s.outlets.push_back(page);
  s.ads.advertisers = {
      advertiser("own", "premier", ""), advertiser("masked", "premier", "front"),
      advertiser("sister", "private", ""), advertiser("stranger", "state", "")};
  s.inauthentic.networks = {network("trolls", "private"), network("others", "state")};
  LikeOrder order;
  order.name = "order";
  order.page = "premier_page";
  order.likes = bought;
  order.start = day(5);
  order.end = day(8);
  s.marketplace.orders = {order};
  s.audit.enabled = true;
  s.audit.every = 5;
  s.disclosure.enabled = true;
  s.disclosure.coverage = 0.8;
  return s;
}

/// The same without agents of the premier's owner: neither accounts nor a mask.
inline Scenario palace_without_agents(std::int64_t citizens, double bought) {
  Scenario s = palace(citizens, bought);
  s.inauthentic.networks.erase(s.inauthentic.networks.begin());
  s.ads.advertisers.erase(s.ads.advertisers.begin() + 1);
  return s;
}

inline DisclosureRequest request(Ruling ruling, AuditLevel level, int ruled) {
  DisclosureRequest r;
  r.name = "request";
  r.applicant = "opposition";
  r.page = "premier_page";
  r.date = day(2);
  r.delay = ruled - 2;
  r.level = level;
  r.ruling = ruling;
  return r;
}

/// A country with what the auditor finds of the premier's page put in by hand.
struct Court {
  OwnWorld w;
  sim::Results results;
  Disclosure disclosure;

  explicit Court(const Scenario& s, double at_origin = 10, double payments = certain)
      : w(s), results(axes(w.world)), disclosure(w.world, results) {
    Findings clean;
    clean.back().log_bayes_factor = -certain;
    w.world.audit = {.findings = std::vector<Findings>(w.world.pages.size(), clean),
                     .truth = std::vector<double>(w.world.pages.size()),
                     .disclosed = std::vector<AuditLevel>(w.world.pages.size())};
    find(at_origin, payments);
  }
  std::uint32_t page() { return w.outlet("premier_page").page; }
  void find(double at_origin, double payments) {
    Findings& found = w.world.audit.findings[page()];
    found[1].log_bayes_factor = found[2].log_bayes_factor = at_origin;
    found[3].log_bayes_factor = at_origin;
    found.back().log_bayes_factor = payments;
  }
  void live(int from, int to) {
    for (int step = from; step < to; ++step) {
      w.live(step, step + 1);
      disclosure(w.moment(step));
    }
  }
  /// The outlets that are believed less by who has learnt these lessons.
  std::string exposed(std::uint8_t lessons = 255) {
    if (!w.world.lessons.any()) return "";
    std::string names;
    const auto known =
        static_cast<std::uint8_t>(lessons & ((1u << w.world.topics.size()) - 1u));
    for (std::uint32_t c = 0; c < w.world.outlets.size(); ++c) {
      if (w.world.lessons.trust(known, c) < 1) {
        names += (names.empty() ? "" : ", ") + w.world.outlets[c].name;
      }
    }
    return names;
  }
  std::vector<bool> learnt() {
    std::vector<bool> who;
    for (const std::uint8_t bits : w.world.citizens.learnt) who.push_back(bits != 0);
    return who;
  }

  static sim::Results axes(const World& world) {
    sim::Results results;
    sim::Axis time{.name = "time"};
    for (int k = 0; k < 40; ++k) time.values.push_back(k);
    results.add_axis(time);
    sim::Axis source{.name = "source"};
    for (const SourceState& s : world.sources) source.labels.push_back(s.name);
    results.add_axis(source);
    return results;
  }
};

}  // namespace newsdep::test
