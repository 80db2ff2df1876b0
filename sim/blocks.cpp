#include "sim/blocks.hpp"

#include <omp.h>

#include <cassert>

namespace newsdep::sim {

int threads() { return omp_get_max_threads(); }

void set_threads(int n) {
  assert(n >= 1);
  omp_set_dynamic(0);
  omp_set_num_threads(n);
}

}  // namespace newsdep::sim
