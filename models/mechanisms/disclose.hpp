#pragma once
// Disclosure of a page: what is granted, when the truth convinces, whom it exposes.

#include <cstddef>
#include <cstdint>

#include "models/mechanisms/audit.hpp"

namespace newsdep {

/// What is disclosed of accounts: who is behind them, what they wrote, or both.
enum class DisclosureScope : std::uint8_t { identity, content, both };

/// What a court grants, or is asked for: nothing by default.
struct Grant {
  AuditLevel level = AuditLevel::totals;
  DisclosureScope scope = DisclosureScope::identity;

  bool is_anything() const { return level > AuditLevel::totals; }
  /// Whether it says who is behind accounts.
  bool shows_accounts() const {
    return level >= AuditLevel::accounts && scope != DisclosureScope::content;
  }
  /// Whether it says what accounts wrote.
  bool shows_writing() const {
    return level >= AuditLevel::accounts && scope != DisclosureScope::identity;
  }
  /// Whether it says who paid: payments come with the highest level, names with
  /// identity.
  bool names_payers() const {
    return level == AuditLevel::full && scope != DisclosureScope::content;
  }
  /// Whether all of `part` is within it.
  bool contains(const Grant& part) const {
    const bool is_in_scope = part.level < AuditLevel::accounts ||
                             scope == DisclosureScope::both || part.scope == scope;
    return part.level <= level && is_in_scope;
  }
};

/// Whether likes of a page were bought, of those that it shows or ever: payments tell
/// (mechanisms/audit.hpp). Not where it shows none.
inline bool was_bought(const Findings& findings) {
  return findings.back().log_bayes_factor > 0;
}

/// Whether what a level shows makes news: likes were bought, and
///
///     log B >= threshold
///
/// log B the auditor's log Bayes factor for "bought" at that level. What the totals
/// show was public all along and is no disclosure. A false alarm is no news: the
/// platform that discloses knows that it is false (assumed). Source: for a threshold of
/// ln 20, Kass and Raftery, J. Am. Stat. Assoc. 90 (1995) 773, section 3.2.
inline bool convinces(const Findings& findings, AuditLevel level, double threshold) {
  const Finding& found = findings[static_cast<std::size_t>(level)];
  return level > AuditLevel::totals && was_bought(findings) &&
         found.log_bayes_factor >= threshold;
}

/// Whether what a level shows exonerates: it speaks against "bought" as strongly as it
/// would have to speak for it,
///
///     log B <= -threshold
///
/// which payments, where none are found, do without bound (-inf). It rests on nothing
/// that is not disclosed, so that a page that bought likes may be exonerated at a level
/// that does not show them. Kass and Raftery's scale, read the other way (ibid.).
inline bool exonerates(const Findings& findings, AuditLevel level, double threshold) {
  const Finding& found = findings[static_cast<std::size_t>(level)];
  return level > AuditLevel::totals && found.log_bayes_factor < 0 &&
         found.log_bayes_factor <= -threshold;
}

/// What is left of credence in one to whom readers know that this was done: 1 - loss to
/// the exposed, all to the others. loss in [0, 1]; assumed.
inline double credence_left(bool is_exposed, double loss) {
  return is_exposed ? 1 - loss : 1.0;
}

/// Whether a ruling exposes a fan of the page: by name as a fan, or by what he wrote.
inline bool exposes(const Grant& grant, bool has_written) {
  return grant.shows_accounts() || (grant.shows_writing() && has_written);
}

}  // namespace newsdep
