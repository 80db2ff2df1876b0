#pragma once
// The groups, dimensions and variables of Results in a file, with none of the values.
// Only .cpp files of sim/ include this.

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/hdf5.hpp"
#include "sim/netcdf.hpp"
#include "sim/results.hpp"

namespace newsdep::sim {

/// Lays out in a file what results have: axes as dimensions, variables behind the
/// leading dimensions that the file's kind gives to all of them.
class ResultsFrame {
 public:
  /// @param file  stays open as long as this lives
  explicit ResultsFrame(hid_t file) : file_(file) {}

  /// The group of that name, made when it is first asked for; the root for "".
  hid_t group(const std::string& name);
  /// A dimension that leads every variable added from now on.
  void lead_with(hdf5::Handle dimension, std::size_t size);
  hid_t leading(std::size_t k) const { return leading_[k].first; }

  void add_axes(const Results& results);
  /// Makes a variable, NaN until it is written; its axes must have been added.
  hdf5::Handle add_variable(const Results& results, const Variable& variable,
                            netcdf::Storage storage);
  /// The shape of a variable with the leading dimensions.
  netcdf::Shape shape_of(const Variable& variable) const;

 private:
  hid_t file_;
  std::map<std::string, hdf5::Handle> groups_;
  std::vector<std::pair<hdf5::Handle, std::size_t>> leading_;
  std::map<std::pair<std::string, std::string>, hdf5::Handle> axes_;
};

}  // namespace newsdep::sim
