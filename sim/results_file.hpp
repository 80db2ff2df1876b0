#pragma once
// Writing results: one HDF5 file per run, laid out as netCDF-4 lays files out, so that
// xarray, ncdump, R, Julia and MATLAB open it with no code of ours.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/provenance.hpp"
#include "sim/results.hpp"

namespace newsdep::sim {

/// The layout that this code writes, and the newest one that it reads.
inline constexpr std::int64_t results_format_version = 1;

/// What stands at the root of a file, in this order: texts and whole numbers by name.
using RootAttributes =
    std::vector<std::pair<std::string, std::variant<std::string, std::int64_t>>>;

/// The texts of the files that a scenario names, by the scenario's key.
using InputTexts = std::vector<std::pair<std::string, std::string>>;

/// Lays a results file out in memory, replicate by replicate; nothing touches the disk
/// until write_safely() is given what finish() returns, so that a full disk cannot
/// leave a half-written file.
///
/// The root holds the axes and variables without a group; each group its own; a
/// variable of a group uses the root's axes where the group has none of that name. With
/// more than one seed every variable has a first dimension `replicate`, whose
/// coordinate is the seed. `inputs` holds the input files, `provenance` what may vary
/// between equal runs.
class ResultsWriter {
 public:
  /// @param attributes  root attributes after Conventions and format_version
  /// @param seeds       the seed of each replicate, at least one
  ResultsWriter(const RootAttributes& attributes, std::vector<std::int64_t> seeds);
  ~ResultsWriter();

  /// Adds the results of the next replicate; all have the same axes and variables.
  void add(const Results& results);

  void add_inputs(const InputTexts& inputs);
  /// Adds the root attribute `warnings`: a line for each, "" for none.
  void add_warnings(const std::vector<std::string>& warnings);
  void add_provenance(const Circumstances& circumstances);

  /// The bytes of the file. Every replicate must have been added.
  std::vector<std::byte> finish();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace newsdep::sim
