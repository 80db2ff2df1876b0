// The step: what happens, in which order. Everything else in models/ is detail.

#include "models/plan.hpp"

#include <memory>

#include "models/processes/accusations.hpp"
#include "models/processes/adoption.hpp"
#include "models/processes/ads.hpp"
#include "models/processes/audit.hpp"
#include "models/processes/ballot.hpp"
#include "models/processes/climate.hpp"
#include "models/processes/conversation.hpp"
#include "models/processes/court.hpp"
#include "models/processes/delivery.hpp"
#include "models/processes/disclosure.hpp"
#include "models/processes/flows.hpp"
#include "models/processes/inauthentic_accounts.hpp"
#include "models/processes/knockout.hpp"
#include "models/processes/marketplace.hpp"
#include "models/processes/measures.hpp"
#include "models/processes/news_day.hpp"
#include "models/processes/newsroom.hpp"
#include "models/processes/state.hpp"
#include "models/processes/street.hpp"
#include "models/processes/survey.hpp"
#include "models/processes/timetable.hpp"

namespace newsdep {
namespace {

/// A process with memory of its own, kept alive by the plan.
template <class Process, class... Arguments>
std::function<void(const sim::Moment&)> keep(Arguments&... arguments) {
  auto process = std::make_shared<Process>(arguments...);
  return [process](const sim::Moment& moment) { (*process)(moment); };
}

/// A process that is a function of the world and the moment.
std::function<void(const sim::Moment&)> call(void (*process)(World&,
                                                             const sim::Moment&),
                                             World& world) {
  return [process, &world](const sim::Moment& moment) { process(world, moment); };
}

}  // namespace

sim::Plan make_plan(World& world, sim::Results& results) {
  const Scenario& on = world.rules();
  const bool has_news = !world.media.empty();
  return sim::Plan({
      {"Timetable", on.timetable.enabled, call(take_effect, world)},
      {"State", on.state.enabled, call(spend_budget, world)},
      {"Accusations", !on.accusations.empty(), keep<Accusations>(world, results)},
      {"Newsroom", on.newsroom.enabled, call(publish, world)},
      {"Adoption", on.adoption.enabled, keep<Adoption>(world)},
      {"AdAuction", on.ads.enabled, call(auction_ads, world)},
      {"Delivery", world.has_platform(), keep<Delivery>(world)},
      {"Climate", on.fear.enabled || on.climate.enabled, call(hold_climate, world)},
      {"NewsDay", has_news, call(live_news_day, world)},
      {"Conversation", on.conversation.kernel != ConversationKernel::none,
       keep<Conversation>(world, results)},
      {"AdBilling", on.ads.enabled, call(bill_ads, world)},
      {"InauthenticAccounts", on.inauthentic.enabled, call(act_inauthentically, world)},
      {"Marketplace", on.marketplace.enabled, call(deliver_likes, world)},
      {"Street", on.street.enabled, call(take_to_street, world)},
      {"Ballot", on.ballot.enabled, keep<Ballot>(world, results)},
      {"Audit", on.audit.enabled, keep<Audit>(world, results)},
      {"Disclosure", on.disclosure.enabled, keep<Disclosure>(world, results)},
      {"Court", !on.cases.empty(), keep<Court>(world, results)},
      {"Measures", on.measures.enabled, keep<Measures>(world, results)},
      {"Flows", on.measures.enabled, keep<Flows>(world, results)},
      {"Knockout", on.measures.enabled, keep<Knockout>(world, results)},
      {"Survey", on.survey.enabled, keep<Survey>(world, results)},
  });
}

sim::Plan make_resting_plan(World& world) {
  return sim::Plan({
      {"Newsroom", world.rules().newsroom.enabled, call(publish, world)},
      {"Delivery", world.has_platform(), keep<Delivery>(world)},
      {"NewsDay", true, call(live_news_day, world)},
  });
}

}  // namespace newsdep
