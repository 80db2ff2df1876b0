#include "sim/disk_driver.hpp"

#include <fcntl.h>
#include <unistd.h>
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace newsdep::sim::hdf5 {
namespace {

/// An open file; HDF5 keeps a pointer to its base.
struct DiskFile : H5FD_t {
  int descriptor = -1;
  DiskError* error = nullptr;
  haddr_t end_of_addresses = 0;
  haddr_t end_of_file = 0;
  /// What the disk refused: address and bytes, in the order of writing.
  std::vector<std::pair<haddr_t, std::vector<std::byte>>> refused;
};

DiskFile& of(H5FD_t* file) { return *static_cast<DiskFile*>(file); }
const DiskFile& of(const H5FD_t* file) { return *static_cast<const DiskFile*>(file); }

H5FD_t* open(const char* name, unsigned, hid_t access, haddr_t) {
  const auto* const error = static_cast<DiskError* const*>(H5Pget_driver_info(access));
  auto file = std::unique_ptr<DiskFile>(new (std::nothrow) DiskFile());
  if (!file || !error) return nullptr;
  file->error = *error;
  file->descriptor = ::open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file->descriptor < 0) {
    file->error->number = errno;
    return nullptr;
  }
  return file.release();
}

herr_t close(H5FD_t* file) {
  const std::unique_ptr<DiskFile> closed(&of(file));
  if (::close(closed->descriptor) != 0 && closed->error->number == 0) {
    closed->error->number = errno;
  }
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA |
              H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t get_end_of_addresses(const H5FD_t* file, H5FD_mem_t) {
  return of(file).end_of_addresses;
}

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  of(file).end_of_addresses = end;
  return 0;
}

haddr_t get_end_of_file(const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_file; }

/// Copies the part of `bytes`, which lie at `at`, that is inside the window to it.
void overlay(haddr_t at, const std::vector<std::byte>& bytes, haddr_t window,
             std::size_t size, std::byte* to) {
  const haddr_t begin = std::max(at, window);
  const haddr_t end = std::min<haddr_t>(at + bytes.size(), window + size);
  if (begin < end) std::memcpy(to + (begin - window), &bytes[begin - at], end - begin);
}

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size,
            void* buffer) {
  DiskFile& disk = of(file);
  auto* const to = static_cast<std::byte*>(buffer);
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::pread(disk.descriptor, to + done, size - done,
                                static_cast<off_t>(address + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) {  // beyond the end HDF5 expects zeros
      std::memset(to + done, 0, size - done);
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  for (const auto& [at, bytes] : disk.refused) overlay(at, bytes, address, size, to);
  return 0;
}

/// The error of writing; 0 when all was written.
int write_all(int descriptor, const std::byte* from, std::size_t size,
              haddr_t address) {
  for (std::size_t done = 0; done < size;) {
    const ssize_t put = ::pwrite(descriptor, from + done, size - done,
                                 static_cast<off_t>(address + done));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    done += static_cast<std::size_t>(put);
  }
  return 0;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size,
             const void* buffer) {
  DiskFile& disk = of(file);
  const auto* const from = static_cast<const std::byte*>(buffer);
  if (disk.error->number == 0) {
    disk.error->number = write_all(disk.descriptor, from, size, address);
  }
  if (disk.error->number != 0) {
    try {
      disk.refused.emplace_back(address, std::vector<std::byte>(from, from + size));
    } catch (const std::bad_alloc&) {
      return -1;
    }
  }
  disk.end_of_file = std::max<haddr_t>(disk.end_of_file, address + size);
  return 0;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
  DiskFile& disk = of(file);
  if (disk.error->number == 0 &&
      ::ftruncate(disk.descriptor, static_cast<off_t>(disk.end_of_addresses)) != 0) {
    disk.error->number = errno;
  }
  disk.end_of_file = disk.end_of_addresses;
  return 0;
}

H5FD_class_t disk_driver() {
  H5FD_class_t driver = {};
#if H5_VERSION_GE(1, 13, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(600);  // 512 and above are free
#endif
  driver.name = "newsdep";
  driver.maxaddr = std::numeric_limits<off_t>::max();
  driver.fc_degree = H5F_CLOSE_WEAK;
  driver.fapl_size = sizeof(void*);  // where errors are told
  driver.open = open;
  driver.close = close;
  driver.query = query;
  driver.get_eoa = get_end_of_addresses;
  driver.set_eoa = set_end_of_addresses;
  driver.get_eof = get_end_of_file;
  driver.read = read;
  driver.write = write;
  driver.truncate = truncate;
  constexpr H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
  std::copy(std::begin(kinds), std::end(kinds), driver.fl_map);
  return driver;
}

}  // namespace

Handle plan_disk_access(DiskError& error) {
  const H5FD_class_t description = disk_driver();
  const Handle driver(H5FDregister(&description), H5FDunregister, "reach the disk");
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "plan a file");
  DiskError* const told = &error;
  check(H5Pset_driver(access, driver, &told), "plan a file");
  return access;
}

}  // namespace newsdep::sim::hdf5
