#pragma once
// What goes wrong through the user's doing, and the one exception that says so.

#include <stdexcept>
#include <string>

namespace newsdep::sim {

/// The user's mistake: where, what is wrong, why it matters, what to do. The program
/// prints what() and exits with status 2; nothing that existed before is touched.
/// Our own mistakes are asserts.
class UserError : public std::runtime_error {
 public:
  explicit UserError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace newsdep::sim
