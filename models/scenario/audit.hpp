#pragma once
// The auditor: when it looks, with what it compares, and what it holds likely before it
// has looked (its stated prior).

#include <cstdint>
#include <string>
#include <vector>

#include "sim/parameters.hpp"

namespace newsdep {

/// The pages with which one page is compared.
struct AuditControls {
  std::string name;  ///< the audited page
  std::vector<std::string> pages;

  void declare(sim::Declarations& d) {
    d.add("pages", pages,
          {.meaning = "control pages: pages of which the auditor takes it that nobody "
                      "bought them likes"});
  }
};

/// What the auditor holds likely of bought likes before it has looked.
struct OrdersPrior {
  double chance = 0.3;
  double share = 0.3;

  void declare(sim::Declarations& d) {
    d.add("chance", chance,
          {.low = 0,
           .high = 1,
           .meaning = "chance that a page shows likes that were bought"});
    d.add("share", share,
          {.unit = "share",
           .low = 0.01,
           .high = 0.95,
           .meaning = "mean share of the likes shown that were bought, at a page that "
                      "bought any; the share has the law Beta(1, 1/share - 1)"});
  }
};

/// What the auditor holds likely of genuine likes from abroad.
struct AbroadPrior {
  double ratio = 0.2;
  double ratio_spread = 1;
  double page_spread = 0.3;
  double burst_chance = 0.1;
  double burst_share = 0.05;

  void declare(sim::Declarations& d) {
    d.add("ratio", ratio,
          {.low = 1e-6,
           .high = 1e6,
           .meaning = "median of genuine likes from abroad for each like at home",
           .source = "Newsweek, March 2016: 1.83 of 2.2 million likes of Sam Rainsy's "
                     "page are Cambodian (hunsen_page_likes.csv)"});
    d.add("ratio_spread", ratio_spread,
          {.low = 0.01,
           .high = 5,
           .meaning = "standard deviation of the logarithm of the ratio that is common "
                      "to all pages, before control pages are seen"});
    d.add("page_spread", page_spread,
          {.low = 0.01,
           .high = 5,
           .meaning = "standard deviation of the logarithm of genuine ratios between "
                      "pages"});
    d.add("burst_chance", burst_chance,
          {.low = 0,
           .high = 1,
           .meaning = "chance that a page has had a genuine burst from abroad"});
    d.add("burst_share", burst_share,
          {.unit = "share",
           .low = 0.001,
           .high = 0.95,
           .meaning = "mean share of genuine likes that a genuine burst brought, law "
                      "Beta(1, 1/share - 1)"});
  }
};

/// What the auditor holds likely of a page's growth, and of ads that explain it.
struct GrowthPrior {
  double spread = 0.03;
  double tail = 4;
  double ads_chance = 0.3;
  double ads_share = 0.1;
  double ads_cost = 0.1;
  double ads_cost_spread = 0.5;

  void declare(sim::Declarations& d) {
    d.add(
        "spread", spread,
        {.unit = "share",
         .low = 0.005,
         .high = 1,
         .meaning = "scale of what a page gains between two audits beside its control "
                    "pages, as a share of the likes it shows today"});
    d.add("tail", tail,
          {.low = 1,
           .high = 100,
           .meaning = "degrees of freedom of Student's t, the law of that gain: the "
                      "fewer, the more often a page has a surge of its own"});
    d.add("ads_chance", ads_chance,
          {.low = 0, .high = 1, .meaning = "chance that ads have brought a page fans"});
    d.add("ads_share", ads_share,
          {.unit = "share",
           .low = 0.001,
           .high = 0.95,
           .meaning = "mean share of the likes neither bought nor of a burst that ads "
                      "brought, law Beta(1, 1/share - 1)"});
    d.add("ads_cost", ads_cost,
          {.unit = "USD",
           .low = 1e-6,
           .high = 1e6,
           .meaning = "median of what ads cost for each like that they bring"});
    d.add("ads_cost_spread", ads_cost_spread,
          {.low = 0.01,
           .high = 5,
           .meaning = "scale of the logistic law of the logarithm of that cost"});
  }
};

/// What is known of the accounts that like pages, and how many are looked at.
struct AccountsPrior {
  std::int64_t sample = 200;
  double age = 3;
  double fake_age = 1;
  double active = 0.8;
  double fake_active = 0.5;

  void declare(sim::Declarations& d) {
    d.add("sample", sample,
          {.unit = "accounts",
           .low = 1,
           .high = 100000,
           .meaning = "accounts drawn from those that like a page"});
    d.add("age", age,
          {.unit = "years",
           .low = 0.01,
           .high = 100,
           .meaning = "mean age of genuine accounts; ages are exponential"});
    d.add("fake_age", fake_age,
          {.unit = "years",
           .low = 0.01,
           .high = 100,
           .meaning = "mean age of accounts whose likes were bought"});
    d.add("active", active,
          {.unit = "share",
           .low = 0.001,
           .high = 0.999,
           .meaning = "genuine accounts that post or write in a month"});
    d.add(
        "fake_active", fake_active,
        {.unit = "share",
         .low = 0.001,
         .high = 0.999,
         .meaning = "accounts whose likes were bought that post or write in a month"});
  }
};

struct AuditParameters {
  bool enabled = false;
  std::int64_t every = 30;
  double interval = 0.9;
  std::vector<AuditControls> controls;
  OrdersPrior orders;
  AbroadPrior abroad;
  GrowthPrior growth;
  AccountsPrior accounts;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Audit"});
    d.add("every", every,
          {.unit = "days",
           .low = 1,
           .high = 10000,
           .meaning = "days between two audits; the first is on the first day"});
    d.add("interval", interval,
          {.low = 0.01,
           .high = 0.999,
           .meaning = "probability that an interval of fake likes holds"});
    d.named("controls", controls,
            "by audited page, its control pages; a page not named here is compared "
            "with all other pages of its platform");
    d.group("orders", orders, "stated prior: bought likes");
    d.group("abroad", abroad, "stated prior: genuine likes from abroad");
    d.group("growth", growth, "stated prior: growth, and ads that explain it");
    d.group("accounts", accounts, "the accounts that like pages");
  }
};

}  // namespace newsdep
