#pragma once
// SQLite without leaks: a database, statements and transactions that end by themselves,
// failures that throw. Only .cpp files of sim/ include this.

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace newsdep::sim::sqlite {

/// A call of SQLite failed; what() says why.
class Error : public std::runtime_error {
 public:
  Error(int code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  /// SQLITE_FULL, SQLITE_BUSY, ...; without the details of extended codes.
  int code() const { return code_ & 0xff; }

 private:
  int code_;
};

/// Whether open() makes a database where there is none.
enum class Missing { create, refuse };

/// An open database, to be used by one thread at a time.
class Database {
 public:
  Database(const std::filesystem::path& path, Missing missing);

  /// Runs statements that give no rows, or whose rows do not matter.
  void execute(const std::string& sql);
  /// The whole number, or the text, that a statement gives as its one value.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);
  /// Rows that the last INSERT, UPDATE or DELETE changed.
  std::int64_t changes();
  std::int64_t last_id();

  sqlite3* get() { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// A prepared statement. Places count from 1, columns from 0, as in SQLite. What is
/// bound must live until the statement has run.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, double value);
  Statement& bind(int place, std::string_view text);
  Statement& bind(int place, std::span<const std::byte> bytes);

  /// Goes to the next row; whether there is one.
  bool step();
  /// Runs a statement that gives no rows, and makes it ready to be bound again.
  void run();
  void reset();

  std::int64_t number(int column);
  double real(int column);
  std::string text(int column);
  /// Valid until the next step or reset.
  std::span<const std::byte> bytes(int column);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void check(int code);

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Everything until commit() happens whole or, when that is not reached, not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
};

}  // namespace newsdep::sim::sqlite
