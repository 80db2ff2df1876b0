#include "models/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/scenario/checks.hpp"
#include "models/world.hpp"

namespace newsdep {

void check_date(const Scenario& s, sim::Problems& problems, const std::string& key,
                sim::Date date) {
  if (s.time.start <= date && date <= s.time.end) return;
  problems.at(key, date.to_string() + " is outside the run, " +
                       s.time.start.to_string() + " to " + s.time.end.to_string() +
                       "; move the date, or switch it off with `enabled: false`");
}

const Medium* first_platform(const Scenario& s) {
  const auto it = std::ranges::find(s.media, MediumKind::platform, &Medium::kind);
  return it == s.media.end() ? nullptr : &*it;
}

double start_share(const Scenario& s, std::string_view name) {
  const Medium* medium = find(s.media, name);
  if (medium == nullptr || medium->kind != MediumKind::platform) return 0;
  return medium == first_platform(s) ? s.adoption.start_share : medium->start_share;
}

bool has_money(const Scenario& s, const Advertiser& advertiser) {
  const bool is_paid =
      s.state.budget > 0 && s.state.pays_for("ads.advertisers." + advertiser.name);
  return advertiser.enabled && (advertiser.budget > 0 || is_paid);
}

bool is_an_answer(const Scenario& s, const std::string& event) {
  return s.state.brings_about(event) ||
         std::ranges::find(s.accusations, event, &Accusation::suit) !=
             s.accusations.end() ||
         std::ranges::any_of(s.cases, [&](const CourtCase& of) {
           return of.convicts == event || of.acquits == event;
         });
}

/// Reports an outlet that is no page; of one that does not exist others report.
void check_is_page(const Scenario& s, sim::Problems& problems, const std::string& key,
                   const std::string& name) {
  const Outlet* outlet = find(s.outlets, name);
  const Medium* medium = outlet == nullptr ? nullptr : find(s.media, outlet->medium);
  if (medium == nullptr || medium->kind == MediumKind::platform) return;
  problems.at(key, quoted(name) + " is not a page of a platform");
}

namespace {

void check_medium(const Scenario& s, sim::Problems& problems, const Medium& medium) {
  const std::string key = "media." + medium.name;
  if (!medium.access_as.empty()) {
    check_name(problems, key + ".access_as", s.media, "medium", medium.access_as);
  }
  if (medium.start_share > 0 && &medium == first_platform(s)) {
    problems.at(key + ".start_share",
                quoted(medium.name) +
                    " is the first platform; say it in `adoption.start_share`");
  }
  if (medium.opens && start_share(s, medium.name) > 0) {
    problems.at(
        key + ".opens",
        quoted(medium.name) +
            " has users at the start, so it is open by then; remove `opens`, or "
            "let its start share be 0");
  }
}

void check_media(const Scenario& s, sim::Problems& problems) {
  const bool is_talk_alone = s.conversation.kernel != ConversationKernel::none;
  if (s.media.empty() && !is_talk_alone) {
    problems.at("media",
                "there is none, so nobody could meet any news; name at least one "
                "medium, such as tv: {}, or a `conversation.kernel` by which citizens "
                "talk");
  }
  if (s.media.empty()) check_without_media(s, problems);
  if (s.media.size() > max_media) {
    problems.at("media", "at most " + std::to_string(max_media) + " media, here " +
                             std::to_string(s.media.size()));
  }
  int platforms = 0;
  int talks = 0;
  for (const Medium& m : s.media) {
    platforms += m.kind == MediumKind::platform;
    talks += m.kind == MediumKind::talk;
  }
  if (platforms > max_platforms) {
    problems.at("media", "at most " + std::to_string(max_platforms) +
                             " media of kind platform; here " +
                             std::to_string(platforms));
  }
  if (talks > 1) {
    problems.at("media",
                "at most one medium of kind talk; here " + std::to_string(talks));
  }
  for (const Medium& m : s.media) check_medium(s, problems, m);
}

void check_outlets(const Scenario& s, sim::Problems& problems) {
  int alternatives = 0;
  int pages = 0;
  std::map<std::string, int> pages_on;  // of each platform
  for (const Medium& m : s.media) alternatives += m.kind != MediumKind::broadcast;
  for (const Outlet& outlet : s.outlets) {
    const std::string key = "outlets." + outlet.name;
    check_name(problems, key + ".source", s.sources, "source", outlet.source);
    check_name(problems, key + ".medium", s.media, "medium", outlet.medium);
    const Medium* medium = find(s.media, outlet.medium);
    if (medium == nullptr) continue;
    if (medium->kind == MediumKind::talk) {
      problems.at(key + ".medium",
                  "nobody publishes by word of mouth; give the outlet a medium of kind "
                  "broadcast or platform");
    }
    (medium->kind == MediumKind::platform ? pages : alternatives) += 1;
    if (medium->kind == MediumKind::platform) ++pages_on[medium->name];
  }
  if (!s.media.empty() && alternatives == 0) {
    problems.at("outlets",
                "there is none, and neither a platform nor word of mouth, so nobody "
                "could meet any news; name at least one, such as channel: {source: "
                "state, medium: tv}");
  }
  if (alternatives > max_alternatives) {
    problems.at("outlets", "a citizen has at most " + std::to_string(max_alternatives) +
                               " alternatives (outlets off platforms, word of mouth, "
                               "platforms); here " +
                               std::to_string(alternatives) + ": merge small outlets");
  }
  int most_pages = 0;
  for (const auto& [platform, count] : pages_on)
    most_pages = std::max(most_pages, count);
  const std::int64_t candidates =
      s.platform.inbox + s.platform.trending + most_pages * s.platform.page_stories;
  if (candidates > max_candidates) {
    problems.at("platform.page_stories",
                "a visit would rank up to " + std::to_string(candidates) +
                    " candidates (inbox, trending and the stories of every page); at "
                    "most " +
                    std::to_string(max_candidates) + ": lower one of them");
  }
  if (pages > max_pages) {
    problems.at("outlets", "at most " + std::to_string(max_pages) + " pages; here " +
                               std::to_string(pages));
  }
}

void check_beliefs(const Scenario& s, sim::Problems& problems) {
  for (const Outlet& outlet : s.outlets) {
    const Medium* medium = find(s.media, outlet.medium);
    const Source* source = find(s.sources, outlet.source);
    if (medium == nullptr || source == nullptr) continue;
    if (!(medium->persuasion * source->credence <= 1)) {
      problems.at("sources." + source->name + ".credence",
                  "persuasion times credence passes 1, so belief would leave [-1, 1]");
    }
  }
}

/// Whether a medium is a platform that nobody is on at the start, so that it can be
/// nobody's main source.
bool is_yet_empty(const Scenario& s, std::string_view name) {
  const Medium* medium = find(s.media, name);
  return medium != nullptr && medium->kind == MediumKind::platform &&
         start_share(s, name) <= 0;
}

void check_burn_in(const Scenario& s, sim::Problems& problems) {
  if (!s.burn_in.enabled || s.media.empty()) return;
  double sum = 0;
  for (const auto& [name, share] : s.burn_in.main_source) {
    check_name(problems, "burn_in.main_source", s.media, "medium", name);
    sum += share;
  }
  if (!(std::abs(sum - 1) <= 1e-6)) {
    problems.at("burn_in.main_source",
                "the shares sum to " + std::to_string(sum) +
                    ", not 1; they say where everybody's news comes from at the start");
  }
  for (const auto& [name, share] : s.burn_in.main_source) {
    if (share > 0 || is_yet_empty(s, name)) continue;
    problems.at("burn_in.main_source",
                "the share of " + quoted(name) +
                    " is 0, which no convenience can bring about; leave the medium out "
                    "of the scenario instead");
  }
  for (const Medium& medium : s.media) {
    bool given = false;
    for (const auto& [name, share] : s.burn_in.main_source)
      given |= name == medium.name;
    if (!given && !is_yet_empty(s, medium.name)) {
      problems.at("burn_in.main_source",
                  "the share of " + quoted(medium.name) + " is missing");
    }
  }
}

/// Checks that what readers could come to learn has a bit each.
void check_lessons(const Scenario& s, sim::Problems& problems) {
  const std::size_t disclosed = lessons_of_disclosure(s);
  const std::size_t said = lessons_of_accusations(s);
  if (disclosed + said <= Lessons::most) return;
  problems.at(disclosed > said ? "disclosure" : "accusations",
              "readers could come to learn " + std::to_string(disclosed + said) +
                  " things, and at most " + std::to_string(Lessons::most) + ": " +
                  std::to_string(disclosed) +
                  " that are disclosed (of a page what was bought, once more when "
                  "payers are named later, and that a ruling showed nothing) and " +
                  std::to_string(said) +
                  " that are said (by each accusation, and by each case); ask of "
                  "fewer pages, lower disclosure.policy.level, or accuse less");
}

}  // namespace

std::unique_ptr<sim::ScenarioBase> Scenario::clone() const {
  return std::make_unique<Scenario>(*this);
}

void Scenario::declare(sim::Declarations& d) {
  d.add("title", title, {.meaning = "what the scenario is, in a few words"});
  d.add("seed", seed_value,
        {.low = 0,
         .high = 9007199254740991.0,
         .meaning = "the run's luck; replicate r uses seed + r"});
  d.group("time", time, "the calendar of the run");
  d.group("population", population, "who lives there");
  d.group("friends", friends, "who is a friend of whom");
  d.group("follows", follows, "who follows whom on platforms, friends aside");
  d.group("access", access, "who can reach which medium");
  d.group("attention", attention, "how much is read");
  d.group("choice", choice, "how alternatives are chosen and valued");
  d.group("belief", belief, "how stories move belief");
  d.group("adoption", adoption, "how citizens join and leave platforms");
  d.group("platform", platform, "the feeds of platforms");
  d.group("conversation", conversation, "word of mouth by textbook models");
  d.named("media", media, "the media");
  d.named("sources", sources, "who speaks");
  d.named("outlets", outlets, "sources over media; on a platform, pages");
  d.group("timetable", timetable, "dated events");
  d.named("events", events, "what happens by date");
  d.group("newsroom", newsroom, "publishing");
  d.group("fear", fear, "repression as news, and who is afraid");
  d.group("climate", climate, "what people think that others think, and who speaks");
  d.group("inauthentic", inauthentic, "trolls and bots, on the first platform");
  d.group("ads", ads, "advertisers, and what the first platform does with them");
  d.group("leak", leak, "data on users that advertisers should not have");
  d.group("marketplace", marketplace, "what is bought on the platform");
  d.group("ballot", ballot, "elections");
  d.group("street", street, "protest");
  d.group("audit", audit, "the auditor of page likes");
  d.group("state", state, "the state: its money, its levers, its nerves");
  d.group("disclosure", disclosure, "what the platform shows, and is made to show");
  d.named("accusations", accusations, "what is said of the powerful in public");
  d.named("cases", cases, "what comes of accusations in court");
  d.group("survey", survey, "the survey of main sources");
  d.group("measures", measures, "what is recorded");
  d.group("burn_in", burn_in, "the rest from which a run starts");
}

void Scenario::check(sim::Problems& problems) const {
  if (time.end < time.start) {
    problems.at("time.end", "the run ends before it starts");
  }
  if (const double days = 1.0 / time.step; std::abs(days - std::round(days)) > 1e-9) {
    problems.at("time.step", "a day must be a whole number of steps");
  }
  check_media(*this, problems);
  check_outlets(*this, problems);
  check_events(*this, problems);
  check_bought(*this, problems);
  check_ballot(*this, problems);
  check_street(*this, problems);
  check_places(*this, problems);
  check_friends(*this, problems);
  check_opinion(*this, problems);
  check_conversation(*this, problems);
  check_state(*this, problems);
  check_disclosure(*this, problems);
  check_accusations(*this, problems);
  check_lessons(*this, problems);
  check_beliefs(*this, problems);
  check_burn_in(*this, problems);
  for (const Wave& wave : survey.waves) {
    if (!survey.enabled) break;
    check_date(*this, problems, "survey.waves." + wave.name + ".date", wave.date);
  }
  for (const KnockoutDate& knockout : measures.knockouts) {
    if (!measures.enabled) break;
    check_date(*this, problems, "measures.knockouts." + knockout.name + ".date",
               knockout.date);
  }
  if (measures.flow_from.has_value() != measures.flow_to.has_value()) {
    problems.at("measures.flow_from", "flows need both `flow_from` and `flow_to`");
  } else if (measures.flow_from) {
    check_date(*this, problems, "measures.flow_from", *measures.flow_from);
    check_date(*this, problems, "measures.flow_to", *measures.flow_to);
    if (*measures.flow_to <= *measures.flow_from) {
      problems.at("measures.flow_to", "the second day must come after the first");
    }
  }
  if (platform.memory == 0 && platform.response.kind == ResponseKind::independent) {
    problems.at(
        "platform.memory",
        "without memory a story would be liked and shared again and again by the "
        "same citizen; remember at least 1, or let `platform.response.kind` be "
        "one_of_feed");
  }
}

}  // namespace newsdep
