#pragma once
// A small sweep for the tests of ledgers and of the sweep's file.

#include <cstdint>
#include <string>
#include <utility>

#include "sim/ledger.hpp"
#include "tests/sim/sample_results.hpp"

namespace newsdep::test {

/// Points over a number and a word: temperature 0, 1, ..., ranking a, b, a, ...
inline sim::SweepPlan sample_plan(std::int64_t points, std::int64_t replicates) {
  sim::SweepPlan plan;
  plan.definition = "people.citizens: 1000\ndays: 20\nkeep: everything\nseed: 7\n";
  plan.attributes = {{"title", "a sweep"},
                     {"points", points},
                     {"replicates", replicates},
                     {"sweep_given", "design: list\n"}};
  plan.parameters = {
      {"choice.temperature", "K", "how hot", "uniform on [0, 9]", true},
      {"platform.ranking", "", "what is shown first", "one of a, b", false}};
  for (std::int64_t p = 0; p < points; ++p) {
    const std::string ranking = p % 2 == 0 ? "a" : "b";
    plan.points.push_back({std::to_string(p), ranking});
    plan.point_keys.push_back("choice.temperature=" + std::to_string(p) +
                              "\nplatform.ranking=" + ranking + "\n");
  }
  for (std::int64_t r = 0; r < replicates; ++r) plan.replicates.push_back(7 + r);
  plan.inputs = {{"names", "one\ntwo\n"}, {"graph", std::string("\x1f\x8b\0x", 4)}};
  return plan;
}

inline sim::RunRecord sample_record(const sim::SweepPlan& plan, std::size_t point,
                                    std::int64_t replicate) {
  return {plan.point_keys[point],
          replicate,
          plan.replicates[static_cast<std::size_t>(replicate)],
          "",
          {},
          0.5,
          {{"Walk", 0.25}}};
}

/// What the run of a point and replicate gives.
inline sim::Results sample_run(std::size_t point, std::int64_t replicate) {
  return sample_results(static_cast<double>(100 * point) +
                        static_cast<double>(replicate));
}

inline void commit_sample(sim::Ledger& ledger, std::size_t point,
                          std::int64_t replicate) {
  const sim::Results results = sample_run(point, replicate);
  ledger.commit(sample_record(ledger.plan(), point, replicate), &results);
}

}  // namespace newsdep::test
