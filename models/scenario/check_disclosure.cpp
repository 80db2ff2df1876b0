// Checks what the platform discloses, and what is asked of it.

#include <algorithm>
#include <array>
#include <string_view>

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

constexpr std::array<std::string_view, 3> known_grounds = {"no_foreign_proceeding",
                                                           "privacy_law", "over_broad"};

bool is_on_first_platform(const Scenario& s, const Outlet& outlet) {
  const Medium* medium = find(s.media, outlet.medium);
  return medium != nullptr && medium == first_platform(s);
}

bool may_buy_likes(const Scenario& s, const Outlet& page) {
  return s.marketplace.enabled &&
         std::ranges::any_of(s.marketplace.orders, [&](const LikeOrder& order) {
           return order.enabled && order.what == LikedThing::page &&
                  order.page == page.name;
         });
}

/// Whether payers, if named, could turn out to have posed as others.
bool may_have_agents(const Scenario& s) {
  const bool by_accounts =
      s.inauthentic.enabled &&
      std::ranges::any_of(s.inauthentic.networks, &AccountNetwork::enabled);
  const bool by_ads =
      s.ads.enabled && std::ranges::any_of(s.ads.advertisers, [](const Advertiser& a) {
        return a.enabled && !a.sponsor.empty() && a.sponsor != a.payer;
      });
  return by_accounts || by_ads;
}

void check_request(const Scenario& s, sim::Problems& problems,
                   const DisclosureRequest& request) {
  const std::string key = "disclosure.requests." + request.name;
  check_name(problems, key + ".applicant", s.sources, "source", request.applicant);
  check_name(problems, key + ".page", s.outlets, "page", request.page);
  check_is_page(s, problems, key + ".page", request.page);
  if (request.enabled) check_date(s, problems, key + ".date", request.date);
  for (const std::string& ground : request.grounds) {
    if (std::ranges::find(known_grounds, ground) != known_grounds.end()) continue;
    problems.at(key + ".grounds",
                "there is no ground " + quoted(ground) +
                    "; the platform may raise: no_foreign_proceeding, privacy_law, "
                    "over_broad");
  }
  if (!request.asked().is_anything()) {
    problems.at(key + ".level",
                "what is public need not be asked for; ask for origin, ad_library, "
                "accounts or full");
  }
  if (request.ruling != Ruling::part) return;
  if (!request.granted().is_anything()) {
    problems.at(key + ".part_level",
                "a ruling that grants no more than what is public is no part; let "
                "`ruling` be denied, or grant a level");
  } else if (!request.asked().contains(request.granted())) {
    problems.at(key + ".part_level",
                "more is granted than was asked: a part has at most the level and the "
                "scope of the request");
  }
}

}  // namespace

std::size_t lessons_of_disclosure(const Scenario& s) {
  if (!s.disclosure.enabled) return 0;
  std::size_t lessons = 0;
  for (const Outlet& page : s.outlets) {
    const bool by_policy =
        s.disclosure.policy.level > AuditLevel::totals && is_on_first_platform(s, page);
    bool is_granted = false;
    bool names_payers = false;
    bool names_none = by_policy;
    for (const DisclosureRequest& request : s.disclosure.requests) {
      const Grant grant = request.granted();
      if (!request.enabled || request.page != page.name || !grant.is_anything()) {
        continue;
      }
      is_granted = true;
      (grant.names_payers() ? names_payers : names_none) = true;
    }
    lessons += is_granted;
    const bool may_buy = may_buy_likes(s, page);
    lessons += std::size_t{names_payers && (may_buy || may_have_agents(s))};
    lessons += std::size_t{names_none && may_buy};
  }
  return lessons;
}

void check_disclosure(const Scenario& s, sim::Problems& problems) {
  if (!s.disclosure.enabled) return;
  const DisclosureParameters& disclosure = s.disclosure;
  if (!s.audit.enabled) {
    problems.at("disclosure.enabled",
                "what is disclosed is what the auditor finds at that level; switch "
                "audit.enabled on");
  }
  if (disclosure.exposure_threat > 0 && !s.fear.enabled) {
    problems.at("disclosure.exposure_threat",
                "nobody can take fright while fear is off; switch fear.enabled on, or "
                "leave this 0");
  }
  if (disclosure.policy.from) {
    check_date(s, problems, "disclosure.policy.from", *disclosure.policy.from);
  }
  for (const DisclosureRequest& request : disclosure.requests) {
    check_request(s, problems, request);
  }
}

}  // namespace newsdep
