#pragma once
// The database behind a ledger: its tables, how it is opened, what may be in it
// already, and what SQLite's failures mean to the user. Only ledger*.cpp include this.

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sim/ledger.hpp"
#include "sim/sqlite.hpp"

namespace newsdep::sim {

/// @throws UserError: the file is no ledger, or damaged
[[noreturn]] void fail_damaged(const std::filesystem::path& path, std::string_view how);
/// @param runs  how many the ledger holds
/// @throws UserError: what a failure of SQLite means and what to do
[[noreturn]] void fail(const std::filesystem::path& path, const sqlite::Error& error,
                       std::int64_t runs);

/// JSON of texts that come from anywhere: broken UTF-8 must not lose a run.
std::string dump(const nlohmann::json& value);

/// The open database. The mutex guards all that touches it but the plan and the build,
/// which stay as they were loaded.
struct Ledger::File {
  /// Opens and locks it; checks that it is a ledger, or new.
  File(const std::filesystem::path& path, sqlite::Missing missing);

  bool is_new();
  void create(const SweepPlan& wanted, const Build& by);
  /// Reads plan and build.
  void load();
  /// Refuses another sweep, another build, and a plan that lacks a run that is here.
  void check_sweep(const SweepPlan& wanted, const Build& by);
  void change_plan(const SweepPlan& wanted);

  /// Calls `act` alone; a failure of SQLite becomes the user's error.
  template <class Act>
  auto guarded(const Act& act) {
    const std::lock_guard lock(mutex);
    try {
      return act();
    } catch (const sqlite::Error& error) {
      fail(path, error, runs);
    } catch (const nlohmann::json::exception& error) {
      fail_damaged(path, error.what());
    }
  }

  std::filesystem::path path;
  sqlite::Database database;
  std::mutex mutex;
  SweepPlan plan;
  Build made_by;
  std::int64_t runs = 0;  ///< stored

 private:
  void check_kind();
  void write_plan(const SweepPlan& wanted);
  std::vector<std::string> runs_outside(const SweepPlan& wanted);
};

}  // namespace newsdep::sim
