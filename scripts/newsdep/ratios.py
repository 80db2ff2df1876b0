"""Ratios of two means over replicates, with intervals that may have no bounds."""

from dataclasses import dataclass

import numpy as np
import scipy.stats
import xarray as xr


@dataclass(frozen=True)
class Ratio:
    """A ratio of two means over replicates, and its interval.

    Attributes
    ----------
    estimate
        Mean above over mean below; NaN if the mean below is exactly 0.
    low, high
        Its interval; NaN if it is not bounded.
    is_bounded
        Whether what stands below differs from 0 at the level asked for. If not, any
        size of the ratio, however large, is compatible with the replicates.
    """

    estimate: float
    low: float
    high: float
    is_bounded: bool

    def __str__(self) -> str:
        """Write it as a sentence would, to three digits."""
        if self.is_bounded:
            return f"{_short(self.estimate)} [{_short(self.low)}, {_short(self.high)}]"
        if np.isnan(self.estimate):
            return "not defined (no effect at all)"
        return (
            f"{_short(self.estimate)}, without bounds (the effect is not "
            "distinguishable from 0)"
        )


def _short(value: float) -> str:
    return f"{float(f'{value:.3g}'):,.12g}"


def ratio(above: xr.DataArray, below: xr.DataArray, level: float = 0.95) -> Ratio:
    """Estimate the ratio of two means over replicates by Fieller's theorem.

    The interval holds every rho for which ``above - rho below`` has a mean that
    Student's t cannot tell from 0:

        (y - rho x)^2 <= t^2 (s_yy - 2 rho s_xy + rho^2 s_xx) / n

    y, x the means of above and below, s their variances and covariance, t the quantile
    with n - 1 degrees of freedom. It is bounded only if x itself differs from 0.

    Parameters
    ----------
    above, below
        One number a replicate, in the same order.
    level
        The chance that the interval covers the ratio.

    Returns
    -------
    Ratio
        In units of `above` per unit of `below`.

    Notes
    -----
    Source: Fieller, J. R. Stat. Soc. B 16 (1954) 175, "Some problems in interval
    estimation".
    """
    y, x = (np.atleast_1d(np.asarray(v, float)) for v in (above, below))
    n = len(x)
    centre = y.mean() / x.mean() if x.mean() != 0 else np.nan
    if n < 2:
        return Ratio(centre, np.nan, np.nan, False)
    (s_yy, s_xy), (_, s_xx) = np.cov(y, x)
    t2 = scipy.stats.t.ppf((1 + level) / 2, n - 1) ** 2
    # a rho^2 - 2 b rho + c <= 0
    a = x.mean() ** 2 - t2 * s_xx / n
    b = x.mean() * y.mean() - t2 * s_xy / n
    c = y.mean() ** 2 - t2 * s_yy / n
    if not a > 0:
        return Ratio(centre, np.nan, np.nan, False)
    half = np.sqrt(max(b * b - a * c, 0))
    return Ratio(centre, (b - half) / a, (b + half) / a, True)
