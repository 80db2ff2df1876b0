"""Sensitivity: which swept parameters an outcome depends on.

Sobol indices and Morris's elementary effects come from SALib; both look at the mean over
replicates. The interval of each is 95 % by default and over the points of the design.
"""

import warnings

import numpy as np
import pandas as pd
import scipy.stats
import xarray as xr
from SALib.analyze import morris, sobol

from newsdep.errors import FailedRunsWarning
from newsdep.points import parameters
from newsdep.results import interval
from newsdep.sweeps import Outcome, is_paired, numbers

ESTIMATES = ["mean", "low", "high"]
RESAMPLES = 500
# Of resampling, so that the same sweep has the same intervals each time.
SEED = 1


def sobol_indices(
    sweep: xr.Dataset, outcome: Outcome, reduce: str = "last", level: float = 0.95
) -> xr.Dataset:
    """Estimate first-order and total Sobol indices of every swept parameter.

    First-order: the share of the outcome's variance that goes away when the parameter is
    known. Total: the share that stays when all the others are known. Their difference is
    owed to interactions.

    Parameters
    ----------
    sweep
        An opened sweep of design ``saltelli``.
    outcome, reduce
        A number a run, as in `newsdep.sweeps.numbers`; its mean over replicates is
        looked at.
    level
        The chance that an interval covers the index (bootstrap over base samples).

    Returns
    -------
    xarray.Dataset
        ``first`` and ``total`` over ``parameter`` and ``estimate`` (mean, low, high);
        shares of 1, whose estimates may leave 0 to 1 where samples are few.

    Raises
    ------
    ValueError
        If the sweep has another design, or the outcome is the same everywhere.

    Warns
    -----
    FailedRunsWarning
        If base samples are left out because runs of theirs failed.

    Notes
    -----
    If points do not share their luck, what is left of it in the mean over replicates
    counts as variance that no parameter explains by itself: it lowers first-order and
    raises total indices. `newsdep.variance_split` tells how much it is.

    Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, Comput. Phys.
    Commun. 181 (2010) 259, table 2 (b) and (f).
    """
    _check_design(sweep, "saltelli")
    keys = parameters(sweep)
    y = _blocks(numbers(sweep, outcome, reduce), len(keys) + 2, "base samples")
    if np.ptp(y) == 0:
        raise ValueError(
            f"the outcome is {y.flat[0]:.6g} at every point: there is no variance to "
            "share out; look at another outcome, or widen the parameters' ranges"
        )
    found = sobol.analyze(
        {"num_vars": len(keys), "names": keys, "bounds": [[0, 1]] * len(keys)},
        y.ravel(),
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=level,
        seed=SEED,
    )
    return xr.Dataset(
        {
            "first": _estimate(found["S1"], found["S1_conf"]),
            "total": _estimate(found["ST"], found["ST_conf"]),
        },
        {"parameter": keys, "estimate": ESTIMATES},
        {"base_samples": len(y), "level": level},
    )


def morris_effects(
    sweep: xr.Dataset, outcome: Outcome, reduce: str = "last", level: float = 0.95
) -> xr.Dataset:
    """Estimate Morris's elementary effects of every swept parameter.

    An elementary effect is what the outcome changes by when one parameter moves and the
    others stay, in units of the outcome per whole range of the parameter (of its law's
    probability, from 0 to 1).

    Parameters
    ----------
    sweep
        An opened sweep of design ``morris``.
    outcome, reduce
        A number a run, as in `newsdep.sweeps.numbers`; its mean over replicates is
        looked at.
    level
        The chance that an interval covers the mean effect (bootstrap over trajectories
        for ``mu_star``, Student's t for ``mu``).

    Returns
    -------
    xarray.Dataset
        ``mu_star`` (mean size of the effects) and ``mu`` (mean) over ``parameter`` and
        ``estimate`` (mean, low, high), ``sigma`` (their standard deviation: effects that
        are not the same everywhere) over ``parameter``; units of the outcome. The sign
        of ``mu`` of a parameter of words goes by the order of its values.

    Raises
    ------
    ValueError
        If the sweep has another design, or its points are not in trajectories.

    Warns
    -----
    FailedRunsWarning
        If trajectories are left out because runs of theirs failed.

    Notes
    -----
    If points do not share their luck, it adds to ``sigma`` and ``mu_star``.

    Sources: Morris, Technometrics 33 (1991) 161; ``mu_star`` Campolongo, Cariboni and
    Saltelli, Environ. Model. Softw. 22 (2007) 1509.
    """
    _check_design(sweep, "morris")
    keys = parameters(sweep)
    values = numbers(sweep, outcome, reduce)
    x = np.column_stack([_as_number(sweep[key].values) for key in keys])
    x = x.reshape(-1, len(keys) + 1, len(keys))
    moved = (np.diff(x, axis=1) != 0).sum(axis=2)
    if moved.max() > 1:
        raise ValueError(
            "the points are not in the order of Morris's trajectories, in which each "
            "moves one parameter; give the whole sweep as it was opened"
        )
    y = _blocks(values, len(keys) + 1, "trajectories")
    x = x[_complete(values, len(keys) + 1)]
    found = morris.analyze(
        {"num_vars": len(keys), "names": keys, "bounds": [[0, 1]] * len(keys)},
        x.reshape(-1, len(keys)),
        y.ravel(),
        num_resamples=RESAMPLES,
        conf_level=level,
        num_levels=int(sweep.attrs["levels"]),
        seed=SEED,
    )
    count = len(y)
    sigma = np.asarray(found["sigma"], float)
    t = scipy.stats.t.ppf((1 + level) / 2, count - 1) if count > 1 else np.nan
    return xr.Dataset(
        {
            "mu_star": _estimate(found["mu_star"], found["mu_star_conf"]),
            "mu": _estimate(found["mu"], t * sigma / np.sqrt(count)),
            "sigma": ("parameter", sigma),
        },
        {"parameter": keys, "estimate": ESTIMATES},
        {"trajectories": count, "level": level, "outcome": str(values.name)},
    )


def one_at_a_time(
    sweep: xr.Dataset,
    outcome: Outcome,
    base: int = 0,
    reduce: str = "last",
    level: float = 0.95,
) -> xr.Dataset:
    """Compare the points that differ from a base in one parameter with that base.

    Parameters
    ----------
    sweep
        An opened sweep, of design ``list`` or ``grid``.
    outcome, reduce
        A number a run, as in `newsdep.sweeps.numbers`.
    base
        The number of the point that all are compared with.
    level
        The chance that an interval covers the difference (Student's t over replicates,
        paired).

    Returns
    -------
    xarray.Dataset
        ``effect`` over ``parameter``, ``end`` (low, high) and ``estimate`` (mean, low,
        high): the outcome at the lowest and at the highest value less that at the base;
        0 at an end that is the base's own. ``value`` over ``parameter`` and ``end``, as
        text: that value. For words: the first and the last of the points that differ.

    Raises
    ------
    ValueError
        If a parameter is not moved alone by any point, or luck is not shared.
    """
    if not is_paired(sweep):
        raise ValueError(
            "the points do not share their luck, so that a difference of two would be "
            "luck too; sweep with `luck: paired`"
        )
    values = numbers(sweep, outcome, reduce)
    keys = parameters(sweep)
    table = pd.DataFrame({key: sweep[key].values for key in keys})
    at = int(np.flatnonzero(sweep["point"].values == base)[0])
    differs = table.ne(table.iloc[at])
    effects, named = [], []
    for key in keys:
        alone = np.flatnonzero(differs[key] & (differs.sum(axis=1) == 1))
        if len(alone) == 0:
            raise ValueError(
                f"no point differs from point {base} in {key} alone; take another base, "
                "or add such a point to the sweep"
            )
        low, high = _ends(table[key], alone, at)
        effects.append(
            [interval(values[i] - values[at], level).values for i in (low, high)]
        )
        named.append([_text(table[key][i]) for i in (low, high)])
    return xr.Dataset(
        {
            "effect": (("parameter", "end", "estimate"), np.array(effects)),
            "value": (("parameter", "end"), np.array(named, dtype=object)),
            "base_value": ("parameter", [_text(table[key][at]) for key in keys]),
        },
        {"parameter": keys, "end": ["low", "high"], "estimate": ESTIMATES},
        {"level": level, "outcome": str(values.name)},
    )


# ---- helpers --------------------------------------------------------------------------


def _check_design(sweep: xr.Dataset, wanted: str) -> None:
    design = sweep.attrs.get("design")
    if design != wanted:
        raise ValueError(
            f"the sweep has design {design}, and this needs the points of design "
            f"{wanted}; write `design: {wanted}` into its file and run it"
        )


def _complete(values: xr.DataArray, size: int) -> np.ndarray:
    """Tell of each block of `size` points whether all its runs have a value."""
    points = values.sizes["point"]
    if points % size:
        raise ValueError(
            f"{points} points are not a whole number of blocks of {size}; give the whole "
            "sweep as it was opened"
        )
    return np.isfinite(values.values.reshape(points // size, -1)).all(axis=1)


def _blocks(values: xr.DataArray, size: int, called: str) -> np.ndarray:
    """Return means over replicates, block by block; without blocks that have gaps."""
    whole = _complete(values, size)
    warn_left_out(int((~whole).sum()), len(whole), called)
    if whole.sum() == 0:
        raise ValueError(f"none of the {called} is whole: runs failed in all of them")
    return values.values.mean(axis=1).reshape(-1, size)[whole]


def warn_left_out(count: int, of: int, called: str) -> None:
    """Warn of points that have no value, if there are any."""
    if count:
        warnings.warn(
            f"{count} of {of} {called} are left out, for runs of theirs have no value; "
            "newsdep.failed lists the runs that failed",
            FailedRunsWarning,
            stacklevel=3,
        )


def _as_number(values: np.ndarray) -> np.ndarray:
    """Return numbers as they are, words as the places of their first appearance."""
    if values.dtype.kind in "fiu":
        return values.astype(float)
    return pd.factorize(values)[0].astype(float)


def _estimate(mean, half) -> tuple[tuple[str, str], np.ndarray]:
    mean, half = np.asarray(mean, float), np.asarray(half, float)
    return ("parameter", "estimate"), np.column_stack([mean, mean - half, mean + half])


def _ends(column: pd.Series, alone: np.ndarray, base: int) -> tuple[int, int]:
    """Return the points of the lowest and the highest value, the base among them."""
    if column.dtype.kind in "fiu":
        among = column.iloc[[base, *alone]]
        return int(among.idxmin()), int(among.idxmax())
    return (base if len(alone) == 1 else int(alone[0])), int(alone[-1])


def _text(value) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
