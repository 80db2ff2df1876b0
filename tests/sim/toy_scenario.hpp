#pragma once
// A small made-up model with a parameter of every type, for the tests of reading,
// explaining and writing scenarios; and a folder to write files into.

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/errors.hpp"
#include "sim/model.hpp"
#include "sim/scenario_file.hpp"
#include "tests/catch.hpp"

namespace newsdep::sim::toy {

enum class Ranking : std::uint8_t { engagement, chronological, random };

struct Page {
  std::string name;
  double weight = 1;
  void declare(Declarations& d) {
    d.add("weight", weight, {.low = 0, .high = 10, .meaning = "how often it posts"});
  }
};

struct Outlet {
  std::string name;
  std::string owner = "nobody";
  double slant = 0;
  std::optional<Date> closes;
  std::vector<Page> pages;
  void declare(Declarations& d) {
    d.add("owner", owner, {.meaning = "who owns it"});
    d.add("slant", slant, {.low = -1, .high = 1, .meaning = "what it says"});
    d.add("closes", closes, {.meaning = "its last day"});
    d.named("pages", pages, "pages of the outlet");
  }
};

struct Platform {
  double detection = 0.1;
  Ranking ranking = Ranking::engagement;
  bool is_open = true;
  void declare(Declarations& d) {
    d.add("detection", detection,
          {.unit = "1/day",
           .low = 0,
           .high = 1,
           .meaning = "chance that a like is detected",
           .source = "Author, Journal 1 (2001) 2"});
    d.choice("ranking", ranking, {"engagement", "chronological", "random"},
             {.meaning = "what comes first"});
    d.add("is_open", is_open, {.meaning = "whether anyone may join"});
  }
};

struct Society {
  std::int64_t citizens = 1000;
  NamedNumbers shares = {{"tv", 0.5}, {"radio", 0.5}};
  DatedNumbers access = {{Date{15706}, 0.1}};
  std::vector<double> ages = {0.25, 0.75};
  std::vector<std::string> regions = {"north", "south"};
  InputFile graph;
  void declare(Declarations& d) {
    d.add(
        "citizens", citizens,
        {.unit = "people", .low = 1, .high = 1e9, .meaning = "size of the population"});
    d.add("shares", shares, {.low = 0, .high = 1, .meaning = "main source"});
    d.add("access", access, {.low = 0, .high = 1, .meaning = "access by date"});
    d.add("ages", ages, {.low = 0, .high = 1, .meaning = "shares of age bands"});
    d.add("regions", regions, {.meaning = "names of regions"});
    d.add("graph", graph, {.meaning = "friends, as a list of edges"});
  }
};

class Scenario : public ScenarioBase {
 public:
  std::string title = "made up";
  Date start{15706};
  std::int64_t first_seed = 1;
  std::vector<Outlet> outlets;
  Platform platform;
  Society society;
  double last = 2;

  std::unique_ptr<ScenarioBase> clone() const override {
    return std::make_unique<Scenario>(*this);
  }
  void declare(Declarations& d) override {
    d.add("title", title, {.meaning = "title"});
    d.add("start", start, {.meaning = "first day"});
    d.named("outlets", outlets, "those who publish");
    d.add("seed", first_seed, {.low = 0, .high = 9e15, .meaning = "seed of all luck"});
    d.group("platform", platform, "the one platform");
    d.group("society", society, "those who read");
    d.add("last", last, {.low = 0, .meaning = "declared last"});
  }

  std::uint64_t seed() const override { return static_cast<std::uint64_t>(first_seed); }

  void check(Problems& problems) const override {
    double sum = 0;
    for (const auto& [name, share] : society.shares) sum += share;
    if (sum < 0.999 || sum > 1.001) {
      problems.at("society.shares",
                  "the shares must sum to 1, or someone has no source");
    }
    for (const Outlet& outlet : outlets) {
      if (outlet.closes && *outlet.closes < start) {
        problems.at("outlets." + outlet.name + ".closes", "is before the run begins");
      }
    }
    if (start > Date{20000}) problems.at("start", "is too late");
    if (first_seed == 13) problems.at("society.regions", "no region likes the seed 13");
    if (last == 13) problems.at("society.shares.tv", "is too much for last = 13");
  }
};

/// A model that runs nothing. What is said about `society` is said about the world.
class ToyModel : public Model {
 public:
  std::unique_ptr<ScenarioBase> make_scenario() const override {
    return std::make_unique<Scenario>();
  }
  bool is_world_key(std::string_view key) const override {
    return key.starts_with("society.") || key.ends_with(".owner");
  }
  MemoryUse memory(const ScenarioBase&) const override { return {}; }
  bool is_late_key(std::string_view) const override { return false; }
  std::unique_ptr<Start> start(const ScenarioBase&, const ScenarioBase&, std::uint64_t,
                               const Start*, const OnAdvance&) const override {
    return nullptr;
  }
  Replicate run(std::unique_ptr<Start>, const ScenarioBase&,
                const OnAdvance&) const override {
    return {};
  }
};

inline const Scenario& said(const std::unique_ptr<ScenarioBase>& scenario) {
  return dynamic_cast<const Scenario&>(*scenario);
}

/// A folder of its own for a test, removed at the end.
class Folder {
 public:
  Folder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "toyXXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  /// A message without the folder's own path.
  std::string without_path(std::string message) const {
    const std::string own = path_.string() + "/";
    for (std::size_t at; (at = message.find(own)) != message.npos;) {
      message.erase(at, own.size());
    }
    return message;
  }

 private:
  std::filesystem::path path_;
};

/// What loading says is wrong; empty when nothing is.
inline std::string complaint(const Folder& folder, const std::string& file,
                             const std::vector<std::string>& sets = {}) {
  try {
    load_scenario(ToyModel(), folder.path() / file, sets);
  } catch (const UserError& error) {
    return folder.without_path(error.what());
  }
  return "";
}

/// The same for one file of that text.
inline std::string complaint_about(std::string_view text,
                                   const std::vector<std::string>& sets = {}) {
  const Folder folder;
  folder.write("s.yaml", text);
  return complaint(folder, "s.yaml", sets);
}

/// A scenario from a text.
inline LoadedScenario load_text(std::string_view text,
                                const std::vector<std::string>& sets = {}) {
  const Folder folder;
  return load_scenario(ToyModel(), folder.write("s.yaml", text), sets);
}

/// Checks that a text is refused with one mistake; `message` is its first line.
inline void refuses(const std::string& text, const std::string& message) {
  INFO(text);
  const std::string complaint = complaint_about(text);
  CHECK(complaint.substr(0, complaint.find('\n')) == "s.yaml:" + message);
  CHECK(complaint.find("mistakes") == complaint.npos);
}

}  // namespace newsdep::sim::toy
