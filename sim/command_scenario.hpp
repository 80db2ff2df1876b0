#pragma once
// The commands about scenarios that run nothing: check, explain, schema.

#include "sim/command_line.hpp"
#include "sim/model.hpp"

namespace newsdep::sim {

/// Prints the resolved scenario. @throws UserError with all its mistakes
int command_check(Arguments arguments, const Model& model, Console console);

/// Prints what a key means, or all keys. @throws UserError for an unknown key
int command_explain(Arguments arguments, const Model& model, Console console);

/// Prints the JSON Schema of a scenario.
int command_schema(Arguments arguments, const Model& model, Console console);

}  // namespace newsdep::sim
