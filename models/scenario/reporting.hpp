#pragma once
// What is measured and asked, and the rest from which a run starts.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/parameters.hpp"

namespace newsdep {

/// A wave of the survey.
struct Wave {
  std::string name;
  sim::Date date;
  void declare(sim::Declarations& d) {
    d.add("date", date, {.meaning = "the day on which the wave asks"});
  }
};

struct SurveyParameters {
  bool enabled = true;
  std::int64_t sample = 2000;
  std::vector<Wave> waves;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Survey"});
    d.add("sample", sample,
          {.unit = "citizens",
           .low = 1,
           .high = 1e7,
           .meaning = "citizens asked in a wave",
           .source = "the Cambodian survey of 2016 asked 2,061"});
    d.named("waves", waves, "when the survey asks for the main source of news");
  }
};

/// A day for which the knock-out of the platform is expected.
struct KnockoutDate {
  std::string name;
  sim::Date date;
  void declare(sim::Declarations& d) {
    d.add("date", date, {.meaning = "the day whose values and visits it takes"});
  }
};

struct MeasuresParameters {
  bool enabled = true;
  std::int64_t every = 1;
  std::int64_t feed_sample = 4096;
  bool snapshots = false;
  std::optional<sim::Date> flow_from;
  std::optional<sim::Date> flow_to;
  std::vector<KnockoutDate> knockouts;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled, {.meaning = "switch of the process Measures"});
    d.add("every", every,
          {.unit = "steps",
           .low = 1,
           .high = 100000,
           .meaning = "steps between two "
                      "records"});
    d.add(
        "feed_sample", feed_sample,
        {.unit = "citizens",
         .low = 1,
         .high = 1e9,
         .meaning = "citizens whose inboxes are looked at for the quality of feeds, at "
                    "most all"});
    d.add("snapshots", snapshots,
          {.meaning = "whether each record holds the belief of every citizen"});
    d.add(
        "flow_from", flow_from,
        {.meaning = "first day of the comparison that attention flows are drawn for"});
    d.add("flow_to", flow_to, {.meaning = "second day of that comparison"});
    d.named("knockouts", knockouts,
            "when it is expected what would be lost if the first platform went dark");
  }
};

struct BurnInParameters {
  bool enabled = true;
  sim::NamedNumbers main_source;
  double solve_days = 360;
  double settle_days = 360;
  double tolerance = 0.01;

  void declare(sim::Declarations& d) {
    d.add(
        "enabled", enabled,
        {.meaning = "whether the run starts at rest; off, conveniences are as given"});
    d.add("main_source", main_source,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "main-source shares by medium at the start; they sum to 1"});
    d.add("solve_days", solve_days,
          {.unit = "days",
           .low = 60,
           .high = 100000,
           .meaning = "days in which the conveniences are solved"});
    d.add("settle_days", settle_days,
          {.unit = "days",
           .low = 60,
           .high = 100000,
           .meaning = "days in which a second start must come to the same rest"});
    d.add("tolerance", tolerance,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "by how much the two starts' main-source shares may differ"});
  }
};

}  // namespace newsdep
