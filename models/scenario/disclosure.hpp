#pragma once
// Disclosure: what the platform shows of its own accord, what is asked of it in court,
// and what the truth does when it is news.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/mechanisms/audit.hpp"
#include "models/mechanisms/disclose.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class Ruling : std::uint8_t { full, part, denied };

/// What somebody asks a court to make the platform disclose, and what comes of it.
struct DisclosureRequest {
  std::string name;
  bool enabled = true;
  std::string applicant;
  std::string page;
  sim::Date date;
  std::int64_t delay = 85;
  AuditLevel level = AuditLevel::full;
  DisclosureScope scope = DisclosureScope::both;
  std::vector<std::string> grounds;
  Ruling ruling = Ruling::denied;
  AuditLevel part_level = AuditLevel::origin;
  DisclosureScope part_scope = DisclosureScope::identity;

  /// The day on which the court rules.
  sim::Date ruled() const { return {date.days + static_cast<std::int32_t>(delay)}; }
  Grant asked() const { return {level, scope}; }
  Grant granted() const {
    if (ruling == Ruling::denied) return {};
    return ruling == Ruling::full ? asked() : Grant{part_level, part_scope};
  }

  void declare(sim::Declarations& d) {
    const std::vector<std::string> levels(audit_levels.begin(), audit_levels.end());
    const std::vector<std::string> scopes = {"identity", "content", "both"};
    d.add("enabled", enabled, {.meaning = "whether it is made"});
    d.add("applicant", applicant, {.meaning = "the source that asks"});
    d.add("page", page, {.meaning = "the page on which data are asked"});
    d.add("date", date, {.meaning = "the day on which it is filed"});
    d.add("delay", delay,
          {.unit = "days",
           .low = 0,
           .high = 100000,
           .meaning = "days from filing to the ruling; one that falls after the run is "
                      "not reported",
           .source = "In re Rainsy, 311 F. Supp. 3d 1101 (N.D. Cal. 2018): filed 8 "
                     "February, denied 4 May"});
    d.choice("level", level, levels,
             {.meaning = "the level of disclosure asked, with all below it"});
    d.choice(
        "scope", scope, scopes,
        {.meaning = "what is asked of accounts: who is behind them, the content of "
                    "what they wrote, or both"});
    d.add("grounds", grounds,
          {.meaning = "grounds on which the platform resists: no_foreign_proceeding, "
                      "privacy_law, over_broad; recorded, they decide nothing"});
    d.choice("ruling", ruling, {"full", "part", "denied"},
             {.meaning = "whether all that is asked is granted, a part, or nothing"});
    d.choice("part_level", part_level, levels,
             {.meaning = "ruling part: the level that is granted"});
    d.choice("part_scope", part_scope, scopes,
             {.meaning = "ruling part: the scope that is granted"});
  }
};

/// What the platform shows of all its pages without being asked.
struct DisclosurePolicy {
  AuditLevel level = AuditLevel::totals;
  std::optional<sim::Date> from;

  void declare(sim::Declarations& d) {
    d.choice("level", level, {"none", "origin", "ad_library"},
             {.meaning = "the level at which the first platform shows all its pages to "
                         "the public; what ads themselves say is ads.library"});
    d.add("from", from, {.meaning = "the day from which it does; else the first"});
  }
};

struct DisclosureParameters {
  bool enabled = false;
  DisclosurePolicy policy;
  std::vector<DisclosureRequest> requests;
  double convinces = 2.995732273553991;
  double coverage = 0.25;
  double news_days = 7;
  double loss = 0.5;
  double writers = 0.05;
  double exposure_threat = 0;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled,
          {.meaning = "switch of the process Disclosure; it needs the auditor"});
    d.group("policy", policy, "what the platform shows of its own accord");
    d.named("requests", requests, "what is asked of the platform in court");
    d.add("convinces", convinces,
          {.low = 0,
           .high = 700,
           .meaning = "log Bayes factor for bought likes, at the level disclosed, from "
                      "which on the press prints that they were bought; as much "
                      "against them, and it prints that a ruling found nothing",
           .source = "ln 20, strong evidence: Kass and Raftery, J. Am. Stat. Assoc. 90 "
                     "(1995) 773"});
    d.add(
        "coverage", coverage,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "share of an outlet's stories that are about it while it is news, "
                    "where neither the state nor fear keeps it out"});
    d.add("news_days", news_days,
          {.unit = "days", .low = 0, .high = 366, .meaning = "how long it is news"});
    d.add("loss", loss,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "credence in the exposed that is lost to one who reads of it"});
    d.add("writers", writers,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "fans of a page who have written there: those whom the content "
                      "alone would expose"});
    d.add("exposure_threat", exposure_threat,
          {.low = 0,
           .high = 1,
           .meaning = "threat that a ruling is to those against the regime whom it "
                      "exposes, as a law's to who follows the pages it names"});
  }
};

}  // namespace newsdep
