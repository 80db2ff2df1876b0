#pragma once
// A variable over points and replicates, filled run by run and packed chunk by chunk,
// so that memory holds one chunk of it and no chunk is packed twice. Only .cpp files of
// sim/ include this.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/hdf5.hpp"
#include "sim/netcdf.hpp"

namespace newsdep::sim {

/// A chunk that waits to be packed and written.
struct Chunk {
  hid_t dataset;
  netcdf::Shape start;
  std::vector<double> values;  ///< all of the chunk's, NaN beyond the dataset's edge
};

/// The chunk of a variable [points x replicates x ...]: as many whole runs as fit, of
/// one point or of whole points; where not even one fits, a part of a run.
netcdf::Shape chunk_of_runs(const netcdf::Shape& shape);

/// Runs come in order: all replicates of a point, then the next point.
class RunsVariable {
 public:
  /// @param shape  points, replicates, and what one run has
  RunsVariable(hdf5::Handle dataset, netcdf::Shape shape);

  /// The values of the next run, all NaN, to be filled before it is taken.
  std::span<double> next();
  /// Takes the run as filled. Chunks that are full now go to `full`; a variable too
  /// small to have chunks is written when its last run was taken.
  void take(std::vector<Chunk>& full);

 private:
  std::size_t runs_in_block() const;
  void cut_run(std::vector<Chunk>& full);

  hdf5::Handle dataset_;
  netcdf::Shape shape_;
  netcdf::Shape chunk_;
  bool is_chunked_;
  std::size_t run_size_;       ///< values of one run
  std::size_t first_ = 0;      ///< the first run of the block being filled
  std::size_t taken_ = 0;      ///< runs of the block that were taken
  std::vector<double> block_;  ///< values of the block
};

/// Packs chunks on all threads and writes them in their order.
void write_chunks(std::span<const Chunk> chunks);

}  // namespace newsdep::sim
