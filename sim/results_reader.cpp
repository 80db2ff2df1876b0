#include "sim/results_reader.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <functional>
#include <numeric>

#include "sim/errors.hpp"
#include "sim/hdf5.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;

Handle open_file(const fs::path& path) {
  if (!fs::exists(path)) {
    throw UserError(fmt::format("there is no file {}", path.string()));
  }
  if (fs::is_directory(path)) {
    throw UserError(fmt::format("{} is a folder, not a results file", path.string()));
  }
  try {
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
            "open the file"};
  } catch (const hdf5::Error& error) {
    throw UserError(
        fmt::format("{} is no results file of newsdep, or it is damaged ({})",
                    path.string(), error.what()));
  }
}

std::string optional_text(hid_t object, const char* name) {
  return hdf5::has_attribute(object, name) ? hdf5::get_text(object, name) : "";
}

std::vector<double> read_numbers(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "read a dataspace");
  std::vector<double> values(
      static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  if (values.empty()) return values;
  hdf5::check(
      H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "read a variable");
  return values;
}

H5T_class_t class_of(hid_t dataset) {
  const Handle type(H5Dget_type(dataset), H5Tclose, "read a type");
  return H5Tget_class(type);
}

}  // namespace

struct ResultsReader::File {
  explicit File(const fs::path& path) : path(path), file(open_file(path)) {}

  /// Calls `read` and says which file is damaged when HDF5 fails.
  template <class Read>
  auto guarded(const Read& read) const {
    try {
      return read();
    } catch (const hdf5::Error& error) {
      throw UserError(fmt::format("{} cannot be read as a results file of newsdep: {}",
                                  path.string(), error.what()));
    }
  }

  void find_variables(hid_t group, const std::string& prefix);
  /// Whether write_sweep() made it.
  bool is_of_sweep() const {
    return hdf5::has_attribute(file, "coordinates") &&
           H5Lexists(file, "point", H5P_DEFAULT) > 0;
  }

  hdf5::Quiet quiet;
  fs::path path;
  Handle file;
  std::vector<StoredVariable> variables;
};

void ResultsReader::File::find_variables(hid_t group, const std::string& prefix) {
  for (const std::string& name : hdf5::link_names(group)) {
    const std::string full = prefix + name;
    if (full == "inputs" || full == "provenance") continue;
    const Handle object = hdf5::open_object(group, name);
    if (!hdf5::is_dataset(object)) {
      find_variables(object, full + "/");
      continue;
    }
    if (H5DSis_scale(object) > 0 || class_of(object) != H5T_FLOAT) continue;
    const Handle space(H5Dget_space(object), H5Sclose, "read a dataspace");
    variables.push_back(
        {{full, hdf5::dimension_names(object), optional_text(object, "units"),
          optional_text(object, "long_name"), optional_text(object, "comment")},
         hdf5::shape_of(space)});
  }
}

ResultsReader::ResultsReader(const fs::path& path)
    : file_(std::make_unique<File>(path)) {
  const std::int64_t version = number("format_version");
  if (version > results_format_version) {
    throw UserError(
        fmt::format("{} has format version {}, and this newsdep reads up to {}; use a "
                    "newer newsdep",
                    path.string(), version, results_format_version));
  }
  if (file_->is_of_sweep()) {
    throw UserError(fmt::format(
        "{} is the result of a sweep, with many runs in it, and this asks for that of "
        "`newsdep run`. In Python newsdep.open_sweep or xarray opens it; a single run "
        "of "
        "it is repeated by `newsdep run` with the point's values and seed",
        path.string()));
  }
  file_->guarded([&] { file_->find_variables(file_->file, ""); });
}

ResultsReader::~ResultsReader() = default;
ResultsReader::ResultsReader(ResultsReader&&) noexcept = default;

const fs::path& ResultsReader::path() const { return file_->path; }

std::string ResultsReader::text(const std::string& name) const {
  return file_->guarded([&] { return hdf5::get_text(file_->file, name.c_str()); });
}

std::int64_t ResultsReader::number(const std::string& name) const {
  return file_->guarded([&] { return hdf5::get_number(file_->file, name.c_str()); });
}

bool ResultsReader::has_replicate_axis() const {
  return H5Lexists(file_->file, "replicate", H5P_DEFAULT) > 0;
}

std::vector<std::int64_t> ResultsReader::seeds() const {
  if (!has_replicate_axis()) return {number("seed")};
  return file_->guarded([&] {
    const Handle dataset = hdf5::open_object(file_->file, "replicate");
    const Handle space(H5Dget_space(dataset), H5Sclose, "read a dataspace");
    std::vector<std::int64_t> seeds(
        static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    hdf5::check(
        H5Dread(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, seeds.data()),
        "read the seeds");
    return seeds;
  });
}

const std::vector<StoredVariable>& ResultsReader::variables() const {
  return file_->variables;
}

std::vector<double> ResultsReader::values(const StoredVariable& variable) const {
  return file_->guarded([&] {
    return read_numbers(hdf5::open_object(file_->file, variable.about.name));
  });
}

Axis ResultsReader::axis(const std::string& name, const std::string& group) const {
  return file_->guarded([&] {
    const std::string inside = group + "/" + name;
    const bool here = !group.empty() &&
                      H5Lexists(file_->file, group.c_str(), H5P_DEFAULT) > 0 &&
                      H5Lexists(file_->file, inside.c_str(), H5P_DEFAULT) > 0;
    const Handle dataset = hdf5::open_object(file_->file, here ? inside : name);
    Axis axis{name,
              here ? group : "",
              {},
              {},
              optional_text(dataset, "units"),
              optional_text(dataset, "long_name")};
    if (class_of(dataset) == H5T_STRING) {
      axis.labels = hdf5::dataset_texts(dataset);
    } else {
      axis.values = read_numbers(dataset);
    }
    return axis;
  });
}

InputTexts ResultsReader::inputs() const {
  InputTexts inputs;
  if (H5Lexists(file_->file, "inputs", H5P_DEFAULT) <= 0) return inputs;
  return file_->guarded([&] {
    const Handle group = hdf5::open_object(file_->file, "inputs");
    for (const std::string& name : hdf5::link_names(group)) {
      const Handle dataset = hdf5::open_object(group, name);
      if (!hdf5::has_attribute(dataset, "key")) continue;  // a dimension
      const std::string key = hdf5::get_text(dataset, "key");
      if (class_of(dataset) == H5T_STRING) {
        inputs.emplace_back(key, hdf5::dataset_texts(dataset).at(0));
        continue;
      }
      const Handle space(H5Dget_space(dataset), H5Sclose, "read a dataspace");
      std::string bytes(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)),
                        '\0');
      hdf5::check(H5Dread(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                          bytes.data()),
                  "read an input");
      inputs.emplace_back(key, std::move(bytes));
    }
    return inputs;
  });
}

}  // namespace newsdep::sim
