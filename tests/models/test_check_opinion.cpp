// What is refused of fear and of the climate of opinion, word for word.

#include <string>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

std::string with_event(const std::string& rest) {
  return complaint_about("events: {e: {date: 2013-02-01, " + rest + "}}\n");
}

}  // namespace

TEST_CASE("events of repression without mistakes are accepted", "[scenario]") {
  CHECK(with_event("kind: lawsuit, threat: 0.3") == "");
  CHECK(with_event("kind: arrest, threat: 1") == "");
  CHECK(with_event("kind: killing") == "");
  CHECK(with_event("kind: law, threat: 0.5, outlets: [page]") == "");
  CHECK(with_event("kind: press, pressure: 0.5, sources: [state], end: 2013-03-01") ==
        "");
  CHECK(with_event("kind: close, threat: 0.5, outlets: [channel]") == "");
}

TEST_CASE("mistakes in events of repression are explained", "[scenario]") {
  CHECK(with_event("kind: arrest, threat: 2") ==
        "events.e.threat: 2 is not in [0, 1] (how threatening news of this event is, "
        "whatever its kind; 0: it is no news of repression)");
  CHECK(with_event("kind: arrest, end: 2013-03-01") ==
        "events.e.end: an event of this kind cannot be undone; remove `end`");
  CHECK(with_event("kind: law, threat: 1") ==
        "events.e: a law threatens those who follow pages; name these as `outlets`");
  CHECK(with_event("kind: law, threat: 1, outlets: [channel]") ==
        "events.e.outlets: 'channel' is not a page of a platform");
  CHECK(with_event("kind: press, pressure: 1") ==
        "events.e: an event of this kind needs `sources`");
}

TEST_CASE("fear and climate are refused where everybody must share", "[scenario]") {
  const std::string one = "platform: {response: {kind: one_of_feed}}\n";
  const std::string why =
      "who does not dare to speak shares nothing, but with one_of_feed everybody posts "
      "or shares exactly one story a visit; let `platform.response.kind` be "
      "independent";
  CHECK(complaint_about(one + "fear: {enabled: true}\n") == "fear.enabled: " + why);
  CHECK(complaint_about(one + "climate: {enabled: true}\n") ==
        "climate.enabled: " + why);
}

TEST_CASE("thresholds must go round evenly, and be in range", "[scenario]") {
  const TemporaryFolder folder;
  folder.write("two.csv", "threshold\n0.2\n0.4\n");
  folder.write("wrong.csv", "threshold\n0.2\n0.4\n3\n");
  const auto with = [&](const std::string& file) {
    return complaint_about(
        "population: {citizens: 3, persons: 3}\n"
        "climate: {enabled: true, thresholds: " +
        (folder / file).string() + "}\n");
  };
  CHECK(with("two.csv").find(
            "two.csv has 2 rows, which 3 citizens cannot share evenly; let "
            "population.citizens be a multiple of the rows") != std::string::npos);
  CHECK(with("wrong.csv").find("3 is not in [-1, 2]") != std::string::npos);
}
