"""Factorials of levers: every combination with the same luck, effects and interactions.

Two levels of each lever, off and on (Box, Hunter and Hunter, Statistics for
Experimenters, 2005, chapter 5). Runs of one seed share all their luck, so that an
effect is a difference between runs and no regression.
"""

import itertools
import os
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xarray as xr

from newsdep.levers import Outcome, run_pairs
from newsdep.results import interval, over_replicates

STATES = ["off", "on"]


def run_factorial(
    base: str | os.PathLike,
    levers: Mapping[str, Mapping[str, Any]],
    outcomes: Mapping[str, Outcome],
    common: Mapping[str, Any] | None = None,
    /,
    *,
    replicates: int = 5,
    seed: int | None = None,
    threads: int | None = None,
    folder: str | os.PathLike | None = None,
) -> xr.DataArray:
    """Run a scenario with every combination of its levers on and off.

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
        As in `newsdep.levers.run_pairs`.

    Returns
    -------
    xarray.DataArray
        Over ``outcome``, ``replicate`` and one dimension a lever, of coordinates off
        and on.

    Raises
    ------
    ScenarioError
        If the simulator refuses a combination.
    ValueError
        If two levers override the same key, or a lever has the name of a dimension.
    """
    taken = [key for off in levers.values() for key in off]
    for key in taken:
        if taken.count(key) > 1:
            raise ValueError(
                f"two levers override {key!r}, so one could not be on while the other "
                "is off; make one lever of them"
            )
    for name in ("outcome", "replicate"):
        if name in levers:
            raise ValueError(f"a lever cannot be called {name!r}; call it otherwise")
    combinations = {}
    for states in itertools.product(STATES, repeat=len(levers)):
        off = [
            name for name, state in zip(levers, states, strict=True) if state == "off"
        ]
        changes = {key: value for name in off for key, value in levers[name].items()}
        combinations[" and ".join(off) + " off" if off else "all on"] = changes
    found = []
    with tempfile.TemporaryDirectory(prefix="newsdep-") as temporary:
        runs = run_pairs(
            base,
            combinations,
            common,
            replicates=replicates,
            seed=seed,
            threads=threads,
            folder=folder or temporary,
            with_base=False,
        )
        for data in runs.values():
            with data:
                values = [over_replicates(of(data)).load() for of in outcomes.values()]
            values = [v.reset_coords(drop=True).drop_attrs() for v in values]
            found.append(xr.concat(values, pd.Index(list(outcomes), name="outcome")))
    cube = xr.concat(found, "run", coords="minimal", compat="override")
    states = pd.MultiIndex.from_product([STATES] * len(levers), names=list(levers))
    coords = xr.Coordinates.from_pandas_multiindex(states, "run")
    cube = cube.assign_coords(coords).unstack("run").rename(None)
    return cube.transpose("outcome", *levers, "replicate")


def contrast(cube: xr.DataArray, levers: Sequence[str]) -> xr.DataArray:
    """Return what levers do, or do together, one number a replicate and outcome.

    Of one lever: on less off, as a mean over all states of the others. Of two: what the
    first does while the second is on, less what it does while that is off (without the
    half that some textbooks put before it); of more, in the same way.

    Parameters
    ----------
    cube
        What `run_factorial` returned.
    levers
        One lever or more, each once.

    Returns
    -------
    xarray.DataArray
        Over ``outcome`` and ``replicate``.
    """
    others = [d for d in cube.dims if d not in (*levers, "outcome", "replicate")]
    for lever in levers:
        on, off = (cube.sel({lever: state}, drop=True) for state in ("on", "off"))
        cube = on - off
    return cube.mean(others)


def contrasts(
    cube: xr.DataArray, together: int = 2, level: float = 0.95
) -> xr.DataArray:
    """Estimate all effects and interactions of up to so many levers.

    Parameters
    ----------
    cube
        What `run_factorial` returned.
    together
        The most levers in one interaction; 1 for effects alone.
    level
        The chance that an interval covers what it estimates (Student's t).

    Returns
    -------
    xarray.DataArray
        Over ``effect`` (``likes``, ``likes x ads``), ``outcome`` and ``estimate`` (mean,
        low, high).
    """
    levers = [str(d) for d in cube.dims if d not in ("outcome", "replicate")]
    sets = [
        chosen
        for size in range(1, together + 1)
        for chosen in itertools.combinations(levers, size)
    ]
    found = [interval(contrast(cube, chosen), level) for chosen in sets]
    names = pd.Index([" x ".join(chosen) for chosen in sets], name="effect")
    return xr.concat(found, names).transpose("effect", "outcome", "estimate")
