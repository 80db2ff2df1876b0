// What is refused of a state, word for word: its levers, its dates, its alarms.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// A country where a state could pay for anything, with `text` added to it; the first
/// complaint about that, without its place.
std::string complaint_here(const std::string& text) {
  return complaint_in(R"(burn_in: {enabled: false}
media: {tv: {}, platform: {kind: platform}}
sources: {state: {kind: state}, daily: {kind: independent}}
outlets:
  channel: {source: state, medium: tv}
  paper: {source: daily, medium: tv}
  page: {source: state, medium: platform}
ads: {advertisers: {a: {payer: state}, rich: {payer: state, budget: 5}}}
marketplace:
  orders:
    o: {page: page, start: 2013-01-05, end: 2013-01-20}
    b: {page: page, start: 2013-01-05, end: 2013-01-20, likes: 9}
inauthentic: {networks: {n: {source: state, accounts: 5}}}
)",
                      text);
}

std::string with_levers(const std::string& levers, const std::string& rest = "",
                        const std::string& text = "") {
  return complaint_here("state: {enabled: true, budget: 10, " + rest + "levers: {" +
                        levers + "}}\n" + text);
}

const std::string raid = "raid: {kind: close, outlets: [paper], lasts: 5}";

/// A state that pays nothing, and is alarmed.
std::string with_alarm(const std::string& alarm, const std::string& events = raid,
                       const std::string& text = "") {
  return complaint_here("state: {enabled: true, policy: rule, alarms: {x: {" + alarm +
                        "}}}\nevents: {" + events + "}\n" + text);
}

const std::string ads = "x: {pays: ads.advertisers.a, share: 1}";
const std::string off = " is switched off";

}  // namespace

TEST_CASE("levers without mistakes are accepted", "[scenario]") {
  CHECK(with_levers(ads) == "");
  CHECK(with_levers("x: {pays: ads.advertisers.a, share: 0.5}, "
                    "y: {pays: marketplace.orders.o, share: 0.5}",
                    "policy: adaptive, ") == "");
  CHECK(with_levers("x: {pays: outlets.channel, share: 0.5}, "
                    "y: {pays: sources.daily, share: 0.5}",
                    "", "fear: {enabled: true}\n") == "");
}

TEST_CASE("what is wrong with what a lever pays for is said", "[scenario]") {
  CHECK(with_levers("x: {pays: ads.advertisers.c, share: 1}") ==
        "state.levers.x.pays: there is no advertiser 'c'; the scenario names: a, rich");
  CHECK(with_levers("x: {pays: friends, share: 1}") ==
        "state.levers.x.pays: 'friends' is nothing that the state can pay; name "
        "ads.advertisers.NAME, marketplace.orders.NAME, inauthentic.networks.NAME, "
        "outlets.NAME, sources.NAME or events.NAME");
  CHECK(with_levers("x: {pays: ads.advertisers.rich, share: 1}") ==
        "state.levers.x.pays: 'rich' has a budget of its own, and the state would pay "
        "instead; let its `budget` be 0");
  CHECK(with_levers("x: {pays: marketplace.orders.b, share: 1}") ==
        "state.levers.x.pays: 'b' says itself how many likes come, or that they come "
        "at once, and the state buys them day by day; let its `likes` be 0 and its "
        "`delivery` trickle");
  CHECK(with_levers("x: {pays: inauthentic.networks.n, share: 1}") ==
        "state.levers.x.pays: 'n' costs nothing, so money cannot say how many accounts "
        "act; give it a `price`");
  CHECK(with_levers("x: {pays: outlets.kiosk, share: 1}") ==
        "state.levers.x.pays: there is no outlet 'kiosk'; the scenario names: channel, "
        "paper, page");
  CHECK(with_levers("x: {pays: outlets.paper, share: 1}") ==
        "state.levers.x.pays: 'paper' speaks for 'daily', which is not of the state's "
        "side, and takes no money from it; name an outlet of a source of kind state or "
        "pro_government");
  CHECK(with_levers("x: {pays: outlets.channel, share: 1}", "",
                    "newsroom: {enabled: false}\n") ==
        "state.levers.x.pays: nobody publishes, so nobody takes the money; switch "
        "`newsroom` on, or remove the lever");
  CHECK(with_levers("x: {pays: sources.daily, share: 1}") ==
        "state.levers.x.pays: harassment works by fear, which is off; switch `fear` "
        "on, or remove the lever");
  CHECK(with_levers("x: {pays: sources.state, share: 1}", "",
                    "fear: {enabled: true}\n") ==
        "state.levers.x.pays: 'state' is of the state's side already, and pressing it "
        "would do nothing; name a source of kind independent or party");
  CHECK(with_levers("x: {pays: ads.advertisers.a, share: 0.5}, "
                    "y: {pays: ads.advertisers.a, share: 0.5}") ==
        "state.levers.y.pays: 'x' pays 'ads.advertisers.a' already, and its money "
        "comes from one lever; remove one of the two");
}

TEST_CASE("what is wrong with an event that a lever pays for is said", "[scenario]") {
  const auto with_paid = [](const std::string& event, const std::string& rest = "",
                            const std::string& text = "") {
    return with_levers("x: {pays: events.raid, share: 1}", rest,
                       "events: {raid: {" + event + "}}\n" + text);
  };
  const std::string key = "state.levers.x.pays: ";
  CHECK(with_paid("kind: close, outlets: [paper]") == "");
  CHECK(with_paid("kind: arrest, lasts: 14") == "");
  CHECK(with_levers("x: {pays: events.raids, share: 1}", "",
                    "events: {raid: {date: 2013-02-01}}\n") ==
        key + "there is no event 'raids'; the scenario names: raid");
  CHECK(with_paid("kind: block_platform, date: 2013-02-01") ==
        key +
            "'raid' has a date of its own, 2013-02-01, and happens then; remove its "
            "`date`, or the lever");
  CHECK(with_paid("kind: block_platform",
                  "policy: rule, alarms: {y: {level: 0.4, does: [raid]}}, ") ==
        key +
            "'raid' is what an alarm, an accusation or a case brings about, and is not "
            "paid for by the day; give the lever an event of its own");
  CHECK(with_paid("kind: block_platform, enabled: false") ==
        key +
            "'raid' is switched off, so nobody takes the money; let its `enabled` and "
            "that of `timetable` be true, or remove the lever");
  for (const char* const kind : {"rank", "note", "sell, owner: state, sources: [daily]",
                                 "exile, sources: [daily]"}) {
    CHECK(with_paid(std::string("kind: ") + kind) ==
          key +
              "'raid' is nothing that a state could do day after day; name an event of "
              "kind close, open, block_platform, press, ban, lawsuit, arrest, killing "
              "or law");
  }
  CHECK(with_paid("kind: block_platform, price: 0") ==
        key +
            "'raid' costs nothing, so money cannot say when it happens; give it a "
            "`price`");
  CHECK(with_paid("kind: arrest") ==
        key +
            "'raid' happens once, and would be paid for every day; say after how many "
            "days it comes again, as `lasts`");
  CHECK(with_paid("kind: block_platform, lasts: 4") ==
        key + "'raid' is in force as long as it is paid for; remove its `lasts`");
}

TEST_CASE("a lever that is switched off is refused", "[scenario]") {
  const std::string ending =
      ", so nobody takes the money; switch it on, or remove the lever";
  CHECK(with_levers(ads, "", "ads: {enabled: false}\n") ==
        "state.levers.x.pays: 'a'" + off + ending);
  CHECK(with_levers("x: {pays: marketplace.orders.o, share: 1}", "",
                    "marketplace: {orders: {o: {enabled: false}}}\n") ==
        "state.levers.x.pays: 'o'" + off + ending);
  CHECK(with_levers("x: {pays: inauthentic.networks.n, share: 1}", "",
                    "inauthentic: {networks: {n: {enabled: false, price: 1}}}\n") ==
        "state.levers.x.pays: 'n'" + off + " or has no accounts" + ending);
}

TEST_CASE("what is wrong with how the money is divided is said", "[scenario]") {
  CHECK(complaint_here("state: {enabled: true}\n") ==
        "state: a state without levers and alarms would do nothing; give it "
        "one, or switch it off with `enabled: false`");
  CHECK(complaint_here("state: {enabled: true, budget: 5, policy: rule, alarms: {x: "
                       "{level: 0.5, factor: 2}}}\n") ==
        "state.budget: a budget needs at least one lever to go to");
  CHECK(with_levers("x: {pays: ads.advertisers.a, share: 0.9}") ==
        "state.levers: the shares sum to 0.900000, not 1; they say where the whole "
        "budget goes");
  CHECK(with_levers(ads, "policy: adaptive, ") ==
        "state.levers: the policy `adaptive` moves money from one lever to another, "
        "and here are fewer than two; add levers, or let `policy` be script");
  CHECK(with_levers(ads, "script: {s: {date: 2013-02-01, shares: {z: 1}}}, ") ==
        "state.script.s.shares: there is no lever 'z'; the scenario names: x");
  CHECK(with_levers(ads, "script: {s: {date: 2014-02-01, shares: {x: 1}}}, ") ==
        "state.script.s.date: 2014-02-01 is outside the run, 2013-01-01 to 2013-12-31; "
        "move the date, or switch it off with `enabled: false`");
  CHECK(with_levers(ads,
                    "policy: rule, script: {s: {date: 2013-02-01, shares: {x: "
                    "1}}}, ") ==
        "state.script: only the policy `script` follows dates; remove it, or let "
        "`policy` be script");
  CHECK(with_levers(ads, "alarms: {x: {level: 0.5, factor: 2}}, ") ==
        "state.alarms: only the policy `rule` answers to alarms; remove them, or let "
        "`policy` be rule");
  CHECK(with_levers(ads,
                    "policy: rule, alarms: {x: {level: 0.5, shares: {x: "
                    "0.5}}}, ") ==
        "state.alarms.x.shares: the shares sum to 0.500000, not 1; they say where the "
        "whole budget goes");
}

TEST_CASE("what is wrong with what an alarm watches is said", "[scenario]") {
  CHECK(with_alarm("level: 0.4, does: [raid]") == "");
  CHECK(with_alarm("does: [raid]") ==
        "state.alarms.x: nothing says when it sounds; give a `change`, a `level`, or "
        "both, above 0");
  CHECK(with_alarm("level: 40, does: [raid]") ==
        "state.alarms.x: what it watches is a share, from 0 to 1, and `change` or "
        "`level` is above 1, so it could never sound");
  CHECK(with_alarm("watches: voiced_dissent, level: 0.4, does: [raid]") ==
        "state.alarms.x.watches: who voices dissent is known only with fear or a "
        "climate of opinion; switch `fear` or `climate` on, or watch approval");
  CHECK(with_alarm("watches: marchers, level: 1000, does: [raid]") ==
        "state.alarms.x.watches: nobody marches while the street is off; switch "
        "`street` on, or watch approval");
  CHECK(with_alarm("watches: marchers, level: 1000, does: [raid]", raid,
                   "street: {enabled: true}\n") == "");
}

TEST_CASE("what is wrong with what an alarm does is said", "[scenario]") {
  CHECK(with_alarm("level: 0.4, factor: 2", "raid: {lasts: 5, date: 2013-02-01}") ==
        "events.raid.lasts: says how long an event lasts that something brings about, "
        "and this one has a date; give its `end`");
  CHECK(with_alarm("level: 0.4", "") ==
        "state.alarms.x: it would change nothing; give it `shares`, a `factor` or what "
        "it `does`, or switch it off with `enabled: false`");
  CHECK(with_alarm("level: 0.4, does: [raids]", "note: {date: 2013-02-01}") ==
        "state.alarms.x.does: there is no event 'raids'; the scenario names: note");
  CHECK(with_alarm("level: 0.4, does: [raid, arrest]",
                   raid + ", arrest: {kind: arrest, date: 2013-02-01}") ==
        "state.alarms.x.does: 'arrest' has a date of its own, 2013-02-01, and happens "
        "then; remove its `date`, or do not name it here");
  CHECK(with_alarm("level: 0.4, does: [raid]", "raid: {enabled: false}") ==
        "state.alarms.x.does: 'raid' is switched off, so nothing could bring it about; "
        "let its `enabled` and that of `timetable` be true");
  CHECK(with_alarm("level: 0.4, does: [raid, calm]", raid + ", calm: {kind: rank}") ==
        "state.alarms.x.does: 'calm' is what a platform does, or happens to it, and no "
        "act of the state; name an event of another kind");
  CHECK(with_alarm("level: 0.4, does: [raid]",
                   raid + ", law: {kind: close, outlets: [paper], date: 2013-02-01}") ==
        "");
  CHECK(complaint_here("events: {raid: {kind: close, outlets: [paper]}}\n") ==
        "events.raid: it has no `date`, and nothing brings it about; give its date, or "
        "name it as what a lever of the state `pays` or an alarm `does`, as the `suit` "
        "over an accusation, or as what a case `convicts` or `acquits` by");
}

TEST_CASE("a state that is switched off leaves its events without a date in peace",
          "[scenario]") {
  CHECK(complaint_here("state: {policy: rule, alarms: {x: {level: 0.4, does: "
                       "[raid]}}}\nevents: {" +
                       raid + "}\n") == "");
}
