#pragma once
// Results with a group, labels, several sizes and a gap, for the tests of files.

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sim/results_file.hpp"
#include "sim/safe_file.hpp"

namespace newsdep::test {

/// Values that depend on `luck`; 400 days, so that by_region is larger than 64 KiB.
inline sim::Results sample_results(double luck) {
  constexpr std::size_t days = 400;
  sim::Results results;
  std::vector<double> time(days);
  for (std::size_t t = 0; t < days; ++t) time[t] = static_cast<double>(t);
  const std::string since = "days since 2013-01-01 00:00:00";
  results.add_axis({"time", "", {}, time, since, "time"});
  results.add_axis({"medium", "", {"tv", "radio", "ទូរទស្សន៍"}, {}, "", "medium"});
  std::vector<std::string> regions;
  for (int k = 0; k < 24; ++k) regions.push_back("region " + std::to_string(k));
  results.add_axis({"region", "", regions, {}, "", "region"});
  results.add_axis({"page", "platform", {"a", "b"}, {}, "", "page"});
  results.add_axis({"wave", "survey", {}, {10, 20}, since, "wave of the survey"});
  const auto add = [&](std::string name, std::vector<std::string> axes, double start) {
    const auto id =
        results.add({name, std::move(axes), "1", "title of " + name, "meaning"});
    double value = start + luck;
    for (double& v : results.values(id)) v = value += 0.25;
    return id;
  };
  const auto dependency = add("platform_dependency", {"time"}, 0);
  add("main_source_share", {"time", "medium"}, 1);
  add("by_region", {"time", "region", "medium"}, 2);
  add("constant", {}, 5);
  add("platform/reach", {"time", "page"}, 3);
  add("survey/main_source", {"wave", "medium"}, 4);
  results.values(dependency)[0] = std::nan("");
  return results;
}

struct SampleFile {
  std::vector<std::int64_t> seeds{7};
  double luck = 0;
  std::string title = "a title";
  std::string scenario = "seed: 7\n";
  sim::InputTexts inputs;
  sim::Circumstances circumstances;

  /// Replicate of seed s has luck s + luck.
  void write(const std::filesystem::path& path) const {
    sim::ResultsWriter writer({{"title", title},
                               {"seed", seeds.front()},
                               {"replicates", std::int64_t(seeds.size())},
                               {"scenario", scenario}},
                              seeds);
    for (const auto seed : seeds) {
      writer.add(sample_results(static_cast<double>(seed) + luck));
    }
    writer.add_inputs(inputs);
    writer.add_provenance(circumstances);
    sim::write_safely(path, writer.finish(), sim::Existing::replace);
  }
};

}  // namespace newsdep::test
