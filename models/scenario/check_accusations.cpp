// Cross-checks of accusations, and of the cases over them.

#include <algorithm>

#include "models/scenario/checks.hpp"

namespace newsdep {

namespace {

/// Reports an event that does not exist, or that happens on a date of its own.
void check_consequence(const Scenario& s, sim::Problems& problems,
                       const std::string& key, const std::string& name) {
  if (name.empty()) return;
  check_name(problems, key, s.events, "event", name);
  const Event* event = find(s.events, name);
  if (event == nullptr || !event->date) return;
  problems.at(key, quoted(name) + " happens on " + event->date->to_string() +
                       ", a date of its own; what is brought about has none: let "
                       "`events." +
                       name + ".date` be null");
}

void check_claim(const Scenario& s, sim::Problems& problems, const std::string& key,
                 const Accusation& accusation) {
  if (accusation.claim == Claim::killing) {
    if (accusation.page.empty()) return;
    problems.at(key + ".page",
                "a killing has nothing to do with the likes of a page; remove `page`, "
                "or let the claim be likes");
    return;
  }
  if (accusation.page.empty()) {
    problems.at(key, "it says that likes were bought; name the `page`");
    return;
  }
  check_name(problems, key + ".page", s.outlets, "page", accusation.page);
  check_is_page(s, problems, key + ".page", accusation.page);
}

void check_accusation(const Scenario& s, sim::Problems& problems,
                      const Accusation& accusation) {
  const std::string key = "accusations." + accusation.name;
  check_name(problems, key + ".by", s.sources, "source", accusation.by);
  check_name(problems, key + ".against", s.sources, "source", accusation.against);
  const Source* by = find(s.sources, accusation.by);
  if (by != nullptr && by->kind == SourceKind::state) {
    problems.at(key + ".by",
                quoted(by->name) +
                    " is the state's own, whose media carry no accusation; "
                    "name another source");
  }
  if (by != nullptr && accusation.by == accusation.against) {
    problems.at(key + ".against",
                quoted(accusation.by) + " cannot accuse itself; name another source");
  }
  check_claim(s, problems, key, accusation);
  if (accusation.enabled) check_date(s, problems, key + ".date", accusation.date);
  check_consequence(s, problems, key + ".suit", accusation.suit);
  const Event* suit = find(s.events, accusation.suit);
  if (suit != nullptr && suit->kind != EventKind::lawsuit) {
    problems.at(key + ".suit", quoted(accusation.suit) +
                                   " is no lawsuit; let `events." + accusation.suit +
                                   ".kind` be lawsuit");
  }
  if (accusation.answer > 0 && accusation.suit.empty()) {
    problems.at(key + ".answer",
                "the state has nothing to answer with; name an event of kind lawsuit "
                "as `suit`");
  }
}

/// What a case is about, and when it opens.
void check_subject(const Scenario& s, sim::Problems& problems, const std::string& key,
                   const CourtCase& of) {
  check_name(problems, key + ".accusation", s.accusations, "accusation", of.accusation);
  const Accusation* about = find(s.accusations, of.accusation);
  if (about == nullptr) return;
  if (about->claim != Claim::likes) {
    problems.at(key + ".accusation",
                quoted(of.accusation) +
                    " is of a killing, of which no data of the platform is evidence; "
                    "name an accusation of bought likes");
  }
  if (!of.date && about->suit.empty()) {
    problems.at(key, "it opens with the suit over the accusation, and " +
                         quoted(of.accusation) +
                         " names none; give that a `suit`, or the case a `date`");
  }
  if (!of.date || !of.enabled) return;
  check_date(s, problems, key + ".date", *of.date);
  if (about->enabled && *of.date < about->date) {
    problems.at(key + ".date", of.date->to_string() + " is before the accusation, " +
                                   about->date.to_string());
  }
}

}  // namespace

std::size_t lessons_of_accusations(const Scenario& s) {
  return static_cast<std::size_t>(
      std::ranges::count(s.accusations, true, &Accusation::enabled) +
      std::ranges::count(s.cases, true, &CourtCase::enabled));
}

void check_accusations(const Scenario& s, sim::Problems& problems) {
  for (const Accusation& accusation : s.accusations) {
    check_accusation(s, problems, accusation);
  }
  bool is_any_heard = false;
  for (const CourtCase& of : s.cases) {
    const std::string key = "cases." + of.name;
    check_subject(s, problems, key, of);
    check_consequence(s, problems, key + ".convicts", of.convicts);
    check_consequence(s, problems, key + ".acquits", of.acquits);
    is_any_heard |= of.enabled;
  }
  if (is_any_heard && !s.audit.enabled) {
    problems.at("cases",
                "a court reads what the auditor finds, and nobody audits; let "
                "`audit.enabled` be true, or switch the cases off with `enabled: "
                "false`");
  }
}

}  // namespace newsdep
