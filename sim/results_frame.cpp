#include "sim/results_frame.hpp"

#include <cassert>
#include <limits>

namespace newsdep::sim {

using hdf5::Handle;

hid_t ResultsFrame::group(const std::string& name) {
  if (name.empty()) return file_;
  if (const auto found = groups_.find(name); found != groups_.end()) {
    return found->second;
  }
  assert(name.find('/') == std::string::npos);
  return groups_.emplace(name, netcdf::create_group(file_, name)).first->second;
}

void ResultsFrame::lead_with(Handle dimension, std::size_t size) {
  leading_.emplace_back(std::move(dimension), size);
}

void ResultsFrame::add_axes(const Results& results) {
  for (const Axis& axis : results.axes()) {
    axes_.emplace(std::pair(axis.group, axis.name),
                  netcdf::create_axis(group(axis.group), axis));
  }
}

netcdf::Shape ResultsFrame::shape_of(const Variable& variable) const {
  netcdf::Shape shape;
  for (const auto& [dimension, size] : leading_) shape.push_back(size);
  shape.insert(shape.end(), variable.shape.begin(), variable.shape.end());
  return shape;
}

Handle ResultsFrame::add_variable(const Results& results, const Variable& variable,
                                  netcdf::Storage storage) {
  const VariableAbout& about = variable.about;
  const std::string group_name(group_of(about.name));
  std::vector<hid_t> dimensions;
  for (const auto& [dimension, size] : leading_) dimensions.push_back(dimension);
  for (const std::string& name : about.axes) {
    const Axis& axis = results.axis(name, group_name);
    dimensions.push_back(axes_.at({axis.group, axis.name}));
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  storage.fill = &missing;
  Handle dataset = netcdf::create_dataset(
      group(group_name), about.name.substr(about.name.rfind('/') + 1),
      H5T_NATIVE_DOUBLE, shape_of(variable), storage);
  hdf5::put_number(dataset, "_FillValue", missing);
  netcdf::put_meaning(dataset, about.unit, about.long_name, about.comment);
  netcdf::attach(dataset, dimensions);
  return dataset;
}

}  // namespace newsdep::sim
