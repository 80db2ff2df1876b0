#pragma once
// What a swept parameter is drawn from, and the value at a place of the unit interval.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace newsdep::sim {

/// A law of numbers, or a list of values that have equal chance.
struct SweptLaw {
  enum class Kind : std::uint8_t { uniform, log_uniform, normal, values };

  Kind kind = Kind::values;
  bool is_number = false;  ///< whether the values are numbers
  bool is_whole = false;   ///< a law of whole numbers
  double low = -std::numeric_limits<double>::infinity();  ///< both included
  double high = std::numeric_limits<double>::infinity();
  double mean = 0;  ///< of the normal law before low and high cut it
  double sd = 0;
  std::vector<std::string> values;  ///< as YAML
};

/// The value, as YAML, at a place u in [0, 1]: the quantile of u, so that even places
/// give values by the law. Values of a list have equal parts of [0, 1), and so has each
/// whole number of a uniform law; the log-uniform law gives a whole number n the part
/// log((n + 1) / n), the normal law that of [n - 1/2, n + 1/2). u may be 0 or 1 unless
/// the law has no end there.
std::string value_at(const SweptLaw& law, double u);

/// The chance with which an uncut normal number lies from low to high; 1 for others.
double chance_within(const SweptLaw& law);

/// "uniform on [1, 5]", "normal with mean 0.03 and sd 0.01, on [0, 1]", "one of a, b".
std::string law_in_words(const SweptLaw& law);

/// The law as one JSON object with the swept key.
std::string law_as_json(const std::string& key, const SweptLaw& law);

}  // namespace newsdep::sim
