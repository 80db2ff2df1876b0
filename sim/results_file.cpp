#include "sim/results_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <string_view>

#include "sim/hdf5.hpp"
#include "sim/text_file.hpp"

namespace newsdep::sim {
namespace {

using hdf5::check;
using hdf5::Handle;
using hdf5::put_long_text;
using hdf5::put_number;
using hdf5::put_text;
using Shape = std::vector<std::size_t>;

/// Datasets above this many bytes are cut into chunks, compressed and checksummed.
constexpr std::size_t compress_above = 64 * 1024;
constexpr std::size_t chunk_bytes = 512 * 1024;

std::size_t count_of(std::span<const std::size_t> shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1},
                         std::multiplies<>());
}

/// Tracks the order of links and attributes, which netCDF-4 asks for, and no times,
/// which would differ between equal runs. For groups and, as HDF5 has it, for the file.
void plan_group(hid_t plan) {
  const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  check(H5Pset_link_creation_order(plan, order), "track the order of links");
  check(H5Pset_attr_creation_order(plan, order), "track the order of attributes");
  check(H5Pset_obj_track_times(plan, false), "leave object times out");
}

/// A file in memory, in a format that HDF5 1.8 and everything since reads. The oldest
/// superblock, because HDF5 1.10 gives newer ones a wrong checksum in a file image.
Handle create_file() {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "plan a file");
  constexpr std::size_t growth = 4 << 20;
  check(H5Pset_fapl_core(access, growth, false), "plan a file");
  check(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18),
        "plan a file");
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "plan a file");
  plan_group(creation);
  return {H5Fcreate("newsdep results", H5F_ACC_TRUNC, creation, access), H5Fclose,
          "create a file"};
}

Handle create_group(hid_t parent, const std::string& name) {
  const Handle plan(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "plan a group");
  plan_group(plan);
  return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, plan, H5P_DEFAULT), H5Gclose,
          "create a group"};
}

/// Cuts from the slowest dimension on until a chunk is small enough: rows stay whole.
Shape chunk_of(Shape shape, std::size_t element_bytes, std::size_t replicate_axes) {
  for (std::size_t k = 0; k < shape.size(); ++k) {
    const std::size_t inside =
        count_of(std::span(shape).subspan(k + 1)) * element_bytes;
    const std::size_t fits = k < replicate_axes ? 1 : chunk_bytes / inside;
    shape[k] = std::clamp<std::size_t>(fits, 1, shape[k]);
  }
  return shape;
}

/// @param replicate_axes  1 when the first axis is `replicate`: chunks never mix those
Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                      const Shape& shape, const double* fill = nullptr,
                      std::size_t replicate_axes = 0) {
  const Handle plan(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "plan a variable");
  check(H5Pset_attr_creation_order(plan, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "track the order of attributes");
  check(H5Pset_obj_track_times(plan, false), "leave object times out");
  if (fill) {
    check(H5Pset_fill_value(plan, H5T_NATIVE_DOUBLE, fill), "set a fill value");
  }
  const std::size_t element_bytes = H5Tget_size(type);
  if (H5Tis_variable_str(type) <= 0 &&
      count_of(shape) * element_bytes > compress_above) {
    const Shape chunk = chunk_of(shape, element_bytes, replicate_axes);
    const std::vector<hsize_t> sizes(chunk.begin(), chunk.end());
    check(H5Pset_chunk(plan, static_cast<int>(sizes.size()), sizes.data()),
          "set chunks");
    check(H5Pset_shuffle(plan), "set shuffle");
    check(H5Pset_deflate(plan, 4), "set deflate");
    check(H5Pset_fletcher32(plan), "set checksums");
  }
  return {H5Dcreate2(parent, name.c_str(), type, hdf5::space_of(shape), H5P_DEFAULT,
                     plan, H5P_DEFAULT),
          H5Dclose, "create a variable"};
}

void write_all(hid_t dataset, hid_t type, const void* values) {
  check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
        "write a variable");
}

void put_meaning(hid_t dataset, const std::string& unit, const std::string& long_name,
                 const std::string& comment) {
  if (!unit.empty()) put_text(dataset, "units", unit);
  if (!long_name.empty()) put_text(dataset, "long_name", long_name);
  if (!comment.empty()) put_text(dataset, "comment", comment);
}

/// A dimension with words as its coordinate.
Handle create_labels(hid_t parent, const std::string& name,
                     const std::vector<std::string>& labels) {
  const Handle type = hdf5::text_type();
  Handle dataset = create_dataset(parent, name, type, {labels.size()});
  std::vector<const char*> pointers;
  for (const std::string& label : labels) pointers.push_back(label.c_str());
  if (!labels.empty()) write_all(dataset, type, pointers.data());
  check(H5DSset_scale(dataset, name.c_str()), "make a dimension");
  return dataset;
}

/// A dimension without coordinate, in the words that the netCDF-4 library looks for.
Handle create_bare_dimension(hid_t parent, const std::string& name, std::size_t size) {
  Handle dataset = create_dataset(parent, name, H5T_IEEE_F32BE, {size});
  const std::string words =
      fmt::format("This is a netCDF dimension but not a netCDF variable. {:>9}", size);
  check(H5DSset_scale(dataset, words.c_str()), "make a dimension");
  return dataset;
}

Handle create_axis(hid_t parent, const Axis& axis) {
  if (axis.size() == 0) return create_bare_dimension(parent, axis.name, 0);
  if (!axis.labels.empty()) {
    Handle dataset = create_labels(parent, axis.name, axis.labels);
    put_meaning(dataset, "", axis.long_name, "");
    return dataset;
  }
  Handle dataset =
      create_dataset(parent, axis.name, H5T_NATIVE_DOUBLE, {axis.values.size()});
  write_all(dataset, H5T_NATIVE_DOUBLE, axis.values.data());
  check(H5DSset_scale(dataset, axis.name.c_str()), "make a dimension");
  put_meaning(dataset, axis.unit, axis.long_name, "");
  if (axis.unit.find(" since ") != std::string::npos) {
    put_text(dataset, "calendar", "proleptic_gregorian");
    put_text(dataset, "standard_name", "time");
    put_text(dataset, "axis", "T");
  }
  return dataset;
}

void write_text(hid_t parent, const std::string& name, const std::string& text) {
  const Handle type = hdf5::text_type();
  const Handle dataset = create_dataset(parent, name, type, {});
  const char* const pointer = text.c_str();
  write_all(dataset, type, &pointer);
}

/// A name that netCDF accepts, unlike any in `taken`.
std::string plain_name(const std::string& key, const std::vector<std::string>& taken) {
  std::string name = key.empty() ? "input" : key;
  std::replace(name.begin(), name.end(), '/', '_');
  while (std::find(taken.begin(), taken.end(), name) != taken.end()) name += "_";
  return name;
}

void put_numbers(hid_t group, const std::string& name, const std::string& along,
                 const Seconds& seconds, const std::string& long_name) {
  std::vector<std::string> labels;
  std::vector<double> values;
  for (const auto& [label, value] : seconds) {
    labels.push_back(label);
    values.push_back(value);
  }
  if (labels.empty()) return;
  const Handle scale = create_labels(group, along, labels);
  const Handle dataset =
      create_dataset(group, name, H5T_NATIVE_DOUBLE, {values.size()});
  write_all(dataset, H5T_NATIVE_DOUBLE, values.data());
  put_meaning(dataset, "s", long_name, "");
  check(H5DSattach_scale(dataset, scale, 0), "attach a dimension");
}

template <class T>
void put_scalar(hid_t group, const std::string& name, hid_t type, T value,
                const std::string& unit, const std::string& long_name) {
  const Handle dataset = create_dataset(group, name, type, {});
  write_all(dataset, type, &value);
  put_meaning(dataset, unit, long_name, "");
}

}  // namespace

/// The open file and what was made in it.
struct ResultsWriter::File {
  explicit File(std::vector<std::int64_t> seeds) : seeds(std::move(seeds)) {}

  hid_t group(const std::string& name) {
    if (name.empty()) return file;
    if (const auto found = groups.find(name); found != groups.end())
      return found->second;
    assert(name.find('/') == std::string::npos);
    return groups.emplace(name, create_group(file, name)).first->second;
  }

  void lay_out(const Results& results);
  void create_variable(const Results& results, const Variable& variable);

  hdf5::Quiet quiet;
  std::vector<std::int64_t> seeds;
  std::size_t added = 0;
  Handle file = create_file();
  std::map<std::string, Handle> groups;
  std::vector<Handle> replicate_axis;  ///< one entry when there is more than one seed
  std::map<std::pair<std::string, std::string>, Handle> axes;  ///< by group and name
  std::vector<Handle> variables;
};

void ResultsWriter::File::lay_out(const Results& results) {
  if (seeds.size() > 1) {
    Handle dataset =
        create_dataset(file, "replicate", H5T_NATIVE_INT64, {seeds.size()});
    write_all(dataset, H5T_NATIVE_INT64, seeds.data());
    check(H5DSset_scale(dataset, "replicate"), "make a dimension");
    put_meaning(dataset, "1", "seed of the replicate", "");
    replicate_axis.push_back(std::move(dataset));
  }
  for (const Axis& axis : results.axes()) {
    axes.emplace(std::pair(axis.group, axis.name),
                 create_axis(group(axis.group), axis));
  }
  for (const Variable& variable : results.variables())
    create_variable(results, variable);
}

void ResultsWriter::File::create_variable(const Results& results,
                                          const Variable& variable) {
  const VariableAbout& about = variable.about;
  const std::size_t slash = about.name.rfind('/');
  const bool at_root = slash == std::string::npos;
  const std::string group_name = at_root ? "" : about.name.substr(0, slash);
  Shape shape = variable.shape;
  if (!replicate_axis.empty()) shape.insert(shape.begin(), seeds.size());

  const double missing = std::numeric_limits<double>::quiet_NaN();
  const Handle& dataset = variables.emplace_back(create_dataset(
      group(group_name), at_root ? about.name : about.name.substr(slash + 1),
      H5T_NATIVE_DOUBLE, shape, &missing, replicate_axis.size()));
  put_number(dataset, "_FillValue", missing);
  put_meaning(dataset, about.unit, about.long_name, about.comment);
  unsigned place = 0;
  for (const Handle& scale : replicate_axis) {
    check(H5DSattach_scale(dataset, scale, place++), "attach a dimension");
  }
  for (const std::string& name : about.axes) {
    const Axis& axis = results.axis(name, group_name);
    check(H5DSattach_scale(dataset, axes.at({axis.group, axis.name}), place++),
          "attach a dimension");
  }
}

ResultsWriter::ResultsWriter(const RootAttributes& attributes,
                             std::vector<std::int64_t> seeds)
    : file_(std::make_unique<File>(std::move(seeds))) {
  assert(!file_->seeds.empty());
  put_text(file_->file, "Conventions", "CF-1.8");
  put_number(file_->file, "format_version", results_format_version);
  for (const auto& [name, value] : attributes) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      put_long_text(file_->file, name.c_str(), *text);
    } else {
      put_number(file_->file, name.c_str(), std::get<std::int64_t>(value));
    }
  }
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
    if (file_->replicate_axis.empty()) {
      write_all(dataset, H5T_NATIVE_DOUBLE, variable.values.data());
      continue;
    }
    std::vector<hsize_t> start(variable.shape.size() + 1, 0), count(start.size(), 1);
    start[0] = file_->added;
    std::copy(variable.shape.begin(), variable.shape.end(), count.begin() + 1);
    const Handle in_file(H5Dget_space(dataset), H5Sclose, "read a dataspace");
    check(H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start.data(), nullptr,
                              count.data(), nullptr),
          "select a replicate");
    const Handle in_memory = hdf5::space_of({variable.values.size()});
    check(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, in_memory, in_file, H5P_DEFAULT,
                   variable.values.data()),
          "write a variable");
  }
  ++file_->added;
}

void ResultsWriter::add_inputs(const InputTexts& inputs) {
  if (inputs.empty()) return;
  const hid_t group = file_->group("inputs");
  std::vector<std::string> taken;
  for (const auto& [key, text] : inputs) {
    const std::string name = taken.emplace_back(plain_name(key, taken));
    if (not_plain_text(text).empty()) {
      write_text(group, name, text);
    } else {
      const std::string bytes = taken.emplace_back(plain_name(name + "_byte", taken));
      const Handle scale = create_bare_dimension(group, bytes, text.size());
      const Handle dataset =
          create_dataset(group, name, H5T_NATIVE_UINT8, {text.size()});
      write_all(dataset, H5T_NATIVE_UINT8, text.data());
      check(H5DSattach_scale(dataset, scale, 0), "attach a dimension");
    }
    const Handle dataset = hdf5::open_object(group, name);
    put_text(dataset, "key", key);
    put_text(dataset, "long_name", "the file that the scenario names at " + key);
  }
}

void ResultsWriter::add_warnings(const std::vector<std::string>& warnings) {
  put_long_text(file_->file, "warnings", fmt::format("{}", fmt::join(warnings, "\n")));
}

void ResultsWriter::add_provenance(const Circumstances& circumstances) {
  const hid_t group = file_->group("provenance");
  put_text(group, "comment", "all that may vary between two equal runs");
  put_long_text(group, "command_line", circumstances.command_line);
  put_text(group, "started", circumstances.started);
  put_text(group, "ended", circumstances.ended);
  put_scalar(group, "threads", H5T_NATIVE_INT64, circumstances.threads, "1",
             "threads of the run");
  put_scalar(group, "peak_memory", H5T_NATIVE_DOUBLE, circumstances.peak_memory, "byte",
             "largest memory held");
  put_numbers(group, "phase_wall_time", "phase", circumstances.phases,
              "wall time by phase, all replicates");
  put_numbers(group, "process_wall_time", "process", circumstances.processes,
              "wall time by process of the step, all replicates");
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
