// newsdep: the program. The engine's command line, given the model.

#include "models/model.hpp"
#include "sim/program.hpp"

int main(int argc, char* argv[]) {
  return newsdep::sim::run_program(argc, argv, newsdep::NewsModel());
}
