#pragma once
// The program on a small model, for tests from arguments to exit status.

#include <sstream>
#include <string>
#include <vector>

#include "sim/program.hpp"
#include "tests/catch.hpp"
#include "tests/sim/fake_model.hpp"
#include "tests/sim/temporary_folder.hpp"

namespace newsdep::test {

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The program in a folder of its own; "@x" in an argument is the path of x in it.
struct Session {
  TemporaryFolder folder;
  FakeModel model;
  std::string out;
  std::string err;

  Session() { folder.write("s.yaml", "seed: 5\npeople:\n  citizens: 300\n"); }

  int run(std::vector<std::string> arguments) {
    std::vector<const char*> pointers;
    for (std::string& argument : arguments) {
      if (argument.starts_with("@")) argument = (folder / argument.substr(1)).string();
      pointers.push_back(argument.c_str());
    }
    std::ostringstream to_out, to_err;
    const int status = sim::run_program(pointers, model, to_out, to_err);
    out = to_out.str();
    err = to_err.str();
    CAPTURE(out, err);
    return status;
  }
};

}  // namespace newsdep::test
