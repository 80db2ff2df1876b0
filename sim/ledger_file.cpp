// The tables:
//   facts    version, build, and the plan but for the next two, by name
//   points   a swept point's key, its place in the plan, its values
//   inputs   the texts of input files
//   layouts  axes and variables of results, once for all runs that have them
//   runs     a row for each finished run
//   results  the values of a run that went well
// Values lie apart from their runs, so that listing runs does not read them. They are
// stored as they are: zlib took 12 ms for the 1.5 MB of a run that took 700 ms, storing
// them takes 2.

#include "sim/ledger_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "sim/errors.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::int64_t ledger_format_version = 1;
constexpr std::int64_t application_id = 0x6e657773;  // "news"
constexpr std::size_t most_runs_named = 5;

/// One connection has the file for itself, and so needs no shared memory, which network
/// disks lack.
constexpr const char* lock = "PRAGMA locking_mode = EXCLUSIVE";

/// A write-ahead log needs one sync for each commit, a rollback journal four: 9 and 16
/// ms for 1.5 MB. With `synchronous = FULL` it comes before COMMIT returns. Larger
/// pages than SQLite's own suit large values; of 64 KiB a small run would leave half
/// empty.
constexpr const char* settings = R"(
  PRAGMA page_size = 16384;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
)";

constexpr const char* tables = R"(
  CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE points(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, place INTEGER,
                      texts TEXT NOT NULL);
  CREATE TABLE inputs(place INTEGER PRIMARY KEY, key TEXT NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE layouts(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE runs(id INTEGER PRIMARY KEY, point INTEGER NOT NULL REFERENCES points,
                    replicate INTEGER NOT NULL, seed INTEGER NOT NULL,
                    error TEXT NOT NULL, warnings TEXT NOT NULL, seconds REAL NOT NULL,
                    processes TEXT NOT NULL, layout INTEGER REFERENCES layouts,
                    checksum INTEGER NOT NULL, UNIQUE(point, replicate));
  CREATE TABLE results(run INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
)";

std::string build_text(const Build& build) {
  return dump(json::array(
      {build.version, build.git_commit, build.compiler, build.compiler_flags}));
}

Build build_of_text(const std::string& text) {
  const json stored = json::parse(text);
  return {stored.at(0), stored.at(1), stored.at(2), stored.at(3)};
}

}  // namespace

void fail_damaged(const fs::path& path, std::string_view how) {
  throw UserError(fmt::format(
      "{} is no ledger of a sweep, or it is damaged ({}). Move it away to begin the "
      "sweep anew",
      path.string(), how));
}

void fail(const fs::path& path, const sqlite::Error& error, std::int64_t runs) {
  switch (error.code()) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw UserError(fmt::format(
          "cannot write {}: {}. The {} runs finished so far are safe in it; once there "
          "is room on that disk, the same command goes on with the others",
          path.string(), error.what(), runs));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw UserError(
          fmt::format("{} is in use by another process, which works on the same sweep; "
                      "wait until it "
                      "is done, or end it",
                      path.string()));
    case SQLITE_TOOBIG:
      throw UserError(fmt::format(
          "a run's results are too large for {} (1 GB); keep less of them with `keep` "
          "in the sweep file",
          path.string()));
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw UserError(
          fmt::format("cannot open {}: {}; look whether its folder is there and both "
                      "may be written",
                      path.string(), error.what()));
    default:
      fail_damaged(path, error.what());
  }
}

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Ledger::File::File(const fs::path& path, sqlite::Missing missing) try
    : path(path), database(path, missing) {
  database.execute(lock);
  check_kind();  // before the settings, which would change another program's file
  database.execute(settings);
} catch (const sqlite::Error& error) {
  fail(path, error, 0);
}

bool Ledger::File::is_new() {
  return database.number("PRAGMA application_id") == 0 &&
         database.number("SELECT count(*) FROM sqlite_schema") == 0;
}

void Ledger::File::check_kind() {
  if (is_new()) return;
  if (database.number("PRAGMA application_id") != application_id) {
    fail_damaged(path, "it is another program's SQLite database");
  }
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version > ledger_format_version) {
    throw UserError(
        fmt::format("{} has format version {}, and this newsdep reads up to {}; use a "
                    "newer newsdep",
                    path.string(), version, ledger_format_version));
  }
}

void Ledger::File::create(const SweepPlan& wanted, const Build& by) {
  Transaction transaction(database);
  database.execute(tables);
  database.execute(fmt::format("PRAGMA application_id = {}", application_id));
  database.execute(fmt::format("PRAGMA user_version = {}", ledger_format_version));
  const std::string by_text = build_text(by);
  Statement(database, "INSERT INTO facts VALUES ('build', ?)").bind(1, by_text).run();
  write_plan(wanted);
  transaction.commit();
}

void Ledger::File::change_plan(const SweepPlan& wanted) {
  Transaction transaction(database);
  write_plan(wanted);
  transaction.commit();
  plan = wanted;
}

void Ledger::File::write_plan(const SweepPlan& wanted) {
  const std::string text = plan_text(wanted);
  Statement(database, "INSERT OR REPLACE INTO facts VALUES ('plan', ?)")
      .bind(1, text)
      .run();
  database.execute("UPDATE points SET place = NULL");
  Statement add_point(database,
                      "INSERT INTO points(key, place, texts) VALUES (?, ?, ?) ON "
                      "CONFLICT(key) DO UPDATE SET place = excluded.place, texts = "
                      "excluded.texts");
  for (std::size_t p = 0; p < wanted.point_keys.size(); ++p) {
    const std::string texts = dump(wanted.points[p]);
    add_point.bind(1, wanted.point_keys[p])
        .bind(2, static_cast<std::int64_t>(p))
        .bind(3, texts)
        .run();
  }
  database.execute("DELETE FROM points WHERE place IS NULL; DELETE FROM inputs");
  Statement add_input(database, "INSERT INTO inputs VALUES (?, ?, ?)");
  for (std::size_t k = 0; k < wanted.inputs.size(); ++k) {
    const auto& [key, bytes] = wanted.inputs[k];
    add_input.bind(1, static_cast<std::int64_t>(k))
        .bind(2, key)
        .bind(3, std::as_bytes(std::span(bytes)))
        .run();
  }
}

void Ledger::File::load() {
  if (is_new()) fail_damaged(path, "it is empty");
  made_by =
      build_of_text(database.text("SELECT value FROM facts WHERE name = 'build'"));
  plan = plan_of_text(database.text("SELECT value FROM facts WHERE name = 'plan'"));
  Statement points(database, "SELECT key, texts FROM points ORDER BY place");
  while (points.step()) {
    plan.point_keys.push_back(points.text(0));
    plan.points.push_back(json::parse(points.text(1)));
  }
  Statement inputs(database, "SELECT key, bytes FROM inputs ORDER BY place");
  while (inputs.step()) plan.inputs.emplace_back(inputs.text(0), inputs.text(1));
  runs = database.number("SELECT count(*) FROM runs");
}

std::vector<std::string> Ledger::File::runs_outside(const SweepPlan& wanted) {
  const std::set<std::string_view> keys(wanted.point_keys.begin(),
                                        wanted.point_keys.end());
  std::vector<std::string> outside;
  Statement stored(database,
                   "SELECT points.key, max(replicate) FROM runs JOIN points ON "
                   "points.id = runs.point GROUP BY points.id ORDER BY place");
  while (stored.step()) {
    std::string key = stored.text(0);
    const std::int64_t replicate = stored.number(1);
    if (keys.contains(key) &&
        replicate < static_cast<std::int64_t>(wanted.replicates.size())) {
      continue;
    }
    outside.push_back(
        fmt::format("{} (replicate {})", point_on_a_line(std::move(key)), replicate));
  }
  return outside;
}

void Ledger::File::check_sweep(const SweepPlan& wanted, const Build& by) {
  if (plan.definition != wanted.definition) {
    throw UserError(fmt::format(
        "{} belongs to another sweep, whose runs would not fit to these. What differs "
        "(- there, + here):\n{}\nUndo the change, or give another output with -o",
        path.string(), difference_of(plan.definition, wanted.definition)));
  }
  if (build_text(made_by) != build_text(by)) {
    throw UserError(
        fmt::format("{} was begun by {}, and this is {}: results of two builds may "
                    "differ. Use that "
                    "build, or give another output with -o",
                    path.string(), in_words(made_by), in_words(by)));
  }
  std::vector<std::string> outside = runs_outside(wanted);
  if (outside.empty()) return;
  const std::size_t n = outside.size();
  outside.resize(std::min(n, most_runs_named));
  throw UserError(fmt::format(
      "{} holds runs that the sweep no longer has, of {} points: {}{}. A sweep may "
      "gain "
      "points and replicates, not lose them; put them back, or give another output "
      "with "
      "-o",
      path.string(), n, fmt::join(outside, "; "), n > most_runs_named ? "; ..." : ""));
}

}  // namespace newsdep::sim
