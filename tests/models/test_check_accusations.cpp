// What is refused of accusations and of cases, word for word.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What is said of a country with a state, a premier, and one who accuses him.
std::string complaint_here(const std::string& text) {
  return complaint_in(R"(burn_in: {enabled: false}
population: {citizens: 3, persons: 3}
media: {tv: {}, platform: {kind: platform}}
sources: {state: {kind: state}, premier: {}, exile: {}}
outlets:
  channel: {source: state, medium: tv}
  page: {source: premier, medium: platform}
events:
  suit: {kind: lawsuit}
  dated_suit: {kind: lawsuit, date: 2013-05-01}
  arrest: {kind: arrest, date: 2013-05-01}
audit: {enabled: true}
accusations:
  likes: {date: 2013-02-01, by: exile, against: premier, page: page, suit: suit}
)",
                      text);
}

std::string accusing(const std::string& rest) {
  return complaint_here("accusations: {likes: {" + rest + "}}\n");
}

std::string in_court(const std::string& rest) {
  return complaint_here("cases: {c: {" + rest + "}}\n");
}

}  // namespace

TEST_CASE("accusations and cases without mistakes are accepted", "[scenario]") {
  CHECK(accusing("answer: 1") == "");
  CHECK(accusing("claim: killing, page: ''") == "");
  CHECK(in_court("accusation: likes") == "");
  CHECK(complaint_here("accusations: {likes: {enabled: false}}") == "");
  CHECK(complaint_here("cases: {c: {accusation: likes, enabled: false}}\n"
                       "audit: {enabled: false}") == "");
  CHECK(complaint_here("events: {verdict: {kind: lawsuit}, free: {kind: note}}\n"
                       "cases: {c: {accusation: likes, date: 2013-03-01, "
                       "convicts: verdict, acquits: free}}") == "");
}

TEST_CASE("mistakes in accusations are explained", "[scenario]") {
  CHECK(accusing("by: exiled") ==
        "accusations.likes.by: there is no source 'exiled'; the scenario names: state, "
        "premier, exile");
  CHECK(accusing("by: state") ==
        "accusations.likes.by: 'state' is the state's own, whose media carry no "
        "accusation; name another source");
  CHECK(accusing("against: exile") ==
        "accusations.likes.against: 'exile' cannot accuse itself; name another source");
  CHECK(accusing("page: ''") ==
        "accusations.likes: it says that likes were bought; name the `page`");
  CHECK(accusing("page: channel") ==
        "accusations.likes.page: 'channel' is not a page of a platform");
  CHECK(accusing("claim: killing") ==
        "accusations.likes.page: a killing has nothing to do with the likes of a page; "
        "remove `page`, or let the claim be likes");
  CHECK(accusing("date: 2012-02-01") ==
        "accusations.likes.date: 2012-02-01 is outside the run, 2013-01-01 to "
        "2013-12-31; move the date, or switch it off with `enabled: false`");
  CHECK(accusing("suit: suits")
            .starts_with("accusations.likes.suit: there is no event 'suits'; the "
                         "scenario names: suit, "));
  CHECK(accusing("suit: dated_suit") ==
        "accusations.likes.suit: 'dated_suit' happens on 2013-05-01, a date of its "
        "own; what is brought about has none: let `events.dated_suit.date` be null");
  CHECK(complaint_here("events: {arrest: {date: null}}\n"
                       "accusations: {likes: {suit: arrest}}") ==
        "accusations.likes.suit: 'arrest' is no lawsuit; let `events.arrest.kind` be "
        "lawsuit");
  CHECK(complaint_here("events: {suit: null}\n"
                       "accusations: {likes: {suit: '', answer: 1}}") ==
        "accusations.likes.answer: the state has nothing to answer with; name an event "
        "of kind lawsuit as `suit`");
}

TEST_CASE("mistakes in cases are explained", "[scenario]") {
  CHECK(in_court("accusation: like") ==
        "cases.c.accusation: there is no accusation 'like'; the scenario names: likes");
  CHECK(complaint_here("accusations: {likes: {claim: killing, page: ''}}\n"
                       "cases: {c: {accusation: likes}}") ==
        "cases.c.accusation: 'likes' is of a killing, of which no data of the platform "
        "is evidence; name an accusation of bought likes");
  CHECK(complaint_here("events: {suit: null}\n"
                       "accusations: {likes: {suit: ''}}\n"
                       "cases: {c: {accusation: likes}}") ==
        "cases.c: it opens with the suit over the accusation, and 'likes' names none; "
        "give that a `suit`, or the case a `date`");
  CHECK(in_court("accusation: likes, date: 2013-01-05") ==
        "cases.c.date: 2013-01-05 is before the accusation, 2013-02-01");
  CHECK(in_court("accusation: likes, date: 2014-01-05") ==
        "cases.c.date: 2014-01-05 is outside the run, 2013-01-01 to 2013-12-31; move "
        "the date, or switch it off with `enabled: false`");
  CHECK(in_court("accusation: likes, convicts: arrest") ==
        "cases.c.convicts: 'arrest' happens on 2013-05-01, a date of its own; what is "
        "brought about has none: let `events.arrest.date` be null");
  CHECK(complaint_here("audit: {enabled: false}\ncases: {c: {accusation: likes}}") ==
        "cases: a court reads what the auditor finds, and nobody audits; let "
        "`audit.enabled` be true, or switch the cases off with `enabled: false`");
  CHECK(in_court("accusation: likes, admits: all").starts_with("cases.c.admits: "));
}

TEST_CASE("citizens cannot learn more things than they have bits for", "[scenario]") {
  std::string text = "accusations:\n";
  for (int k = 0; k < 8; ++k) {
    text += "  a" + std::to_string(k) +
            ": {date: 2013-02-01, by: exile, against: premier, page: page}\n";
  }
  CHECK(complaint_here(text).starts_with(
      "accusations: readers could come to learn 9 things, and at most 8: 0 that are "
      "disclosed "));
  // What is disclosed and what is said share the eight.
  CHECK(complaint_here(text +
                       "  likes: {enabled: false}\n"
                       "disclosure: {enabled: true, requests: {r: {applicant: exile, "
                       "page: page, date: 2013-02-01, delay: 5, ruling: full}}}")
            .starts_with("accusations: readers could come to learn 9 things, and at "
                         "most 8: 1 that "));
}

TEST_CASE("an event without a date needs something that brings it about",
          "[scenario]") {
  CHECK(complaint_here("accusations: {likes: {suit: ''}}") != "");
  CHECK(complaint_here("events: {other: {kind: arrest}}") ==
        "events.other: it has no `date`, and nothing brings it about; give its date, "
        "or name it as what a lever of the state `pays` or an alarm `does`, as the "
        "`suit` over an accusation, or as what a case `convicts` or `acquits` by");
}
