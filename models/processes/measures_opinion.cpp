// Measures of fear and of the climate of opinion: private, voiced and perceived.

#include "models/processes/censorship.hpp"
#include "models/processes/measures.hpp"

namespace newsdep {
namespace {

double mean_of(const World& world, const std::vector<float>& values) {
  const double sum = sim::sum_over<double>(world.blocks, [&](const sim::Block& block) {
    double part = 0;
    for (std::uint32_t i = block.begin; i < block.end; ++i) part += double{values[i]};
    return part;
  });
  return sum / world.n();
}

double regime_part(double support, double dissent) {
  return support / (support + dissent);
}

}  // namespace

void Measures::add_opinion() {
  const Scenario& on = world_.rules();
  if (on.fear.enabled) {
    add_number("fear_mean", "1", "mean fear",
               "Mean fear of citizens at the end of the step, from 0 to 1.",
               [this] { return mean_of(world_, world_.citizens.fear); });
    add({.name = "newsroom_fear",
         .axes = {"source"},
         .unit = "1",
         .long_name = "fear of newsrooms",
         .comment =
             "Chance that the source's newsrooms drop a story against the regime, "
             "or keep quiet of a threat: the most of their own fear, what news of "
             "threats has brought, and the pressure on them."},
        [this](std::span<double> row) {
          for (std::size_t s = 0; s < world_.sources.size(); ++s) {
            row[s] = fear_of(world_.sources[s]);
          }
        });
  }
  if (on.climate.enabled) {
    add_number("perceived_support", "1", "perceived support",
               "Mean over citizens of the share of the country that they think backs "
               "the regime.",
               [this] { return mean_of(world_, world_.citizens.perceived); });
    add_number("perceived_support_error", "1", "error of perceived support",
               "Perceived support less the share of support among those who are on a "
               "side.",
               [this] {
                 const Opinion& o = world_.opinion;
                 return mean_of(world_, world_.citizens.perceived) -
                        regime_part(o.support, o.dissent);
               });
  }
  add_number("dissent_private", "1", "private dissent",
             "Share of citizens with belief below 0 when the step began.",
             [this] { return world_.opinion.dissent / world_.n(); });
  add_number("dissent_voiced", "1", "voiced dissent",
             "Share of citizens who are against the regime and say so, that day, to "
             "friends who ask.",
             [this] { return world_.opinion.dissent_voiced / world_.n(); });
  add_number("dissent_swallowed", "1", "swallowed dissent",
             "Share of citizens who are against the regime and do not say so that day.",
             [this] {
               const Opinion& o = world_.opinion;
               return (o.dissent - o.dissent_voiced) / world_.n();
             });
  add_number("falsification_gap", "1", "gap of falsified preferences",
             "The regime's share among voices of the day less its share among private "
             "opinions; 0 when everybody says what he thinks.",
             [this] {
               const Opinion& o = world_.opinion;
               return regime_part(o.support_voiced + o.support_feigned,
                                  o.dissent_voiced + o.dissent_feigned) -
                      regime_part(o.support, o.dissent);
             });
}

}  // namespace newsdep
