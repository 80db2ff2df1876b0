#pragma once
// What the auditor has found, and how much of it the public may see.

#include <vector>

#include "models/mechanisms/audit.hpp"

namespace newsdep {

/// The last audit, by page. Empty where the auditor is off.
struct AuditState {
  std::vector<Findings> findings;     ///< [pages] NaN for one that shows no likes
  std::vector<double> truth;          ///< [pages] bought likes online, persons
  std::vector<AuditLevel> disclosed;  ///< [pages] the highest level so far
};

}  // namespace newsdep
