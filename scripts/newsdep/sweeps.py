"""Results of sweeps: opens them, and takes numbers out of them.

An opened sweep is an xarray ``Dataset``. Every variable of the model leads with
``point`` and ``replicate``; those of a group are called by their path
(``platform/likes_fake``), as in a result of `newsdep.run`. Swept parameters are
coordinates of the points, by their dotted keys.

>>> import newsdep
>>> sweep = newsdep.sweep("ranking.yaml", "results/ranking.h5")
>>> share = sweep["main_source_share"].sel(medium="platform")
>>> newsdep.select(share, {"platform.ranking": "engagement"}).mean("replicate")
"""

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from newsdep.points import parameters

# Above this many bytes of numbers a sweep is opened with dask.
BIG = 256 * 2**20
# What a group says of the file and not of the model.
LEFT_OUT = ("provenance", "inputs")
# What a variable over time becomes, by name.
REDUCTIONS: dict[str, Callable[[xr.DataArray], xr.DataArray]] = {
    "last": lambda values: values.isel(time=-1, drop=True),
    "mean": lambda values: values.mean("time"),
    "min": lambda values: values.min("time"),
    "max": lambda values: values.max("time"),
}

Outcome = str | Callable[[xr.Dataset], xr.DataArray]


# ---- opening --------------------------------------------------------------------------


def open_sweep(
    path: str | os.PathLike, *, chunks: "str | int | Mapping | None" = None
) -> xr.Dataset:
    """Open the result of a sweep.

    Nothing is read before it is needed. A sweep of more than 256 MiB comes in dask's
    chunks, so that what is computed from it needs not fit into memory.

    Parameters
    ----------
    path
        A file that ``newsdep sweep`` or ``newsdep collect`` wrote.
    chunks
        As in `xarray.open_dataset`, if dask is to cut in another way.

    Returns
    -------
    xarray.Dataset
        Variables over ``point``, ``replicate`` and dimensions of their own; those of
        groups by path, ``platform/likes_fake``, and what is known of the runs as
        ``runs/seed``, ``runs/error``, ``runs/warnings``. Swept parameters are
        coordinates of ``point`` by dotted key, ``platform.ranking``; see
        `newsdep.select` for finding points by their values. Failed runs are NaN. Of two groups that label one dimension differently, the
        second has it as ``group_dimension``. Provenance and inputs are left out;
        `newsdep.open` has them.

    Raises
    ------
    ValueError
        If the file is not that of a sweep.
    """
    # As newsdep.open does: without a cache every look would read the file again.
    tree = xr.open_datatree(path, engine="h5netcdf")
    if "point" not in tree.sizes:
        tree.close()
        raise ValueError(
            f"{path} is not the result of a sweep: it has no dimension point; "
            "newsdep.open opens the result of a run"
        )
    data = _flatten(tree)
    if chunks is None and data.nbytes > BIG:
        chunks = "auto"
    if chunks is not None:
        numbers = [k for k, v in data.data_vars.items() if v.dtype.kind in "fiu"]
        data = data.assign(data[numbers].chunk(chunks))
    data = _in_order(data)
    data.set_close(tree.close)
    return data


def _in_order(data: xr.Dataset) -> xr.Dataset:
    """Bring parameters into the order of the design, by which its points are told."""
    laws = json.loads(data.attrs.get("laws", "[]"))
    there = parameters(data)
    keys = [law["key"] for law in laws if law["key"] in there]
    values = {key: data.variables[key] for key in keys}
    return data.drop_vars(keys).assign_coords(values)


def _flatten(tree: xr.DataTree) -> xr.Dataset:
    """Put the variables of all groups into one Dataset, called by their paths."""
    whole = tree.to_dataset()
    for node in tree.descendants:
        path = node.path.lstrip("/")
        if path.split("/")[0] in LEFT_OUT:
            continue
        group = node.to_dataset()
        group = group.drop_vars([k for k in group.coords if k not in group.dims])
        clashing = {
            dim: f"{path}_{dim}"
            for dim in group.dims
            if dim in whole.dims and not _same_labels(whole, group, dim)
        }
        names = {name: f"{path}/{name}" for name in group.data_vars}
        whole = whole.merge(group.rename({**names, **clashing}), join="exact")
    return whole


def _same_labels(a: xr.Dataset, b: xr.Dataset, dim: Any) -> bool:
    if a.sizes[dim] != b.sizes[dim] or (dim in a.coords) != (dim in b.coords):
        return False
    return dim not in a.coords or a.indexes[dim].equals(b.indexes[dim])


# ---- how runs went -------------------------------------------------------------------


def failed(sweep: xr.Dataset) -> pd.DataFrame:
    """List the runs that failed.

    Parameters
    ----------
    sweep
        An opened sweep.

    Returns
    -------
    pandas.DataFrame
        A row a run, with columns ``point``, ``replicate``, ``seed``, ``error`` and the
        swept parameters.

    Raises
    ------
    ValueError
        If what is given has no account of its runs.
    """
    _check_whole(sweep)
    error = sweep["runs/error"].load().fillna("").astype(str)
    at, which = np.nonzero((error != "").transpose("point", "replicate").values)
    rows = {
        "point": sweep["point"].values[at],
        "replicate": sweep["replicate"].values[which],
        "seed": sweep["runs/seed"].transpose("point", "replicate").values[at, which],
        "error": error.transpose("point", "replicate").values[at, which],
    }
    return pd.DataFrame(rows | {k: sweep[k].values[at] for k in parameters(sweep)})


def is_paired(sweep: xr.Dataset) -> bool:
    """Tell whether the points of an opened sweep share their luck."""
    _check_whole(sweep)
    seeds = sweep["runs/seed"]
    return bool((seeds == seeds.isel(point=0)).all())


def _check_whole(sweep: xr.Dataset) -> None:
    if "runs/error" not in sweep or "runs/seed" not in sweep:
        raise ValueError(
            "this is not a whole sweep, for it does not say how its runs went; give what "
            "newsdep.open_sweep returned, or some points of it"
        )


# ---- one number a run -----------------------------------------------------------------


def numbers(sweep: xr.Dataset, outcome: Outcome, reduce: str = "last") -> xr.DataArray:
    """Take one number of every run.

    Parameters
    ----------
    sweep
        An opened sweep.
    outcome
        A function of the sweep that returns a number a point and replicate,
        ``lambda s: s["ballot/turnout"].sel(election="election_2018")``, or the name of a
        variable that has ``point``, ``replicate`` and perhaps ``time``.
    reduce
        What becomes of time, if `outcome` is a name: ``last`` takes the last record,
        ``mean``, ``min`` and ``max`` go over all records.

    Returns
    -------
    xarray.DataArray
        Over ``point`` and ``replicate``, in memory.

    Raises
    ------
    ValueError
        If there are other dimensions, or no such variable or reduction.
    """
    if callable(outcome):
        found = outcome(sweep)
        name = getattr(outcome, "__name__", "outcome")
    else:
        if outcome not in sweep:
            raise ValueError(
                f"the sweep has no variable {outcome!r}; it has "
                + ", ".join(map(str, sweep.data_vars))
            )
        if reduce not in REDUCTIONS:
            raise ValueError(
                f"{reduce!r} is no way to reduce time; there are {', '.join(REDUCTIONS)}"
            )
        found, name = sweep[outcome], outcome
        found = REDUCTIONS[reduce](found) if "time" in found.dims else found
    # A result that was not computed by point is one that mixed the points.
    more = [d for d in found.dims if d not in ("point", "replicate")]
    if more or "point" not in found.dims:
        raise ValueError(
            f"{name} is no single number a point and replicate: its dimensions are "
            f"{', '.join(map(str, found.dims)) or 'none'}; give a function that selects "
            "or averages all but point and replicate, such as "
            'lambda s: s["main_source_share"].sel(medium="tv").isel(time=-1)'
        )
    if "replicate" not in found.dims:
        found = found.expand_dims("replicate")
    found = found.transpose("point", "replicate").load().astype(float)
    return found.rename(name)
