#pragma once
// Survey: on its dates, a random sample is asked for its main source of news.

#include "models/world.hpp"
#include "sim/calendar.hpp"
#include "sim/results.hpp"

namespace newsdep {

/// Asks a simple random sample of citizens, drawn by luck keyed to (wave, citizen), for
/// the medium of their main source. Writes survey/main_source (shares among those who
/// name one) and its standard error, sqrt(p (1 - p) / n).
class Survey {
 public:
  Survey(const World& world, sim::Results& results);
  void operator()(const sim::Moment& moment);

 private:
  const World& world_;
  sim::Results& results_;
  sim::VariableId share_{};
  sim::VariableId error_{};
};

}  // namespace newsdep
