// What memory there is, from files as the kernel writes them.

#include "sim/errors.hpp"
#include "sim/memory.hpp"
#include "tests/catch.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {
const char* const meminfo =
    "MemTotal:       24000000 kB\nMemFree:         1000 kB\nMemAvailable:   2000000 "
    "kB\n";
}

TEST_CASE("without a control group the kernel's number counts") {
  const TemporaryFolder root;
  CHECK(available_memory(root.path()) == std::nullopt);
  root.write("proc/meminfo", meminfo);
  CHECK(available_memory(root.path()) == 2000000.0 * 1024);
}

TEST_CASE("the tightest control group around the process counts") {
  const TemporaryFolder root;
  root.write("proc/meminfo", meminfo);
  root.write("proc/self/cgroup", "0::/user/session\n");
  root.write("sys/fs/cgroup/user/session/memory.max", "max\n");
  root.write("sys/fs/cgroup/user/session/memory.current", "5000\n");
  CHECK(available_memory(root.path()) == 2000000.0 * 1024);
  root.write("sys/fs/cgroup/user/memory.max", "1000000\n");
  root.write("sys/fs/cgroup/user/memory.current", "300000\n");
  CHECK(available_memory(root.path()) == 700000.0);
  root.write("sys/fs/cgroup/user/memory.stat", "anon 1\ninactive_file 100000\n");
  CHECK(available_memory(root.path()) == 800000.0);
}

TEST_CASE("a container's limit counts where its group is mounted as the root") {
  const TemporaryFolder root;
  root.write("proc/meminfo", meminfo);
  root.write("proc/self/cgroup", "0::/docker/abc\n");
  root.write("sys/fs/cgroup/memory.max", "4096\n");
  root.write("sys/fs/cgroup/memory.current", "96\n");
  CHECK(available_memory(root.path()) == 4000.0);
}

TEST_CASE("control groups of version 1 count too") {
  const TemporaryFolder root;
  root.write("proc/meminfo", meminfo);
  root.write("proc/self/cgroup", "3:cpu,cpuacct:/x\n2:memory:/x\n");
  root.write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "10000\n");
  root.write("sys/fs/cgroup/memory/x/memory.usage_in_bytes", "1000\n");
  CHECK(available_memory(root.path()) == 9000.0);
}

TEST_CASE("a need above what there is is refused, largest part first") {
  const MemoryUse use{{"citizens (population.citizens)", 2e9},
                      {"friend graph (graph.friends)", 9e9}};
  CHECK_NOTHROW(check_memory(use, 12e9));
  CHECK_NOTHROW(check_memory(use, std::nullopt));
  CHECK(
      message_of<UserError>([&] { check_memory(use, 3e9); }) ==
      "this run needs 11 GB of memory, and 3 GB is available; it would be killed half "
      "way.\nLower what the largest parts grow with:"
      "\n      9 GB  friend graph (graph.friends)"
      "\n      2 GB  citizens (population.citizens)");
}

TEST_CASE("bytes are told with three digits") {
  CHECK(bytes_in_words(0) == "0 bytes");
  CHECK(bytes_in_words(999) == "999 bytes");
  CHECK(bytes_in_words(1234) == "1.23 kB");
  CHECK(bytes_in_words(812.4e6) == "812 MB");
  CHECK(bytes_in_words(999.9e6) == "1 GB");
}

TEST_CASE("peak memory is no smaller than what was just touched") {
  const std::vector<char> touched(100000000, 1);
  CHECK(peak_memory() > static_cast<double>(touched.size()));
}
