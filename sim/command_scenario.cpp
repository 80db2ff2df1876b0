#include "sim/command_scenario.hpp"

#include <fmt/format.h>

#include <ostream>

#include "sim/errors.hpp"
#include "sim/memory.hpp"
#include "sim/scenario_file.hpp"

namespace newsdep::sim {
namespace {

namespace po = boost::program_options;

/// Prints `text` with exactly one line break at its end.
void print(std::ostream& out, const std::string& text) {
  out << text << (text.empty() || text.back() != '\n' ? "\n" : "");
}

}  // namespace

int command_check(Arguments arguments, const Model& model, Console console) {
  CommandOptions options;
  options.usage = "check FILE [--set KEY=VALUE]...";
  options.about =
      "Reads a scenario as `newsdep run` would and prints it resolved: every key with "
      "its\n"
      "value, whichever file or default it comes from. Or prints all its mistakes.";
  options.example =
      "newsdep check scenarios/cambodia.yaml --set platform.ranking=chronological";
  options.positional = {"file"};
  // clang-format off
  options.described.add_options()
      ("set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
       "change one key of the scenario; may be given several times")
      ("help,h", "print this");
  // clang-format on
  const auto given = options.parse(arguments, console.out);
  if (!given) return 0;
  const auto file = text_of(*given, "file");
  if (!file) {
    throw UserError(
        "newsdep check: which scenario? Give a YAML file\nsee newsdep check --help");
  }
  std::vector<std::string> sets;
  if (given->count("set")) sets = (*given)["set"].as<std::vector<std::string>>();
  const LoadedScenario loaded = load_scenario(model, *file, sets);
  print(console.out, loaded.resolved);
  console.err << fmt::format("{} is fine; a run takes about {} of memory\n", *file,
                             bytes_in_words(total(model.memory(*loaded.scenario))));
  return 0;
}

int command_explain(Arguments arguments, const Model& model, Console console) {
  CommandOptions options;
  options.usage = "explain [KEY]";
  options.about =
      "Prints what a key of a scenario means: unit, default, range, source. Without "
      "KEY\n"
      "lists all keys.";
  options.example = "newsdep explain population.citizens";
  options.positional = {"key"};
  // clang-format off
  options.described.add_options()
      ("table", "print all keys as a Markdown table")
      ("variables", "print all variables of a result as a Markdown table")
      ("help,h", "print this");
  // clang-format on
  const auto given = options.parse(arguments, console.out);
  if (!given) return 0;
  print(console.out, given->count("table") ? parameter_table(model)
                     : given->count("variables")
                         ? variable_table(model)
                         : explain(model, text_of(*given, "key")));
  return 0;
}

int command_schema(Arguments arguments, const Model& model, Console console) {
  CommandOptions options;
  options.usage = "schema";
  options.about =
      "Prints the JSON Schema of a scenario, with which editors complete keys and "
      "mark\n"
      "mistakes.";
  options.example = "newsdep schema > scenario.schema.json";
  options.described.add_options()("help,h", "print this");
  if (!options.parse(arguments, console.out)) return 0;
  print(console.out, json_schema(model));
  return 0;
}

}  // namespace newsdep::sim
