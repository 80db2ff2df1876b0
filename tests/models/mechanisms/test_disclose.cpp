// What is granted, when the truth convinces, whom compliance exposes.

#include <cmath>
#include <limits>

#include "models/mechanisms/disclose.hpp"
#include "tests/catch.hpp"

using namespace newsdep;

namespace {

constexpr double certain = std::numeric_limits<double>::infinity();

Findings findings(double at_origin, double payments) {
  Findings found;
  found[1].log_bayes_factor = at_origin;
  found.back().log_bayes_factor = payments;
  return found;
}

}  // namespace

TEST_CASE("the truth convinces at a level from the threshold on, a false alarm nowhere",
          "[disclosure]") {
  CHECK(convinces(findings(3, certain), AuditLevel::origin, 3));
  CHECK_FALSE(convinces(findings(2.999, certain), AuditLevel::origin, 3));
  CHECK(convinces(findings(-50, certain), AuditLevel::full, 700));
  CHECK_FALSE(convinces(findings(50, -certain), AuditLevel::origin, 3));
  CHECK_FALSE(convinces(findings(50, -certain), AuditLevel::full, 3));
  Findings open = findings(50, certain);
  open[0].log_bayes_factor = 50;
  CHECK_FALSE(convinces(open, AuditLevel::totals, 3));
}

TEST_CASE("a page that shows no likes has neither bought nor not", "[disclosure]") {
  const Findings none = findings(NAN, NAN);
  CHECK_FALSE(was_bought(none));
  CHECK_FALSE(convinces(none, AuditLevel::full, 0));
  CHECK_FALSE(exonerates(none, AuditLevel::full, 0));
}

TEST_CASE("a level exonerates by what it shows, whatever is true", "[disclosure]") {
  for (const double payments : {certain, -certain}) {
    CHECK(exonerates(findings(-3, payments), AuditLevel::origin, 3));
    CHECK_FALSE(exonerates(findings(-2.999, payments), AuditLevel::origin, 3));
    CHECK_FALSE(exonerates(findings(3, payments), AuditLevel::origin, 3));
    CHECK(exonerates(findings(5, payments), AuditLevel::full, 700) == (payments < 0));
    Findings open = findings(0, payments);
    open[0].log_bayes_factor = -50;
    CHECK_FALSE(exonerates(open, AuditLevel::totals, 3));
  }
  CHECK_FALSE(exonerates(findings(0, -certain), AuditLevel::origin, 0));
}

TEST_CASE("payers are named by payments with identity, and by nothing less",
          "[disclosure]") {
  using enum AuditLevel;
  using enum DisclosureScope;
  CHECK(Grant{full, identity}.names_payers());
  CHECK(Grant{full, both}.names_payers());
  CHECK_FALSE(Grant{full, content}.names_payers());
  CHECK_FALSE(Grant{accounts, both}.names_payers());
}

TEST_CASE("accounts are exposed from their level on, by name or by what they wrote",
          "[disclosure]") {
  using enum AuditLevel;
  using enum DisclosureScope;
  for (const bool has_written : {false, true}) {
    for (const AuditLevel level : {accounts, full}) {
      CHECK(exposes({level, identity}, has_written));
      CHECK(exposes({level, both}, has_written));
      CHECK(exposes({level, content}, has_written) == has_written);
    }
    for (const AuditLevel level : {totals, origin, ad_library}) {
      CHECK_FALSE(exposes({level, both}, has_written));
    }
  }
}

TEST_CASE("a part has at most the level and the scope of the whole", "[disclosure]") {
  using enum AuditLevel;
  using enum DisclosureScope;
  CHECK(Grant{full, both}.contains({accounts, content}));
  CHECK(Grant{full, both}.contains({full, both}));
  CHECK(Grant{full, content}.contains({origin, identity}));  // of accounts says nothing
  CHECK_FALSE(Grant{full, content}.contains({accounts, identity}));
  CHECK_FALSE(Grant{full, identity}.contains({accounts, both}));
  CHECK_FALSE(Grant{origin, both}.contains({accounts, both}));
}
