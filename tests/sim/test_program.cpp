// The program from its arguments to its exit status, on a small model.

#include <signal.h>
#include <sys/resource.h>

#include "sim/identical.hpp"
#include "sim/results_reader.hpp"
#include "tests/catch.hpp"
#include "tests/sim/session.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

TEST_CASE("a run writes its results and says so") {
  Session session;
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 0);
  CHECK(contains(session.err, "newsdep run of s: seed 5"));
  CHECK(contains(session.err, "of memory ("));
  CHECK(contains(session.err, "wrote " + (session.folder / "a.h5").string()));
  CHECK(session.out.empty());
  const ResultsReader reader(session.folder / "a.h5");
  CHECK(reader.seeds() == std::vector<std::int64_t>{5});
  CHECK(reader.number("seed") == 5);
  CHECK(reader.number("replicates") == 1);
  CHECK(contains(reader.text("scenario"), "citizens: 300"));
  CHECK(contains(reader.text("scenario_given"), "citizens: 300"));
  CHECK(!reader.text("git_commit").empty());
  CHECK(!reader.text("compiler_flags").empty());
  CHECK(!reader.has_replicate_axis());
}

TEST_CASE("results are the same bytes for any number of threads") {
  Session session;
  const int before = threads();
  const auto with = [&](const char* n, const char* file) {
    REQUIRE(session.run({"run", "@s.yaml", "-o", file, "--threads", n, "--set",
                         "people.citizens=20000"}) == 0);
  };
  with("1", "@1.h5");
  for (const char* n : {"2", "3", "7"}) {
    with(n, "@n.h5");
    CHECK(session.run({"compare", "--identical", "@1.h5", "@n.h5"}) == 0);
    std::filesystem::remove(session.folder / "n.h5");
  }
  set_threads(before);
}

TEST_CASE("replicate r is the run with seed S + r") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@all.h5", "--replicates", "3"}) == 0);
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@one.h5", "--seed", "6"}) == 0);
  const ResultsReader all(session.folder / "all.h5"), one(session.folder / "one.h5");
  CHECK(all.seeds() == std::vector<std::int64_t>{5, 6, 7});
  const auto of_all = all.values(all.variables()[0]);
  const auto of_one = one.values(one.variables()[0]);
  CHECK(std::equal(of_one.begin(), of_one.end(),
                   of_all.begin() + std::ptrdiff_t(of_one.size())));
}

TEST_CASE("--seed wins over --set seed and over the scenario") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5", "--seed", "42", "--set",
                       "seed=9"}) == 0);
  const ResultsReader reader(session.folder / "a.h5");
  CHECK(reader.number("seed") == 42);
  CHECK(contains(reader.text("scenario"), "seed: 42"));
}

TEST_CASE("run --from repeats a result to the byte, without the files it read") {
  Session session;
  session.folder.write("names.txt", "one\ntwo\n");
  session.folder.write("t.yaml", "drift: 0.25\npeople: {names: names.txt}\n");
  REQUIRE(session.run({"run", "@t.yaml", "-o", "@a.h5", "--replicates", "2", "--set",
                       "days=7"}) == 0);
  std::filesystem::remove(session.folder / "t.yaml");
  std::filesystem::remove(session.folder / "names.txt");
  REQUIRE(session.run({"run", "--from", "@a.h5", "-o", "@b.h5"}) == 0);
  CHECK(first_difference(session.folder / "a.h5", session.folder / "b.h5") ==
        std::nullopt);
  CHECK(session.run({"compare", "--identical", "@a.h5", "@b.h5"}) == 0);
  CHECK(session.out == "identical outside provenance\n");
}

TEST_CASE("--identical names the first difference and answers 1") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 0);
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@b.h5", "--seed", "6"}) == 0);
  CHECK(session.run({"compare", "--identical", "@a.h5", "@b.h5"}) == 1);
  CHECK(contains(session.out, "mean_place: values differ at element 0"));
}

TEST_CASE("--from goes with nothing that would change the run") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 0);
  CHECK(session.run({"run", "--from", "@a.h5", "-o", "@b.h5", "--seed", "3"}) == 2);
  CHECK(contains(session.err, "--from repeats a result as it was"));
}

TEST_CASE("an existing output is kept without --force and replaced with it") {
  Session session;
  session.folder.write("a.h5", "old");
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 2);
  CHECK(contains(session.err, "it exists already"));
  CHECK(TemporaryFolder::read(session.folder / "a.h5") == "old");
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5", "--force"}) == 0);
  CHECK(ResultsReader(session.folder / "a.h5").number("seed") == 5);
}

TEST_CASE("a disk that fills up ends in one line and keeps what was there") {
  Session session;
  session.folder.write("a.h5", "old");
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit limited = before;
  limited.rlim_cur = 4096;
  ::setrlimit(RLIMIT_FSIZE, &limited);
  const int status =
      session.run({"run", "@s.yaml", "-o", "@a.h5", "--force", "--progress", "none"});
  ::setrlimit(RLIMIT_FSIZE, &before);
  CHECK(status == 2);
  CHECK(std::count(session.err.begin(), session.err.end(), '\n') == 1);
  CHECK(contains(session.err, "File too large"));
  CHECK(TemporaryFolder::read(session.folder / "a.h5") == "old");
  CHECK(session.folder.count() == 2);
}

TEST_CASE("a population that does not fit in memory is refused before the run") {
  Session session;
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5", "--set",
                     "people.citizens=1000000000000"}) == 2);
  CHECK(contains(session.err, "this run needs 8 TB of memory"));
  CHECK(contains(session.err, "8 TB  walkers (people.citizens)"));
  CHECK(!std::filesystem::exists(session.folder / "a.h5"));
}

TEST_CASE("Ctrl-C ends at the next step, with status 130 and nothing written") {
  Session session;
  std::int64_t last = 0;
  session.model.each_day = [&](std::int64_t day) {
    last = day;
    if (day == 3) ::raise(SIGINT);
  };
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 130);
  CHECK(last == 3);
  CHECK(contains(session.err, "interrupted: nothing was written"));
  CHECK(session.folder.count() == 1);
}

TEST_CASE("a run's progress comes as JSON and nothing else when asked") {
  Session session;
  CHECK(session.run({"run", "@s.yaml", "-o", "@a.h5", "--progress", "json"}) == 0);
  CHECK(session.err.starts_with("{\"replicate\": 1, "));
  CHECK(std::count(session.err.begin(), session.err.end(), '\n') == 1);
}

TEST_CASE("each warning of a run is said once and stands in its result") {
  Session session;
  session.model.warnings = [](std::uint64_t seed) {
    return std::vector<std::string>{"nobody walks",
                                    "seed " + std::to_string(seed) + " is unlucky"};
  };
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5", "--replicates", "2"}) == 0);
  CHECK(contains(session.err, "warning: nobody walks\nwarning: seed 5 is unlucky\n"));
  CHECK(contains(session.err, "warning: seed 6 is unlucky\n"));
  const std::size_t first = session.err.find("nobody walks");
  CHECK(session.err.find("nobody walks", first + 1) == std::string::npos);
  // Before the first step is done, so that a long run can be stopped in time.
  CHECK(first < session.err.find("20 of 20"));
  CHECK(ResultsReader(session.folder / "a.h5").text("warnings") ==
        "nobody walks\nseed 5 is unlucky\nseed 6 is unlucky");
  REQUIRE(session.run({"run", "--from", "@a.h5", "-o", "@b.h5"}) == 0);
  CHECK(session.run({"compare", "--identical", "@a.h5", "@b.h5"}) == 0);
}

TEST_CASE("a run without warnings says so in its result and prints none") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 0);
  CHECK(!contains(session.err, "warning"));
  CHECK(ResultsReader(session.folder / "a.h5").text("warnings").empty());
}

TEST_CASE("warnings are shown with every kind of progress, in its form") {
  Session session;
  session.model.warnings = [](std::uint64_t) {
    return std::vector<std::string>{"a \"quoted\" name"};
  };
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5", "--progress", "none"}) == 0);
  CHECK(session.err == "warning: a \"quoted\" name\n");
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@b.h5", "--progress", "json"}) == 0);
  CHECK(session.err.starts_with("{\"warning\":\"a \\\"quoted\\\" name\"}\n{"));
  CHECK(session.run({"compare", "--identical", "@a.h5", "@b.h5"}) == 0);
}

TEST_CASE("compare prints a table and writes the differences") {
  Session session;
  for (const char* drift : {"0", "0.5"}) {
    REQUIRE(session.run({"run", "@s.yaml", "-o", std::string("@") + drift + ".h5",
                         "--replicates", "4", "--set",
                         std::string("drift=") + drift}) == 0);
  }
  CHECK(session.run({"compare", "@0.h5", "@0.5.h5", "-o", "@d.h5"}) == 0);
  // The luck is paired, so the walks differ by the drift alone: 0.5, 1, ..., 10.
  CHECK(contains(session.out, "5.25"));
  CHECK(contains(session.out, "[10, 10] *"));
  const ResultsReader found(session.folder / "d.h5");
  REQUIRE(found.variables().size() == 4);
  CHECK(found.variables()[0].about.name == "mean_place_difference");
  CHECK(found.values(found.variables()[0]).back() == Approx(10));
  CHECK(found.variables()[1].about.name == "mean_place_se");
  CHECK(contains(found.text("scenario_b"), "drift: 0.5"));
}

TEST_CASE("compare needs two files and pairs of seeds") {
  Session session;
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@a.h5"}) == 0);
  REQUIRE(session.run({"run", "@s.yaml", "-o", "@b.h5", "--seed", "6"}) == 0);
  CHECK(session.run({"compare", "@a.h5"}) == 2);
  CHECK(contains(session.err, "give two results files"));
  CHECK(session.run({"compare", "@a.h5", "@b.h5"}) == 2);
  CHECK(contains(session.err, "the seeds do not pair up"));
}

TEST_CASE("check prints the resolved scenario, or refuses") {
  Session session;
  CHECK(session.run({"check", "@s.yaml", "--set", "drift=0.5"}) == 0);
  CHECK(contains(session.out, "drift: 0.5"));
  CHECK(contains(session.out, "days: 20"));
  CHECK(contains(session.err, "is fine; a run takes about"));
  CHECK(session.run({"check", "@s.yaml", "--set", "drfit=0.5"}) == 2);
  CHECK(contains(session.err, "drift"));
  CHECK(session.out.empty());
}

TEST_CASE("explain, schema and version answer") {
  Session session;
  CHECK(session.run({"explain", "drift"}) == 0);
  CHECK(contains(session.out, "added to every step"));
  CHECK(session.run({"explain"}) == 0);
  CHECK(contains(session.out, "citizens"));
  CHECK(session.run({"explain", "--table"}) == 0);
  CHECK(contains(session.out, "|"));
  CHECK(session.run({"schema"}) == 0);
  CHECK(contains(session.out, "\"citizens\""));
  CHECK(session.run({"version"}) == 0);
  CHECK(session.out.starts_with("newsdep 0."));
}

TEST_CASE("every command's help fits a screen and has an example") {
  Session session;
  for (const char* command :
       {"run", "compare", "check", "explain", "schema", "version"}) {
    CAPTURE(command);
    CHECK(session.run({command, "--help"}) == 0);
    CHECK(contains(session.out, "Example:\n  newsdep "));
    CHECK(std::count(session.out.begin(), session.out.end(), '\n') <= 40);
    std::istringstream lines(session.out);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(line.size() <= 88);
    }
  }
  CHECK(session.run({"--help"}) == 0);
  CHECK(contains(session.out, "compare"));
}

TEST_CASE("misspelt commands and options are answered with the nearest") {
  Session session;
  CHECK(session.run({"rnu"}) == 2);
  CHECK(contains(session.err, "there is no command 'rnu'; did you mean run?"));
  CHECK(session.run({"run", "@s.yaml", "--thread", "2"}) == 2);
  CHECK(contains(session.err, "there is no option --thread; did you mean --threads?"));
  CHECK(session.run({}) == 2);
}

TEST_CASE("bad usage of run is refused with what to do") {
  Session session;
  const auto refusal = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "run");
    CHECK(session.run(arguments) == 2);
    CHECK(session.folder.count() == 1);
    return session.err;
  };
  CHECK(contains(refusal({}), "which scenario?"));
  CHECK(contains(refusal({"@s.yaml"}), "where to write? Give -o OUT"));
  CHECK(contains(refusal({"@s.yaml", "@t.yaml", "-o", "@a.h5"}),
                 "no more than 1 argument"));
  CHECK(contains(refusal({"@s.yaml", "-o"}), "--output"));
  CHECK(contains(
      refusal({"@s.yaml", "-o", "@a.h5", "--threads", "0"}),
      "--threads: '0' is no whole number from 1 to 4096 (threads of the run)"));
  CHECK(contains(refusal({"@s.yaml", "-o", "@a.h5", "--seed=-1"}),
                 "--seed: '-1' is no whole number from 0 to"));
  CHECK(contains(refusal({"@s.yaml", "-o", "@a.h5", "--replicates", "2.5"}),
                 "--replicates: '2.5' is no whole number"));
  CHECK(contains(refusal({"@s.yaml", "-o", "@a.h5", "--progress", "loud"}),
                 "--progress: 'loud' is none of bar, lines, json, none"));
  CHECK(contains(refusal({"@none.yaml", "-o", "@a.h5"}), "none.yaml"));
}
