#include "sim/memory.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>

#include "sim/errors.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;

/// The number in a file that holds one; nothing for "max" or no file.
std::optional<double> number_in(const fs::path& file) {
  std::ifstream in(file);
  double value = 0;
  if (in >> value) return value;
  return std::nullopt;
}

/// The number after `name` in a file of lines "name number ...".
std::optional<double> number_after(const fs::path& file, std::string_view name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string first;
    double value = 0;
    if (words >> first >> value && first == name) return value;
  }
  return std::nullopt;
}

/// MemAvailable of /proc/meminfo, bytes.
std::optional<double> kernel_available(const fs::path& root) {
  const auto kibibytes = number_after(root / "proc/meminfo", "MemAvailable:");
  if (!kibibytes) return std::nullopt;
  return *kibibytes * 1024;
}

/// The smallest room that a group and the groups around it leave. Inside a container
/// the path of the group may not exist under the mount; the mount itself is then the
/// group.
std::optional<double> group_room(const fs::path& mount, const std::string& group,
                                 const char* limit_file, const char* use_file) {
  std::optional<double> room;
  fs::path folder = mount / fs::path(group).relative_path();
  while (true) {
    const auto limit = number_in(folder / limit_file);
    const auto use = number_in(folder / use_file);
    if (limit && use) {
      // Old file cache counts as use, but the kernel gives it back on demand.
      const double cache =
          number_after(folder / "memory.stat", "inactive_file").value_or(0);
      const double left = std::max(0.0, *limit - std::max(0.0, *use - cache));
      room = room ? std::min(*room, left) : left;
    }
    if (folder == mount || !folder.has_relative_path()) return room;
    folder = folder.parent_path();
    if (folder.string().size() < mount.string().size()) return room;
  }
}

/// The room under the control groups of this process, bytes.
std::optional<double> groups_room(const fs::path& root) {
  std::optional<double> room;
  std::ifstream in(root / "proc/self/cgroup");
  for (std::string line; std::getline(in, line);) {
    // "hierarchy:controllers:path"; version 2 has no controllers.
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    const fs::path mount = root / "sys/fs/cgroup";
    std::optional<double> left;
    if (controllers.empty()) {
      left = group_room(mount, group, "memory.max", "memory.current");
    } else if (("," + controllers + ",").find(",memory,") != std::string::npos) {
      left = group_room(mount / "memory", group, "memory.limit_in_bytes",
                        "memory.usage_in_bytes");
    }
    if (left) room = room ? std::min(*room, *left) : *left;
  }
  return room;
}

}  // namespace

std::string bytes_in_words(double bytes) {
  const char* unit = "bytes";
  for (const char* larger : {"kB", "MB", "GB", "TB", "PB"}) {
    if (bytes < 999.5) break;
    bytes /= 1000;
    unit = larger;
  }
  return fmt::format("{:.3g} {}", bytes, unit);
}

std::optional<double> available_memory(const fs::path& root) {
  const std::optional<double> kernel = kernel_available(root);
  const std::optional<double> groups = groups_room(root);
  if (kernel && groups) return std::min(*kernel, *groups);
  return kernel ? kernel : groups;
}

void share_one_heap() { mallopt(M_ARENA_MAX, 1); }

double peak_memory() {
  // Not ru_maxrss, which a program inherits from the one that started it.
  return 1024 * number_after("/proc/self/status", "VmHWM:").value_or(0);
}

double total(const MemoryUse& use) {
  double sum = 0;
  for (const auto& [what, bytes] : use) sum += bytes;
  return sum;
}

void check_memory(const MemoryUse& use, std::optional<double> available) {
  const double needed = total(use);
  // Written so that a NaN is refused too.
  if (!available || needed <= *available) return;
  MemoryUse parts = use;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string list;
  for (const auto& [what, bytes] : parts) {
    list += fmt::format("\n  {:>8}  {}", bytes_in_words(bytes), what);
  }
  throw UserError(fmt::format(
      "this run needs {} of memory, and {} is available; it would be killed half way.\n"
      "Lower what the largest parts grow with:{}",
      bytes_in_words(needed), bytes_in_words(*available), list));
}

}  // namespace newsdep::sim
