// What is refused of disclosure, word for word.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// What is said of disclosure in a country with five pages, four of which buy likes.
std::string complaint_here(const std::string& disclosure,
                           const std::string& rest = "") {
  return complaint_in(R"(burn_in: {enabled: false}
population: {citizens: 3, persons: 3}
media: {tv: {}, platform: {kind: platform}}
sources: {state: {}, exile: {}}
outlets:
  channel: {source: state, medium: tv}
  p1: {source: state, medium: platform}
  p2: {source: state, medium: platform}
  p3: {source: state, medium: platform}
  p4: {source: state, medium: platform}
  p5: {source: state, medium: platform}
marketplace:
  orders:
    o1: {page: p1, likes: 10, start: 2013-02-01, end: 2013-02-02}
    o2: {page: p2, likes: 10, start: 2013-02-01, end: 2013-02-02}
    o3: {page: p3, likes: 10, start: 2013-02-01, end: 2013-02-02}
    o4: {page: p4, likes: 10, start: 2013-02-01, end: 2013-02-02}
audit: {enabled: true}
)",
                      rest + "disclosure: {enabled: true, " + disclosure + "}\n");
}

struct Filed {
  std::string applicant = "exile";
  std::string page = "p1";
  std::string date = "2013-03-01";
};

std::string complaint_about_request(const std::string& rest, const Filed& filed = {}) {
  return complaint_here("requests: {r: {applicant: " + filed.applicant +
                        ", page: " + filed.page + ", date: " + filed.date +
                        (rest.empty() ? "" : ", ") + rest + "}}");
}

std::string requests_for(int pages, const std::string& ruling) {
  std::string all;
  for (int p = 1; p <= pages; ++p) {
    const std::string number = std::to_string(p);
    all += "r" + number + ": {applicant: exile, page: p" + number +
           ", date: 2013-03-01, ruling: " + ruling + "}, ";
  }
  return "requests: {" + all + "}";
}

}  // namespace

TEST_CASE("disclosure without mistakes is accepted", "[scenario]") {
  CHECK(complaint_about_request("level: full, ruling: denied") == "");
  CHECK(complaint_about_request("level: full, scope: content, ruling: part, "
                                "part_level: accounts, part_scope: content, "
                                "grounds: [over_broad, privacy_law]") == "");
  CHECK(complaint_about_request("delay: 1000") == "");  // still pending at the end
  CHECK(complaint_here("policy: {level: ad_library, from: 2013-06-01}") == "");
}

TEST_CASE("disclosure needs the auditor, and fear if it is to frighten", "[scenario]") {
  CHECK(
      complaint_here("loss: 0.5", "audit: {enabled: false}\n") ==
      "disclosure.enabled: what is disclosed is what the auditor finds at that level; "
      "switch audit.enabled on");
  CHECK(complaint_here("exposure_threat: 0.5") ==
        "disclosure.exposure_threat: nobody can take fright while fear is off; switch "
        "fear.enabled on, or leave this 0");
  CHECK(complaint_here("exposure_threat: 0.5", "fear: {enabled: true}\n") == "");
}

TEST_CASE("mistakes in requests are explained", "[scenario]") {
  const std::string key = "disclosure.requests.r";
  CHECK(complaint_about_request("", {.applicant = "nobody"})
            .starts_with(key + ".applicant: there is no source 'nobody'"));
  CHECK(complaint_about_request("", {.page = "channel"}) ==
        key + ".page: 'channel' is not a page of a platform");
  CHECK(complaint_about_request("", {.date = "2015-01-01"})
            .starts_with(key + ".date: 2015-01-01 is outside the run"));
  CHECK(complaint_about_request("grounds: [too_dear]") ==
        key +
            ".grounds: there is no ground 'too_dear'; the platform may raise: "
            "no_foreign_proceeding, privacy_law, over_broad");
  CHECK(complaint_about_request("level: public") ==
        key +
            ".level: what is public need not be asked for; ask for origin, "
            "ad_library, accounts or full");
  CHECK(complaint_about_request("ruling: part, part_level: public") ==
        key +
            ".part_level: a ruling that grants no more than what is public is no "
            "part; let `ruling` be denied, or grant a level");
  const std::string more = key +
                           ".part_level: more is granted than was asked: a part has at "
                           "most the level and the scope of the request";
  CHECK(complaint_about_request("level: origin, ruling: part, part_level: full") ==
        more);
  CHECK(complaint_about_request("scope: content, ruling: part, part_level: accounts, "
                                "part_scope: identity") == more);
  CHECK(complaint_here("policy: {level: origin, from: 2015-01-01}")
            .starts_with("disclosure.policy.from: 2015-01-01 is outside the run"));
}

TEST_CASE("readers can learn eight things of sources, and no more", "[scenario]") {
  // Four that bought: bought or not, each.
  CHECK(complaint_here(requests_for(4, "full")) == "");
  CHECK(complaint_here(requests_for(5, "full"))
            .starts_with("disclosure: readers could come to learn 9 things"));
  // One more of the page that bought none, where accounts or ads may pose as others.
  for (const char* const posing :
       {"inauthentic: {networks: {n: {source: state, accounts: 5}}}\n",
        "ads: {advertisers: {a: {payer: state, sponsor: exile}}}\n"}) {
    CHECK(complaint_here(requests_for(5, "full"), posing)
              .starts_with("disclosure: readers could come to learn 10 things"));
  }
  CHECK(complaint_here("policy: {level: origin}") == "");
  CHECK(complaint_here("policy: {level: origin}, " + requests_for(3, "full"))
            .starts_with("disclosure: readers could come to learn 10 things"));
  CHECK(complaint_here("policy: {level: origin}, " + requests_for(4, "denied")) == "");
}
