// Progress as text, with a clock that the test moves.

#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/progress.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;

namespace {

struct Shown {
  double now = 0;
  std::ostringstream out;

  Progress start(ProgressKind kind, std::int64_t replicates = 1) {
    return {kind, out, replicates, [this] { return now; }};
  }
};

}  // namespace

TEST_CASE("lines come every five seconds and at the end of a phase") {
  Shown shown;
  Progress progress = shown.start(ProgressKind::lines);
  progress.begin_replicate(0);
  for (int day = 0; day <= 20; ++day) {
    shown.now = day;
    progress.show({"run", day, 20, day * 2e6});
  }
  CHECK(shown.out.str() ==
        "run: 5 of 20, 0:05, 2 M citizen-steps/s, 0:15 left\n"
        "run: 10 of 20, 0:10, 2 M citizen-steps/s, 0:10 left\n"
        "run: 15 of 20, 0:15, 2 M citizen-steps/s, 0:05 left\n"
        "run: 20 of 20, 0:20, 2 M citizen-steps/s\n");
}

TEST_CASE("each phase has its own clock, and replicates are numbered from one") {
  Shown shown;
  Progress progress = shown.start(ProgressKind::lines, 3);
  progress.begin_replicate(1);
  progress.show({"society", 0, 1, 0});
  shown.now = 2;
  progress.show({"society", 1, 1, 0});
  progress.show({"run", 0, 2, 0});
  shown.now = 4;
  progress.show({"run", 2, 2, 3000});
  CHECK(shown.out.str() ==
        "replicate 2 of 3, society: 1 of 1, 0:02\n"
        "replicate 2 of 3, run: 2 of 2, 0:02, 1.5 k citizen-steps/s\n");
}

TEST_CASE("a warning takes the bar off and stands in a line of its own") {
  Shown shown;
  Progress progress = shown.start(ProgressKind::bar);
  progress.begin_replicate(0);
  progress.show({"run", 0, 100, 0});
  const std::size_t before = shown.out.str().size();
  progress.warn("nobody reads");
  CHECK(shown.out.str().substr(before) == "\r\x1b[Kwarning: nobody reads\n");
}

TEST_CASE("the bar fills, and leaves a clean line") {
  Shown shown;
  {
    Progress progress = shown.start(ProgressKind::bar, 2);
    progress.begin_replicate(0);
    progress.show({"run", 0, 100, 0});
    shown.now = 0.01;
    progress.show({"run", 1, 100, 1e6});
    CHECK(shown.out.str().find("1 %") == std::string::npos);  // too soon to redraw
    shown.now = 60;
    progress.show({"run", 50, 100, 1.2e8});
  }
  const std::string text = shown.out.str();
  CHECK(text.find("1/2 run      [============            ]  50 %  2 M citizen-steps/s, "
                  "1:00 left") != std::string::npos);
  CHECK(text.find('\n') == std::string::npos);
  CHECK(text.substr(text.size() - 4) == "\r\x1b[K");
}

TEST_CASE("JSON progress is one object a line") {
  Shown shown;
  Progress progress = shown.start(ProgressKind::json, 2);
  progress.begin_replicate(1);
  progress.show({"burn-in", 0, 10, 0});
  shown.now = 6;
  progress.show({"burn-in", 3, 10, 600});
  shown.now = 12;
  progress.show({"burn-in", 10, 10, 2000});
  std::istringstream lines(shown.out.str());
  std::vector<nlohmann::json> objects;
  for (std::string line; std::getline(lines, line);) {
    objects.push_back(nlohmann::json::parse(line));
  }
  REQUIRE(objects.size() == 2);
  CHECK(objects[0]["phase"] == "burn-in");
  CHECK(objects[0]["replicate"] == 2);
  CHECK(objects[0]["done"] == 3);
  CHECK(objects[0]["seconds_left"] == Approx(14));
  CHECK(objects[1]["citizen_steps"] == 2000);
  CHECK(objects[1]["seconds_left"].is_null());
}

TEST_CASE("no progress is no output") {
  Shown shown;
  Progress progress = shown.start(ProgressKind::none);
  progress.begin_replicate(0);
  shown.now = 100;
  progress.show({"run", 1, 1, 1});
  CHECK(shown.out.str().empty());
}

TEST_CASE("an unknown kind of progress is none") {
  CHECK(progress_kind("bar") == ProgressKind::bar);
  CHECK(progress_kind("none") == ProgressKind::none);
  CHECK(progress_kind("loud") == std::nullopt);
}
