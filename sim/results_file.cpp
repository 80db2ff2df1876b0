#include "sim/results_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cassert>

#include "sim/netcdf.hpp"
#include "sim/results_frame.hpp"
#include "sim/results_sections.hpp"

namespace newsdep::sim {

using hdf5::check;
using hdf5::Handle;
using netcdf::Shape;

/// The open file and what was made in it.
struct ResultsWriter::File {
  explicit File(std::vector<std::int64_t> seeds) : seeds(std::move(seeds)) {}

  bool has_replicate_axis() const { return seeds.size() > 1; }
  void lay_out(const Results& results);

  hdf5::Quiet quiet;
  std::vector<std::int64_t> seeds;
  std::size_t added = 0;
  Handle file = netcdf::create_file_in_memory();
  ResultsFrame frame{file};
  std::vector<Handle> variables;
};

void ResultsWriter::File::lay_out(const Results& results) {
  if (has_replicate_axis()) {
    frame.lead_with(
        netcdf::create_numbered(file, "replicate", seeds, "seed of the replicate"),
        seeds.size());
  }
  frame.add_axes(results);
  for (const Variable& variable : results.variables()) {
    const Shape chunk = netcdf::chunk_of(frame.shape_of(variable), sizeof(double),
                                         has_replicate_axis() ? 1 : 0);
    variables.push_back(frame.add_variable(results, variable, {.chunk = chunk}));
  }
}

ResultsWriter::ResultsWriter(const RootAttributes& attributes,
                             std::vector<std::int64_t> seeds)
    : file_(std::make_unique<File>(std::move(seeds))) {
  assert(!file_->seeds.empty());
  put_root_attributes(file_->file, attributes);
}

ResultsWriter::~ResultsWriter() = default;

void ResultsWriter::add(const Results& results) {
  assert(file_->added < file_->seeds.size());
  if (file_->added == 0) file_->lay_out(results);
  assert(results.variables().size() == file_->variables.size());
  for (std::size_t v = 0; v < file_->variables.size(); ++v) {
    const Variable& variable = results.variables()[v];
    if (variable.values.empty()) continue;
    const Handle& dataset = file_->variables[v];
    Shape start(variable.shape.size(), 0), count = variable.shape;
    if (file_->has_replicate_axis()) {
      start.insert(start.begin(), file_->added);
      count.insert(count.begin(), 1);
    }
    netcdf::write_box(dataset, H5T_NATIVE_DOUBLE, start, count, variable.values.data());
  }
  ++file_->added;
}

void ResultsWriter::add_inputs(const InputTexts& inputs) {
  if (!inputs.empty()) put_inputs(file_->frame.group("inputs"), inputs);
}

void ResultsWriter::add_warnings(const std::vector<std::string>& warnings) {
  hdf5::put_long_text(file_->file, "warnings",
                      fmt::format("{}", fmt::join(warnings, "\n")));
}

void ResultsWriter::add_provenance(const Circumstances& circumstances) {
  put_provenance(file_->frame.group("provenance"), circumstances);
}

std::vector<std::byte> ResultsWriter::finish() {
  assert(file_->added == file_->seeds.size());
  check(H5Fflush(file_->file, H5F_SCOPE_GLOBAL), "flush a file");
  const ssize_t size = H5Fget_file_image(file_->file, nullptr, 0);
  check(size < 0 ? -1 : 0, "measure a file");
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  check(H5Fget_file_image(file_->file, bytes.data(), bytes.size()) < 0 ? -1 : 0,
        "copy a file");
  return bytes;
}

}  // namespace newsdep::sim
