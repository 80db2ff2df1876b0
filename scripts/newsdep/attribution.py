"""Attribution: how much of a change each lever is to be credited with.

Levers work together, so that what each does depends on which others are on already. Its
Shapley share is what it adds on average over all orders in which levers can be switched
on: the only division that adds up to the whole, gives nothing to a lever that does
nothing, treats equals equally, and adds over outcomes.
"""

import os
from collections.abc import Mapping
from math import factorial as permutations
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from newsdep.factorial import STATES, run_factorial
from newsdep.levers import Outcome
from newsdep.results import interval


def attribute(
    base: str | os.PathLike,
    levers: Mapping[str, Mapping[str, Any]],
    outcomes: Mapping[str, Outcome],
    common: Mapping[str, Any] | None = None,
    *,
    replicates: int = 5,
    seed: int | None = None,
    threads: int | None = None,
    folder: str | os.PathLike | None = None,
    level: float = 0.95,
) -> xr.Dataset:
    """Run every combination of levers with the same luck, and share out what they do.

    Parameters
    ----------
    base
        The YAML file of a scenario in which all levers are on.
    levers
        By name of a lever, the overrides that switch it off,
        ``{"likes": {"marketplace.enabled": False}}``; 2^k runs for k levers.
    outcomes
        By name a function of a result that returns one number a replicate, such as
        `newsdep.levers.support`.
    common
        Overrides of every run.
    replicates, seed, threads, folder
        As in `newsdep.levers.run_pairs`; with a folder, runs are kept and found again.
    level
        The chance that an interval covers what it estimates.

    Returns
    -------
    xarray.Dataset
        As `shares` returns it.

    Raises
    ------
    ScenarioError
        If the simulator refuses a combination.
    ValueError
        If two levers override the same key, or a lever has the name of a dimension.
    """
    cube = run_factorial(
        base,
        levers,
        outcomes,
        common,
        replicates=replicates,
        seed=seed,
        threads=threads,
        folder=folder,
    )
    return shares(cube, level)


def shapley(cube: xr.DataArray) -> xr.DataArray:
    """Return the Shapley share of every lever, one number a replicate and outcome.

    Of n levers N, with v(S) the outcome when the levers of S are on and no others::

        share_i = sum over S of N without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

    The shares sum to v(N) - v(nothing).

    Parameters
    ----------
    cube
        What `newsdep.factorial.run_factorial` returned: over ``outcome``, ``replicate``
        and one dimension a lever, off and on.

    Returns
    -------
    xarray.DataArray
        Over ``lever``, ``outcome`` and ``replicate``, in units of the outcomes.

    Notes
    -----
    Source: Shapley, "A value for n-person games", in Contributions to the Theory of Games
    II (1953) 307.
    """
    levers = [str(d) for d in cube.dims if d not in ("outcome", "replicate")]
    n = len(levers)
    # By how many others are on before it: the share of orders in which it is so.
    weight = np.array(
        [permutations(k) * permutations(n - k - 1) / permutations(n) for k in range(n)]
    )
    found = []
    for lever in levers:
        adds = cube.sel({lever: "on"}, drop=True) - cube.sel({lever: "off"}, drop=True)
        others = [other for other in levers if other != lever]
        before = xr.zeros_like(adds, dtype=int)
        for other in others:
            before = before + (cube[other] == "on")
        weighted = adds * weight[before.transpose(*adds.dims).values]
        found.append(weighted.sum(others, skipna=False))
    return xr.concat(found, pd.Index(levers, name="lever"), coords="minimal").transpose(
        "lever", "outcome", "replicate"
    )


def shares(cube: xr.DataArray, level: float = 0.95) -> xr.Dataset:
    """Estimate the Shapley share of every lever from a factorial that has been run.

    Parameters
    ----------
    cube
        What `newsdep.factorial.run_factorial` returned.
    level
        The chance that an interval covers what it estimates (Student's t over paired
        replicates).

    Returns
    -------
    xarray.Dataset
        ``share`` over ``lever``, ``outcome`` and ``estimate`` (mean, low, high);
        ``total``, all levers on less all off, which is the sum of shares; ``off`` and
        ``on``, the outcome without any lever and with all.
    """
    levers = [d for d in cube.dims if d not in ("outcome", "replicate")]
    off, on = (cube.sel(dict.fromkeys(levers, s), drop=True) for s in STATES)
    found = {"share": shapley(cube), "total": on - off, "off": off, "on": on}
    found = {name: interval(values, level) for name, values in found.items()}
    result = xr.Dataset(found).transpose("lever", "outcome", "estimate")
    return result.assign_attrs(level=level, replicates=cube.sizes["replicate"])
