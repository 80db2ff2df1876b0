// What is refused in a scenario of the model, word for word: likes, and where they come
// from. And what a copy of a scenario is.

#include <string>
#include <vector>

#include "models/model.hpp"
#include "sim/errors.hpp"
#include "sim/scenario_file.hpp"
#include "sim/scenario_writer.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

std::string with_order(const std::string& rest) {
  return complaint_about("marketplace: {orders: {o: {" + rest + "}}}\n");
}

std::string with_event(const std::string& rest) {
  return complaint_about("events: {e: {date: 2013-02-01, " + rest + "}}\n");
}

std::string with_advertiser(const std::string& rest) {
  return complaint_about("ads: {advertisers: {a: {payer: state, " + rest + "}}}\n");
}

const std::string january = "page: page, start: 2013-01-05, end: 2013-01-20, ";

}  // namespace

TEST_CASE("an order without mistakes is accepted", "[scenario]") {
  CHECK(with_order(january + "what: stories, delivery: burst, likes: 5, price: 1, "
                             "origins: {India: 0.5, home: 0.25, elsewhere: 0.25}") ==
        "");
  CHECK(with_event("kind: purge") == "");
  CHECK(with_event("kind: purge, share: 0.5, outlets: [page, late]") == "");
  CHECK(with_event("kind: foreign_burst, end: 2013-03-01, outlets: [page], likes: 9") ==
        "");
  CHECK(complaint_about("outlets: {page: {foreign_ratio: 0.2, foreign_origins: "
                        "{France: 1}}}\n") == "");
}

TEST_CASE("a country without any medium is refused", "[scenario]") {
  const TemporaryFolder folder;
  const auto file = folder.write("s.yaml", "burn_in: {enabled: false}\n");
  const std::string message = message_of<sim::UserError>([&] { load(file, {}); });
  INFO(message);
  CHECK(message.find(
            "media (default): there is none, so nobody could meet any news; name "
            "at least one medium, such as tv: {}") != message.npos);
}

TEST_CASE("likes and prices below zero are refused", "[scenario]") {
  CHECK(with_order(january + "likes: -1") ==
        "marketplace.orders.o.likes: -1 is not in [0, 10000000000] (likes "
        "in the order, likes)");
  CHECK(with_order(january + "price: -0.5") ==
        "marketplace.orders.o.price: -0.5 is not in [0, 1000000] (price of "
        "1,000 likes, USD/1000)");
  CHECK(
      with_event("kind: foreign_burst, outlets: [page], likes: -3") ==
      "events.e.likes: -3 is not in [0, 10000000000] (genuine likes from abroad that "
      "each of the outlets gains: at once, or evenly over the days before `end`; they "
      "stay, persons)");
  CHECK(complaint_about("outlets: {page: {foreign_ratio: -0.1}}\n") ==
        "outlets.page.foreign_ratio: -0.1 is not in [0, 1000000] (genuine likes of a "
        "page from abroad, for each of its fans in the country)");
}

TEST_CASE("origins that do not sum to 1 are refused", "[scenario]") {
  CHECK(with_order(january + "origins: {India: 0.5, home: 0.4}") ==
        "marketplace.orders.o.origins: the shares sum to 0.900000, not 1; "
        "they say where every like comes from, and `elsewhere` may stand for countries "
        "that are not named");
  CHECK(complaint_about("outlets: {page: {foreign_origins: {France: 0.7}}}\n") ==
        "outlets.page.foreign_origins: the shares sum to 0.700000, not 1; they say "
        "where every like comes from, and `elsewhere` may stand for countries that are "
        "not named");
}

TEST_CASE("foreign likes from the country itself are refused", "[scenario]") {
  CHECK(complaint_about("platform: {home: Cambodia}\n"
                        "outlets: {page: {foreign_origins: {Cambodia: 1}}}\n") ==
        "outlets.page.foreign_origins: 'Cambodia' is the country itself "
        "(platform.home), and these likes come from others; fans at home are the "
        "citizens who follow");
  CHECK(complaint_about("platform: {home: elsewhere}\n") ==
        "platform.home: 'elsewhere' cannot be the country's own name: likes are listed "
        "under it, and `elsewhere` is all countries that are not named");
}

TEST_CASE("an order for what is no page is refused", "[scenario]") {
  CHECK(with_order("page: chanel, start: 2013-01-05, end: 2013-01-20") ==
        "marketplace.orders.o.page: there is no page 'chanel'; the scenario names: "
        "channel, page, late");
  CHECK(with_order("page: channel, start: 2013-01-05, end: 2013-01-20") ==
        "marketplace.orders.o.page: 'channel' is not a page of a platform");
}

TEST_CASE("an order for a page that is closed on all its days is refused",
          "[scenario]") {
  const std::string late =
      "{orders: {o: {page: late, start: 2013-01-05, end: 2013-01-20";
  CHECK(complaint_about("marketplace: " + late + "}}}\n") ==
        "marketplace.orders.o.page: 'late' is closed on every day of the order, "
        "2013-01-05 to 2013-01-20, and nobody can like it; open the page, move the "
        "order, or switch it off with `enabled: false`");
  const auto opened = [&](const std::string& event) {
    return complaint_about("marketplace: " + late +
                           "}}}\nevents: {e: {outlets: [late], " + event + "}}\n") ==
           "";
  };
  CHECK(opened("kind: open, date: 2013-01-20"));
  CHECK_FALSE(opened("kind: open, date: 2013-01-21"));
  CHECK(opened("kind: open, date: 2013-01-02, end: 2013-01-06"));
  CHECK_FALSE(opened("kind: open, date: 2013-01-02, end: 2013-01-05"));
  CHECK_FALSE(opened("kind: close, date: 2013-01-02, end: 2013-01-20"));
  CHECK_FALSE(
      opened("kind: open, date: 2013-01-05}, f: {outlets: [late], kind: close, "
             "date: 2013-01-04, end: 2013-01-21"));
  CHECK(
      opened("kind: open, date: 2013-01-05}, f: {outlets: [late], kind: close, "
             "date: 2013-01-04, end: 2013-01-20"));
  CHECK_FALSE(opened("kind: open, date: 2013-01-20, enabled: false"));
  CHECK(complaint_about("marketplace: " + late + ", enabled: false}}}\n") == "");
}

TEST_CASE("a purge of a share outside [0, 1] is refused", "[scenario]") {
  CHECK(with_event("kind: purge, share: 1.5") ==
        "events.e.share: 1.5 is not in [0, 1] (fake likes that a purge "
        "finds and removes, share)");
  CHECK(with_event("kind: purge, share: -0.1") != "");
  CHECK(with_event("kind: purge, share: .nan") != "");
  CHECK(with_event("kind: purge, end: 2013-03-01") ==
        "events.e.end: an event of this kind cannot be undone; remove `end`");
}

TEST_CASE("a burst or a purge of what is no page is refused", "[scenario]") {
  CHECK(with_event("kind: foreign_burst, outlets: [channel], likes: 5") ==
        "events.e.outlets: 'channel' is not a page of a platform");
  CHECK(with_event("kind: purge, outlets: [channel]") ==
        "events.e.outlets: 'channel' is not a page of a platform");
  CHECK(with_event("kind: foreign_burst, likes: 5") ==
        "events.e: an event of this kind needs `outlets`");
}

TEST_CASE("who likes a page abroad is of the world, what is bought is a lever",
          "[scenario]") {
  for (const char* key :
       {"outlets.page.foreign_ratio", "outlets.page.foreign_origins"}) {
    CHECK(Scenario::is_world_key(key));
  }
  for (const char* key : {"marketplace.orders.o.origins", "marketplace.orders.o.likes",
                          "events.e.likes", "events.e.share", "platform.home"}) {
    CHECK_FALSE(Scenario::is_world_key(key));
  }
}

TEST_CASE("who is on a platform at the start is of the world, who joins is a lever",
          "[scenario]") {
  CHECK(Scenario::is_world_key("adoption.start_share"));
  CHECK(Scenario::is_world_key("media.second.start_share"));
  for (const char* key : {"media.second.joining", "media.second.opens",
                          "media.second.ranking", "adoption.leaving"}) {
    CHECK_FALSE(Scenario::is_world_key(key));
  }
}

TEST_CASE("a second platform without mistakes is accepted", "[scenario]") {
  CHECK(
      complaint_about(
          "media: {second: {kind: platform, ranking: chronological, joining: 2, "
          "opens: 2013-05-01, access_as: platform}}\n"
          "events: {e: {date: 2013-02-01, kind: block_platform, media: [second]},\n"
          "         f: {date: 2013-03-01, end: 2013-03-02, kind: block_platform}}\n") ==
      "");
}

TEST_CASE("a burn-in needs no share of a platform that nobody is on yet",
          "[scenario]") {
  const auto with_share = [](const std::string& second, const std::string& shares) {
    const TemporaryFolder folder;
    const auto file = folder.write(
        "s.yaml",
        "adoption: {start_share: 0.5}\nmedia: {tv: {}, platform: {kind: platform}, "
        "second: {kind: platform, " +
            second +
            "}}\nsources: {state: {}}\noutlets: {channel: {source: state, medium: "
            "tv}}\n"
            "burn_in: {main_source: {tv: 0.5, platform: 0.5" +
            shares + "}}\n");
    const std::string message = message_of<sim::UserError>([&] { load(file, {}); });
    const std::size_t place = message.find("burn_in.main_source");
    return place == message.npos ? message
                                 : message.substr(place, message.find('\n') - place);
  };
  CHECK(with_share("start_share: 0", "") == "");
  CHECK(with_share("start_share: 0", ", second: 0") == "");
  CHECK(with_share("start_share: 0.1", "") ==
        "burn_in.main_source: the share of 'second' is missing");
  CHECK(with_share("start_share: 0.1", ", second: 0") ==
        "burn_in.main_source: the share of 'second' is 0, which no convenience can "
        "bring about; leave the medium out of the scenario instead");
}

TEST_CASE("what is wrong with a second platform is said", "[scenario]") {
  const std::string second = "media: {second: {kind: platform}}\n";
  const std::string third =
      complaint_about("media: {second: {kind: platform}, third: {kind: platform}}\n");
  CHECK(third.find("media: at most 2 media of kind platform; here 3") != third.npos);
  CHECK(complaint_about("media: {platform: {start_share: 0.5}}\n") ==
        "media.platform.start_share: 'platform' is the first platform; say it in "
        "`adoption.start_share`");
  CHECK(
      complaint_about(
          "media: {second: {kind: platform, start_share: 0.5, opens: 2013-02-01}}\n") ==
      "media.second.opens: 'second' has users at the start, so it is open by then; "
      "remove `opens`, or let its start share be 0");
  CHECK(complaint_about("media: {second: {kind: platform, access_as: web}}\n") ==
        "media.second.access_as: there is no medium 'web'; the scenario names: tv, "
        "platform, second");
  CHECK(with_event("kind: block_platform, media: [tv]") ==
        "events.e.media: 'tv' is not a platform");
  CHECK(with_event("kind: note, media: [platform]") ==
        "events.e.media: an event of this kind is about no platform; remove `media`");
  CHECK(complaint_about(second +
                        "outlets: {other: {source: state, medium: second}}\n"
                        "ads: {advertisers: {a: {payer: state, carries: posts, page: "
                        "other}}}\n") ==
        "ads.advertisers.a.page: 'other' is on 'second', and ads stand on the first "
        "platform, 'platform'; name a page of that one");
}

TEST_CASE("what sets one thing of a platform may not overlap, what is counted may",
          "[scenario]") {
  const auto with_two = [](const std::string& kind, const std::string& of_first,
                           const std::string& of_other) {
    return complaint_about(
        "media: {second: {kind: platform}}\nevents:\n"
        "  e: {date: 2013-02-01, end: 2013-03-01, kind: " +
        kind + of_first + "}\n  f: {date: 2013-02-10, end: 2013-03-10, kind: " + kind +
        of_other + "}\n");
  };
  CHECK(with_two("rank", "", ", media: [second]") == "");
  CHECK(with_two("rank", ", media: [second]", ", media: [platform, second]") != "");
  CHECK(with_two("rank", "", ", media: [platform]") != "");
  CHECK(with_two("block_platform", "", ", media: [platform]") == "");
  CHECK(with_two("close", ", outlets: [channel]", ", outlets: [channel]") == "");
}

TEST_CASE("regions and age bands that nobody lives in or is of are refused by check",
          "[scenario]") {
  CHECK(with_advertiser("budget: 1, regions: [all]") == "");
  CHECK(with_advertiser("budget: 1, regions: [nowhere]") ==
        "ads.advertisers.a.regions: nobody lives in 'nowhere'; the population names: "
        "all");
  CHECK(with_advertiser("budget: 1, age_bands: [old]") ==
        "ads.advertisers.a.age_bands: nobody is of age band 'old'; the population "
        "names: all");
  CHECK(with_advertiser("enabled: false, regions: [nowhere]") == "");
  CHECK(complaint_about("ballot: {enabled: true, below_voting_age: {15-24: 0.3}}\n") ==
        "ballot.below_voting_age: nobody is of age band '15-24'; the population names: "
        "all");
}

TEST_CASE("a country in which nobody could meet any news is refused", "[scenario]") {
  const auto complaint_of = [](const std::string& media) {
    return complaint_in("burn_in: {enabled: false}\nmedia: {" + media + "}\n",
                        "outlets: {}\n");
  };
  CHECK(complaint_of("tv: {}").starts_with(
      "outlets: there is none, and neither a platform nor word of mouth, so nobody "
      "could meet any news; name at least one, such as channel: {source: state, "
      "medium: tv}"));
  CHECK(complaint_of("tv: {}, talk: {kind: talk}") == "");
  CHECK(complaint_of("web: {kind: platform}") == "");
}

TEST_CASE("an opening of what is open already is refused", "[scenario]") {
  CHECK(with_event("kind: open, outlets: [late]") == "");
  CHECK(
      with_event("kind: open, outlets: [channel]") ==
      "events.e.outlets: 'channel' is open from the start, and an event `open` undoes "
      "no closure: give the closure its `end`, let the outlet start with `open: "
      "false`, or switch this off with `enabled: false`");
}

TEST_CASE("an advertiser that can be is not complained about", "[scenario]") {
  CHECK(with_advertiser("budget: 100") == "");
  CHECK(with_advertiser("budget: 100, carries: posts, page: page, sponsor: state") ==
        "");
  CHECK(with_advertiser("carries: page, page: page, start: 2013-02-01, belief_to: 0") ==
        "");
}

TEST_CASE("what is wrong with an advertiser is said before anything runs",
          "[scenario]") {
  CHECK(with_advertiser("budget: -1") ==
        "ads.advertisers.a.budget: -1 is not in [0, 1000000000000] (what it may spend, "
        "USD)");
  CHECK(with_advertiser("sponsor: nobody") ==
        "ads.advertisers.a.sponsor: there is no source 'nobody'; the scenario names: "
        "state");
  CHECK(with_advertiser("carries: posts, page: channel") ==
        "ads.advertisers.a.page: 'channel' is not a page of a platform");
  CHECK(
      with_advertiser("page: page") ==
      "ads.advertisers.a.page: a message stands for itself; remove `page`, or let the "
      "ads carry its posts or the page");
  CHECK(with_advertiser("carries: page, page: late") ==
        "ads.advertisers.a.page: 'late' is closed on every day of the campaign, "
        "2013-01-01 to 2013-12-31, and nobody can see it; open the page, move the "
        "campaign, or switch it off with `enabled: false`");
  CHECK(with_advertiser("start: 2013-03-02, end: 2013-03-01") ==
        "ads.advertisers.a.end: the campaign ends before it starts");
  CHECK(complaint_about(
            "platform: {shown: 25}\n"
            "ads: {load: 8, advertisers: {a: {payer: state, budget: 1}}}\n") ==
        "ads.load: a visit would show 33 stories and ads; at most 32: lower it, or "
        "`platform.shown`");
}

TEST_CASE("what is wrong with inauthentic accounts or leaked data is said",
          "[scenario]") {
  const auto with_network = [](const std::string& rest) {
    return complaint_about("inauthentic: {networks: {n: {" + rest + "}}}\n");
  };
  CHECK(with_network("source: state, accounts: 10, infiltration: 0.1") == "");
  CHECK(with_network("source: nobody, accounts: 10") ==
        "inauthentic.networks.n.source: there is no source 'nobody'; the scenario "
        "names: state");
  CHECK(
      with_network("source: state, accounts: -1") ==
      "inauthentic.networks.n.accounts: -1 is not in [0, 1000000] (how many "
      "accounts it has; each is simulated, whatever the number of citizens, accounts)");
  CHECK(
      with_network("source: state, accounts: 5, from_file: true") ==
      "inauthentic.networks.n.from_file: there is no `follows.file` that could say who "
      "follows the accounts");
  CHECK(complaint_about("leak: {enabled: true, date: 2012-01-01}\n") ==
        "leak.date: 2012-01-01 is outside the run, 2013-01-01 to 2013-12-31; move the "
        "date, or switch it off with `enabled: false`");
  CHECK(complaint_about("leak: {enabled: true, date: 2013-05-01, end: 2013-04-01}\n") ==
        "leak.end: the data may be used until 2013-04-01, but are taken on 2013-05-01");
  CHECK(
      complaint_about("platform: {memory: 0}\n") ==
      "platform.memory: without memory a story would be liked and shared again and "
      "again by the same citizen; remember at least 1, or let `platform.response.kind` "
      "be one_of_feed");
}

TEST_CASE("a date outside the run is refused only where its process is on",
          "[scenario]") {
  const auto [process, rest] = GENERATE(table<std::string, std::string>(
      {{"timetable", "events: {e: {date: 2015-01-01, kind: note}}\n"},
       {"marketplace",
        "orders: {o: {page: page, likes: 1, start: 2013-12-01, "
        "end: 2015-01-01}}"},
       {"ads", "advertisers: {a: {payer: state, end: 2015-01-01}}"},
       {"inauthentic",
        "networks: {n: {source: state, accounts: 1, start: 2015-01-01}}"},
       {"ballot", "parties: {p: {}}, elections: {e: {date: 2015-01-01}}"},
       {"survey", "waves: {w: {date: 2015-01-01}}"},
       {"measures", "knockouts: {k: {date: 2015-01-01}}"}}));
  const auto complaint = [&](const std::string& enabled) {
    const std::string own = process + ": {enabled: " + enabled;
    return complaint_about(process == "timetable" ? own + "}\n" + rest
                                                  : own + ", " + rest + "}\n");
  };
  INFO(process);
  CHECK(complaint("true").find("2015-01-01 is outside the run") != std::string::npos);
  CHECK(complaint("false") == "");
}

TEST_CASE("what the auditor compares a page with must be other pages", "[scenario]") {
  const auto with_controls = [](const std::string& controls) {
    return complaint_about("audit: {enabled: true, controls: {" + controls + "}}\n");
  };
  CHECK(with_controls("page: {pages: [late]}") == "");
  CHECK(with_controls("page: {pages: [page]}") ==
        "audit.controls.page.pages: 'page' cannot be its own control page: what it "
        "bought would look genuine; name other pages");
  CHECK(with_controls("page: {}") ==
        "audit.controls.page: no control pages, so that the page would be compared "
        "with nothing; name some in `pages`, or leave this out to compare it with all "
        "other pages");
  CHECK(
      with_controls("pag: {pages: [late]}") ==
      "audit.controls.pag: there is no page 'pag'; the scenario names: channel, page, "
      "late");
  CHECK(with_controls("page: {pages: [lat]}") ==
        "audit.controls.page.pages: there is no page 'lat'; the scenario names: "
        "channel, page, late");
}

TEST_CASE("a prior without sense is refused", "[scenario]") {
  CHECK(complaint_about("audit: {orders: {share: 1}}\n") ==
        "audit.orders.share: 1 is not in [0.01, 0.95] (mean share of the likes shown "
        "that were bought, at a page that bought any; the share has the law Beta(1, "
        "1/share - 1), share)");
  CHECK(complaint_about("audit: {interval: 1}\n") ==
        "audit.interval: 1 is not in [0.01, 0.999] (probability that an interval of "
        "fake likes holds)");
}

TEST_CASE("a copy of a scenario says the same and goes its own way", "[scenario]") {
  const sim::LoadedScenario loaded =
      sim::load_scenario(NewsModel(), "scenarios/cambodia.yaml", {});
  const auto copy = loaded.scenario->clone();
  CHECK(sim::write_scenario(*copy) == loaded.resolved);
  dynamic_cast<Scenario&>(*copy).platform.inbox += 1;
  CHECK(sim::write_scenario(*copy) != loaded.resolved);
  CHECK(sim::write_scenario(*loaded.scenario) == loaded.resolved);
}
