#include "sim/command_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>

#include "sim/blocks.hpp"
#include "sim/command_collect.hpp"
#include "sim/errors.hpp"
#include "sim/interrupt.hpp"
#include "sim/keep.hpp"
#include "sim/ledger.hpp"
#include "sim/memory.hpp"
#include "sim/provenance.hpp"
#include "sim/safe_file.hpp"
#include "sim/sweep.hpp"
#include "sim/sweep_file.hpp"
#include "sim/sweep_probe.hpp"
#include "sim/sweep_progress.hpp"
#include "sim/sweep_run.hpp"
#include "sim/sweep_writer.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

CommandOptions sweep_options() {
  CommandOptions options;
  options.usage = "sweep FILE -o OUT [options]";
  options.about =
      "Runs a scenario at many points and writes one HDF5 file over point and\n"
      "replicate. Each finished run is kept in OUT.ledger at once: the same command\n"
      "again goes on where it was ended, by whatever, and with more points or\n"
      "replicates in FILE does those alone. Exit status 3: some runs have failed.";
  options.example =
      "newsdep sweep scenarios/sweeps/listeners.yaml -o results/listeners.h5 --dry-run";
  options.positional = {"file"};
  // clang-format off
  options.described.add_options()
      ("output,o", po::value<std::string>()->value_name("OUT"), "results file to write")
      ("threads", po::value<std::string>()->value_name("T"),
       "runs at a time, one a thread (default: all cores)")
      ("dry-run", "say how many points and runs there are, and how long they will take")
      ("shard", po::value<std::string>()->value_name("I/N"),
       "run part I of N into OUT.shard-I-of-N.ledger, for newsdep collect")
      ("retry-failed", "run again what has failed")
      ("force", "replace OUT if it is no result of this sweep")
      ("progress", po::value<std::string>()->value_name("KIND"),
       "bar, lines, json or none (default: bar on a terminal, else lines)")
      ("help,h", "print this");
  // clang-format on
  return options;
}

struct Shard {
  std::int64_t i = 1;
  std::int64_t n = 1;
};

/// What the command line asks for.
struct Request {
  fs::path file;
  fs::path output;
  std::int64_t threads = 1;
  std::optional<Shard> shard;
  bool dry_run = false;
  bool retry_failed = false;
  Existing existing = Existing::keep;
  ProgressKind progress = ProgressKind::lines;

  bool is_chatty() const {
    return progress == ProgressKind::bar || progress == ProgressKind::lines;
  }
};

Shard shard_of_text(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), end, shard.i);
  if (error == std::errc() && slash != end && *slash == '/') {
    const auto [rest, wrong] = std::from_chars(slash + 1, end, shard.n);
    const bool is_whole = wrong == std::errc() && rest == end;
    if (is_whole && 1 <= shard.i && shard.i <= shard.n) return shard;
  }
  throw UserError(fmt::format(
      "--shard: '{}' is no part of a whole; give I/N, such as 2/10 for the second of "
      "ten",
      text));
}

Request request_of(const po::variables_map& given, const Console& console) {
  Request request;
  request.file = text_of(given, "file").value_or("");
  request.output = text_of(given, "output").value_or("");
  if (request.file.empty()) {
    throw UserError(
        "newsdep sweep: which sweep? Give a YAML file\nsee newsdep sweep --help");
  }
  if (request.output.empty()) {
    throw UserError(
        "newsdep sweep: where to write? Give -o OUT, such as -o results/sweep.h5\n"
        "see newsdep sweep --help");
  }
  request.threads =
      whole_number_of(given, "threads", 1, 4096, "runs at a time").value_or(threads());
  if (const auto shard = text_of(given, "shard")) request.shard = shard_of_text(*shard);
  request.dry_run = given.count("dry-run") > 0;
  request.retry_failed = given.count("retry-failed") > 0;
  if (given.count("force")) request.existing = Existing::replace;
  request.progress = progress_of(given, console);
  return request;
}

fs::path ledger_path(const Request& request) {
  const std::string part =
      request.shard ? fmt::format(".shard-{}-of-{}", request.shard->i, request.shard->n)
                    : "";
  return request.output.string() + part + ".ledger";
}

/// The coordinate of each replicate: its seed, where all points share them.
std::vector<std::int64_t> replicates_of(const Sweep& sweep) {
  std::vector<std::int64_t> replicates;
  const std::int64_t first = sweep.luck == SweepLuck::paired ? sweep.seed : 0;
  for (std::int64_t r = 0; r < sweep.replicates; ++r) replicates.push_back(first + r);
  return replicates;
}

SweepPlan plan_of(const Sweep& sweep) {
  const Build made_by = build();
  SweepPlan plan;
  plan.definition = definition_of(sweep);
  plan.attributes = {{"title", sweep.title},
                     {"newsdep_version", made_by.version},
                     {"git_commit", made_by.git_commit},
                     {"compiler", made_by.compiler},
                     {"compiler_flags", made_by.compiler_flags},
                     {"seed", sweep.seed},
                     {"replicates", sweep.replicates},
                     {"points", static_cast<std::int64_t>(sweep.points.size())},
                     {"scenario", sweep.base.resolved},
                     {"scenario_base", sweep.base.resolved_base},
                     {"scenario_given", sweep.base.given},
                     {"sweep_given", sweep.given},
                     {"design", sweep.design},
                     {"samples", sweep.samples},
                     {"levels", sweep.levels}};
  std::string laws;
  for (const SweptParameter& parameter : sweep.parameters) {
    plan.parameters.push_back({parameter.key, parameter.unit, parameter.meaning,
                               parameter.law, parameter.is_number});
    laws += (laws.empty() ? "[" : ", ") + parameter.law_json;
  }
  plan.attributes.emplace_back("laws", laws.empty() ? "[]" : laws + "]");
  for (std::size_t point = 0; point < sweep.points.size(); ++point) {
    plan.point_keys.push_back(point_key(sweep, point));
  }
  plan.points = sweep.points;
  plan.replicates = replicates_of(sweep);
  plan.inputs = sweep.base.inputs;
  for (const InputFile& file : sweep.files) {
    plan.inputs.emplace_back("sweep:" + file.path, file.text());
  }
  return plan;
}

/// A sweep, its plan, and the runs of it that this call is for.
struct Job {
  Sweep sweep;
  SweepPlan plan;
  std::vector<SweepRun> runs;

  RunId id_of(const SweepRun& run) const {
    return {plan.point_keys[run.point], run.replicate};
  }
};

Job job_of(const Request& request, const Model& model) {
  Job job{.sweep = load_sweep(model, request.file), .plan = {}, .runs = {}};
  check_keep(job.sweep.keep, model.variables());
  job.plan = plan_of(job.sweep);
  job.runs = runs_of(job.sweep, model);
  // Of equal points one is run.
  std::set<RunId> seen;
  std::erase_if(job.runs, [&](const SweepRun& run) {
    return !seen.insert(job.id_of(run)).second;
  });
  if (request.shard) {
    const auto part = shard_of(job.runs, request.shard->i, request.shard->n);
    if (part.empty()) {
      throw UserError(fmt::format(
          "--shard: {} runs leave nothing for shard {} of {}; ask for fewer shards",
          job.runs.size(), request.shard->i, request.shard->n));
    }
    job.runs = {part.begin(), part.end()};
  }
  return job;
}

/// Refuses an output that is there and not this sweep's own, which has its ledger
/// beside it.
void check_own_output(const Request& request) {
  const bool has_ledger = fs::exists(ledger_path(request));
  const bool replaces =
      request.shard || has_ledger || request.existing == Existing::replace;
  if (fs::exists(request.output) && !replaces) {
    throw UserError(
        fmt::format("{}: is there already, and not of this sweep, whose runs would be "
                    "in {}; choose "
                    "another name, or --force to replace it",
                    request.output.string(), ledger_path(request).string()));
  }
  check_output(request.output, Existing::replace, 0);
}

/// Memory that the sweep needs at once: each thread has a start, the copy that it runs,
/// and results.
void check_memory_of(const Job& job, const Model& model, std::int64_t threads) {
  const double most = most_memory(job.sweep, model);
  const auto side_by_side =
      std::min(static_cast<double>(threads), static_cast<double>(job.runs.size()));
  check_memory({{"worlds at the same time (--threads)", 2 * most * side_by_side}},
               available_memory());
}

/// The runs that the ledger has not, and when they are to be retried those that failed.
std::vector<SweepRun> rest_of(const Request& request, const Job& job,
                              const Ledger& ledger) {
  std::set<RunId> known;
  for (RunId& id : ledger.finished()) known.insert(std::move(id));
  for (const RunRecord& run : ledger.failed()) {
    if (!request.retry_failed) known.insert({run.point, run.replicate});
  }
  std::vector<SweepRun> rest;
  for (const SweepRun& run : job.runs) {
    if (!known.contains(job.id_of(run))) rest.push_back(run);
  }
  return rest;
}

/// Runs what is left to be done.
void run_rest(const Request& request, const Job& job, std::span<const SweepRun> rest,
              const Model& model, Ledger& ledger, std::ostream& err) {
  const auto before = static_cast<std::int64_t>(job.runs.size() - rest.size());
  if (request.is_chatty()) {
    err << fmt::format("{}: {} points, {} runs{}, {} at a time\n", job.sweep.title,
                       job.sweep.points.size(), job.runs.size(),
                       before > 0 ? fmt::format(" ({} done before)", before) : "",
                       request.threads);
  }
  if (rest.empty()) return;
  const auto threads = std::min(static_cast<std::size_t>(request.threads), rest.size());
  SweepProgress progress(request.progress, err, before,
                         static_cast<std::int64_t>(rest.size()), threads);
  run_sweep(
      job.sweep, model, rest, threads,
      [&](std::size_t thread, SweepOutcome outcome) {
        const bool has_failed = !outcome.error.empty();
        const RunId id = job.id_of(outcome.run);
        const RunRecord record{.point = id.point,
                               .replicate = id.replicate,
                               .seed = outcome.seed,
                               .error = std::move(outcome.error),
                               .warnings = std::move(outcome.replicate.warnings),
                               .seconds = outcome.seconds,
                               .processes = std::move(outcome.replicate.seconds)};
        const Results results =
            kept(std::move(outcome.replicate.results), job.sweep.keep);
        ledger.commit(record, has_failed ? nullptr : &results);
        progress.count(thread, has_failed);
      },
      [&](std::size_t thread, double part) {
        throw_if_interrupted();
        progress.show_part(thread, part);
      });
}

/// Writes the result of a sweep whose runs are all done.
void write_result(const Request& request, const Ledger& ledger,
                  Circumstances circumstances, std::ostream& err) {
  circumstances.ended = utc_now();
  circumstances.peak_memory = peak_memory();
  write_sweep({&ledger, 1},
              {.path = request.output,
               .existing = Existing::replace,
               .missing = MissingRuns::refuse,
               .circumstances = std::move(circumstances)},
              [](std::size_t, std::size_t) { throw_if_interrupted(); });
  if (request.is_chatty()) tell_result(request.output, err);
}

}  // namespace

int command_sweep(Arguments arguments, const Model& model, Console console) {
  const auto given = sweep_options().parse(arguments, console.out);
  if (!given) return 0;
  const Request request = request_of(*given, console);
  check_own_output(request);
  const Job job = job_of(request, model);
  if (request.dry_run && !fs::exists(ledger_path(request))) {
    console.out << probe(job.sweep, model, job.runs, 0, request.threads);
    return 0;
  }
  check_memory_of(job, model, request.threads);
  Circumstances circumstances;
  circumstances.command_line = "newsdep sweep " + in_shell_words(arguments);
  circumstances.threads = request.threads;
  circumstances.started = utc_now();
  Ledger ledger = Ledger::of_sweep(ledger_path(request), job.plan);
  const std::vector<SweepRun> rest = rest_of(request, job, ledger);
  if (request.dry_run) {
    console.out << probe(job.sweep, model, rest, job.runs.size() - rest.size(),
                         request.threads);
    return 0;
  }
  if (request.retry_failed) ledger.forget_failed();
  const CatchInterrupts catch_interrupts;
  try {
    run_rest(request, job, rest, model, ledger, console.err);
    if (!request.shard) write_result(request, ledger, circumstances, console.err);
  } catch (const Interrupted& interrupted) {
    console.err << fmt::format(
        "interrupted: {} runs are kept in {}, and the same command goes on\n",
        ledger.finished().size(), ledger.path().string());
    return interrupted.exit_status();
  }
  return tell_failures({&ledger, 1}, console.err);
}

}  // namespace newsdep::sim
