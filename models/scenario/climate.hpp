#pragma once
// The climate of opinion: what citizens think that others think, and who speaks.

#include <cstdint>

#include "models/scenario/behaviour.hpp"
#include "sim/parameters.hpp"

namespace newsdep {

/// What becomes of an opinion that its holder does not dare to voice.
enum class Swallowed : std::uint8_t { silent, falsified };

/// What perceived support starts at.
enum class PerceivedStart : std::uint8_t { truth, given };

struct ClimateParameters {
  bool enabled = false;
  double pace = 0.05;
  double likes_weight = 0.5;
  double page_likes = 0;
  double minding = 0.3;
  double steepness = 5;
  double threshold = 0.4;
  double threshold_spread = 0.1;
  sim::InputFile thresholds;
  Swallowed swallowed = Swallowed::silent;
  Mixing mixing = Mixing::friends;
  PerceivedStart start_at = PerceivedStart::truth;
  double start = 0.5;

  void declare(sim::Declarations& d) {
    d.add("enabled", enabled,
          {.meaning = "switch of the climate of opinion: perceived support, and who "
                      "minds it"});
    d.add(
        "pace", pace,
        {.unit = "1/day",
         .low = 0,
         .high = 100,
         .meaning = "rate lambda_p at which perceived support follows what is seen and "
                    "heard"});
    d.add(
        "likes_weight", likes_weight,
        {.unit = "share",
         .low = 0,
         .high = 1,
         .meaning = "weight of the likes seen beside the voices heard, when there are "
                    "both"});
    d.add(
        "page_likes", page_likes,
        {.low = 0,
         .high = 1,
         .meaning = "how much a like of the page that published a story counts beside "
                    "one of the story itself; 0: only the story's are looked at"});
    d.add("minding", minding,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "h, how much people mind to stand alone: 0 not at all",
           .source = "assumed; form: Noelle-Neumann 1974"});
    d.add(
        "steepness", steepness,
        {.low = 0,
         .high = 1e6,
         .meaning = "kappa, how sharply willingness turns at the threshold: a step in "
                    "the limit"});
    d.add("threshold", threshold,
          {.unit = "share",
           .low = -1,
           .high = 2,
           .meaning = "mean over citizens of tau, the share on one's side at which one "
                      "dares to speak"});
    d.add("threshold_spread", threshold_spread,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "standard deviation of the thresholds"});
    d.add(
        "thresholds", thresholds,
        {.meaning = "CSV: threshold, in place of the two above; citizens take its rows "
                    "in turn, and are a multiple of them"});
    d.choice("swallowed", swallowed, {"silent", "falsified"},
             {.meaning = "who does not dare to say what he thinks says nothing, or, "
                         "asked by a friend, says the opposite",
              .source = "assumed; falsified: Kuran 1991"});
    d.choice("mixing", mixing, {"friends", "complete"},
             {.meaning = "whose voices are heard: friends', or the whole country's"});
    d.choice("start_at", start_at, {"truth", "given"},
             {.meaning = "whether perceived support starts at what is true then, or at "
                         "`start`"});
    d.add("start", start,
          {.unit = "share",
           .low = 0,
           .high = 1,
           .meaning = "perceived support at the start, when it is given"});
  }
};

}  // namespace newsdep
