#pragma once
// The normal distribution: its tail and its quantiles, in the engine's own arithmetic,
// so that they give the same bytes everywhere. For setting up, not for the hot loop.

namespace newsdep::sim {

/// The chance that a standard normal number is above z, with a relative error below
/// 1e-13 where it is above 1e-300.
/// Source: G. Marsaglia, Journal of Statistical Software 11(4) (2004) 1, the series of
/// page 3; in the tail Laplace's continued fraction, M. Abramowitz and I. Stegun,
/// Handbook of Mathematical Functions (1964), 26.2.14.
double normal_upper_tail(double z);

/// The number below which a standard normal number lies with chance p, 0 < p < 1, with
/// a relative error below 1e-14.
/// Source: M. J. Wichura, Applied Statistics 37 (1988) 477, algorithm AS 241, PPND16.
double normal_quantile(double p);

}  // namespace newsdep::sim
