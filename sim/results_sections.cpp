#include "sim/results_sections.hpp"

#include <algorithm>
#include <array>

#include "sim/netcdf.hpp"
#include "sim/text_file.hpp"

namespace newsdep::sim {
namespace {

using hdf5::Handle;
using hdf5::put_long_text;
using hdf5::put_text;
using netcdf::create_dataset;
using netcdf::put_meaning;
using netcdf::write_all;

void put_numbers(hid_t group, const std::string& name, const std::string& along,
                 const Seconds& seconds, const std::string& long_name) {
  std::vector<std::string> labels;
  std::vector<double> values;
  for (const auto& [label, value] : seconds) {
    labels.push_back(label);
    values.push_back(value);
  }
  if (labels.empty()) return;
  const Handle scale = netcdf::create_labels(group, along, labels);
  const Handle dataset =
      create_dataset(group, name, H5T_NATIVE_DOUBLE, {values.size()});
  write_all(dataset, H5T_NATIVE_DOUBLE, values.data());
  put_meaning(dataset, "s", long_name, "");
  netcdf::attach(dataset, std::array<hid_t, 1>{scale});
}

template <class T>
void put_scalar(hid_t group, const std::string& name, hid_t type, T value,
                const std::string& unit, const std::string& long_name) {
  const Handle dataset = create_dataset(group, name, type, {});
  write_all(dataset, type, &value);
  put_meaning(dataset, unit, long_name, "");
}

}  // namespace

std::string plain_name(const std::string& key, const std::vector<std::string>& taken) {
  std::string name = key.empty() ? "input" : key;
  std::replace(name.begin(), name.end(), '/', '_');
  while (std::find(taken.begin(), taken.end(), name) != taken.end()) name += "_";
  return name;
}

void put_root_attributes(hid_t file, const RootAttributes& attributes) {
  put_text(file, "Conventions", "CF-1.8");
  hdf5::put_number(file, "format_version", results_format_version);
  for (const auto& [name, value] : attributes) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      put_long_text(file, name.c_str(), *text);
    } else {
      hdf5::put_number(file, name.c_str(), std::get<std::int64_t>(value));
    }
  }
}

void put_inputs(hid_t group, const InputTexts& inputs) {
  std::vector<std::string> taken;
  for (const auto& [key, text] : inputs) {
    const std::string name = taken.emplace_back(plain_name(key, taken));
    if (not_plain_text(text).empty()) {
      netcdf::write_text(group, name, text);
    } else {
      const std::string bytes = taken.emplace_back(plain_name(name + "_byte", taken));
      const Handle scale = netcdf::create_bare_dimension(group, bytes, text.size());
      const Handle dataset =
          create_dataset(group, name, H5T_NATIVE_UINT8, {text.size()});
      write_all(dataset, H5T_NATIVE_UINT8, text.data());
      netcdf::attach(dataset, std::array<hid_t, 1>{scale});
    }
    const Handle dataset = hdf5::open_object(group, name);
    put_text(dataset, "key", key);
    put_text(dataset, "long_name", "the file that the scenario names at " + key);
  }
}

void put_provenance(hid_t group, const Circumstances& circumstances) {
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

}  // namespace newsdep::sim
