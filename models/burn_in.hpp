#pragma once
// The burn-in: conveniences such that the world rests where the scenario says.

#include "models/world.hpp"
#include "sim/model.hpp"

namespace newsdep {

/// Brings the world to rest under the rules in force, with events, adoption and fans
/// frozen, on steps before step 0.
///
/// First it solves the conveniences m_c by stochastic approximation (Robbins and Monro,
/// Ann. Math. Stat. 22 (1951) 400): every five days
///
///     m_c <- m_c + T g_k (log(target / found of c's medium) +
///                         log(target / found of c within its medium)),
///
/// where a medium's target is its main-source share, an outlet's its audience weight,
/// and the gains g_k fall as 1/k once the first third has passed; the mean of the last
/// third is the solution (Polyak and Juditsky, SIAM J. Control Optim. 30 (1992) 838).
/// Both starts are as if nobody had read anything yet: values are what one may expect
/// of each alternative. The second starts from the mirror image of everybody's leaning;
/// the world must come to the same shares, or the scenario has more than one rest, or
/// none: UserError. The run goes on from the first start.
void come_to_rest(World& world, const sim::OnAdvance& advance);

}  // namespace newsdep
