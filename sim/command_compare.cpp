#include "sim/command_compare.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>
#include <sstream>

#include "sim/compare.hpp"
#include "sim/errors.hpp"
#include "sim/identical.hpp"
#include "sim/memory.hpp"
#include "sim/provenance.hpp"
#include "sim/results_file.hpp"
#include "sim/safe_file.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

CommandOptions options() {
  CommandOptions options;
  options.usage = "compare A B [options]";
  options.about =
      "Compares two results with the same seeds, replicate by replicate: A, B, B - A "
      "and\n"
      "its 95 % interval (Student's t over replicates), for every variable that both "
      "have\n"
      "with the same axes.";
  options.example =
      "newsdep run scenarios/cambodia.yaml -o base.h5 --replicates 10\n"
      "  newsdep run scenarios/plural.yaml -o plural.h5 --replicates 10\n"
      "  newsdep compare base.h5 plural.h5 --variables platform_dependency -o diff.h5";
  options.positional = {"a", "b"};
  // clang-format off
  options.described.add_options()
      ("output,o", po::value<std::string>()->value_name("OUT"),
       "also write NAME_difference, _se, _lower and _upper of each variable as HDF5")
      ("variables", po::value<std::string>()->value_name("NAME,..."),
       "only these, with all their labels (default: all)")
      ("force", "replace OUT if it exists")
      ("identical",
       "instead say whether A and B hold the same bytes outside the group provenance: "
       "exit status 0, or 1 and the first difference")
      ("help,h", "print this");
  // clang-format on
  return options;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  std::istringstream in(list);
  for (std::string word; std::getline(in, word, ',');) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

int answer_identical(const fs::path& a, const fs::path& b, const Console& console) {
  if (const auto difference = first_difference(a, b)) {
    console.out << *difference << '\n';
    return 1;
  }
  console.out << "identical outside provenance\n";
  return 0;
}

RootAttributes attributes_of(const ResultsReader& a, const ResultsReader& b,
                             const Comparison& comparison) {
  const Build made_by = build();
  return {{"title", a.text("title") + " (A) against " + b.text("title") + " (B)"},
          {"newsdep_version", made_by.version},
          {"git_commit", made_by.git_commit},
          {"compiler", made_by.compiler},
          {"compiler_flags", made_by.compiler_flags},
          {"file_a", a.path().string()},
          {"file_b", b.path().string()},
          {"seed", comparison.seeds.front()},
          {"replicates", static_cast<std::int64_t>(comparison.seeds.size())},
          {"scenario_a", a.text("scenario")},
          {"scenario_b", b.text("scenario")}};
}

}  // namespace

int command_compare(Arguments arguments, Console console) {
  const auto given = options().parse(arguments, console.out);
  if (!given) return 0;
  const auto path_a = text_of(*given, "a");
  const auto path_b = text_of(*given, "b");
  if (!path_a || !path_b) {
    throw UserError(
        "newsdep compare: give two results files\nsee newsdep compare --help");
  }
  if (given->count("identical")) return answer_identical(*path_a, *path_b, console);

  const auto output = text_of(*given, "output");
  const Existing existing = given->count("force") ? Existing::replace : Existing::keep;
  if (output) check_output(*output, existing, 0);
  const std::vector<std::string> only =
      split(text_of(*given, "variables").value_or(""));
  Circumstances circumstances;
  circumstances.command_line = "newsdep compare " + in_shell_words(arguments);
  circumstances.started = utc_now();

  const ResultsReader a(*path_a);
  const ResultsReader b(*path_b);
  const Comparison comparison = compare(a, b, only);
  console.out << "A  " << *path_a << "  (" << a.text("title") << ")\n"
              << "B  " << *path_b << "  (" << b.text("title") << ")\n\n";
  print_table(console.out, comparison,
              only.empty() ? Detail::short_table : Detail::everything);
  if (!output) return 0;

  // One "replicate": the estimates are over replicates, not one for each.
  ResultsWriter writer(attributes_of(a, b, comparison), {comparison.seeds.front()});
  writer.add(differences(comparison));
  circumstances.ended = utc_now();
  circumstances.peak_memory = peak_memory();
  writer.add_provenance(circumstances);
  write_safely(*output, writer.finish(), existing);
  return 0;
}

}  // namespace newsdep::sim
