#include "sim/sweep_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <optional>
#include <utility>

#include "sim/errors.hpp"
#include "sim/hdf5.hpp"
#include "sim/netcdf.hpp"
#include "sim/numbers.hpp"
#include "sim/results_frame.hpp"
#include "sim/results_layout.hpp"
#include "sim/results_sections.hpp"
#include "sim/runs_variable.hpp"
#include "sim/shards.hpp"

namespace newsdep::sim {
namespace {

using hdf5::Handle;
using netcdf::Shape;

constexpr std::size_t most_runs_named = 5;
/// Chunks that wait until enough threads have something to pack: 16 MB at most.
constexpr std::size_t most_waiting = 32;
/// What stands for the seed of a run that was never made.
constexpr std::int64_t no_seed = -1;

void refuse_missing(const Shards& shards) {
  const std::vector<RunId> missing = shards.missing();
  if (missing.empty()) return;
  std::vector<std::string> named;
  for (const RunId& run :
       std::span(missing).first(std::min(missing.size(), most_runs_named))) {
    named.push_back(
        fmt::format("{} (replicate {})", point_on_a_line(run.point), run.replicate));
  }
  throw UserError(fmt::format(
      "{} of {} runs are missing: {}{}. Run the sweep, or the shards that have them, "
      "to "
      "the end",
      missing.size(), shards.points() * shards.replicates(), fmt::join(named, "; "),
      missing.size() > most_runs_named ? "; ..." : ""));
}

/// A dataset [points x replicates] beside the model's variables.
Handle create_per_run(hid_t group, const ResultsFrame& frame, const Shards& shards,
                      const std::string& name, hid_t type, const std::string& unit,
                      const std::string& long_name, const std::string& comment) {
  Handle dataset =
      netcdf::create_dataset(group, name, type, {shards.points(), shards.replicates()});
  netcdf::put_meaning(dataset, unit, long_name, comment);
  netcdf::attach(dataset, std::array{frame.leading(0), frame.leading(1)});
  return dataset;
}

/// The file as it grows.
class SweepFile {
 public:
  /// @param error  of the disk, to be asked again once this is gone
  SweepFile(const Shards& shards, const GrowingFile& target, hdf5::DiskError& error);

  void add_runs(const OnRunsWritten& on_runs_written);
  void finish(Circumstances circumstances);

 private:
  void add_parameters();
  void add_model();
  void add_run_group();
  void add_point(std::size_t p);
  void add_values(const Ledger& ledger, const StoredRun& run);
  void write_waiting();
  void throw_if_full() const {
    if (error_.number != 0) target_.fail(error_.number);
  }

  const Shards& shards_;
  const GrowingFile& target_;
  const hdf5::DiskError& error_;
  Handle file_;
  ResultsFrame frame_;
  Results layout_;  ///< of all runs together
  std::vector<RunsVariable> variables_;
  std::vector<Handle> run_group_;  ///< seed, error, warnings
  std::vector<Chunk> waiting_;
  // Written at the end, for a chunk of them is filled by many points.
  std::vector<std::int64_t> seeds_;  ///< of each run
  std::vector<double> seconds_;      ///< wall time of each run
  Seconds processes_;                ///< wall time by process, all runs
  /// How the values of the last run lie in the whole: the next has mostly the same
  /// layout.
  struct LastLayout {
    const Ledger* ledger;
    std::int64_t id;
    std::vector<std::size_t> sizes;  ///< of each variable
    Placement placement;
  };
  std::optional<LastLayout> last_layout_;
};

SweepFile::SweepFile(const Shards& shards, const GrowingFile& target,
                     hdf5::DiskError& error)
    : shards_(shards),
      target_(target),
      error_(error),
      file_(netcdf::create_file_on_disk(target.growing_path().string(), error)),
      frame_(file_),
      layout_(shards.layout()) {
  const SweepPlan& plan = shards.plan();
  put_root_attributes(file_, plan.attributes);
  std::vector<std::int64_t> points(shards.points());
  for (std::size_t p = 0; p < points.size(); ++p) points[p] = std::int64_t(p);
  frame_.lead_with(
      netcdf::create_numbered(file_, "point", points, "point of the sweep"),
      points.size());
  frame_.lead_with(netcdf::create_numbered(file_, "replicate", plan.replicates,
                                           "replicate; its seed where luck is paired"),
                   plan.replicates.size());
  add_parameters();
  add_model();
  add_run_group();
}

void SweepFile::add_parameters() {
  const SweepPlan& plan = shards_.plan();
  std::vector<std::string> taken = {"point", "replicate"};
  for (const Axis& axis : layout_.axes()) taken.push_back(axis.name);
  for (const Variable& variable : layout_.variables()) {
    taken.push_back(variable.about.name);
  }
  std::vector<std::string> coordinates;
  for (std::size_t k = 0; k < plan.parameters.size(); ++k) {
    const PlanParameter& parameter = plan.parameters[k];
    const std::string& name =
        coordinates.emplace_back(taken.emplace_back(plain_name(parameter.key, taken)));
    const Handle type = hdf5::text_type();
    const Handle dataset = netcdf::create_dataset(
        file_, name, parameter.is_number ? H5T_NATIVE_DOUBLE : hid_t(type),
        {shards_.points()});
    std::vector<double> numbers;
    std::vector<const char*> texts;
    for (const std::vector<std::string>& point : plan.points) {
      if (parameter.is_number) {
        const std::optional<double> number = read_number(point[k]).number;
        assert(number);
        numbers.push_back(*number);
      } else {
        texts.push_back(point[k].c_str());
      }
    }
    if (parameter.is_number) {
      netcdf::write_all(dataset, H5T_NATIVE_DOUBLE, numbers.data());
    } else {
      netcdf::write_all(dataset, type, texts.data());
    }
    netcdf::put_meaning(dataset, parameter.unit, parameter.meaning, parameter.law);
    netcdf::attach(dataset, std::array{frame_.leading(0)});
  }
  hdf5::put_long_text(file_, "coordinates",
                      fmt::format("{}", fmt::join(coordinates, " ")));
}

void SweepFile::add_model() {
  frame_.add_axes(layout_);
  for (const Variable& variable : layout_.variables()) {
    Shape shape = frame_.shape_of(variable);
    Handle dataset = frame_.add_variable(
        layout_, variable,
        {.chunk = chunk_of_runs(shape), .packing = netcdf::Packing::deflated});
    variables_.emplace_back(std::move(dataset), std::move(shape));
  }
}

void SweepFile::add_run_group() {
  const hid_t group = frame_.group("runs");
  const Handle text = hdf5::text_type();
  const auto add = [&](const std::string& name, hid_t type,
                       const std::string& long_name, const std::string& comment) {
    run_group_.push_back(
        create_per_run(group, frame_, shards_, name, type, "", long_name, comment));
  };
  add("seed", H5T_NATIVE_INT64, "seed of the run",
      fmt::format("{} where the run was not made.", no_seed));
  add("error", text, "why the run failed", "Empty when it went well.");
  add("warnings", text, "what the run warned of", "A line for each; empty for none.");
}

void SweepFile::add_runs(const OnRunsWritten& on_runs_written) {
  const std::size_t all = shards_.points() * shards_.replicates();
  for (std::size_t p = 0; p < shards_.points(); ++p) {
    add_point(p);
    if (on_runs_written) on_runs_written((p + 1) * shards_.replicates(), all);
  }
  write_waiting();
}

void SweepFile::add_point(std::size_t p) {
  const std::size_t replicates = shards_.replicates();
  std::vector<std::string> errors(replicates, "the run was not made"),
      warnings(replicates);
  for (std::size_t r = 0; r < replicates; ++r) {
    const Ledger* const ledger = shards_.holder(p, r);
    const auto run = ledger ? ledger->read(shards_.run(p, r)) : std::nullopt;
    seeds_.push_back(run ? run->record.seed : no_seed);
    seconds_.push_back(run ? run->record.seconds
                           : std::numeric_limits<double>::quiet_NaN());
    if (run) {
      errors[r] = run->record.error;
      warnings[r] = fmt::format("{}", fmt::join(run->record.warnings, "\n"));
      for (const auto& [process, seconds] : run->record.processes) {
        add_seconds(processes_, process, seconds);
      }
      if (run->layout) add_values(*ledger, *run);
    }
    for (RunsVariable& variable : variables_) {
      variable.take(waiting_);
      if (waiting_.size() >= most_waiting) write_waiting();
    }
  }
  const Shape start = {p, 0}, count = {1, replicates};
  const Handle type = hdf5::text_type();
  for (const auto& [texts, place] : {std::pair(&errors, 1), std::pair(&warnings, 2)}) {
    std::vector<const char*> pointers;
    for (const std::string& text : *texts) pointers.push_back(text.c_str());
    netcdf::write_box(run_group_[place], type, start, count, pointers.data());
  }
  throw_if_full();
}

void SweepFile::add_values(const Ledger& ledger, const StoredRun& run) {
  if (!last_layout_ || last_layout_->ledger != &ledger ||
      last_layout_->id != *run.layout) {
    const Results layout = ledger.layout(*run.layout);
    last_layout_.emplace(
        LastLayout{&ledger, *run.layout, {}, Placement(layout, layout_)});
    for (const Variable& variable : layout.variables()) {
      last_layout_->sizes.push_back(variable.values.size());
    }
  }
  std::span<const double> values = run.values;
  const Placement& placement = last_layout_->placement;
  for (std::size_t v = 0; v < placement.variables(); ++v) {
    const std::size_t size = last_layout_->sizes[v];
    placement.copy(v, values.first(size), variables_[placement.variable(v)].next());
    values = values.subspan(size);
  }
}

void SweepFile::write_waiting() {
  write_chunks(waiting_);
  waiting_.clear();
  throw_if_full();
}

void SweepFile::finish(Circumstances circumstances) {
  const SweepPlan& plan = shards_.plan();
  if (!plan.inputs.empty()) put_inputs(frame_.group("inputs"), plan.inputs);
  netcdf::write_all(run_group_[0], H5T_NATIVE_INT64, seeds_.data());
  circumstances.processes = processes_;
  const hid_t group = frame_.group("provenance");
  put_provenance(group, circumstances);
  const Handle dataset =
      create_per_run(group, frame_, shards_, "run_wall_time", H5T_NATIVE_DOUBLE, "s",
                     "wall time of the run", "");
  netcdf::write_all(dataset, H5T_NATIVE_DOUBLE, seconds_.data());
}

}  // namespace

void write_sweep(std::span<const Ledger> ledgers, const SweepOutput& output,
                 const OnRunsWritten& on_runs_written) {
  const Shards shards(ledgers);
  if (output.missing == MissingRuns::refuse) refuse_missing(shards);
  check_output(output.path, output.existing, 0);
  GrowingFile target(output.path, output.existing);
  hdf5::DiskError error;
  {
    const hdf5::Quiet quiet;
    SweepFile file(shards, target, error);
    file.add_runs(on_runs_written);
    file.finish(output.circumstances);
  }
  if (error.number != 0) target.fail(error.number);
  target.finish();
}

}  // namespace newsdep::sim
