"""Sweeps: runs them, opens their results, and takes numbers out of these.

An opened sweep is an xarray ``Dataset``. Every variable of the model leads with
``point`` and ``replicate``; those of a group are called by their path
(``platform/likes_fake``), as in a result of `newsdep.run`. Swept parameters are
coordinates of the points, by their dotted keys.

>>> import newsdep
>>> sweep = newsdep.sweep("ranking.yaml", "results/ranking.h5")
>>> share = sweep["main_source_share"].sel(medium="platform")
>>> newsdep.select(share, {"platform.ranking": "engagement"}).mean("replicate")
"""

import datetime
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
import yaml

from newsdep import program
from newsdep.errors import FailedRunsWarning, RunsFailedError
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


# ---- running --------------------------------------------------------------------------


def sweep(
    file: "str | os.PathLike | Mapping[str, Any]",
    output: str | os.PathLike,
    *,
    threads: int | None = None,
    retry_failed: bool = False,
    shard: tuple[int, int] | None = None,
    progress: str | None = None,
) -> xr.Dataset | None:
    """Run a sweep, or go on with one, and open its result.

    Nothing that has finished is lost: a call that was interrupted is repeated, and goes
    on where the first one stopped.

    Parameters
    ----------
    file
        The YAML file of the sweep, or what it would say as a mapping. In a mapping the
        path of ``scenario`` is meant from the current folder; without a ``title`` it has
        that of `output`.
    output
        The result file.
    threads
        How many runs at a time; by default one a core. The result does not depend on
        it.
    retry_failed
        Whether runs that failed earlier are tried again.
    shard
        ``(i, n)`` runs the i-th of n parts, i from 1 to n; `collect` puts the parts
        together.
    progress
        As on the command line: ``bar``, ``lines``, ``json`` or ``none``; by default
        whatever suits a terminal, and nothing in a notebook.

    Returns
    -------
    xarray.Dataset or None
        As `open_sweep` returns it; nothing for a shard, which is a part of a file only.

    Warns
    -----
    FailedRunsWarning
        If some runs failed, with a list of them. Their values are NaN.

    Raises
    ------
    ScenarioError
        If the simulator refuses the sweep, before any run starts.
    FileNotFoundError
        If the simulator is not there.
    ValueError
        If `shard` is none.
    TypeError
        If a mapping holds what YAML has not.
    """
    words: list[str | os.PathLike] = ["-o", output]
    if threads is not None:
        words += ["--threads", str(threads)]
    if retry_failed:
        words.append("--retry-failed")
    if shard is not None:
        part, parts = shard
        if not 1 <= part <= parts:
            raise ValueError(f"shard {part} of {parts}: parts count from 1 to {parts}")
        words += ["--shard", f"{part}/{parts}"]
    # A notebook has no terminal: there the message of a mistake matters more.
    show = sys.stderr.isatty() if progress is None else progress != "none"
    if progress is not None:
        words += ["--progress", progress]
    with tempfile.TemporaryDirectory(prefix="newsdep-") as folder:
        if isinstance(file, Mapping):
            # Named like the output: the title, which is the file's name by default,
            # would otherwise be another one each time.
            written = Path(folder) / f"{Path(output).stem}.yaml"
            written.write_text(sweep_text(file))
            file = written
        return _call(["sweep", file, *words], show, None if shard else output)


def collect(
    ledgers: Sequence[str | os.PathLike],
    output: str | os.PathLike,
    *,
    partial: bool = False,
    force: bool = False,
) -> xr.Dataset:
    """Put the shards of a sweep together, and open the result.

    Parameters
    ----------
    ledgers
        The files that ``sweep(..., shard=(i, n))`` left beside its output,
        ``OUTPUT.shard-I-of-N.ledger``.
    output
        The result file.
    partial
        Whether runs that no shard has may be missing; their values are NaN.
    force
        Whether a file at `output` may be replaced.

    Returns
    -------
    xarray.Dataset
        As `open_sweep` returns it.

    Warns
    -----
    FailedRunsWarning
        If some runs failed, with a list of them. Their values are NaN.

    Raises
    ------
    ScenarioError
        If the ledgers are of different sweeps or builds, or leave runs missing.
    FileNotFoundError
        If the simulator is not there.
    """
    words = ["collect", *ledgers, "-o", output]
    words += ["--partial"] * partial + ["--force"] * force
    return _call(words, False, output)


def _call(
    words: list[str | os.PathLike], show: bool, output: str | os.PathLike | None
) -> xr.Dataset | None:
    """Call the simulator and open what it wrote; warn of runs that failed."""
    complaint = ""
    try:
        program.call(*words, show_progress=show)
    except RunsFailedError as error:
        complaint = str(error)
    found = None if output is None else open_sweep(output)
    if complaint:
        listed = complaint if found is None else _list_failed(failed(found))
        warnings.warn(listed, FailedRunsWarning, stacklevel=3)
    return found


def sweep_text(given: Mapping[str, Any]) -> str:
    """Write a sweep as YAML, with the path of its scenario from the root.

    Raises
    ------
    TypeError
        If there is a value that YAML has not.
    """
    given = dict(given)
    if "scenario" in given:
        given["scenario"] = str(Path(given["scenario"]).absolute())
    return yaml.safe_dump(_plain(given), sort_keys=False, allow_unicode=True)


def _plain(value: Any) -> Any:
    """Turn numpy's numbers, paths and tuples into what YAML has."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray | pd.Index | pd.Series | list | tuple | range):
        return [_plain(v) for v in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, str | bool | int | float | datetime.date):
        return value
    raise TypeError(
        f"a sweep holds {value!r}, of type {type(value).__name__}, which cannot be "
        "written as YAML; give numbers, text, dates, lists and mappings"
    )


def _list_failed(runs: pd.DataFrame, most: int = 10) -> str:
    """Say which runs failed, the first ones with their errors."""
    lines = [
        f"  point {run.point}, replicate {run.replicate}, seed {run.seed}: {run.error}"
        for run in runs.head(most).itertuples()
    ]
    if len(runs) > most:
        lines.append(f"  and {len(runs) - most} more")
    count = f"{len(runs)} run{' has' if len(runs) == 1 else 's have'}"
    return "\n".join(
        [f"{count} failed; their values are NaN (newsdep.failed lists them):", *lines]
    )


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
