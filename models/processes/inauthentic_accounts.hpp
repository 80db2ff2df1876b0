#pragma once
// InauthenticAccounts: what trolls and bots post and reshare, and how they are found.

#include "models/world.hpp"
#include "sim/calendar.hpp"

namespace newsdep {

/// Lets every account that is there act `acts_per_day` times a day, at even distances:
/// with chance mu, or when its inbox is empty, it posts a story of its own; else it
/// reshares one story of its inbox by the platform's ranking. Either goes out in theta
/// copies. A story of its own takes its source's slant; its appeal is 1 with chance
/// phi. Then the platform finds accounts with a hazard, and takes them down after a
/// delay. Reads inboxes as they were when the step began; writes the networks'
/// outboxes, who is gone, how many are active and what they have cost; draws
/// "Inauthentic act" (account, act) and "Inauthentic found" (account). Source: Truong,
/// Lou, Flammini and Menczer, PNAS Nexus 3 (2024), pgae258.
void act_inauthentically(World& world, const sim::Moment& moment);

}  // namespace newsdep
