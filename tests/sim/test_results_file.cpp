// Results on disk: what is written is what is read, by us and by netCDF.

#include <stdio.h>

#include <cmath>

#include "sim/errors.hpp"
#include "sim/identical.hpp"
#include "sim/results_reader.hpp"
#include "tests/catch.hpp"
#include "tests/sim/sample_results.hpp"
#include "tests/sim/temporary_folder.hpp"

using namespace newsdep::sim;
using namespace newsdep::test;

namespace {

/// What a command prints.
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

/// NaN equals NaN here.
bool same(const std::vector<double>& a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return x == y || (std::isnan(x) && std::isnan(y));
  });
}

const StoredVariable& find(const ResultsReader& reader, const std::string& name) {
  for (const auto& variable : reader.variables()) {
    if (variable.about.name == name) return variable;
  }
  throw std::runtime_error("no variable " + name);
}

}  // namespace

TEST_CASE("what was written is read back, in the same order") {
  const TemporaryFolder folder;
  SampleFile{}.write(folder / "run.h5");
  const ResultsReader reader(folder / "run.h5");
  const Results expected = sample_results(7);
  REQUIRE(reader.variables().size() == expected.variables().size());
  for (std::size_t k = 0; k < expected.variables().size(); ++k) {
    const Variable& in = expected.variables()[k];
    const StoredVariable& out = reader.variables()[k];
    CAPTURE(in.about.name);
    CHECK(out.about.name == in.about.name);
    CHECK(out.about.axes == in.about.axes);
    CHECK(out.about.unit == in.about.unit);
    CHECK(out.about.long_name == in.about.long_name);
    CHECK(out.about.comment == in.about.comment);
    CHECK(out.shape == in.shape);
    CHECK(same(reader.values(out), in.values));
  }
  CHECK(reader.text("title") == "a title");
  CHECK(reader.seeds() == std::vector<std::int64_t>{7});
  CHECK(reader.axis("medium", "").labels[2] == "ទូរទស្សន៍");
  CHECK(reader.axis("time", "platform").unit == "days since 2013-01-01 00:00:00");
  CHECK(reader.axis("page", "platform").labels == std::vector<std::string>{"a", "b"});
}

TEST_CASE("with several replicates each keeps its own values") {
  const TemporaryFolder folder;
  SampleFile file;
  file.seeds = {7, 8, 9};
  file.write(folder / "run.h5");
  const ResultsReader reader(folder / "run.h5");
  CHECK(reader.seeds() == file.seeds);
  const Results any_seed = sample_results(0);
  for (const Variable& one : any_seed.variables()) {
    const StoredVariable& stored = find(reader, one.about.name);
    CAPTURE(one.about.name);
    REQUIRE(stored.about.axes.size() == one.about.axes.size() + 1);
    CHECK(stored.about.axes[0] == "replicate");
    CHECK(stored.shape[0] == 3);
    std::vector<double> expected;
    for (const std::int64_t seed : file.seeds) {
      const Results of_seed = sample_results(static_cast<double>(seed));
      for (const Variable& v : of_seed.variables()) {
        if (v.about.name != one.about.name) continue;
        expected.insert(expected.end(), v.values.begin(), v.values.end());
      }
    }
    CHECK(same(reader.values(stored), expected));
  }
}

TEST_CASE("ncdump shows dimensions, groups, units and the calendar") {
  const TemporaryFolder folder;
  SampleFile file;
  file.seeds = {7, 8};
  file.inputs = {{"graph.file", "a text"}};
  file.circumstances = {"newsdep run x",  2,  utc_now(), utc_now(), {{"run", 1}},
                        {{"NewsDay", 1}}, 1e9};
  file.write(folder / "run.h5");
  const std::string header =
      output_of("ncdump -h '" + (folder / "run.h5").string() + "'");
  for (const char* part :
       {"replicate = 2 ;", "time = 400 ;", "int64 replicate(replicate) ;",
        "time:units = \"days since 2013-01-01 00:00:00\" ;",
        "time:calendar = \"proleptic_gregorian\" ;", "string medium(medium) ;",
        "double main_source_share(replicate, time, medium) ;",
        "main_source_share:_FillValue = NaN ;", ":Conventions = \"CF-1.8\" ;",
        "group: platform {", "double reach(replicate, time, page) ;", "wave = 2 ;",
        "group: inputs {", "group: provenance {",
        "double process_wall_time(process) ;"}) {
    CAPTURE(part);
    CHECK(contains(header, part));
  }
}

TEST_CASE("large variables alone are chunked, shuffled, deflated and checksummed") {
  const TemporaryFolder folder;
  SampleFile{}.write(folder / "run.h5");
  const auto properties = [&](const std::string& variable) {
    return output_of("h5dump -H -p -d /" + variable + " '" +
                     (folder / "run.h5").string() + "'");
  };
  const std::string large = properties("by_region");
  CHECK(contains(large, "CHUNKED"));
  CHECK(contains(large, "SHUFFLE"));
  CHECK(contains(large, "DEFLATE"));
  CHECK(contains(large, "FLETCHER32"));
  CHECK(contains(properties("platform_dependency"), "CONTIGUOUS"));
}

TEST_CASE("a root text of a megabyte is kept whole") {
  const TemporaryFolder folder;
  SampleFile file;
  for (int k = 0; file.scenario.size() < (1 << 20); ++k) {
    file.scenario += "key_" + std::to_string(k) + ": ភាសា\n";
  }
  file.write(folder / "run.h5");
  CHECK(ResultsReader(folder / "run.h5").text("scenario") == file.scenario);
}

TEST_CASE("input files come back to the byte, text or not") {
  const TemporaryFolder folder;
  SampleFile file;
  std::string zipped = "\x1f\x8b";
  for (int k = 0; k < 200000; ++k) zipped += static_cast<char>(k * 7);
  file.inputs = {{"a.file", "one\ntwo ភាសា\n"},
                 {"b/file", zipped},
                 {"c", ""},
                 {"base:a.file", std::string("with\0nul", 8)}};
  file.write(folder / "run.h5");
  CHECK(ResultsReader(folder / "run.h5").inputs() == file.inputs);
}

TEST_CASE("equal runs are identical whatever their circumstances") {
  const TemporaryFolder folder;
  SampleFile a, b;
  b.circumstances = {"another command", 8,  utc_now(), utc_now(), {{"run", 1}},
                     {{"NewsDay", 1}},  1e9};
  a.write(folder / "a.h5");
  b.write(folder / "b.h5");
  CHECK(first_difference(folder / "a.h5", folder / "b.h5") == std::nullopt);
}

TEST_CASE("two writings of one result are the same file") {
  const TemporaryFolder folder;
  SampleFile{}.write(folder / "a.h5");
  SampleFile{}.write(folder / "b.h5");
  CHECK(TemporaryFolder::read(folder / "a.h5") ==
        TemporaryFolder::read(folder / "b.h5"));
}

TEST_CASE("the first difference is named") {
  const TemporaryFolder folder;
  SampleFile a, luck, text, inputs;
  luck.luck = 1;
  text.scenario = "seed: 8\n";
  inputs.inputs = {{"graph.file", "x"}};
  a.write(folder / "a.h5");
  luck.write(folder / "luck.h5");
  text.write(folder / "text.h5");
  inputs.write(folder / "inputs.h5");
  const auto against = [&](const char* name) {
    return first_difference(folder / "a.h5", folder / name).value_or("none");
  };
  CHECK(against("luck.h5") ==
        "platform_dependency: values differ at element 1: 7.5 and 8.5");
  CHECK(against("text.h5") ==
        "the root: attribute scenario: texts differ at element 0");
  CHECK(message_of<UserError>([&] { against("none.h5"); }) ==
        "there is no file " + (folder / "none.h5").string());
  CHECK(against("inputs.h5") == "the root: variable inputs is only in the second file");
}

TEST_CASE("files that are no results are refused by name") {
  const TemporaryFolder folder;
  const auto refusal = [](const std::filesystem::path& path) {
    return message_of<UserError>([&] { ResultsReader reader(path); });
  };
  const auto garbage = folder.write("garbage.h5", "\x01\x02 no HDF5");
  CHECK(
      contains(refusal(garbage), "garbage.h5 is no results file of newsdep, or it is"));
  CHECK(contains(refusal(folder / "none.h5"), "there is no file"));
  CHECK(contains(refusal(folder.path()), "is a folder, not a results file"));

  SampleFile{}.write(folder / "whole.h5");
  const std::string whole = TemporaryFolder::read(folder / "whole.h5");
  const auto half = folder.write("half.h5", whole.substr(0, whole.size() / 2));
  CHECK(contains(refusal(half), "or it is damaged"));
}

TEST_CASE("a flipped bit in compressed values is noticed") {
  const TemporaryFolder folder;
  SampleFile{}.write(folder / "run.h5");
  std::string bytes = TemporaryFolder::read(folder / "run.h5");
  // Deflated chunks begin with these bytes; the file has one.
  const std::size_t chunk = bytes.find("\x78\x5e");
  REQUIRE(chunk != std::string::npos);
  const std::size_t at = chunk + 1000;
  bytes[at] = static_cast<char>(bytes[at] ^ 4);
  const ResultsReader reader(folder.write("flipped.h5", bytes));
  CHECK(
      contains(message_of<UserError>([&] { reader.values(find(reader, "by_region")); }),
               "flipped.h5 cannot be read as a results file of newsdep: HDF5 cannot "
               "read a variable: data error detected by Fletcher32 checksum"));
}
