// Writing without losing anything.

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "sim/errors.hpp"
#include "sim/safe_file.hpp"
#include "tests/catch.hpp"
#include "tests/sim/file_size_limit.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

std::string refusal(const std::filesystem::path& path, double bytes = 0,
                    Existing existing = Existing::keep) {
  return message_of<UserError>([&] { check_output(path, existing, bytes); });
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an output that exists is refused unless it may be replaced") {
  const TemporaryFolder folder;
  const auto path = folder.write("run.h5", "old");
  CHECK(refusal(path) == "cannot write " + path.string() +
                             ": it exists already; choose another name, or replace it "
                             "with --force");
  CHECK(refusal(path, 0, Existing::replace) == "");
}

TEST_CASE("an output that is a folder, or in none, is refused") {
  const TemporaryFolder folder;
  CHECK(contains(refusal(folder.path()),
                 "it is a folder; give the name of a file in it"));
  CHECK(contains(refusal(folder.path(), 0, Existing::replace), "it is a folder"));
  CHECK(contains(refusal(folder / "no/such/run.h5"), "there is no folder"));
  const auto file = folder.write("file", "x");
  CHECK(contains(refusal(file / "run.h5"), "is no folder"));
  CHECK(contains(refusal("/dev/full", 0, Existing::replace), "it is no ordinary file"));
}

TEST_CASE("an unwritable folder is refused") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "locked");
  ::chmod((folder / "locked").c_str(), 0500);
  // The superuser may write everywhere.
  if (::geteuid() != 0) {
    CHECK(contains(refusal(folder / "locked/run.h5"), "may not be written"));
  } else {
    CHECK(contains(refusal("/proc/run.h5", 0), "") == true);
  }
  ::chmod((folder / "locked").c_str(), 0700);
}

TEST_CASE("an output larger than the free space is refused with both numbers") {
  const TemporaryFolder folder;
  const std::string message = refusal(folder / "run.h5", 1e18);
  CHECK(contains(message, "it needs up to 1e+03 PB"));
  CHECK(contains(message, "is free on that disk"));
}

TEST_CASE("a written file is whole and nothing lies beside it") {
  const TemporaryFolder folder;
  write_safely(folder / "run.h5", bytes_of("new content"), Existing::keep);
  CHECK(TemporaryFolder::read(folder / "run.h5") == "new content");
  CHECK(folder.count() == 1);
  write_safely(folder / "run.h5", bytes_of("newer"), Existing::replace);
  CHECK(TemporaryFolder::read(folder / "run.h5") == "newer");
  CHECK(folder.count() == 1);
}

TEST_CASE("when the disk is full the old file stays and nothing lies beside it") {
  const TemporaryFolder folder;
  const auto path = folder.write("run.h5", "old");
  std::string message;
  {
    const FileSizeLimit limit(1000);
    message = message_of<UserError>([&] {
      write_safely(path, bytes_of(std::string(5000, 'x')), Existing::replace);
    });
  }
  CHECK(
      message ==
      "cannot write " + path.string() +
          ": File too large; raise the limit on file sizes (ulimit -f) or choose "
          "another disk with -o. Nothing was written, and a file that was there is as "
          "before");
  CHECK(TemporaryFolder::read(path) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a folder that is gone by then is one clear line") {
  const TemporaryFolder folder;
  CHECK(contains(message_of<UserError>([&] {
                   write_safely(folder / "gone/run.h5", bytes_of("x"), Existing::keep);
                 }),
                 "No such file or directory"));
}

TEST_CASE("a file that appeared meanwhile is kept, and so are the new results") {
  const TemporaryFolder folder;
  const auto path = folder.write("run.h5", "somebody else's");
  const std::string message = message_of<UserError>(
      [&] { write_safely(path, bytes_of("mine"), Existing::keep); });
  CHECK(contains(message, "appeared while this was running, and is left as it is"));
  CHECK(TemporaryFolder::read(path) == "somebody else's");
  REQUIRE(folder.count() == 2);
  CHECK(TemporaryFolder::read(message.substr(message.rfind(' ') + 1)) == "mine");
}

TEST_CASE("a growing file has its name when it is finished and not before") {
  const TemporaryFolder folder;
  {
    GrowingFile file(folder / "run.h5", Existing::keep);
    std::ofstream(file.growing_path()) << "content";
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5"));
    file.finish();
  }
  CHECK(TemporaryFolder::read(folder / "run.h5") == "content");
  CHECK(folder.count() == 1);
}

TEST_CASE("a growing file that is not finished leaves the old one and nothing else") {
  const TemporaryFolder folder;
  const auto path = folder.write("run.h5", "old");
  {
    GrowingFile file(path, Existing::replace);
    std::ofstream(file.growing_path()) << "content";
  }
  CHECK(TemporaryFolder::read(path) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("what a killed process left growing is taken over") {
  const TemporaryFolder folder;
  folder.write(".run.h5.part", "a longer content than the new one");
  {
    GrowingFile file(folder / "run.h5", Existing::keep);
    CHECK(TemporaryFolder::read(file.growing_path()).empty());
    std::ofstream(file.growing_path(), std::ios::in) << "new";
    file.finish();
  }
  CHECK(TemporaryFolder::read(folder / "run.h5") == "new");
  CHECK(folder.count() == 1);
}

TEST_CASE("two cannot grow one file at a time") {
  const TemporaryFolder folder;
  const auto path = folder / "run.h5";
  const auto refusal_now = [&] {
    return message_of<UserError>([&] { GrowingFile(path, Existing::keep); });
  };
  {
    const GrowingFile first(path, Existing::keep);
    CHECK(refusal_now() ==
          "cannot write " + path.string() +
              ": another process is writing it; wait until it is done");
  }
  CHECK(refusal_now() == "");
}

TEST_CASE("a file that appeared while another grew is kept, and so is the other") {
  const TemporaryFolder folder;
  {
    GrowingFile file(folder / "run.h5", Existing::keep);
    folder.write("run.h5", "somebody else's");
    CHECK(contains(
        message_of<UserError>([&] { file.finish(); }),
        "is left as it is; the new results are in " + file.growing_path().string()));
  }
  CHECK(TemporaryFolder::read(folder / "run.h5") == "somebody else's");
  CHECK(folder.count() == 2);
}
