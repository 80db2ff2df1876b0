"""Variance: how much of it is owed to what was swept, and how much to luck."""

import numpy as np
import scipy.stats
import xarray as xr

from newsdep.points import parameters
from newsdep.sensitivity import ESTIMATES, SEED, warn_left_out
from newsdep.sweeps import Outcome, is_paired, numbers


def variance_split(
    sweep: xr.Dataset, outcome: Outcome, reduce: str = "last", level: float = 0.95
) -> xr.Dataset:
    """Split the variance of an outcome into what parameters and what luck do.

    The outcome y of point p with luck r is taken apart into ::

        y_pr = mean + a_p + b_r + e_pr

    ``parameters`` is the variance of a. With paired luck, ``luck`` is that of b, what a
    seed does to all points alike, and ``interaction`` that of e, what it does to each in
    its own way. If every point has seeds of its own there is no b, and ``luck`` is the
    variance of e.

    Parameters
    ----------
    sweep
        An opened sweep whose points stand for what is swept, of any design but
        ``morris``; of ``saltelli`` the points drawn by themselves are used (A and B).
    outcome, reduce
        A number a run, as in `newsdep.sweeps.numbers`.
    level
        The chance that an interval covers what it estimates.

    Returns
    -------
    xarray.Dataset
        ``variance`` over ``source`` and ``estimate`` (mean, low, high), units of the
        outcome squared: unbiased, so that it may be below 0 where there is none.
        ``share`` likewise, of the sum; a variance below 0 counts as 0.

    Raises
    ------
    ValueError
        If there are fewer than two points or replicates, or the design is ``morris``.

    Warns
    -----
    FailedRunsWarning
        If points are left out because runs of theirs failed.

    Notes
    -----
    The means of squares of the analysis of variance have the expectations
    sigma_e^2 + R sigma_a^2 (points), sigma_e^2 + P sigma_b^2 (replicates) and sigma_e^2
    (rest); see Searle, Casella and McCulloch, Variance Components (1992), chapters 3 and
    4. Intervals are generalized confidence intervals: each sum of squares over its
    expectation is a chi-square (Weerahandi, J. Am. Stat. Assoc. 88 (1993) 899). Where
    points have heavier tails than a normal law, theirs has fewer degrees of freedom
    (Shoemaker, Am. Stat. 57 (2003) 105), 2 P / (excess kurtosis + 2 P / (P - 1)). In
    trials with 12 and 64 points, intervals of 95 % covered 94 to 97 % with normal
    effects of the points, 95 % and more with points spread evenly, as a grid's are, and
    89 % and more with exponential ones.
    """
    if sweep.attrs.get("design") == "morris":
        raise ValueError(
            "the points of design morris step along lines and do not stand for what is "
            "swept; split the variance of a sweep of design random, latin_hypercube, "
            "sobol, saltelli or grid"
        )
    values = numbers(sweep, outcome, reduce)
    if sweep.attrs.get("design") == "saltelli":
        block = len(parameters(sweep)) + 2
        place = sweep["point"].values % block
        values = values.isel(point=np.flatnonzero((place == 0) | (place == block - 1)))
    whole = values.notnull().all("replicate").values
    warn_left_out(int((~whole).sum()), len(whole), "points")
    y = values.values[whole]
    if min(y.shape) < 2:
        raise ValueError(
            f"{y.shape[0]} points with {y.shape[1]} replicates do not tell parameters "
            "from luck; at least two of each are needed"
        )
    squares = _paired_squares(y) if is_paired(sweep) else _own_squares(y)
    variance = _components(squares, {k: s / df for k, (s, df, _) in squares.items()})
    rng = np.random.default_rng(SEED)
    freedom = {k: df for k, (_, df, _) in squares.items()}
    freedom["parameters"] = _freedom(y.mean(axis=1))
    drawn = _components(
        squares,
        {
            k: s * freedom[k] / df / rng.chisquare(freedom[k], 20000)
            for k, (s, df, _) in squares.items()
        },
    )
    tails = (1 - level) / 2, (1 + level) / 2
    bounds = np.quantile(drawn, tails, axis=1)
    share, drawn_share = _shares(variance[:, None])[:, 0], _shares(drawn)
    share_bounds = np.quantile(drawn_share, tails, axis=1)
    dims = ("source", "estimate")
    return xr.Dataset(
        {
            "variance": (dims, np.column_stack([variance, *np.maximum(bounds, 0)])),
            "share": (dims, np.column_stack([share, *share_bounds])),
        },
        {"source": list(squares), "estimate": ESTIMATES},
        {"points": y.shape[0], "replicates": y.shape[1], "level": level},
    )


# ---- helpers --------------------------------------------------------------------------


def _paired_squares(y: np.ndarray) -> dict[str, tuple[float, int, int]]:
    """Return sums of squares, degrees of freedom and how many runs one effect is in."""
    p, r = y.shape
    a = y.mean(axis=1, keepdims=True) - y.mean()
    b = y.mean(axis=0, keepdims=True) - y.mean()
    rest = y - y.mean() - a - b
    return {
        "parameters": (r * float((a**2).sum()), p - 1, r),
        "luck": (p * float((b**2).sum()), r - 1, p),
        "interaction": (float((rest**2).sum()), (p - 1) * (r - 1), 1),
    }


def _own_squares(y: np.ndarray) -> dict[str, tuple[float, int, int]]:
    """As `_paired_squares`, where no luck is common to points."""
    p, r = y.shape
    a = y.mean(axis=1, keepdims=True) - y.mean()
    rest = y - y.mean() - a
    return {
        "parameters": (r * float((a**2).sum()), p - 1, r),
        "luck": (float((rest**2).sum()), p * (r - 1), 1),
    }


def _freedom(means: np.ndarray) -> float:
    """Return the degrees of freedom of the variance of the points' means."""
    p = len(means)
    if p < 4 or np.ptp(means) == 0:
        return p - 1
    # Only ever wider than by normal theory: a kurtosis is not known well.
    excess = max(float(scipy.stats.kurtosis(means, bias=False)), 0)
    return 2 * p / (excess + 2 * p / (p - 1))


def _components(squares, means: dict[str, np.ndarray]) -> np.ndarray:
    """Solve the expected mean squares for the variances; the last source is the rest."""
    *effects, rest = squares
    found = [(means[k] - means[rest]) / squares[k][2] for k in effects]
    return np.array([*found, means[rest]])


def _shares(variances: np.ndarray) -> np.ndarray:
    """Divide variances, sources first, by their sum; NaN where there is none."""
    positive = np.maximum(variances, 0)
    total = positive.sum(axis=0)
    return np.divide(
        positive, total, out=np.full_like(positive, np.nan), where=total > 0
    )
