#include "sim/results_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>

#include "sim/netcdf.hpp"
#include "sim/results_sections.hpp"

namespace newsdep::sim {

using hdf5::check;
using hdf5::Handle;
using netcdf::Shape;

/// The open file and what was made in it.
struct ResultsWriter::File {
  explicit File(std::vector<std::int64_t> seeds) : seeds(std::move(seeds)) {}

  hid_t group(const std::string& name) {
    if (name.empty()) return file;
    if (const auto found = groups.find(name); found != groups.end())
      return found->second;
    assert(name.find('/') == std::string::npos);
    return groups.emplace(name, netcdf::create_group(file, name)).first->second;
  }

  void lay_out(const Results& results);
  void create_variable(const Results& results, const Variable& variable);

  hdf5::Quiet quiet;
  std::vector<std::int64_t> seeds;
  std::size_t added = 0;
  Handle file = netcdf::create_file_in_memory();
  std::map<std::string, Handle> groups;
  std::vector<Handle> replicate_axis;  ///< one entry when there is more than one seed
  std::map<std::pair<std::string, std::string>, Handle> axes;  ///< by group and name
  std::vector<Handle> variables;
};

void ResultsWriter::File::lay_out(const Results& results) {
  if (seeds.size() > 1) {
    replicate_axis.push_back(
        netcdf::create_numbered(file, "replicate", seeds, "seed of the replicate"));
  }
  for (const Axis& axis : results.axes()) {
    axes.emplace(std::pair(axis.group, axis.name),
                 netcdf::create_axis(group(axis.group), axis));
  }
  for (const Variable& variable : results.variables())
    create_variable(results, variable);
}

void ResultsWriter::File::create_variable(const Results& results,
                                          const Variable& variable) {
  const VariableAbout& about = variable.about;
  const std::string group_name(group_of(about.name));
  Shape shape = variable.shape;
  std::vector<hid_t> dimensions;
  for (const Handle& replicate : replicate_axis) {
    shape.insert(shape.begin(), seeds.size());
    dimensions.push_back(replicate);
  }
  for (const std::string& name : about.axes) {
    const Axis& axis = results.axis(name, group_name);
    dimensions.push_back(axes.at({axis.group, axis.name}));
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const Shape chunk = netcdf::chunk_of(shape, sizeof(double), replicate_axis.size());
  const Handle& dataset = variables.emplace_back(netcdf::create_dataset(
      group(group_name), about.name.substr(about.name.rfind('/') + 1),
      H5T_NATIVE_DOUBLE, shape, {&missing, chunk}));
  hdf5::put_number(dataset, "_FillValue", missing);
  netcdf::put_meaning(dataset, about.unit, about.long_name, about.comment);
  netcdf::attach(dataset, dimensions);
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
    if (!file_->replicate_axis.empty()) {
      start.insert(start.begin(), file_->added);
      count.insert(count.begin(), 1);
    }
    netcdf::write_box(dataset, H5T_NATIVE_DOUBLE, start, count, variable.values.data());
  }
  ++file_->added;
}

void ResultsWriter::add_inputs(const InputTexts& inputs) {
  if (!inputs.empty()) put_inputs(file_->group("inputs"), inputs);
}

void ResultsWriter::add_warnings(const std::vector<std::string>& warnings) {
  hdf5::put_long_text(file_->file, "warnings",
                      fmt::format("{}", fmt::join(warnings, "\n")));
}

void ResultsWriter::add_provenance(const Circumstances& circumstances) {
  put_provenance(file_->group("provenance"), circumstances);
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
