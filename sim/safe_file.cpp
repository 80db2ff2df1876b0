#include "sim/safe_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <string>

#include "sim/errors.hpp"
#include "sim/memory.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// An open file that is closed and, unless it was renamed, removed at the end.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& final_path) {
    for (int attempt = 0; attempt < 100; ++attempt) {
      path_ = folder_of(final_path) / fmt::format(".{}.{}-{}.part",
                                                  final_path.filename().string(),
                                                  ::getpid(), attempt);
      descriptor_ =
          ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ >= 0 || errno != EEXIST) return;
    }
  }
  ~TemporaryFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!kept_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  int descriptor() const { return descriptor_; }
  const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

[[noreturn]] void fail_to_write(const fs::path& path, int error) {
  std::string advice;
  if (error == ENOSPC || error == EDQUOT) {
    advice = "; free some space or choose another disk with -o";
  } else if (error == EFBIG) {
    advice =
        "; raise the limit on file sizes (ulimit -f) or choose another disk with -o";
  }
  throw UserError(fmt::format(
      "cannot write {}: {}{}. Nothing was written, and a file that was "
      "there is as before",
      path.string(), error == 0 ? "it failed" : std::strerror(error), advice));
}

void write_all(int descriptor, std::span<const std::byte> content,
               const fs::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_to_write(path, errno);
    content = content.subspan(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0) fail_to_write(path, errno);
}

/// Makes the new name durable. Some file systems cannot sync a folder; the file itself
/// is safe by then, so that is no failure.
void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Renames without replacing; on file systems that cannot do so in one go, looks first.
int rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) ==
      0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (fs::exists(fs::symlink_status(to))) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// Gives a file that is whole and synced its final name.
///
/// @param keep  called once the file must stay, under whichever name
void put_in_place(const fs::path& from, const fs::path& path, Existing existing,
                  const std::function<void()>& keep) {
  const int error = existing == Existing::replace
                        ? (::rename(from.c_str(), path.c_str()) == 0 ? 0 : errno)
                        : rename_to_new(from, path);
  if (error == EEXIST) {
    keep();
    throw UserError(fmt::format(
        "{} appeared while this was running, and is left as it is; the new results are "
        "in {}",
        path.string(), from.string()));
  }
  if (error != 0) fail_to_write(path, error);
  keep();
  sync_folder(folder_of(path));
}

/// Locks an open file for this descriptor; nothing when another process has the lock.
/// File systems without locks do not stop us.
bool lock(int descriptor) {
  struct flock whole = {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(descriptor, F_OFD_SETLK, &whole) == 0 ||
         (errno != EAGAIN && errno != EACCES);
}

/// Whether the file that is open still has that name.
bool is_named(int descriptor, const fs::path& path) {
  struct stat open_file = {}, named_file = {};
  return ::fstat(descriptor, &open_file) == 0 &&
         ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

}  // namespace

void check_output(const fs::path& path, Existing existing, double bytes) {
  const auto refuse = [&](const std::string& why) {
    throw UserError(fmt::format("cannot write {}: {}", path.string(), why));
  };
  if (path.filename().empty() || fs::is_directory(path)) {
    refuse("it is a folder; give the name of a file in it, such as " +
           (path / "run.h5").string());
  }
  if (fs::exists(path)) {
    if (existing == Existing::keep) {
      refuse("it exists already; choose another name, or replace it with --force");
    }
    if (!fs::is_regular_file(path))
      refuse("it is no ordinary file; choose another name");
  }
  const fs::path folder = folder_of(path);
  if (!fs::exists(folder)) {
    refuse(fmt::format("there is no folder {}; create it first: mkdir -p {}",
                       folder.string(), folder.string()));
  }
  if (!fs::is_directory(folder)) refuse(folder.string() + " is no folder");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    refuse(fmt::format("the folder {} may not be written ({}); choose another with -o",
                       folder.string(), std::strerror(errno)));
  }
  std::error_code unknown;
  const fs::space_info space = fs::space(folder, unknown);
  if (!unknown && static_cast<double>(space.available) < bytes) {
    refuse(fmt::format(
        "it needs up to {}, and {} is free on that disk; free some space "
        "or choose another disk with -o",
        bytes_in_words(bytes), bytes_in_words(static_cast<double>(space.available))));
  }
}

void write_safely(const fs::path& path, std::span<const std::byte> content,
                  Existing existing) {
  TemporaryFile file(path);
  if (file.descriptor() < 0) fail_to_write(path, errno);
  write_all(file.descriptor(), content, path);
  put_in_place(file.path(), path, existing, [&] { file.keep(); });
}

GrowingFile::GrowingFile(const fs::path& path, Existing existing)
    : path_(path),
      growing_path_(folder_of(path) /
                    fmt::format(".{}.part", path.filename().string())),
      existing_(existing) {
  // Whoever finishes or removes the file between our opening and locking it takes its
  // name away; then there is a new one to open.
  while (true) {
    descriptor_ = ::open(growing_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_to_write(path_, errno);
    if (!lock(descriptor_)) {
      ::close(descriptor_);
      throw UserError(fmt::format(
          "cannot write {}: another process is writing it; wait until it is done",
          path_.string()));
    }
    if (is_named(descriptor_, growing_path_)) break;
    ::close(descriptor_);
  }
  if (::ftruncate(descriptor_, 0) != 0) {
    const int error = errno;
    ::close(descriptor_);
    fail_to_write(path_, error);
  }
}

GrowingFile::~GrowingFile() {
  if (!is_finished_) ::unlink(growing_path_.c_str());
  ::close(descriptor_);
}

void GrowingFile::finish() {
  if (::fsync(descriptor_) != 0) fail(errno);
  put_in_place(growing_path_, path_, existing_, [&] { is_finished_ = true; });
}

void GrowingFile::fail(int error) const { fail_to_write(path_, error); }

}  // namespace newsdep::sim
