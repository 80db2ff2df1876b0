#include "sim/ledger.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cassert>
#include <cstring>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <utility>

#include "sim/errors.hpp"
#include "sim/ledger_file.hpp"
#include "sim/results_layout.hpp"
#include "sim/sqlite.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

std::int64_t checksum_of(std::span<const double> values) {
  const auto* bytes = reinterpret_cast<const Bytef*>(values.data());
  return static_cast<std::int64_t>(
      crc32_z(crc32_z(0, nullptr, 0), bytes, values.size_bytes()));
}

std::vector<double> values_of(const Results& results) {
  std::vector<double> values;
  values.reserve(results.bytes() / sizeof(double));
  for (const Variable& variable : results.variables()) {
    values.insert(values.end(), variable.values.begin(), variable.values.end());
  }
  return values;
}

RunRecord record_of(Statement& row) {
  return {row.text(0),
          row.number(1),
          row.number(2),
          row.text(3),
          json::parse(row.text(4)),
          row.real(5),
          json::parse(row.text(6))};
}

constexpr const char* record_columns =
    "points.key, replicate, seed, error, warnings, seconds, processes";

constexpr const char* run_of_point =
    "FROM runs JOIN points ON points.id = runs.point WHERE points.key = ? AND "
    "replicate "
    "= ?";

std::int64_t layout_id(Database& database, const std::string& text) {
  Statement find(database, "SELECT id FROM layouts WHERE text = ?");
  if (find.bind(1, text).step()) return find.number(0);
  Statement(database, "INSERT INTO layouts(text) VALUES (?)").bind(1, text).run();
  return database.last_id();
}

void insert_run(Database& database, const RunRecord& record,
                std::optional<std::int64_t> layout, std::int64_t checksum) {
  Statement run(database,
                "INSERT INTO runs(point, replicate, seed, error, warnings, seconds, "
                "processes, layout, checksum) "
                "SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM points WHERE key = ?1");
  const std::string warnings = dump(record.warnings);
  const std::string processes = dump(record.processes);
  run.bind(1, record.point)
      .bind(2, record.replicate)
      .bind(3, record.seed)
      .bind(4, record.error)
      .bind(5, warnings)
      .bind(6, record.seconds)
      .bind(7, processes)
      .bind(9, checksum);
  if (layout) run.bind(8, *layout);
  run.run();
  assert(database.changes() == 1);
}

}  // namespace

Ledger::Ledger(std::unique_ptr<File> file) : file_(std::move(file)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;

Ledger Ledger::of_sweep(const fs::path& path, const SweepPlan& plan,
                        const Build& made_by) {
  assert(plan.point_keys.size() == plan.points.size());
  Ledger ledger(std::make_unique<File>(path, sqlite::Missing::create));
  File& file = *ledger.file_;
  file.guarded([&] {
    if (file.is_new()) file.create(plan, made_by);
    file.load();
    file.check_sweep(plan, made_by);
    if (file.plan != plan) file.change_plan(plan);
  });
  return ledger;
}

Ledger Ledger::open(const fs::path& path) {
  if (!fs::exists(path)) {
    throw UserError(fmt::format("there is no file {}", path.string()));
  }
  Ledger ledger(std::make_unique<File>(path, sqlite::Missing::refuse));
  ledger.file_->guarded([&] { ledger.file_->load(); });
  return ledger;
}

const fs::path& Ledger::path() const { return file_->path; }
const SweepPlan& Ledger::plan() const { return file_->plan; }
const Build& Ledger::made_by() const { return file_->made_by; }

void Ledger::commit(const RunRecord& record, const Results* kept) {
  assert(record.error.empty() == (kept != nullptr));
  // What takes time is done before the others must wait.
  const std::string text = kept ? layout_text(*kept) : "";
  const std::vector<double> values = kept ? values_of(*kept) : std::vector<double>();
  const std::int64_t checksum = checksum_of(values);
  file_->guarded([&] {
    Database& database = file_->database;
    Transaction transaction(database);
    if (kept) {
      insert_run(database, record, layout_id(database, text), checksum);
      Statement(database, "INSERT INTO results VALUES (?, ?)")
          .bind(1, database.last_id())
          .bind(2, std::as_bytes(std::span(values)))
          .run();
    } else {
      insert_run(database, record, std::nullopt, checksum);
    }
    transaction.commit();
    file_->runs += 1;
  });
}

std::vector<RunId> Ledger::finished() const {
  return file_->guarded([&] {
    std::vector<RunId> runs;
    Statement rows(file_->database,
                   "SELECT key, replicate FROM runs JOIN points ON points.id = "
                   "runs.point WHERE error = '' ORDER BY place, replicate");
    while (rows.step()) runs.push_back({rows.text(0), rows.number(1)});
    return runs;
  });
}

std::vector<RunRecord> Ledger::failed() const {
  return file_->guarded([&] {
    std::vector<RunRecord> runs;
    Statement rows(file_->database,
                   fmt::format("SELECT {} FROM runs JOIN points ON points.id = "
                               "runs.point WHERE error <> '' ORDER BY place, replicate",
                               record_columns));
    while (rows.step()) runs.push_back(record_of(rows));
    return runs;
  });
}

std::size_t Ledger::forget_failed() {
  return file_->guarded([&] {
    file_->database.execute("DELETE FROM runs WHERE error <> ''");
    const std::int64_t gone = file_->database.changes();
    file_->runs -= gone;
    return static_cast<std::size_t>(gone);
  });
}

std::optional<StoredRun> Ledger::read(const RunId& run) const {
  return file_->guarded([&]() -> std::optional<StoredRun> {
    Statement row(file_->database,
                  fmt::format("SELECT {}, layout, checksum, runs.id {}", record_columns,
                              run_of_point));
    if (!row.bind(1, run.point).bind(2, run.replicate).step()) return std::nullopt;
    StoredRun stored{record_of(row), std::nullopt, {}};
    if (!stored.record.error.empty()) return stored;
    stored.layout = row.number(7);
    Statement values(file_->database, "SELECT bytes FROM results WHERE run = ?");
    const bool is_there = values.bind(1, row.number(9)).step();
    const std::span<const std::byte> bytes =
        is_there ? values.bytes(0) : std::span<const std::byte>();
    stored.values.resize(bytes.size() / sizeof(double));
    std::memcpy(stored.values.data(), bytes.data(),
                stored.values.size() * sizeof(double));
    if (!is_there || checksum_of(stored.values) != row.number(8)) {
      fail_damaged(file_->path, "the values of a run have changed");
    }
    return stored;
  });
}

std::optional<std::int64_t> Ledger::layout_of(const RunId& run) const {
  return file_->guarded([&]() -> std::optional<std::int64_t> {
    Statement row(file_->database,
                  fmt::format("SELECT layout {} AND error = ''", run_of_point));
    if (!row.bind(1, run.point).bind(2, run.replicate).step()) return std::nullopt;
    return row.number(0);
  });
}

Results Ledger::layout(std::int64_t id) const {
  return file_->guarded([&] {
    Statement row(file_->database, "SELECT text FROM layouts WHERE id = ?");
    if (!row.bind(1, id).step()) fail_damaged(file_->path, "a layout is missing");
    return results_of_layout(row.text(0));
  });
}

double Ledger::bytes() const {
  double sum = 0;
  for (const char* ending : {"", "-wal"}) {
    std::error_code missing;
    const std::uintmax_t size = fs::file_size(file_->path.string() + ending, missing);
    if (!missing) sum += static_cast<double>(size);
  }
  return sum;
}

Results results_of(const Ledger& ledger, const StoredRun& run) {
  assert(run.layout);
  Results results = ledger.layout(*run.layout);
  assert(results.bytes() == run.values.size() * sizeof(double));
  const double* from = run.values.data();
  for (std::size_t v = 0; v < results.variables().size(); ++v) {
    const std::span<double> to = results.values(VariableId{v});
    std::copy_n(from, to.size(), to.begin());
    from += to.size();
  }
  return results;
}

}  // namespace newsdep::sim
