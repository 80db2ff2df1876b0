#pragma once
// How HDF5 reaches a file that grows on disk. HDF5 cannot close a file that it could
// not write: it leaves broken pieces behind, and a program that ends after a full disk
// dies of them (1.10.8: a segmentation fault in H5_term_library). So it is never told:
// what the disk refuses is kept in memory until the file is closed, and the caller asks
// for the error. Only .cpp files of sim/ include this.

#include <string>

#include "sim/hdf5.hpp"

namespace newsdep::sim::hdf5 {

/// The first error of a file on disk, by the system's number; 0 while there is none.
struct DiskError {
  int number = 0;
};

/// A plan for creating a file on disk. No lock is taken: who writes has locked the file
/// already, and network disks take a second lock for another's.
///
/// @param error  is told; must outlive the file. From then on all that is written goes
///     to memory, so the caller closes the file soon.
Handle plan_disk_access(DiskError& error);

}  // namespace newsdep::sim::hdf5
