#pragma once
// One parameter's value, as YAML and in words.

#include <span>
#include <string>
#include <string_view>

#include "sim/parameters.hpp"

namespace newsdep::sim {

/// The value as YAML on one line, such that reading it gives the same value.
std::string value_text(const Parameter& parameter);

/// What the parameter holds: "number", "whole number", "date", "one of a, b", ...
std::string kind_of(const Parameter& parameter);

/// "[0, 1]", "[1, inf)", or empty when every number will do.
std::string range_text(const About& about);

/// The meaning and, unless it is 1, the unit: "chance of a like, 1/day".
std::string meaning_and_unit(const About& about);

/// "a, b, c".
std::string in_words(std::span<const std::string> words);

/// A text as a YAML scalar, in quotes when it must be.
std::string yaml_text(std::string_view text);

/// Shortest decimal that reads back as the same number.
std::string number_text(double number);

}  // namespace newsdep::sim
