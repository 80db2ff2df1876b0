// The step as a list, and the threads of its loops.

#include "sim/blocks.hpp"
#include "sim/plan.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;

TEST_CASE("a step runs the enabled processes in their order") {
  std::string order;
  const auto note = [&](char c) { return [&order, c](const Moment&) { order += c; }; };
  Plan plan({{"A", true, note('a')}, {"B", false, note('b')}, {"C", true, note('c')}});
  plan.step(Moment{});
  plan.step(Moment{});
  CHECK(order == "acac");
}

TEST_CASE("a process is told the moment, and its wall time is counted") {
  int step = 0;
  Plan plan({{"A", true, [&](const Moment& now) { step = now.step; }},
             {"off", false, [](const Moment&) {}}});
  Moment moment;
  moment.step = 17;
  plan.step(moment);
  CHECK(step == 17);
  CHECK(plan.processes()[0].seconds > 0);
  CHECK(plan.processes()[1].seconds == 0);
}

TEST_CASE("set_threads sets the number of threads") {
  const int before = threads();
  for (const int n : {1, 3, 7}) {
    set_threads(n);
    CHECK(threads() == n);
  }
  set_threads(before);
}

TEST_CASE("a sum over blocks is the same bytes for any number of threads") {
  const Blocks blocks(100003);
  const auto sum = [&] {
    return sum_over<double>(blocks, [](const Block& block) {
      double part = 0;
      for (std::uint32_t i = block.begin; i < block.end; ++i) part += 1.0 / (i + 1.0);
      return part;
    });
  };
  const int before = threads();
  set_threads(1);
  const double alone = sum();
  for (const int n : {2, 3, 7}) {
    set_threads(n);
    CHECK(sum() == alone);
  }
  set_threads(before);
}
