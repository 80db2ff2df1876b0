#include "sim/command_collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "sim/errors.hpp"
#include "sim/memory.hpp"
#include "sim/provenance.hpp"
#include "sim/safe_file.hpp"
#include "sim/sweep_writer.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// Some runs have failed; the others are in the result.
constexpr int some_failed = 3;

CommandOptions options() {
  CommandOptions options;
  options.usage = "collect LEDGER... -o OUT [options]";
  options.about =
      "Merges the shards of a sweep, each a ledger that newsdep sweep --shard wrote,\n"
      "into its result. They must be of one sweep and one build, and together leave "
      "no\n"
      "run missing. A ledger whose sweep was killed has a file *-wal beside it, which\n"
      "holds its last runs: move both. Exit status 3: some runs have failed.";
  options.example = "newsdep collect results/big.h5.shard-*.ledger -o results/big.h5";
  options.rest = "ledgers";
  // clang-format off
  options.described.add_options()
      ("output,o", po::value<std::string>()->value_name("OUT"), "results file to write")
      ("partial", "leave runs that are missing out, as NaN")
      ("force", "replace OUT if it exists")
      ("help,h", "print this");
  // clang-format on
  return options;
}

/// A point's key, and a seed, in one line.
std::string name_of(const RunRecord& run) {
  std::string point = run.point;
  while (point.ends_with('\n')) point.pop_back();
  for (std::size_t at = 0; (at = point.find('\n', at)) != std::string::npos; at += 2) {
    point.replace(at, 1, ", ");
  }
  return fmt::format("{}, seed {}", point, run.seed);
}

}  // namespace

void tell_result(const fs::path& output, std::ostream& err) {
  err << fmt::format("wrote {} ({})\n", output.string(),
                     bytes_in_words(static_cast<double>(fs::file_size(output))));
}

int tell_failures(std::span<const Ledger> ledgers, std::ostream& err) {
  constexpr std::size_t most = 10;
  std::vector<RunRecord> failed;
  for (const Ledger& ledger : ledgers) {
    const auto of_ledger = ledger.failed();
    failed.insert(failed.end(), of_ledger.begin(), of_ledger.end());
  }
  if (failed.empty()) return 0;
  err << fmt::format("{} run{} failed:\n", failed.size(),
                     failed.size() == 1 ? " has" : "s have");
  for (std::size_t k = 0; k < std::min(most, failed.size()); ++k) {
    err << fmt::format("  {}: {}\n", name_of(failed[k]), failed[k].error);
  }
  if (failed.size() > most) err << fmt::format("  and {} more\n", failed.size() - most);
  err << "Their values are NaN. newsdep sweep --retry-failed runs them again\n";
  return some_failed;
}

int command_collect(Arguments arguments, Console console) {
  const auto given = options().parse(arguments, console.out);
  if (!given) return 0;
  const fs::path output = text_of(*given, "output").value_or("");
  const std::vector<std::string> paths = texts_of(*given, "ledgers");
  if (paths.empty() || output.empty()) {
    throw UserError(
        "newsdep collect: give the ledgers of all shards, and -o OUT\n"
        "see newsdep collect --help");
  }
  const Existing existing = given->count("force") ? Existing::replace : Existing::keep;
  check_output(output, existing, 0);
  Circumstances circumstances;
  circumstances.command_line = "newsdep collect " + in_shell_words(arguments);
  circumstances.started = utc_now();
  std::vector<Ledger> ledgers;
  for (const std::string& path : paths) ledgers.push_back(Ledger::open(path));
  circumstances.ended = utc_now();
  circumstances.peak_memory = peak_memory();
  const MissingRuns missing =
      given->count("partial") ? MissingRuns::leave_out : MissingRuns::refuse;
  write_sweep(ledgers, {.path = output,
                        .existing = existing,
                        .missing = missing,
                        .circumstances = circumstances});
  tell_result(output, console.err);
  return tell_failures(ledgers, console.err);
}

}  // namespace newsdep::sim
