// What is refused of parties, elections and bans, word for word.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

std::string with_election(const std::string& election) {
  return complaint_about("ballot: {enabled: true, parties: {us: {}}, elections: {e: {" +
                         election + "}}}\n");
}

std::string with_ban(const std::string& event) {
  return complaint_about(
      "ballot: {parties: {us: {}, them: {}}}\n"
      "events: {e: {date: 2013-02-01, " +
      event + "}}\n");
}

}  // namespace

TEST_CASE("elections and bans that cannot be meant are refused", "[ballot]") {
  CHECK(with_election("date: 2013-07-28") == "");
  CHECK(with_election("date: 2012-07-28") ==
        "ballot.elections.e.date: 2012-07-28 is outside the run, 2013-01-01 to "
        "2013-12-31; move the date, or switch it off with `enabled: false`");
  CHECK(with_election("date: 2012-07-28, enabled: false") == "");
  CHECK(complaint_about("ballot: {enabled: true, elections: {e: {date: 2013-07-28}}}"
                        "\n") ==
        "ballot.elections: an election needs somebody to vote for; name at least one "
        "party in `ballot.parties`");
  CHECK(complaint_about("ballot: {enabled: true, parties: {abstain: {}}}\n") ==
        "ballot.parties.abstain: 'abstain' is what a citizen does who votes for no "
        "party; give the party another name");
  CHECK(
      complaint_about("ballot: {enabled: true, parties: {us: {bandwagon: 1}}}\n") ==
      "ballot.parties.us.bandwagon: nobody perceives who is ahead without a climate of "
      "opinion, so this would change nothing; set `climate.enabled: true`, or remove "
      "it");
  CHECK(with_ban("kind: ban, parties: [them]") == "");
  CHECK(
      with_ban("kind: ban, parties: [royalists]") ==
      "events.e.parties: there is no party 'royalists'; the scenario names: us, them");
  CHECK(with_ban("kind: ban") == "events.e: an event of this kind needs `parties`");
  CHECK(with_ban("kind: note, parties: [them]") ==
        "events.e.parties: an event of this kind is about no party; remove `parties`, "
        "or let `kind` be ban");
}
