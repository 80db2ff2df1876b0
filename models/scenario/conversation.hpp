#pragma once
// Word of mouth as the textbook models of opinion dynamics have it.

#include <cstdint>
#include <string>
#include <vector>

#include "models/mechanisms/reinforce.hpp"
#include "models/scenario/behaviour.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

enum class ConversationKernel : std::uint8_t {
  none,
  degroot,
  friedkin_johnsen,
  deffuant,
  hegselmann_krause,
  voter,
  activity_driven
};
enum class Schedule : std::uint8_t { synchronous, sequential };
enum class OpinionLaw : std::uint8_t { leaning, uniform, normal, two };

/// What citizens think before they begin to talk.
struct InitialOpinions {
  OpinionLaw law = OpinionLaw::leaning;
  double low = -1;
  double high = 1;
  double mean = 0;
  double sd = 0.3;
  double high_share = 0.5;
  sim::InputFile table;

  void declare(sim::Declarations& d) {
    d.choice(
        "law", law, {"leaning", "uniform", "normal", "two"},
        {.meaning = "opinions at the start: what the run starts with anyway, or by "
                    "a law: even between `low` and `high`; normal with `mean` and "
                    "`sd`, drawn again outside [-1, 1]; or one of the two"});
    d.add("low", low, {.low = -1, .high = 1, .meaning = "lowest opinion"});
    d.add("high", high, {.low = -1, .high = 1, .meaning = "highest opinion"});
    d.add("mean", mean, {.low = -1, .high = 1, .meaning = "mean of the normal law"});
    d.add("sd", sd,
          {.low = 0, .high = 10, .meaning = "standard deviation of the normal law"});
    d.add("high_share", high_share,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "share of citizens, exactly that many, drawn, who hold the "
                      "higher of two opinions"});
    d.add("table", table,
          {.unit = "file",
           .meaning = "CSV with a row for each citizen, by place, in the stead of the "
                      "law: `opinion`, and if wanted `susceptibility`, 0 for who is "
                      "stubborn"});
  }
};

/// Citizens who never change their minds.
struct Stubborn {
  std::string name;
  std::int64_t citizens = 1;
  double opinion = 1;

  void declare(sim::Declarations& d) {
    d.add("citizens", citizens,
          {.low = 0, .high = 1e9, .meaning = "how many, drawn from all"});
    d.add("opinion", opinion, {.low = -1, .high = 1, .meaning = "what they think"});
  }
};

struct ConversationParameters {
  ConversationKernel kernel = ConversationKernel::none;
  Schedule schedule = Schedule::synchronous;
  Mixing mixing = Mixing::friends;
  sim::InputFile weights;
  double own_weight = 0;
  double susceptibility = 0.5;
  double confidence = 0.4;
  double convergence = 0.5;
  std::int64_t rounds_per_day = 1;
  double consensus_width = 0.001;
  double cluster_gap = 0.01;
  ReinforcementParameters reinforcement;
  InitialOpinions initial;
  std::vector<Stubborn> stubborn;

  void declare(sim::Declarations& d) {
    d.choice(
        "kernel", kernel,
        {"none", "degroot", "friedkin_johnsen", "deffuant", "hegselmann_krause",
         "voter", "activity_driven"},
        {.meaning = "the model by which citizens talk; none switches the process "
                    "Conversation off",
         .source = "DeGroot 1974; Friedkin and Johnsen 1990; Deffuant et al. 2000; "
                   "Hegselmann and Krause 2002; Holley and Liggett 1975; "
                   "Baumann et al. 2020"});
    d.choice("schedule", schedule, {"synchronous", "sequential"},
             {.meaning = "whether all talk at once, on what was thought when the round "
                         "began, or one pair after the other, as many pairs a round as "
                         "citizens. Kernel deffuant is sequential, voter either"});
    d.choice("mixing", mixing, {"friends", "complete"},
             {.meaning = "who talks to whom: friends, or everybody to everybody"});
    d.add("weights", weights,
          {.unit = "file",
           .meaning = "edge list 'i j w', plain or gzip: i gives the opinion of j the "
                      "weight w, in the stead of friends and `own_weight`; rows are "
                      "scaled to sum 1. Where two meet, w is the chance that i's "
                      "partner is j; not for activity_driven"});
    d.add("own_weight", own_weight,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "weight of one's own opinion for degroot and friedkin_johnsen; "
                      "friends share the rest evenly",
           .source = "assumed"});
    d.add("susceptibility", susceptibility,
          {.low = 0,
           .high = 1,
           .meaning = "of kernel friedkin_johnsen: weight of what is heard against the "
                      "opinion one began with",
           .source = "assumed"});
    d.add("confidence", confidence,
          {.low = 0,
           .high = 2,
           .meaning = "for deffuant and hegselmann_krause: the distance of opinions "
                      "beyond which one does not listen",
           .source = "assumed; always sweep it"});
    d.add("convergence", convergence,
          {.low = 0,
           .high = 0.5,
           .meaning = "for deffuant: the share of the distance by which each of two "
                      "moves toward the other",
           .source = "Deffuant et al. 2000 take 0.5"});
    d.add("rounds_per_day", rounds_per_day,
          {.unit = "1/day",
           .low = 1,
           .high = 10000,
           .meaning = "how often a day all talk; a whole number of rounds must fall "
                      "into a step"});
    d.add("consensus_width", consensus_width,
          {.low = 0,
           .high = 2,
           .meaning = "all opinions within so much of each other are a consensus",
           .source = "assumed"});
    d.add("cluster_gap", cluster_gap,
          {.low = 0,
           .high = 2,
           .meaning = "a gap between neighbouring opinions above this parts two "
                      "clusters",
           .source = "assumed"});
    d.group("reinforcement", reinforcement, "of kernel activity_driven");
    d.group("initial", initial, "what citizens think before they talk");
    d.named("stubborn", stubborn, "citizens who never change their minds");
  }
};

/// Keys of word of mouth that are set and that the kernel, or the law of first
/// opinions, does not look at. Sweeps over kernels set such keys on purpose.
std::vector<std::string> keys_not_looked_at(const ConversationParameters& c);

}  // namespace newsdep
