// What was committed is there, whatever happens.

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "sim/errors.hpp"
#include "sim/ledger.hpp"
#include "tests/catch.hpp"
#include "tests/sim/file_size_limit.hpp"
#include "tests/sim/sample_sweep.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

const Build this_build = {"1.0", "abc", "gcc 12", "-O3"};

Ledger open_sample(const std::filesystem::path& path, const SweepPlan& plan) {
  return Ledger::of_sweep(path, plan, this_build);
}

std::string refusal(const std::filesystem::path& path, const SweepPlan& plan,
                    const Build& build = this_build) {
  return message_of<UserError>([&] { Ledger::of_sweep(path, plan, build); });
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The bytes of all values, so that NaN equals NaN.
std::string bytes_of(const Results& results) {
  std::string bytes;
  for (const Variable& variable : results.variables()) {
    bytes.append(reinterpret_cast<const char*>(variable.values.data()),
                 variable.values.size() * sizeof(double));
  }
  return bytes;
}

bool holds_sample(const Ledger& ledger, std::size_t point, std::int64_t replicate) {
  const auto run = ledger.read({ledger.plan().point_keys[point], replicate});
  return run &&
         bytes_of(results_of(ledger, *run)) == bytes_of(sample_run(point, replicate));
}

void overwrite(const std::filesystem::path& path, std::size_t at, const char* bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file << bytes;
}

}  // namespace

TEST_CASE("a committed run is read back after the ledger was closed", "[ledger]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(3, 2);
  RunRecord record = sample_record(plan, 1, 1);
  record.warnings = {"a warning", "another\nof two lines"};
  {
    Ledger ledger = open_sample(folder / "a.ledger", plan);
    const Results results = sample_run(1, 1);
    ledger.commit(record, &results);
  }
  CHECK(folder.count() == 1);  // no log is left beside it
  const Ledger ledger = Ledger::open(folder / "a.ledger");
  CHECK(ledger.plan() == plan);
  CHECK(ledger.made_by().compiler == "gcc 12");
  CHECK(ledger.finished() == std::vector<RunId>{{plan.point_keys[1], 1}});
  const auto run = ledger.read({plan.point_keys[1], 1});
  REQUIRE(run);
  CHECK(run->record.point == record.point);
  CHECK(run->record.replicate == 1);
  CHECK(run->record.seed == 8);
  CHECK(run->record.error.empty());
  CHECK(run->record.warnings == record.warnings);
  CHECK(run->record.seconds == 0.5);
  CHECK(run->record.processes == record.processes);
  const Results expected = sample_run(1, 1), results = results_of(ledger, *run);
  CHECK(bytes_of(results) == bytes_of(expected));
  REQUIRE(results.axes().size() == expected.axes().size());
  for (std::size_t k = 0; k < expected.axes().size(); ++k) {
    const Axis &in = expected.axes()[k], &out = results.axes()[k];
    CHECK(std::tie(out.name, out.group, out.labels, out.values, out.unit,
                   out.long_name) ==
          std::tie(in.name, in.group, in.labels, in.values, in.unit, in.long_name));
  }
  for (std::size_t k = 0; k < expected.variables().size(); ++k) {
    const VariableAbout &in = expected.variables()[k].about,
                        &out = results.variables()[k].about;
    CHECK(std::tie(out.name, out.axes, out.unit, out.long_name, out.comment) ==
          std::tie(in.name, in.axes, in.unit, in.long_name, in.comment));
  }
  CHECK_FALSE(ledger.read({plan.point_keys[1], 0}));
}

TEST_CASE("what was committed before SIGKILL is there and whole", "[ledger]") {
  for (const int kills_after : {1, 7, 20}) {
    const TemporaryFolder folder;
    const SweepPlan plan = sample_plan(100, 10);
    int acknowledged[2];
    REQUIRE(::pipe(acknowledged) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
      Ledger ledger = open_sample(folder / "a.ledger", plan);
      for (std::size_t p = 0; p < 100; ++p) {
        for (std::int64_t r = 0; r < 10; ++r) {
          commit_sample(ledger, p, r);
          if (::write(acknowledged[1], "x", 1) != 1) ::_exit(1);
        }
      }
      ::_exit(0);
    }
    ::close(acknowledged[1]);
    char byte = 0;
    int seen = 0;
    while (seen < kills_after && ::read(acknowledged[0], &byte, 1) == 1) ++seen;
    ::kill(child, SIGKILL);
    while (::read(acknowledged[0], &byte, 1) == 1) ++seen;
    ::close(acknowledged[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));

    const Ledger ledger = open_sample(folder / "a.ledger", plan);
    const auto finished = static_cast<int>(ledger.finished().size());
    // The last may have been committed and not yet acknowledged.
    CHECK(finished >= seen);
    CHECK(finished <= seen + 1);
    for (int k = 0; k < finished; ++k) {
      REQUIRE(holds_sample(ledger, static_cast<std::size_t>(k / 10), k % 10));
    }
  }
}

TEST_CASE("a second user of a ledger is refused while the first lives", "[ledger]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 1);
  const auto path = folder / "a.ledger";
  const std::string expected =
      path.string() +
      " is in use by another process, which works on the same sweep; wait until it is "
      "done, or end it";
  {
    const Ledger first = open_sample(path, plan);
    CHECK(refusal(path, plan) == expected);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(refusal(path, plan) == expected ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 0);
  }
  CHECK(refusal(path, plan) == "");
}

TEST_CASE("commits from several threads are all there", "[ledger]") {
  const TemporaryFolder folder;
  Ledger ledger = open_sample(folder / "a.ledger", sample_plan(4, 5));
  std::vector<std::thread> threads;
  for (std::size_t p = 0; p < 4; ++p) {
    threads.emplace_back([&ledger, p] {
      for (std::int64_t r = 0; r < 5; ++r) commit_sample(ledger, p, r);
    });
  }
  for (std::thread& thread : threads) thread.join();
  REQUIRE(ledger.finished().size() == 20);
  for (std::size_t p = 0; p < 4; ++p) {
    for (std::int64_t r = 0; r < 5; ++r) CHECK(holds_sample(ledger, p, r));
  }
}

TEST_CASE("a ledger of another sweep is refused with the lines that differ",
          "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  SweepPlan plan = sample_plan(2, 1);
  open_sample(path, plan);
  plan.definition =
      "people.citizens: 2000\nkeep: everything\nseed: 7\nplatform.pages: 2\n";
  CHECK(refusal(path, plan) ==
        path.string() +
            " belongs to another sweep, whose runs would not fit to these. What "
            "differs (- there, + here):\n- people.citizens: 1000\n+ people.citizens: "
            "2000\n- days: 20\n+ platform.pages: 2\nUndo the change, or give another "
            "output with -o");
}

TEST_CASE("of many lines that differ twenty are shown and the others counted",
          "[ledger]") {
  std::string before, now;
  for (int k = 0; k < 15; ++k) {
    before += fmt::format("key_{}: 1\n", k);
    now += fmt::format("key_{}: 2\n", k);
  }
  const std::string shown = difference_of(before, now);
  CHECK(contains(shown, "- key_9: 1\n+ key_9: 2\nand 10 lines more"));
  CHECK(difference_of(before, before) == "");
}

TEST_CASE("a ledger of another build is refused and both are named", "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  open_sample(path, sample_plan(2, 1));
  CHECK(refusal(path, sample_plan(2, 1), {"1.0", "def", "gcc 12", "-O3"}) ==
        path.string() +
            " was begun by newsdep 1.0 (abc, gcc 12, -O3), and this is newsdep 1.0 "
            "(def, gcc 12, -O3): results of two builds may differ. Use that build, or "
            "give another output with -o");
}

TEST_CASE("a sweep that gains points and replicates keeps its runs", "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  {
    Ledger ledger = open_sample(path, sample_plan(2, 1));
    commit_sample(ledger, 1, 0);
  }
  SweepPlan more = sample_plan(4, 3);
  // The old points may stand elsewhere among the new.
  std::reverse(more.points.begin(), more.points.end());
  std::reverse(more.point_keys.begin(), more.point_keys.end());
  {
    Ledger ledger = open_sample(path, more);
    CHECK(ledger.finished() == std::vector<RunId>{{more.point_keys[2], 0}});
    commit_sample(ledger, 0, 2);
  }
  const Ledger ledger = Ledger::open(path);
  CHECK(ledger.plan() == more);
  CHECK(ledger.finished() ==
        std::vector<RunId>{{more.point_keys[0], 2}, {more.point_keys[2], 0}});
}

TEST_CASE("a sweep that loses a point or a replicate with runs is refused",
          "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  {
    Ledger ledger = open_sample(path, sample_plan(3, 2));
    commit_sample(ledger, 2, 1);
  }
  CHECK(refusal(path, sample_plan(2, 2)) ==
        path.string() +
            " holds runs that the sweep no longer has, of 1 points: "
            "choice.temperature=2 platform.ranking=a (replicate 1). A sweep may gain "
            "points and replicates, not lose them; put them back, or give another "
            "output with -o");
  CHECK(contains(refusal(path, sample_plan(3, 1)), "(replicate 1)"));
  // Nothing has changed by being refused.
  CHECK(Ledger::open(path).plan() == sample_plan(3, 2));
}

TEST_CASE("failed runs are listed, and forgotten to be made again", "[ledger]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 2);
  Ledger ledger = open_sample(folder / "a.ledger", plan);
  commit_sample(ledger, 0, 0);
  RunRecord record = sample_record(plan, 1, 1);
  record.error = "graph: no such file";
  ledger.commit(record, nullptr);
  CHECK(ledger.finished().size() == 1);
  REQUIRE(ledger.failed().size() == 1);
  CHECK(ledger.failed()[0].error == "graph: no such file");
  CHECK(ledger.failed()[0].point == plan.point_keys[1]);
  const auto stored = ledger.read({plan.point_keys[1], 1});
  REQUIRE(stored);
  CHECK_FALSE(stored->layout);
  CHECK(ledger.forget_failed() == 1);
  CHECK(ledger.failed().empty());
  commit_sample(ledger, 1, 1);
  CHECK(ledger.finished().size() == 2);
}

TEST_CASE("equal layouts are stored once", "[ledger]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(3, 1);
  Ledger ledger = open_sample(folder / "a.ledger", plan);
  commit_sample(ledger, 0, 0);
  commit_sample(ledger, 1, 0);
  Results other;
  other.add({"alone", {}});
  ledger.commit(sample_record(plan, 2, 0), &other);
  const auto layout = [&](std::size_t p) {
    return ledger.layout_of({plan.point_keys[p], 0});
  };
  CHECK(layout(0) == layout(1));
  CHECK(layout(0) != layout(2));
}

TEST_CASE(
    "on a full disk the runs before are safe, and others follow when there is room",
    "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  Ledger ledger = open_sample(path, sample_plan(100, 1));
  std::size_t done = 0;
  std::string message;
  {
    const FileSizeLimit limit(2 << 20);
    while (message.empty() && done < 100) {
      message = message_of<UserError>([&] { commit_sample(ledger, done, 0); });
      if (message.empty()) ++done;
    }
  }
  REQUIRE(done > 0);
  REQUIRE(done < 100);
  CHECK(contains(message, "cannot write " + path.string() + ": "));
  CHECK(contains(message, "The " + std::to_string(done) +
                              " runs finished so far are safe in it; once there is "
                              "room on that disk, the same command goes on"));
  CHECK_FALSE(contains(message, "\n"));
  // With room again, in the same process and in the next.
  commit_sample(ledger, done, 0);
  CHECK(ledger.finished().size() == done + 1);
  for (std::size_t p = 0; p <= done; ++p) CHECK(holds_sample(ledger, p, 0));
}

TEST_CASE("files that are no ledgers are refused and left as they are", "[ledger]") {
  const TemporaryFolder folder;
  const auto garbage = folder.write("garbage", std::string(5000, 'x'));
  CHECK(contains(refusal(garbage, sample_plan(1, 1)),
                 "garbage is no ledger of a sweep, or it is damaged (file is not a "
                 "database). Move it away to begin the sweep anew"));
  CHECK(TemporaryFolder::read(garbage) == std::string(5000, 'x'));
  const auto none = folder / "none";
  CHECK(message_of<UserError>([&] { Ledger::open(none); }) ==
        "there is no file " + none.string());
  CHECK(contains(refusal(folder / "no/such", sample_plan(1, 1)),
                 "no/such: unable to open database file; look whether its folder"));
  const auto empty = folder.write("empty", "");
  CHECK(contains(message_of<UserError>([&] { Ledger::open(empty); }),
                 "damaged (it is empty)"));
  // An empty file is what is left when the very first step was killed.
  CHECK(refusal(empty, sample_plan(1, 1)) == "");
}

TEST_CASE("another program's database is refused and not changed", "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  open_sample(path, sample_plan(1, 1));
  // The application's number stands at byte 68 of an SQLite file.
  overwrite(path, 68, "else");
  const std::string before = TemporaryFolder::read(path);
  CHECK(
      contains(refusal(path, sample_plan(1, 1)), "another program's SQLite database"));
  CHECK(TemporaryFolder::read(path) == before);
}

TEST_CASE("a changed byte in a run's values is noticed", "[ledger]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.ledger";
  const SweepPlan plan = sample_plan(1, 1);
  {
    Ledger ledger = open_sample(path, plan);
    commit_sample(ledger, 0, 0);
  }
  const std::filesystem::path& file = path;
  // The values fill the last pages.
  overwrite(file, std::filesystem::file_size(file) - 70000, "?");
  const Ledger ledger = open_sample(path, plan);
  CHECK(contains(message_of<UserError>([&] {
                   ledger.read({plan.point_keys[0], 0});
                 }),
                 "it is damaged (the values of a run have changed)"));
}
