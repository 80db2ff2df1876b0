#include "sim/program.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <exception>
#include <functional>
#include <iostream>
#include <new>

#include "sim/command_collect.hpp"
#include "sim/command_compare.hpp"
#include "sim/command_line.hpp"
#include "sim/command_run.hpp"
#include "sim/command_scenario.hpp"
#include "sim/command_sweep.hpp"
#include "sim/errors.hpp"
#include "sim/interrupt.hpp"
#include "sim/provenance.hpp"
#include "sim/spelling.hpp"

namespace newsdep::sim {
namespace {

int command_version(Arguments arguments, Console console) {
  CommandOptions options;
  options.usage = "version";
  options.about = "Prints the version, the git commit, and how newsdep was compiled.";
  options.example = "newsdep version";
  options.described.add_options()("help,h", "print this");
  if (!options.parse(arguments, console.out)) return 0;
  const Build made_by = build();
  console.out << fmt::format("newsdep {}\ncommit {}\n{}\n{}\n", made_by.version,
                             made_by.git_commit, made_by.compiler,
                             made_by.compiler_flags);
  return 0;
}

struct Command {
  std::string name;
  std::string about;
  std::function<int(Arguments, const Model&, Console)> act;
};

std::vector<Command> commands() {
  return {
      {"run", "run a scenario, or repeat a result", command_run},
      {"sweep", "run a scenario at many points, and go on where it ended",
       command_sweep},
      {"collect", "merge the shards of a sweep",
       [](Arguments arguments, const Model&, Console console) {
         return command_collect(arguments, console);
       }},
      {"compare", "compare two results, paired by seed",
       [](Arguments arguments, const Model&, Console console) {
         return command_compare(arguments, console);
       }},
      {"check", "print a scenario resolved, or its mistakes", command_check},
      {"explain", "say what a key of a scenario means", command_explain},
      {"schema", "print the JSON Schema of a scenario", command_schema},
      {"version", "print the version and the build",
       [](Arguments arguments, const Model&, Console console) {
         return command_version(arguments, console);
       }},
  };
}

void print_overview(std::ostream& out) {
  out << "newsdep COMMAND [...]\n\n";
  for (const Command& command : commands()) {
    out << fmt::format("  {:<9} {}\n", command.name, command.about);
  }
  out << "\nEvery command has --help.\n\nExample:\n"
         "  newsdep run scenarios/cambodia.yaml -o results/cambodia.h5\n";
}

int dispatch(const std::vector<std::string>& arguments, const Model& model,
             Console console) {
  if (arguments.empty()) {
    print_overview(console.err);
    return 2;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") {
    print_overview(console.out);
    return 0;
  }
  const std::string name = first == "--version" ? "version" : first;
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    if (command.name == name) {
      return command.act(Arguments(arguments).subspan(1), model, console);
    }
    known.push_back(command.name);
  }
  throw UserError(fmt::format("newsdep: there is no command '{}'{}\nsee newsdep --help",
                              name, did_you_mean(nearest(name, known))));
}

int run(std::span<const char* const> arguments, const Model& model, Console console) {
  try {
    const int status = dispatch({arguments.begin(), arguments.end()}, model, console);
    console.out.flush();
    if (!console.out) throw UserError("cannot write to standard output");
    return status;
  } catch (const UserError& error) {
    console.err << error.what() << std::endl;
    return 2;
  } catch (const Interrupted& interrupted) {
    console.err
        << "interrupted: nothing was written, and a file that was at the output "
           "is as before"
        << std::endl;
    return interrupted.exit_status();
  } catch (const std::bad_alloc&) {
    console.err
        << "newsdep: out of memory; make the scenario smaller (newsdep check says what "
           "it needs) or end other programs. Nothing was written"
        << std::endl;
    return 1;
  } catch (const std::exception& error) {
    console.err << "newsdep: a mistake of newsdep's own, please report it: "
                << error.what() << std::endl;
    return 1;
  }
}

}  // namespace

int run_program(std::span<const char* const> arguments, const Model& model,
                std::ostream& out, std::ostream& err) {
  return run(arguments, model, {out, err});
}

int run_program(int argc, const char* const* argv, const Model& model) {
  const std::span all(argv, static_cast<std::size_t>(argc));
  return run(all.subspan(all.empty() ? 0 : 1), model,
             {std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1});
}

}  // namespace newsdep::sim
