// Likes that breed likes: the platform's feed is Polya's urn when it is set up as one.

#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/model_world.hpp"

using namespace newsdep;
using namespace newsdep::test;

namespace {

/// Likes of each of the ten pages' single stories: everyone who is shown one likes it.
std::vector<double> likes_by_page(const sim::Results& results, double citizens) {
  const std::vector<double>& visits = variable(results, "platform/visits").values;
  std::vector<double> likes;
  for (int k = 0; k < 10; ++k) {
    const std::vector<double> share =
        series(results, "attention_share", "page_" + std::to_string(k));
    double sum = 0;
    for (std::size_t t = 0; t < share.size(); ++t) {
      if (visits[t] > 0) sum += share[t] * visits[t] * citizens;
    }
    likes.push_back(std::round(sum));
  }
  return likes;
}

/// 100 visits are spread over 1,000 steps, for likes count from the next step on; over
/// 2,000 citizens, for each likes a story once.
Loaded urn() {
  return load("scenarios/validation/polya.yaml",
              {"population.citizens=2000", "population.persons=2000",
               "attention.occasions=0.00005", "time.end=2015-09-27"});
}

constexpr std::uint32_t runs = 150;

}  // namespace

TEST_CASE("likes that are shown by their number concentrate as Polya's urn says",
          "[science][T16]") {
  // Limit T16, through the whole program: after n likes E[HHI] = 1/n + (1 - 1/n) 2/11,
  // which tends to 0.181818.
  const Loaded scenario = urn();
  std::vector<double> excess;
  double likes_a_run = 0;
  std::vector<std::vector<double>> likes_of(runs);
  sim::for_each(runs, [&](std::uint32_t k) {  // runs so small that each has one thread
    likes_of[k] = likes_by_page(run(scenario, k + 1), 2000);
  });
  for (const std::vector<double>& likes : likes_of) {
    double n = 0, squares = 0;
    for (const double l : likes) {
      n += l;
      squares += l * l;
    }
    likes_a_run += n / runs;
    excess.push_back(squares / (n * n) - (1 / n + (1 - 1 / n) * 2 / 11));
  }
  const Sample found = sample(excess);
  INFO("mean excess of HHI " << found.mean << " +- " << found.se << ", likes a run "
                             << likes_a_run);
  CHECK(std::abs(likes_a_run - 100) < 4);
  CHECK(std::abs(found.mean) < 4 * found.se);
  // The urn is far from even shares: without the rich getting richer HHI were
  // 1/n + (1 - 1/n) / 10, lower by 0.081.
  CHECK(found.se < 0.01);
}

TEST_CASE(
    "nine bought likes on one of ten stories win it ten nineteenths of all that follow",
    "[science][T17]") {
  // Limit T17, through all processes of a step. A click farm puts the nine on at the
  // end of the first step, and none is found; what had been liked by then moves the
  // limit a little.
  Scenario scenario = urn().scenario;
  scenario.marketplace.removal = 0;
  scenario.marketplace.orders = {{.name = "nine",
                                  .page = "page_0",
                                  .what = LikedThing::stories,
                                  .likes = 9,
                                  .start = scenario.time.start,
                                  .end = scenario.time.start,
                                  .delivery = LikeDelivery::burst}};
  std::vector<double> excess(runs);
  std::vector<double> share(runs);
  sim::for_each(runs, [&](std::uint32_t k) {  // runs so small that each has one thread
    OwnWorld own(scenario, k + 1);
    own.live(0, 1);
    const Stories& stories = own.world.stories;
    const std::uint32_t bought = own.outlet("page_0").edition.back();
    const auto all_likes = [&] {
      double sum = 0;
      for (std::uint32_t id = stories.first(); id != stories.next(); ++id) {
        sum += stories.likes(id);
      }
      return sum;
    };
    const double own_before = stories.likes(bought);
    const double all_before = all_likes();
    own.live(1, own.scenario.clock().steps());
    share[k] = (stories.likes(bought) - own_before) / (all_likes() - all_before);
    excess[k] = share[k] - (10 + own_before) / (19 + all_before);
  });
  const Sample found = sample(excess);
  INFO("mean excess " << found.mean << " +- " << found.se);
  CHECK(std::abs(found.mean) < 4 * found.se);
  CHECK(found.se < 0.015);
  CHECK(std::abs(mean(share) - 10.0 / 19) < 0.06);
}
