#pragma once
// What the files of a run and of a sweep have in common beside the model's variables:
// root attributes, input files, provenance. Only .cpp files of sim/ include this.

#include "sim/hdf5.hpp"
#include "sim/provenance.hpp"
#include "sim/results_file.hpp"

namespace newsdep::sim {

/// Conventions and format_version, then `attributes`, at the root of a file.
void put_root_attributes(hid_t file, const RootAttributes& attributes);
/// One variable for each input file: text where it is plain text, bytes otherwise.
void put_inputs(hid_t group, const InputTexts& inputs);
/// All that may vary between two equal runs.
void put_provenance(hid_t group, const Circumstances& circumstances);

/// A name that netCDF accepts, unlike any in `taken`.
std::string plain_name(const std::string& key, const std::vector<std::string>& taken);

}  // namespace newsdep::sim
