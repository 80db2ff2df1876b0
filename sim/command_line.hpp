#pragma once
// What the commands share: parsing their options and answering --help and mistakes.

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/progress.hpp"

namespace newsdep::sim {

using Arguments = std::span<const std::string>;

/// Where a command prints: what was asked for to `out`, all else to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
};

/// The options of one command, and its help, which fits a screen.
struct CommandOptions {
  std::string usage;    ///< "run FILE -o OUT [options]"
  std::string about;    ///< what it does, in lines of at most 80 letters
  std::string example;  ///< "newsdep run ..."
  /// Arguments without a dash, by name, in their order; each at most once.
  std::vector<std::string> positional;
  /// The name of what may be given without a dash as often as one likes, after those.
  std::string rest = {};
  boost::program_options::options_description described;

  /// Parses `arguments`. Nothing when --help was asked for and printed.
  ///
  /// @throws UserError for an unknown option (did you mean), a missing value, one
  ///         argument too many
  std::optional<boost::program_options::variables_map> parse(Arguments arguments,
                                                             std::ostream& out) const;
};

/// The text of an option or positional argument, if given.
std::optional<std::string> text_of(const boost::program_options::variables_map& given,
                                   const std::string& name);

/// An option's whole number in [low, high], if given.
///
/// @throws UserError "--threads: 'two' is no whole number from 1 to 1024 (...)"
std::optional<std::int64_t> whole_number_of(
    const boost::program_options::variables_map& given, const std::string& name,
    std::int64_t low, std::int64_t high, std::string_view meaning);

/// The texts of `rest`, in their order.
std::vector<std::string> texts_of(const boost::program_options::variables_map& given,
                                  const std::string& name);

/// The kind that --progress asks for; without it a bar on a terminal, else lines.
///
/// @throws UserError for another word
ProgressKind progress_of(const boost::program_options::variables_map& given,
                         const Console& console);

/// The arguments as a shell would take them again.
std::string in_shell_words(Arguments arguments);

}  // namespace newsdep::sim
