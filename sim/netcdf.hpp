#pragma once
// HDF5 files as netCDF-4 lays them out: groups, dimensions and variables with units, so
// that xarray, ncdump, R, Julia and MATLAB open them. Only .cpp files of sim/ include
// this.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/disk_driver.hpp"
#include "sim/hdf5.hpp"
#include "sim/results.hpp"

namespace newsdep::sim::netcdf {

using Shape = std::vector<std::size_t>;

/// No chunk has more bytes than this.
inline constexpr std::size_t chunk_bytes = 512 * 1024;

/// The number of elements of a shape; 1 for a scalar.
std::size_t count_of(std::span<const std::size_t> shape);

/// A file in memory, which the disk never sees.
hdf5::Handle create_file_in_memory();
/// A file that grows on disk at `path`, replacing what is there.
///
/// @param error  is told what HDF5 is not: when the disk cannot be written
hdf5::Handle create_file_on_disk(const std::string& path, hdf5::DiskError& error);

hdf5::Handle create_group(hid_t parent, const std::string& name);

/// Cuts a shape from the slowest dimension on until a chunk is small enough: rows stay
/// whole. Along the first `leading` dimensions a chunk has one element.
Shape chunk_of(Shape shape, std::size_t element_bytes, std::size_t leading);

/// How the chunks of a large dataset are packed. `deflated` ones can be packed outside
/// HDF5, on all threads; zlib adds a checksum of its own.
enum class Packing { shuffled_with_checksum, deflated };

/// How a dataset is stored, where it is not as simple as can be.
struct Storage {
  const double* fill = nullptr;  ///< the value of what is never written
  Shape chunk = {};              ///< of a large dataset; cut by chunk_of() when empty
  Packing packing = Packing::shuffled_with_checksum;
};

/// Whether a dataset of so many bytes is cut into chunks and packed; texts never are.
bool is_large(std::size_t bytes);

/// Makes a dataset. Its chunks are packed one at a time as they are written: none waits
/// in memory.
hdf5::Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                            const Shape& shape, const Storage& storage = {});
void write_all(hid_t dataset, hid_t type, const void* values);
/// Writes the box of `count` elements along each dimension that begins at `start`.
void write_box(hid_t dataset, hid_t type, const Shape& start, const Shape& count,
               const void* values);

/// A chunk as a `deflated` dataset has it on disk.
std::vector<std::byte> pack(std::span<const double> chunk);
/// Writes a packed chunk whose first element is at `start`.
void write_packed(hid_t dataset, const Shape& start, std::span<const std::byte> packed);

/// The attributes units, long_name and comment, where they are not empty.
void put_meaning(hid_t dataset, const std::string& unit, const std::string& long_name,
                 const std::string& comment);
/// Names the dimensions of a dataset, slowest first.
void attach(hid_t dataset, std::span<const hid_t> dimensions);

/// A dimension with words as its coordinate.
hdf5::Handle create_labels(hid_t parent, const std::string& name,
                           const std::vector<std::string>& labels);
/// A dimension with whole numbers as its coordinate.
hdf5::Handle create_numbered(hid_t parent, const std::string& name,
                             std::span<const std::int64_t> numbers,
                             const std::string& long_name);
/// A dimension without coordinate, in the words that the netCDF-4 library looks for.
hdf5::Handle create_bare_dimension(hid_t parent, const std::string& name,
                                   std::size_t size);
/// A dimension with the coordinate, the unit and the calendar of an axis.
hdf5::Handle create_axis(hid_t parent, const Axis& axis);

/// A variable that is one text.
void write_text(hid_t parent, const std::string& name, const std::string& text);

}  // namespace newsdep::sim::netcdf
