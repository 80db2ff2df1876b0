// The laws of swept parameters: means, spreads, ends and whole numbers.

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "sim/numbers.hpp"
#include "sim/sweep_laws.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;
using Kind = SweptLaw::Kind;

namespace {

SweptLaw law_of(Kind kind, double low, double high) {
  return {.kind = kind, .is_number = true, .low = low, .high = high};
}

SweptLaw normal_of(double mean, double sd, double low, double high) {
  return {.kind = Kind::normal,
          .is_number = true,
          .low = low,
          .high = high,
          .mean = mean,
          .sd = sd};
}

constexpr double no_end = std::numeric_limits<double>::infinity();

double number(const SweptLaw& law, double u) {
  return *read_number(value_at(law, u)).number;
}

struct Moments {
  double mean = 0;
  double sd = 0;
};

/// Over the middles of 100,000 equal parts of [0, 1].
template <class Transform>
Moments moments(const SweptLaw& law, const Transform& transform) {
  constexpr int parts = 100'000;
  double sum = 0;
  double squares = 0;
  for (int n = 0; n < parts; ++n) {
    const double x = transform(number(law, (n + 0.5) / parts));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / parts;
  return {mean, std::sqrt(squares / parts - mean * mean)};
}

Moments moments(const SweptLaw& law) {
  return moments(law, [](double x) { return x; });
}

std::map<std::string, int> counts(const SweptLaw& law, int parts) {
  std::map<std::string, int> count;
  for (int n = 0; n < parts; ++n) ++count[value_at(law, (n + 0.5) / parts)];
  return count;
}

}  // namespace

TEST_CASE("a uniform law has the mean and spread of its interval", "[sweep]") {
  const SweptLaw law = law_of(Kind::uniform, -1, 5);
  CHECK(moments(law).mean == Approx(2));
  CHECK(moments(law).sd == Approx(6 / std::sqrt(12)));
  CHECK(number(law, 0) == -1);
  CHECK(number(law, 1) == 5);
}

TEST_CASE("the logarithm of a log-uniform law is uniform", "[sweep]") {
  const SweptLaw law = law_of(Kind::log_uniform, 0.01, 100);
  const Moments logs = moments(law, [](double x) { return std::log10(x); });
  CHECK(logs.mean == Approx(0).margin(1e-9));
  CHECK(logs.sd == Approx(4 / std::sqrt(12)));
  CHECK(number(law, 0) == Approx(0.01));
  CHECK(number(law, 0) >= 0.01);
  CHECK(number(law, 1) <= 100);
}

TEST_CASE("a normal law has its mean and sd, and its quantiles", "[sweep]") {
  const SweptLaw law = normal_of(3, 2, -no_end, no_end);
  CHECK(moments(law).mean == Approx(3));
  // The middles of parts leave out the outermost: a little spread is missing.
  CHECK(moments(law).sd == Approx(2).epsilon(1e-4));
  CHECK(number(law, 0.975) == Approx(3 + 2 * 1.959963984540054));
}

TEST_CASE("a cut normal law has the moments of the cut", "[sweep]") {
  // Of a standard normal number above 0: mean sqrt(2 / pi), variance 1 - 2 / pi.
  const double pi = 3.14159265358979;
  const Moments half = moments(normal_of(0, 1, 0, no_end));
  CHECK(half.mean == Approx(std::sqrt(2 / pi)).epsilon(1e-4));
  CHECK(half.sd == Approx(std::sqrt(1 - 2 / pi)).epsilon(1e-3));
  const Moments mirrored = moments(normal_of(0, 1, -no_end, 0));
  CHECK(mirrored.mean == Approx(-half.mean));
  // Far in a tail: above z, an exponential number of mean near 1 / (z + 1 / z).
  const SweptLaw far = normal_of(0, 1, 10, 40);
  CHECK(moments(far).mean == Approx(10.098).epsilon(1e-4));
  CHECK(number(far, 0) == Approx(10));
  CHECK(moments(normal_of(0, 1, -40, -10)).mean == Approx(-10.098).epsilon(1e-4));
  for (const double u : {0.0, 0.3, 0.999999, 1.0}) {
    CHECK((-0.5 <= number(normal_of(0, 1, -0.5, 2), u) &&
           number(normal_of(0, 1, -0.5, 2), u) <= 2));
  }
}

TEST_CASE("a law rises from low to high", "[sweep]") {
  for (const SweptLaw& law :
       {law_of(Kind::uniform, 1, 2), law_of(Kind::log_uniform, 1, 2),
        normal_of(0, 1, -3, 4), normal_of(0, 1, 2, 9), normal_of(0, 1, -9, -2)}) {
    double before = law.low;
    for (int n = 0; n <= 1000; ++n) {
      const double x = number(law, n / 1000.0);
      CHECK((before <= x && x <= law.high));
      before = x;
    }
    CHECK(number(law, 1) == Approx(law.high));
  }
}

TEST_CASE("each whole number of a uniform law has the same chance", "[sweep]") {
  SweptLaw law = law_of(Kind::uniform, -2, 4);
  law.is_whole = true;
  const auto count = counts(law, 7000);
  REQUIRE(count.size() == 7);
  for (const auto& [value, n] : count) CHECK(n == 1000);
  CHECK(count.contains("-2"));
  CHECK(value_at(law, 1) == "4");
}

TEST_CASE("whole numbers of other laws have the chance of what they stand for",
          "[sweep]") {
  SweptLaw logs = law_of(Kind::log_uniform, 1, 3);
  logs.is_whole = true;
  auto count = counts(logs, 20000);
  // log 2 and log (3 / 2) of log 4.
  CHECK(count["1"] == Approx(10000).margin(1));
  CHECK(count["2"] == Approx(5850).margin(1));
  SweptLaw normal = normal_of(0, 1, -1, 1);
  normal.is_whole = true;
  count = counts(normal, 20000);
  REQUIRE(count.size() == 3);
  // Chances of [-0.5, 0.5) and of [0.5, 1.5) among [-1.5, 1.5).
  CHECK(count["0"] == Approx(20000 * 0.382925 / 0.866386).margin(2));
  CHECK(count["1"] == Approx(20000 * 0.241730 / 0.866386).margin(2));
}

TEST_CASE("values of a list have the same chance, in their order", "[sweep]") {
  SweptLaw law;
  law.values = {"b", "a", "c"};
  CHECK(counts(law, 300) ==
        std::map<std::string, int>{{"a", 100}, {"b", 100}, {"c", 100}});
  CHECK(value_at(law, 0) == "b");
  CHECK(value_at(law, 1) == "c");
}

TEST_CASE("a law says what it is, in words and as JSON", "[sweep]") {
  SweptLaw list{.is_number = true, .values = {"1", "0.5"}};
  CHECK(law_in_words(list) == "one of 1, 0.5");
  CHECK(law_as_json("a.b", list) ==
        R"({"key":"a.b","law":"values","values":[1.0,0.5]})");
  list.is_number = false;
  CHECK(law_as_json("a.b", list) ==
        R"({"key":"a.b","law":"values","values":["1","0.5"]})");
  SweptLaw whole = law_of(Kind::uniform, 1, 5);
  whole.is_whole = true;
  CHECK(law_in_words(whole) == "uniform on [1, 5], whole numbers");
  CHECK(law_as_json("n", whole) ==
        R"({"key":"n","law":"uniform","low":1.0,"high":5.0,"whole":true})");
  CHECK(law_in_words(law_of(Kind::log_uniform, 0.1, 5)) == "log-uniform on [0.1, 5]");
  CHECK(law_in_words(normal_of(0.03, 0.01, 0, no_end)) ==
        "normal with mean 0.03 and sd 0.01, on [0, inf)");
  CHECK(law_as_json("x", normal_of(0.03, 0.01, 0, no_end)) ==
        R"({"key":"x","law":"normal","mean":0.03,"sd":0.01,"low":0.0,"whole":false})");
  CHECK(chance_within(normal_of(0, 1, -1, 1)) == Approx(0.6826894921370859));
  CHECK(chance_within(normal_of(0, 1, 50, 60)) == 0);
}
