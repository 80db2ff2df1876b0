#pragma once
// Reading results files back: to compare runs and to repeat one.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/results.hpp"
#include "sim/results_file.hpp"

namespace newsdep::sim {

/// One variable of a file, without its values.
struct StoredVariable {
  VariableAbout about;  ///< the axes include `replicate`, first, if there is one
  std::vector<std::size_t> shape;  ///< one size for each axis
};

/// A results file, open for reading.
class ResultsReader {
 public:
  /// @throws UserError when it is no results file, is damaged, too new or of a sweep
  explicit ResultsReader(const std::filesystem::path& path);
  ~ResultsReader();
  ResultsReader(ResultsReader&&) noexcept;

  const std::filesystem::path& path() const;

  /// Root attributes. @throws UserError when there is none of that name
  std::string text(const std::string& name) const;
  std::int64_t number(const std::string& name) const;

  /// The seed of each replicate.
  std::vector<std::int64_t> seeds() const;
  bool has_replicate_axis() const;

  /// What the model reported: no axes, nothing of `inputs` and `provenance`. In the
  /// order of the file.
  const std::vector<StoredVariable>& variables() const;

  /// The values of a variable, row-major. @throws UserError when the file is damaged
  std::vector<double> values(const StoredVariable& variable) const;

  /// The axis that a variable of `group` means by `name`; without labels and values
  /// when the dimension has no coordinate.
  Axis axis(const std::string& name, const std::string& group) const;

  InputTexts inputs() const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace newsdep::sim
