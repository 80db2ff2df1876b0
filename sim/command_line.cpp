#include "sim/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <charconv>
#include <ostream>

#include "sim/errors.hpp"
#include "sim/spelling.hpp"

namespace newsdep::sim {
namespace {

namespace po = boost::program_options;

/// Prints what the user may say; positional arguments stand in the usage line only.
void print_help(const CommandOptions& options, std::ostream& out) {
  out << "newsdep " << options.usage << "\n\n" << options.about << "\n";
  if (!options.described.options().empty()) out << "\n" << options.described;
  out << "\nExample:\n  " << options.example << "\n";
}

std::string command_of(const CommandOptions& options) {
  return options.usage.substr(0, options.usage.find(' '));
}

[[noreturn]] void refuse(const CommandOptions& options, const std::string& why) {
  const std::string command = command_of(options);
  throw UserError(
      fmt::format("newsdep {}: {}\nsee newsdep {} --help", command, why, command));
}

[[noreturn]] void refuse_unknown(const CommandOptions& options,
                                 const std::string& option) {
  std::vector<std::string> known{"--help"};
  for (const auto& described : options.described.options()) {
    known.push_back("--" + described->long_name());
  }
  refuse(options, fmt::format("there is no option {}{}", option,
                              did_you_mean(nearest(option, known))));
}

}  // namespace

std::optional<po::variables_map> CommandOptions::parse(Arguments arguments,
                                                       std::ostream& out) const {
  if (std::find(arguments.begin(), arguments.end(), "--help") != arguments.end() ||
      std::find(arguments.begin(), arguments.end(), "-h") != arguments.end()) {
    print_help(*this, out);
    return std::nullopt;
  }
  po::options_description all;
  all.add(described);
  po::positional_options_description places;
  for (const std::string& name : positional) {
    all.add_options()(name.c_str(), po::value<std::string>());
    places.add(name.c_str(), 1);
  }
  if (!rest.empty()) {
    all.add_options()(rest.c_str(), po::value<std::vector<std::string>>()->composing());
    places.add(rest.c_str(), -1);
  }
  namespace style = po::command_line_style;
  po::variables_map given;
  try {
    po::store(po::command_line_parser(
                  std::vector<std::string>(arguments.begin(), arguments.end()))
                  .options(all)
                  .positional(places)
                  .style(style::unix_style & ~style::allow_guessing)
                  .run(),
              given);
    po::notify(given);
  } catch (const po::unknown_option& error) {
    refuse_unknown(*this, error.get_option_name());
  } catch (const po::too_many_positional_options_error&) {
    refuse(*this,
           positional.empty()
               ? "it takes no argument but options"
               : fmt::format("it takes no more than {} argument{} beside options",
                             positional.size(), positional.size() > 1 ? "s" : ""));
  } catch (const po::error& error) {
    refuse(*this, error.what());
  }
  return given;
}

std::optional<std::string> text_of(const po::variables_map& given,
                                   const std::string& name) {
  if (given.count(name) == 0) return std::nullopt;
  return given[name].as<std::string>();
}

std::vector<std::string> texts_of(const po::variables_map& given,
                                  const std::string& name) {
  if (given.count(name) == 0) return {};
  return given[name].as<std::vector<std::string>>();
}

ProgressKind progress_of(const po::variables_map& given, const Console& console) {
  const auto word = text_of(given, "progress");
  if (!word) return console.err_is_terminal ? ProgressKind::bar : ProgressKind::lines;
  if (const auto kind = progress_kind(*word)) return *kind;
  throw UserError(
      fmt::format("--progress: '{}' is none of bar, lines, json, none", *word));
}

std::optional<std::int64_t> whole_number_of(const po::variables_map& given,
                                            const std::string& name, std::int64_t low,
                                            std::int64_t high,
                                            std::string_view meaning) {
  const std::optional<std::string> text = text_of(given, name);
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  const bool is_number = error == std::errc() && stop == end;
  if (!is_number || !(low <= value && value <= high)) {
    throw UserError(fmt::format("--{}: '{}' is no whole number from {} to {} ({})",
                                name, *text, low, high, meaning));
  }
  return value;
}

std::string in_shell_words(Arguments arguments) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./,:+@%";
  std::string line;
  for (const std::string& argument : arguments) {
    if (!line.empty()) line += ' ';
    if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos) {
      line += argument;
      continue;
    }
    line += '\'';
    for (const char c : argument)
      line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

}  // namespace newsdep::sim
