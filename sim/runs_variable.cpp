#include "sim/runs_variable.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <utility>

#include "sim/blocks.hpp"

namespace newsdep::sim {
namespace {

using netcdf::count_of;
using netcdf::Shape;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t leading = 2;  // point, replicate

}  // namespace

Shape chunk_of_runs(const Shape& shape) {
  Shape chunk = netcdf::chunk_of(shape, sizeof(double), leading);
  const std::size_t run_bytes =
      std::max<std::size_t>(count_of(std::span(shape).subspan(leading)), 1) *
      sizeof(double);
  const std::size_t fits = netcdf::chunk_bytes / run_bytes;
  const std::size_t points = shape[0], replicates = shape[1];
  if (fits >= replicates) {
    chunk[0] = std::clamp<std::size_t>(fits / replicates, 1, points);
    chunk[1] = replicates;
  } else if (fits > 1) {
    // Chunks of about one size: of ten replicates five and five, not eight and two.
    const std::size_t chunks = (replicates + fits - 1) / fits;
    chunk[1] = (replicates + chunks - 1) / chunks;
  }
  return chunk;
}

RunsVariable::RunsVariable(hdf5::Handle dataset, Shape shape)
    : dataset_(std::move(dataset)),
      shape_(std::move(shape)),
      chunk_(chunk_of_runs(shape_)),
      is_chunked_(netcdf::is_large(count_of(shape_) * sizeof(double))),
      run_size_(count_of(std::span(shape_).subspan(leading))) {
  assert(shape_[0] > 0 && shape_[1] > 0);
}

/// Runs of the block that begins at `first_`: one chunk of them, less at an edge; all
/// of a variable that has no chunks.
std::size_t RunsVariable::runs_in_block() const {
  const std::size_t point = first_ / shape_[1], replicate = first_ % shape_[1];
  if (!is_chunked_) return shape_[0] * shape_[1];
  return std::min(chunk_[0], shape_[0] - point) *
         std::min(chunk_[1], shape_[1] - replicate);
}

std::span<double> RunsVariable::next() {
  if (block_.empty()) {
    const std::size_t runs =
        is_chunked_ ? chunk_[0] * chunk_[1] : shape_[0] * shape_[1];
    block_.assign(runs * run_size_, missing);
  }
  return std::span(block_).subspan(taken_ * run_size_, run_size_);
}

void RunsVariable::take(std::vector<Chunk>& full) {
  if (++taken_ < runs_in_block()) return;
  const std::size_t point = first_ / shape_[1], replicate = first_ % shape_[1];
  if (block_.empty()) {
    // No run has values here: what is never written is read as NaN.
  } else if (!is_chunked_) {
    netcdf::write_all(dataset_, H5T_NATIVE_DOUBLE, block_.data());
  } else if (count_of(chunk_) < run_size_) {
    cut_run(full);
  } else {
    Shape start(shape_.size(), 0);
    start[0] = point;
    start[1] = replicate;
    full.push_back({dataset_, std::move(start), std::move(block_)});
  }
  block_.clear();
  first_ += taken_;
  taken_ = 0;
}

/// A run larger than a chunk lies in chunks that are each a stretch of its values: the
/// dimensions before the one that is cut have one element, those behind it are whole.
void RunsVariable::cut_run(std::vector<Chunk>& full) {
  std::size_t cut = leading;
  while (count_of(std::span(shape_).subspan(cut + 1)) > count_of(chunk_)) ++cut;
  const std::size_t stretch = count_of(chunk_);
  const std::size_t row = count_of(std::span(shape_).subspan(cut));
  for (std::size_t begin = 0; begin < run_size_; begin += row) {
    Shape start(shape_.size(), 0);
    start[0] = first_ / shape_[1];
    start[1] = first_ % shape_[1];
    std::size_t outer = begin / row;
    for (std::size_t k = cut; k-- > leading;) {
      start[k] = outer % shape_[k];
      outer /= shape_[k];
    }
    for (std::size_t k = 0; k < row; k += stretch, start[cut] += chunk_[cut]) {
      std::vector<double> values(stretch, missing);
      std::copy_n(block_.begin() + static_cast<std::ptrdiff_t>(begin + k),
                  std::min(stretch, row - k), values.begin());
      full.push_back({dataset_, start, std::move(values)});
    }
  }
}

void write_chunks(std::span<const Chunk> chunks) {
  std::vector<std::vector<std::byte>> packed(chunks.size());
  for_each(static_cast<std::uint32_t>(chunks.size()),
           [&](std::uint32_t k) { packed[k] = netcdf::pack(chunks[k].values); });
  for (std::size_t k = 0; k < chunks.size(); ++k) {
    netcdf::write_packed(chunks[k].dataset, chunks[k].start, packed[k]);
  }
}

}  // namespace newsdep::sim
