#include "sim/sqlite.hpp"

#include <cassert>

namespace newsdep::sim::sqlite {
namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
  // The database's message is richer than the code's, but knows only the last call.
  const bool is_last = database && (sqlite3_errcode(database) & 0xff) == (code & 0xff);
  throw Error(code, is_last ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

}  // namespace

Database::Database(const std::filesystem::path& path, Missing missing) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                    (missing == Missing::create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  database_.reset(opened);
  if (code != SQLITE_OK) fail(opened, code);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(get(), code);
}

std::int64_t Database::number(const std::string& sql) {
  Statement statement(*this, sql);
  statement.step();
  return statement.number(0);
}

std::string Database::text(const std::string& sql) {
  Statement statement(*this, sql);
  statement.step();
  return statement.text(0);
}

std::int64_t Database::changes() { return sqlite3_changes(get()); }

std::int64_t Database::last_id() { return sqlite3_last_insert_rowid(get()); }

Statement::Statement(Database& database, std::string_view sql)
    : database_(database.get()) {
  sqlite3_stmt* prepared = nullptr;
  check(sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()),
                           &prepared, nullptr));
  statement_.reset(prepared);
}

void Statement::check(int code) {
  if (code != SQLITE_OK) fail(database_, code);
}

Statement& Statement::bind(int place, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), place, value));
  return *this;
}

Statement& Statement::bind(int place, double value) {
  check(sqlite3_bind_double(statement_.get(), place, value));
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  // A null pointer, which an empty view may hold, would be NULL and not "".
  check(sqlite3_bind_text64(statement_.get(), place, text.empty() ? "" : text.data(),
                            text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int place, std::span<const std::byte> bytes) {
  const void* const from = bytes.empty() ? "" : static_cast<const void*>(bytes.data());
  check(
      sqlite3_bind_blob64(statement_.get(), place, from, bytes.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // The statement must not stay open, or its transaction could not be rolled back.
  const Error error(code, sqlite3_errmsg(database_));
  sqlite3_reset(statement_.get());
  throw error;
}

void Statement::run() {
  const bool has_row = step();
  assert(!has_row);
  static_cast<void>(has_row);
  reset();
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::number(int column) {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) {
  const std::span<const std::byte> stored = bytes(column);
  return {reinterpret_cast<const char*>(stored.data()), stored.size()};
}

std::span<const std::byte> Statement::bytes(int column) {
  const void* const from = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const std::byte*>(from), static_cast<std::size_t>(size)};
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // SQLite ends a transaction by itself when the disk is full.
  if (sqlite3_get_autocommit(database_.get()) == 0) {
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() { database_.execute("COMMIT"); }

}  // namespace newsdep::sim::sqlite
