#pragma once
// The program: its commands, and what it answers to mistakes.

#include <iosfwd>
#include <span>

#include "sim/model.hpp"

namespace newsdep::sim {

/// Runs the command that `arguments` (without the program's name) ask for, printing to
/// `out` and `err`. Throws nothing. Returns the exit status: 0; 1 when an answer is no,
/// or for our own mistakes; 2 for the user's; 130 after Ctrl-C.
int run_program(std::span<const char* const> arguments, const Model& model,
                std::ostream& out, std::ostream& err);

/// The same for main().
int run_program(int argc, const char* const* argv, const Model& model);

}  // namespace newsdep::sim
