// Flows: what was there is somewhere, and nothing flows where nothing changed.

#include <cmath>
#include <string>
#include <vector>

#include "models/processes/flows.hpp"
#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

struct Matrix {
  std::size_t size = 0;
  std::vector<double> cell;
  double at(std::size_t from, std::size_t to) const { return cell[from * size + to]; }
  double row(std::size_t from) const {
    double sum = 0;
    for (std::size_t to = 0; to < size; ++to) sum += at(from, to);
    return sum;
  }
  double column(std::size_t to) const {
    double sum = 0;
    for (std::size_t from = 0; from < size; ++from) sum += at(from, to);
    return sum;
  }
  double whole() const {
    double sum = 0;
    for (const double x : cell) sum += x;
    return sum;
  }
};

Matrix matrix(const sim::Results& results, const char* name) {
  const sim::Variable& v = variable(results, name);
  return {v.shape[0], v.values};
}

Scenario closing() {
  Scenario s = small_country(1500);
  s.measures.flow_from = day(19);
  s.measures.flow_to = day(50);
  Event closure;
  closure.name = "closure";
  closure.kind = EventKind::close;
  closure.date = day(20);
  closure.outlets = {"radio_free"};
  s.events = {closure};
  return s;
}

}  // namespace

TEST_CASE("flows of main sources lead from the shares before to those after",
          "[flows]") {
  const sim::Results results = run(closing(), 1);
  const Matrix flow = matrix(results, "flow/main_source");
  CHECK(flow.whole() == Approx(1).epsilon(1e-9));
  const char* const media[] = {"tv", "radio", "talk", "platform"};
  for (std::size_t m = 0; m < 4; ++m) {
    const std::vector<double> share = series(results, "main_source_share", media[m]);
    CHECK(flow.row(m) == Approx(share[19]).epsilon(1e-9));
    CHECK(flow.column(m) == Approx(share[50]).epsilon(1e-9));
  }
}

TEST_CASE("attention that an outlet lost when it closed is with the others",
          "[flows]") {
  const sim::Results results = run(closing(), 1);
  const Matrix flow = matrix(results, "flow/attention");
  // All citizens with something to turn to, so all attention.
  CHECK(flow.whole() == Approx(1).margin(2e-3));
  constexpr std::size_t radio_free = 3;
  CHECK(flow.row(radio_free) > 0.1);
  CHECK(flow.column(radio_free) == 0);
  bool none_negative = true;
  for (const double x : flow.cell) none_negative &= x >= 0;
  CHECK(none_negative);
}

TEST_CASE("a logit's closed outlet leaves its attention in proportion", "[flows]") {
  // Citizens all alike and unlearning: the flow from the closed outlet to b is
  // w w_b / (1 - w).
  const sim::Results results =
      run(load("scenarios/validation/outlet_removed.yaml",
               {"measures.flow_from=2013-02-01", "measures.flow_to=2013-03-15",
                "population.citizens=200"}),
          1);
  const Matrix flow = matrix(results, "flow/attention");
  const std::vector<double> convenience = {0.25, 0, 0.1, 0.2};
  std::vector<double> w;
  double sum = 0;
  for (const double c : convenience) sum += std::exp(c / 0.25);
  for (const double c : convenience) w.push_back(std::exp(c / 0.25) / sum);
  for (std::size_t b = 0; b < 3; ++b) {
    CHECK(flow.at(3, b) == Approx(w[3] * w[b] / (1 - w[3])).epsilon(1e-4));
    CHECK(flow.at(b, b) == Approx(w[b]).epsilon(1e-4));
  }
}

TEST_CASE("where nothing changed all attention stays", "[flows]") {
  const sim::Results results =
      run(load("scenarios/validation/outlet_removed.yaml",
               {"measures.flow_from=2013-01-20", "measures.flow_to=2013-02-10",
                "population.citizens=200"}),
          1);
  const Matrix flow = matrix(results, "flow/attention");
  for (std::size_t a = 0; a < flow.size; ++a) {
    for (std::size_t b = 0; b < flow.size; ++b) {
      if (a != b) CHECK(flow.at(a, b) == 0);
    }
  }
  CHECK(flow.whole() == Approx(1).epsilon(1e-6));
}
