#include "sim/command_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <ostream>
#include <span>

#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "sim/interrupt.hpp"
#include "sim/memory.hpp"
#include "sim/progress.hpp"
#include "sim/provenance.hpp"
#include "sim/results_file.hpp"
#include "sim/results_reader.hpp"
#include "sim/safe_file.hpp"
#include "sim/scenario_file.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr std::int64_t most_replicates = 100000;

CommandOptions options() {
  CommandOptions options;
  options.usage =
      "run FILE -o OUT [options]   or   run --from RESULTS -o OUT [options]";
  options.about =
      "Runs a scenario (a YAML file) and writes its results as one HDF5 file, which\n"
      "xarray, ncdump, R, Julia and MATLAB open. An earlier result stays as it is "
      "until\n"
      "the new one is complete.";
  options.example =
      "newsdep run scenarios/cambodia.yaml -o results/base.h5 --replicates 5 \\\n"
      "    --set population.citizens=20000";
  options.positional = {"file"};
  // clang-format off
  options.described.add_options()
      ("output,o", po::value<std::string>()->value_name("OUT"), "results file to write")
      ("set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
       "change one key of the scenario; may be given several times")
      ("seed", po::value<std::string>()->value_name("S"),
       "seed of the first replicate; overrides the scenario's")
      ("replicates", po::value<std::string>()->value_name("R"),
       "runs with seeds S, S+1, ... in one file (default 1)")
      ("threads", po::value<std::string>()->value_name("T"),
       "threads; the results are the same for any number (default: all)")
      ("from", po::value<std::string>()->value_name("RESULTS"),
       "repeat an earlier result, to the byte")
      ("force", "replace OUT if it exists")
      ("progress", po::value<std::string>()->value_name("KIND"),
       "bar, lines, json or none (default: bar on a terminal, else lines)")
      ("help,h", "print this");
  // clang-format on
  return options;
}

/// What the command line asks for.
struct Request {
  std::optional<fs::path> scenario;
  std::optional<fs::path> from;
  fs::path output;
  std::vector<std::string> sets;
  std::optional<std::int64_t> replicates;
  std::optional<std::int64_t> threads;
  Existing existing = Existing::keep;
  ProgressKind progress = ProgressKind::lines;
};

void check_request(const Request& request, bool has_seed) {
  if (!request.from && !request.scenario) {
    throw UserError(
        "newsdep run: which scenario? Give a YAML file, or --from with an earlier "
        "result\nsee newsdep run --help");
  }
  if (request.output.empty()) {
    throw UserError(
        "newsdep run: where to write? Give -o OUT, such as -o results/run.h5\n"
        "see newsdep run --help");
  }
  if (!request.from) return;
  if (request.scenario || !request.sets.empty() || has_seed || request.replicates) {
    throw UserError(
        "newsdep run: --from repeats a result as it was; it goes with no FILE, --set, "
        "--seed or --replicates. To change something, run the scenario file");
  }
}

Request request_of(const po::variables_map& given, const Console& console) {
  Request request;
  if (const auto file = text_of(given, "file")) request.scenario = *file;
  if (const auto file = text_of(given, "from")) request.from = *file;
  request.output = text_of(given, "output").value_or("");
  if (given.count("set")) request.sets = given["set"].as<std::vector<std::string>>();
  const auto seed =
      whole_number_of(given, "seed", 0, std::numeric_limits<std::int64_t>::max(),
                      "seed of the first replicate");
  request.replicates =
      whole_number_of(given, "replicates", 1, most_replicates, "runs in one file");
  request.threads = whole_number_of(given, "threads", 1, 4096, "threads of the run");
  if (given.count("force")) request.existing = Existing::replace;
  request.progress = progress_of(given, console);
  check_request(request, seed.has_value());
  // Last, so that it wins over --set seed=...
  if (seed) request.sets.push_back(fmt::format("seed={}", *seed));
  return request;
}

/// A scenario ready to run.
struct Job {
  LoadedScenario loaded;
  std::string title;
  std::vector<std::int64_t> seeds;
};

Job job_of(const Request& request, const Model& model) {
  Job job;
  std::int64_t replicates = request.replicates.value_or(1);
  if (request.from) {
    const ResultsReader earlier(*request.from);
    job.loaded =
        load_resolved(model, earlier.text("scenario"), earlier.text("scenario_base"),
                      earlier.text("scenario_given"), earlier.inputs());
    job.title = earlier.text("title");
    replicates = earlier.number("replicates");
  } else {
    job.loaded = load_scenario(model, *request.scenario, request.sets);
    job.title = "newsdep run of " + request.scenario->stem().string();
  }
  const auto first = static_cast<std::int64_t>(job.loaded.scenario->seed());
  if (first > std::numeric_limits<std::int64_t>::max() - replicates) {
    throw UserError(fmt::format(
        "seed: {} is too large for {} replicates, whose seeds count up from it", first,
        replicates));
  }
  for (std::int64_t r = 0; r < replicates; ++r) job.seeds.push_back(first + r);
  return job;
}

RootAttributes attributes_of(const Job& job) {
  const Build made_by = build();
  return {{"title", job.title},
          {"newsdep_version", made_by.version},
          {"git_commit", made_by.git_commit},
          {"compiler", made_by.compiler},
          {"compiler_flags", made_by.compiler_flags},
          {"seed", job.seeds.front()},
          {"replicates", static_cast<std::int64_t>(job.seeds.size())},
          {"scenario", job.loaded.resolved},
          {"scenario_base", job.loaded.resolved_base},
          {"scenario_given", job.loaded.given}};
}

/// What a run takes, estimated before it starts.
struct Needs {
  MemoryUse memory;
  double file_bytes = 0;
};

Needs needs_of(const Job& job, const Model& model) {
  Needs needs;
  needs.memory = model.memory(*job.loaded.scenario);
  double results = 0;
  for (const auto& [what, bytes] : needs.memory) {
    if (what == "results") results = bytes;
  }
  constexpr double labels_and_texts = 1e6;
  needs.file_bytes = results * static_cast<double>(job.seeds.size()) + labels_and_texts;
  for (const auto& [key, text] : job.loaded.inputs) {
    needs.file_bytes += static_cast<double>(text.size());
  }
  // The file is laid out in memory and copied once, before it is written.
  needs.memory.emplace_back("results file (--replicates)", 2 * needs.file_bytes);
  return needs;
}

/// Adds what is new among `warnings` to `all`, and shows it.
void warn(std::span<const std::string> warnings, std::vector<std::string>& all,
          Progress& progress) {
  for (const std::string& warning : warnings) {
    if (std::ranges::count(all, warning) > 0) continue;
    progress.warn(all.emplace_back(warning));
  }
}

/// Runs every replicate, one after another, each on all threads.
std::vector<std::byte> run_replicates(const Job& job, const Model& model,
                                      Progress& progress,
                                      Circumstances& circumstances) {
  ResultsWriter writer(attributes_of(job), job.seeds);
  Stopwatch watch;
  std::vector<std::string> warnings;  // of all replicates, each once
  const OnAdvance on_advance = [&](const Advance& advance) {
    add_seconds(circumstances.phases, advance.phase, watch.lap());
    warn(advance.warnings, warnings, progress);
    progress.show(advance);
    throw_if_interrupted();
  };
  for (std::size_t r = 0; r < job.seeds.size(); ++r) {
    progress.begin_replicate(static_cast<std::int64_t>(r));
    const Replicate replicate =
        run_one(model, *job.loaded.base, *job.loaded.scenario,
                static_cast<std::uint64_t>(job.seeds[r]), on_advance);
    throw_if_interrupted();
    warn(replicate.warnings, warnings, progress);
    add_seconds(circumstances.phases, "end", watch.lap());
    for (const auto& [process, seconds] : replicate.seconds) {
      add_seconds(circumstances.processes, process, seconds);
    }
    writer.add(replicate.results);
    add_seconds(circumstances.phases, "results file", watch.lap());
  }
  writer.add_inputs(job.loaded.inputs);
  writer.add_warnings(warnings);
  circumstances.ended = utc_now();
  circumstances.peak_memory = peak_memory();
  writer.add_provenance(circumstances);
  return writer.finish();
}

}  // namespace

int command_run(Arguments arguments, const Model& model, Console console) {
  const auto given = options().parse(arguments, console.out);
  if (!given) return 0;
  const Request request = request_of(*given, console);
  const bool is_chatty =
      request.progress == ProgressKind::bar || request.progress == ProgressKind::lines;
  // Before the scenario is read, so that a forgotten --force costs no time.
  check_output(request.output, request.existing, 0);
  const Job job = job_of(request, model);
  share_one_heap();
  if (request.threads) set_threads(static_cast<int>(*request.threads));

  const Needs needs = needs_of(job, model);
  const std::optional<double> available = available_memory();
  check_memory(needs.memory, available);
  check_output(request.output, request.existing, needs.file_bytes);
  if (is_chatty) {
    console.err << fmt::format(
        "{}: seed {}, {} thread{}, about {} of memory{}\n", job.title,
        job.seeds.front(), threads(), threads() == 1 ? "" : "s",
        bytes_in_words(total(needs.memory)),
        available ? fmt::format(" ({} available)", bytes_in_words(*available)) : "");
  }

  Circumstances circumstances;
  circumstances.command_line = "newsdep run " + in_shell_words(arguments);
  circumstances.threads = threads();
  circumstances.started = utc_now();
  const CatchInterrupts catch_interrupts;
  Stopwatch watch;
  std::vector<std::byte> file;
  {
    Progress progress(request.progress, console.err,
                      static_cast<std::int64_t>(job.seeds.size()));
    file = run_replicates(job, model, progress, circumstances);
  }
  write_safely(request.output, file, request.existing);
  if (is_chatty) {
    console.err << fmt::format("wrote {} ({}) in {:.1f} s; peak memory {}\n",
                               request.output.string(),
                               bytes_in_words(static_cast<double>(file.size())),
                               watch.lap(), bytes_in_words(peak_memory()));
  }
  return 0;
}

}  // namespace newsdep::sim
