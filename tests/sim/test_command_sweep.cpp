// `newsdep sweep` and `newsdep collect` from their arguments to their files.

#include <signal.h>

#include <atomic>
#include <cmath>
#include <filesystem>

#include "sim/errors.hpp"
#include "sim/identical.hpp"
#include "sim/ledger.hpp"
#include "tests/sim/session.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

const char* const grid =
    "scenario: s.yaml\n"
    "design: grid\n"
    "parameters:\n"
    "  drift: [0, 0.1, 0.2]\n"
    "replicates: 4\n";

/// A program in a folder that has a scenario and a sweep of three points.
struct SweepSession : Session {
  explicit SweepSession(const std::string& sweep = grid) {
    folder.write("sweep.yaml", sweep);
  }
  int sweep(const std::string& output, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"sweep", "@sweep.yaml", "-o", "@" + output};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
  bool is_same(const std::string& a, const std::string& b) {
    return run({"compare", "--identical", "@" + a, "@" + b}) == 0;
  }
};

}  // namespace

TEST_CASE("a sweep is the same for any number of threads, and in shards", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("one.h5", {"--threads", "1"}) == 0);
  REQUIRE(session.sweep("three.h5", {"--threads", "3"}) == 0);
  CHECK(session.is_same("one.h5", "three.h5"));
  std::vector<std::string> words{"collect", "-o", "@all.h5"};
  for (const std::string i : {"1", "2", "3", "4", "5"}) {
    REQUIRE(session.sweep("all.h5", {"--shard", i + "/5"}) == 0);
    words.push_back("@all.h5.shard-" + i + "-of-5.ledger");
  }
  CHECK(!std::filesystem::exists(session.folder / "all.h5"));
  REQUIRE(session.run(words) == 0);
  CHECK(session.is_same("one.h5", "all.h5"));
  CHECK(session.model.runs == 3 * 12);
}

TEST_CASE("runs that differ in late keys share a start for each seed", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("a.h5", {"--threads", "2"}) == 0);
  CHECK(session.model.starts == 4);
  session.folder.write("sweep.yaml",
                       "scenario: s.yaml\ndesign: grid\nparameters:\n"
                       "  days: [5, 6, 7]\nreplicates: 4\n");
  session.model.starts = 0;
  REQUIRE(session.sweep("b.h5", {"--threads", "2"}) == 0);
  CHECK(session.model.starts == 12);
}

TEST_CASE("a run that fails is told and left out, and run again when asked",
          "[sweep]") {
  SweepSession session;
  session.model.before_run = [](const FakeScenario& scenario) {
    if (scenario.drift == 0.1) throw UserError("the walkers are lost");
  };
  CHECK(session.sweep("a.h5") == 3);
  CHECK(contains(session.err, "4 runs have failed"));
  CHECK(contains(session.err, "drift=0.1, seed 5: the walkers are lost"));
  const int before = session.model.runs;
  CHECK(session.sweep("a.h5") == 3);  // nothing is left to do, and it is told again
  CHECK(session.model.runs == before);
  session.model.before_run = [](const FakeScenario&) {};
  CHECK(session.sweep("a.h5", {"--retry-failed", "--dry-run"}) == 0);
  CHECK(contains(session.out, "8 are done already"));
  CHECK(session.sweep("a.h5") == 3);  // asking has not made them forgotten
  session.model.runs = 0;
  CHECK(session.sweep("a.h5", {"--retry-failed"}) == 0);
  CHECK(session.model.runs == 4);
  REQUIRE(session.sweep("b.h5") == 0);
  CHECK(session.is_same("a.h5", "b.h5"));
}

TEST_CASE("a sweep that was interrupted goes on and repeats no finished run",
          "[sweep]") {
  SweepSession session;
  std::atomic<int> days = 0;
  session.model.each_day = [&](std::int64_t) {
    if (++days == 5 * 20 + 3) ::raise(SIGINT);
  };
  CHECK(session.sweep("a.h5", {"--threads", "1"}) == 130);
  CHECK(contains(session.err, "interrupted: 5 runs are kept"));
  CHECK(!std::filesystem::exists(session.folder / "a.h5"));
  session.model.runs = 0;
  REQUIRE(session.sweep("a.h5") == 0);
  CHECK(session.model.runs == 12 - 5);
  REQUIRE(session.sweep("b.h5") == 0);
  CHECK(session.is_same("a.h5", "b.h5"));
}

TEST_CASE("more points and replicates are added to what is there", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("a.h5") == 0);
  session.folder.write("sweep.yaml",
                       "scenario: s.yaml\ndesign: grid\nparameters:\n"
                       "  drift: [0, 0.05, 0.1, 0.2]\nreplicates: 5\n");
  session.model.runs = 0;
  REQUIRE(session.sweep("a.h5") == 0);
  CHECK(session.model.runs == 20 - 12);
  REQUIRE(session.sweep("b.h5") == 0);
  CHECK(session.is_same("a.h5", "b.h5"));
}

TEST_CASE("a sweep that has changed is refused, and what differs is shown", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("a.h5") == 0);
  session.folder.write("s.yaml", "seed: 5\npeople:\n  citizens: 301\n");
  CHECK(session.sweep("a.h5") == 2);
  CHECK(contains(session.err, "people.citizens: 300"));
  CHECK(contains(session.err, "people.citizens: 301"));
}

TEST_CASE("a dry run says what there is to do, and leaves nothing", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("a.h5", {"--dry-run"}) == 0);
  CHECK(contains(session.out, "points   3 (grid)"));
  CHECK(contains(session.out, "runs     12 of 4 replicates each"));
  CHECK(contains(session.out, "starts   4,"));
  CHECK(!std::filesystem::exists(session.folder / "a.h5"));
  CHECK(!std::filesystem::exists(session.folder / "a.h5.ledger"));
}

TEST_CASE("a dry run counts the disk of what is kept alone", "[sweep]") {
  SweepSession all;
  REQUIRE(all.sweep("a.h5", {"--dry-run"}) == 0);
  SweepSession last(std::string(grid) + "keep: {last: true}\n");
  REQUIRE(last.sweep("a.h5", {"--dry-run"}) == 0);
  // A number a run, or one for each of its 20 days.
  CHECK(contains(last.out, "disk     about 96 bytes for the ledger"));
  CHECK(contains(all.out, "disk     about 1.92 kB for the ledger"));
}

TEST_CASE("what is at the output and not of the sweep is kept", "[sweep]") {
  SweepSession session;
  session.folder.write("a.h5", "mine");
  CHECK(session.sweep("a.h5") == 2);
  CHECK(contains(session.err, "is there already, and not of this sweep"));
  CHECK(session.model.runs == 0);
  CHECK(session.sweep("a.h5", {"--force"}) == 0);
}

TEST_CASE("shards that leave runs missing are refused unless they may", "[sweep]") {
  SweepSession session;
  REQUIRE(session.sweep("all.h5", {"--shard", "1/2"}) == 0);
  const std::string shard = "@all.h5.shard-1-of-2.ledger";
  CHECK(session.run({"collect", shard, "-o", "@all.h5"}) == 2);
  CHECK(contains(session.err, "6 of 12 runs are missing"));
  CHECK(session.run({"collect", shard, "-o", "@all.h5", "--partial"}) == 0);
  CHECK(session.run({"collect", "-o", "@all.h5"}) == 2);
  CHECK(contains(session.err, "give the ledgers"));
}

TEST_CASE("a shard that is none is refused", "[sweep]") {
  SweepSession session;
  for (const std::string shard : {"0/3", "4/3", "2", "1/x", "1/3x", "1/20"}) {
    INFO(shard);
    CHECK(session.sweep("a.h5", {"--shard", shard}) == 2);
    CHECK(contains(session.err, "shard"));
  }
}
