// The file of a sweep: the same whoever made its runs and in whatever order.

#include <stdio.h>

#include <algorithm>
#include <cmath>

#include "sim/errors.hpp"
#include "sim/hdf5.hpp"
#include "sim/identical.hpp"
#include "sim/results_reader.hpp"
#include "sim/runs_variable.hpp"
#include "sim/sweep_writer.hpp"
#include "tests/catch.hpp"
#include "tests/sim/file_size_limit.hpp"
#include "tests/sim/sample_sweep.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

const Build this_build = {"1.0", "abc", "gcc 12", "-O3"};

struct Place {
  std::size_t point;
  std::int64_t replicate;
};

std::vector<Place> all_places(const SweepPlan& plan) {
  std::vector<Place> places;
  for (std::size_t p = 0; p < plan.points.size(); ++p) {
    for (std::size_t r = 0; r < plan.replicates.size(); ++r) {
      places.push_back({p, static_cast<std::int64_t>(r)});
    }
  }
  return places;
}

/// A ledger with the runs of some places, committed in that order.
Ledger ledger_with(const std::filesystem::path& path, const SweepPlan& plan,
                   const std::vector<Place>& places) {
  Ledger ledger = Ledger::of_sweep(path, plan, this_build);
  for (const Place& place : places) commit_sample(ledger, place.point, place.replicate);
  return ledger;
}

template <class... Ledgers>
std::vector<Ledger> list(Ledgers&&... ledgers) {
  std::vector<Ledger> all;
  (all.push_back(std::move(ledgers)), ...);
  return all;
}

void write(const std::vector<Ledger>& ledgers, const std::filesystem::path& path,
           MissingRuns missing = MissingRuns::refuse) {
  SweepOutput output{path, Existing::keep, missing, {}};
  output.circumstances.command_line = path.string();
  write_sweep(ledgers, output);
}

std::string refusal(const std::vector<Ledger>& ledgers,
                    const std::filesystem::path& path) {
  return message_of<UserError>([&] { write(ledgers, path); });
}

std::string output_of(const std::string& command) {
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe);
  std::string text;
  char part[4096];
  while (const std::size_t n = fread(part, 1, sizeof part, pipe)) text.append(part, n);
  ::pclose(pipe);
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A variable of a file, as HDF5 reads it.
struct Stored {
  std::vector<std::size_t> shape;
  std::vector<double> values;
  std::vector<std::string> dimensions;

  std::span<const double> run(std::size_t point, std::size_t replicate) const {
    const std::size_t size = values.size() / (shape[0] * shape[1]);
    return std::span(values).subspan((point * shape[1] + replicate) * size, size);
  }
};

Stored read(const std::filesystem::path& path, const std::string& name) {
  const hdf5::Quiet quiet;
  const hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                          "open");
  const hdf5::Handle dataset = hdf5::open_object(file, name);
  const hdf5::Handle space(H5Dget_space(dataset), H5Sclose, "space");
  Stored stored{hdf5::shape_of(space), {}, hdf5::dimension_names(dataset)};
  stored.values.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  hdf5::check(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                      stored.values.data()),
              "read");
  return stored;
}

std::vector<std::string> read_texts(const std::filesystem::path& path,
                                    const std::string& name) {
  const hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                          "open");
  return hdf5::dataset_texts(hdf5::open_object(file, name));
}

bool all_missing(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(),
                     [](double value) { return std::isnan(value); });
}

bool same(std::span<const double> a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return x == y || (std::isnan(x) && std::isnan(y));
  });
}

}  // namespace

TEST_CASE("every run's values are read back from its point and replicate", "[sweep]") {
  const TemporaryFolder folder;
  // by_region has 230 kB for each run: chunks of two runs, with an edge of one.
  const auto [points, replicates] =
      GENERATE(std::pair(1, 1), std::pair(3, 1), std::pair(2, 3), std::pair(40, 2));
  const SweepPlan plan = sample_plan(points, replicates);
  write(list(ledger_with(folder / "a.ledger", plan, all_places(plan))),
        folder / "a.h5");
  const Results any = sample_run(0, 0);
  for (std::size_t v = 0; v < any.variables().size(); ++v) {
    const VariableAbout& about = any.variables()[v].about;
    CAPTURE(about.name);
    const Stored stored = read(folder / "a.h5", about.name);
    std::vector<std::string> dimensions = {"point", "replicate"};
    dimensions.insert(dimensions.end(), about.axes.begin(), about.axes.end());
    CHECK(stored.dimensions == dimensions);
    for (const Place& place : all_places(plan)) {
      const Results run = sample_run(place.point, place.replicate);
      REQUIRE(same(stored.run(place.point, static_cast<std::size_t>(place.replicate)),
                   run.variables()[v].values));
    }
  }
  const Stored temperature = read(folder / "a.h5", "choice.temperature");
  CHECK(temperature.dimensions == std::vector<std::string>{"point"});
  CHECK(temperature.values.back() == points - 1);
  CHECK(read_texts(folder / "a.h5", "platform.ranking")[0] == "a");
  CHECK(read(folder / "a.h5", "replicate").values[0] == 7);
  CHECK(read(folder / "a.h5", "runs/seed").run(0, 0)[0] == 7);
  CHECK(read(folder / "a.h5", "provenance/run_wall_time").run(0, 0)[0] == 0.5);
  CHECK(read(folder / "a.h5", "provenance/process_wall_time").values[0] ==
        0.25 * points * replicates);
}

TEST_CASE("a run larger than a chunk is read back whole", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 2);
  // 70 x 3000 x 5 values are 8.4 MB, a row of the first axis 120 kB: cut along it. Of
  // the second variable a row is larger than a chunk: cut along the next axis.
  const auto large = [](double luck) {
    Results results;
    std::vector<double> times;
    for (int t = 0; t < 70; ++t) times.push_back(t);
    results.add_axis({"time", "", {}, times, "d", ""});
    std::vector<std::string> pages;
    for (int k = 0; k < 3000; ++k) pages.push_back(std::to_string(k));
    results.add_axis({"page", "", pages, {}, "", ""});
    results.add_axis({"kind", "", {"a", "b", "c", "d", "e"}, {}, "", ""});
    results.add_axis({"half", "", {"first", "second"}, {}, "", ""});
    results.add_axis(
        {"pair", "", {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, {}, "", ""});
    for (const auto& axes :
         {std::vector<std::string>{"time", "page", "kind"},
          std::vector<std::string>{"half", "page", "kind", "pair"}}) {
      const auto id = results.add({"along_" + axes[0], axes});
      double value = luck;
      for (double& v : results.values(id)) v = value += 1;
    }
    return results;
  };
  Ledger ledger = Ledger::of_sweep(folder / "a.ledger", plan, this_build);
  for (const Place& place : all_places(plan)) {
    const Results results = large(static_cast<double>(place.point * 10) +
                                  static_cast<double>(place.replicate));
    ledger.commit(sample_record(plan, place.point, place.replicate), &results);
  }
  write(list(std::move(ledger)), folder / "a.h5");
  for (const std::string name : {"along_time", "along_half"}) {
    CAPTURE(name);
    const Stored stored = read(folder / "a.h5", name);
    for (const Place& place : all_places(plan)) {
      const auto run =
          stored.run(place.point, static_cast<std::size_t>(place.replicate));
      const double luck =
          static_cast<double>(place.point * 10) + static_cast<double>(place.replicate);
      bool is_right = true;
      for (std::size_t k = 0; k < run.size(); ++k) {
        is_right = is_right && run[k] == luck + static_cast<double>(k) + 1;
      }
      CHECK(is_right);
    }
  }
}

TEST_CASE("chunks are at most 512 KiB and hold whole runs where these fit", "[sweep]") {
  using Shape = std::vector<std::size_t>;
  CHECK(chunk_of_runs({1000, 10, 365}) == Shape{17, 10, 365});
  CHECK(chunk_of_runs({1000, 10, 365, 24}) == Shape{1, 5, 365, 24});
  CHECK(chunk_of_runs({1000, 10, 365, 24, 6}) == Shape{1, 1, 365, 24, 6});
  CHECK(chunk_of_runs({1000, 10, 2036, 24, 6}) == Shape{1, 1, 455, 24, 6});
  CHECK(chunk_of_runs({1000, 1, 365}) == Shape{179, 1, 365});
  CHECK(chunk_of_runs({10, 1000}) == Shape{10, 1000});
  CHECK(chunk_of_runs({3, 2, 4, 200000}) == Shape{1, 1, 1, 65536});
  CHECK(chunk_of_runs({3, 2, 0}) == Shape{3, 2, 1});
}

TEST_CASE("the order in which runs were made changes no byte", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(5, 3);
  std::vector<Place> places = all_places(plan);
  write(list(ledger_with(folder / "a.ledger", plan, places)), folder / "a.h5");
  std::reverse(places.begin(), places.end());
  std::swap(places[3], places[9]);
  write(list(ledger_with(folder / "b.ledger", plan, places)), folder / "b.h5");
  CHECK(first_difference(folder / "a.h5", folder / "b.h5") == std::nullopt);
}

TEST_CASE("a sweep in shards gives the bytes of one in a piece", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(5, 3);
  const std::vector<Place> places = all_places(plan);
  write(list(ledger_with(folder / "a.ledger", plan, places)), folder / "a.h5");
  std::vector<Place> shards[3];
  for (std::size_t k = 0; k < places.size(); ++k) shards[k % 3].push_back(places[k]);
  // A run that two have counts once.
  shards[0].push_back(shards[1][0]);
  write(list(ledger_with(folder / "2.ledger", plan, shards[2]),
             ledger_with(folder / "0.ledger", plan, shards[0]),
             ledger_with(folder / "1.ledger", plan, shards[1])),
        folder / "b.h5");
  CHECK(first_difference(folder / "a.h5", folder / "b.h5") == std::nullopt);
}

TEST_CASE("a sweep that was extended gives the bytes of one made at once", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan small = sample_plan(2, 2), plan = sample_plan(4, 3);
  write(list(ledger_with(folder / "a.ledger", plan, all_places(plan))),
        folder / "a.h5");
  ledger_with(folder / "b.ledger", small, all_places(small));
  std::vector<Place> more = all_places(plan);
  std::erase_if(
      more, [](const Place& place) { return place.point < 2 && place.replicate < 2; });
  write(list(ledger_with(folder / "b.ledger", plan, more)), folder / "b.h5");
  CHECK(first_difference(folder / "a.h5", folder / "b.h5") == std::nullopt);
}

TEST_CASE("runs that report different things stand in one file", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 1);
  const auto reach = [](std::vector<double> times, std::vector<std::string> outlets) {
    Results results;
    results.add_axis({"time", "", {}, std::move(times), "d", "time"});
    results.add_axis({"outlet", "", std::move(outlets), {}, "", "outlet"});
    const auto values = results.values(results.add({"reach", {"time", "outlet"}}));
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<double>(k);
    return results;
  };
  Ledger ledger = Ledger::of_sweep(folder / "a.ledger", plan, this_build);
  const Results without = reach({0, 1}, {"tv"});
  Results with = reach({0, 1, 2}, {"web", "tv"});
  with.values(with.add({"platform/likes", {}}))[0] = 5;
  ledger.commit(sample_record(plan, 1, 0), &with);
  ledger.commit(sample_record(plan, 0, 0), &without);
  write(list(std::move(ledger)), folder / "a.h5");
  // The first point's labels come first, though its run was made last.
  CHECK(read_texts(folder / "a.h5", "outlet") == std::vector<std::string>{"tv", "web"});
  const double missing = std::nan("");
  const std::vector<double> expected = {0, missing, 1, missing, missing, missing,
                                        1, 0,       3, 2,       5,       4};
  CHECK(same(read(folder / "a.h5", "reach").values, expected));
  CHECK(same(read(folder / "a.h5", "platform/likes").values,
             std::vector<double>{missing, 5}));
}

TEST_CASE("failed runs are NaN and their errors and warnings stand in `runs`",
          "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 2);
  Ledger ledger = ledger_with(folder / "a.ledger", plan, {{0, 0}, {1, 0}});
  RunRecord failed = sample_record(plan, 0, 1);
  failed.error = "graph: no such file";
  ledger.commit(failed, nullptr);
  RunRecord warned = sample_record(plan, 1, 1);
  warned.warnings = {"one", "two"};
  const Results results = sample_run(1, 1);
  ledger.commit(warned, &results);
  write(list(std::move(ledger)), folder / "a.h5");
  for (const char* name : {"by_region", "constant", "platform/reach"}) {
    const Stored stored = read(folder / "a.h5", name);
    CHECK(all_missing(stored.run(0, 1)));
    CHECK_FALSE(all_missing(stored.run(1, 1)));
  }
  CHECK(read_texts(folder / "a.h5", "runs/error") ==
        std::vector<std::string>{"", "graph: no such file", "", ""});
  CHECK(read_texts(folder / "a.h5", "runs/warnings") ==
        std::vector<std::string>{"", "", "", "one\ntwo"});
}

TEST_CASE("a run that failed in one shard and went well in another went well",
          "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(1, 1);
  Ledger failed = Ledger::of_sweep(folder / "a.ledger", plan, this_build);
  RunRecord record = sample_record(plan, 0, 0);
  record.error = "the disk was full";
  failed.commit(record, nullptr);
  write(list(std::move(failed), ledger_with(folder / "b.ledger", plan, {{0, 0}})),
        folder / "a.h5");
  CHECK(read_texts(folder / "a.h5", "runs/error") == std::vector<std::string>{""});
}

TEST_CASE("a sweep in which every run failed still has a file", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(1, 1);
  Ledger ledger = Ledger::of_sweep(folder / "a.ledger", plan, this_build);
  RunRecord record = sample_record(plan, 0, 0);
  record.error = "too hot";
  ledger.commit(record, nullptr);
  write(list(std::move(ledger)), folder / "a.h5");
  CHECK(read_texts(folder / "a.h5", "runs/error") ==
        std::vector<std::string>{"too hot"});
}

TEST_CASE("missing runs are named, and left out where that is wanted", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 1);
  const auto ledgers = list(ledger_with(folder / "a.ledger", plan, {{0, 0}}));
  CHECK(refusal(ledgers, folder / "a.h5") ==
        "1 of 2 runs are missing: choice.temperature=1 platform.ranking=b (replicate "
        "0). Run the sweep, or the shards that have them, to the end");
  CHECK_FALSE(std::filesystem::exists(folder / "a.h5"));
  write(ledgers, folder / "a.h5", MissingRuns::leave_out);
  CHECK(all_missing(read(folder / "a.h5", "by_region").run(1, 0)));
  CHECK(read_texts(folder / "a.h5", "runs/error")[1] == "the run was not made");
  CHECK(read(folder / "a.h5", "runs/seed").run(1, 0)[0] == -1);
}

TEST_CASE("ledgers of different sweeps, plans or builds are refused", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 1);
  SweepPlan other = plan;
  other.definition = "people.citizens: 5\n";
  const auto against = [&](Ledger second) {
    const auto path = second.path();
    const std::string message =
        refusal(list(ledger_with(folder / "a.ledger", plan, {}), std::move(second)),
                folder / "a.h5");
    const std::string begin = (folder / "a.ledger").string() + " and " + path.string() +
                              " do not belong together: ";
    CHECK(message.starts_with(begin));
    return message.substr(std::min(begin.size(), message.size()));
  };
  CHECK(
      contains(against(ledger_with(folder / "b.ledger", other, {})),
               "they are of different sweeps. What differs (- the first, + the "
               "second):\n- people.citizens: 1000\n+ people.citizens: 5\n- days: 20"));
  CHECK(
      against(Ledger::of_sweep(folder / "c.ledger", plan,
                               {"1.0", "def", "gcc 12", "-O3"})) ==
      "one was made by newsdep 1.0 (abc, gcc 12, -O3), the other by newsdep 1.0 (def, "
      "gcc 12, -O3), and results of two builds may differ. Run both parts with one "
      "build");
  CHECK(against(ledger_with(folder / "d.ledger", sample_plan(3, 2), {})) ==
        "the sweep has 2 points and 1 replicates in the first, 3 and 2 in the second. "
        "Run both parts with the same sweep file, then collect them again");
  SweepPlan third = plan;
  third.point_keys[1] = "choice.temperature=7";
  CHECK(
      contains(against(ledger_with(folder / "e.ledger", third, {})),
               "point 1 of the sweep is choice.temperature=1 platform.ranking=b in the "
               "first, choice.temperature=7 in the second"));
}

TEST_CASE("on a full disk the old file stays and nothing lies beside it", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(40, 1);
  const auto ledgers = list(ledger_with(folder / "a.ledger", plan, all_places(plan)));
  const auto path = folder.write("a.h5", "old");
  const std::size_t files = folder.count();
  const SweepOutput output{path, Existing::replace, MissingRuns::refuse, {}};
  std::string message;
  {
    const FileSizeLimit limit(GENERATE(2000, 100000, 300000));
    message = message_of<UserError>([&] { write_sweep(ledgers, output); });
  }
  CHECK(contains(message, "cannot write " + path.string() + ": File too large; raise"));
  CHECK(TemporaryFolder::read(path) == "old");
  CHECK(folder.count() == files);
  // What HDF5 does when a program ends, which a file that it cannot close breaks.
  CHECK(H5close() >= 0);
  // With room again, in the same process.
  write_sweep(ledgers, output);
  CHECK(read(path, "constant").values.size() == 40);
}

TEST_CASE("an output that exists is refused before anything is written", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(1, 1);
  folder.write("a.h5", "old");
  CHECK(contains(
      refusal(list(ledger_with(folder / "a.ledger", plan, {{0, 0}})), folder / "a.h5"),
      "it exists already"));
}

TEST_CASE("who reads a run's file is told that this one is a sweep's", "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(1, 1);
  write(list(ledger_with(folder / "a.ledger", plan, {{0, 0}})), folder / "a.h5");
  CHECK(contains(message_of<UserError>([&] { ResultsReader reader(folder / "a.h5"); }),
                 "a.h5 is the result of a sweep, with many runs in it"));
}

TEST_CASE("ncdump shows points, replicates, parameters and what names them",
          "[sweep]") {
  const TemporaryFolder folder;
  const SweepPlan plan = sample_plan(2, 3);
  write(list(ledger_with(folder / "a.ledger", plan, all_places(plan))),
        folder / "a.h5");
  const std::string header =
      output_of("ncdump -h '" + (folder / "a.h5").string() + "'");
  for (const char* part :
       {"point = 2 ;",
        "replicate = 3 ;",
        "int64 point(point) ;",
        "int64 replicate(replicate) ;",
        "double choice.temperature(point) ;",
        "choice.temperature:units = \"K\" ;",
        "choice.temperature:long_name = \"how hot\" ;",
        "choice.temperature:comment = \"uniform on [0, 9]\" ;",
        "string platform.ranking(point) ;",
        "double by_region(point, replicate, time, region, medium) ;",
        "by_region:_FillValue = NaN ;",
        "group: platform {",
        "double reach(point, replicate, time, page) ;",
        "group: runs {",
        "int64 seed(point, replicate) ;",
        "string error(point, replicate) ;",
        "group: inputs {",
        "group: provenance {",
        "double run_wall_time(point, replicate) ;",
        "string :coordinates = \"choice.temperature platform.ranking\" ;"}) {
    CAPTURE(part);
    CHECK(contains(header, part));
  }
}

TEST_CASE("a parameter named like a variable gets a name of its own", "[sweep]") {
  const TemporaryFolder folder;
  SweepPlan plan = sample_plan(1, 1);
  plan.parameters[0].key = "constant";
  write(list(ledger_with(folder / "a.ledger", plan, {{0, 0}})), folder / "a.h5");
  CHECK(read(folder / "a.h5", "constant_").dimensions ==
        std::vector<std::string>{"point"});
}
