// Cross-checks of elections and bans.

#include "models/scenario/checks.hpp"

namespace newsdep {
namespace {

void check_bans(const Scenario& s, sim::Problems& problems) {
  for (const Event& event : s.events) {
    const std::string key = "events." + event.name;
    const bool is_ban = event.kind == EventKind::ban;
    if (is_ban && event.parties.empty()) {
      problems.at(key, "an event of this kind needs `parties`");
    }
    if (!is_ban && !event.parties.empty()) {
      problems.at(key + ".parties",
                  "an event of this kind is about no party; remove `parties`, or let "
                  "`kind` be ban");
    }
    for (const std::string& party : event.parties) {
      check_name(problems, key + ".parties", s.ballot.parties, "party", party);
    }
  }
}

}  // namespace

void check_ballot(const Scenario& s, sim::Problems& problems) {
  check_bans(s, problems);
  if (!s.ballot.enabled) return;
  if (s.ballot.parties.empty() && !s.ballot.elections.empty()) {
    problems.at("ballot.elections",
                "an election needs somebody to vote for; name at least one party in "
                "`ballot.parties`");
  }
  for (const Party& party : s.ballot.parties) {
    if (party.bandwagon != 0 && !s.climate.enabled) {
      problems.at("ballot.parties." + party.name + ".bandwagon",
                  "nobody perceives who is ahead without a climate of opinion, so this "
                  "would change nothing; set `climate.enabled: true`, or remove it");
    }
    if (party.name != "spoil" && party.name != "abstain") continue;
    problems.at("ballot.parties." + party.name,
                quoted(party.name) +
                    " is what a citizen does who votes for no party; give the party "
                    "another name");
  }
  for (const Election& election : s.ballot.elections) {
    if (!election.enabled) continue;
    check_date(s, problems, "ballot.elections." + election.name + ".date",
               election.date);
  }
}

}  // namespace newsdep
