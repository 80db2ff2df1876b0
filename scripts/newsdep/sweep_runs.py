"""Running sweeps: calls the simulator, goes on where it stopped, puts shards together."""

import datetime
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
import yaml

from newsdep import program
from newsdep.errors import FailedRunsWarning, RunsFailedError
from newsdep.sweeps import failed, open_sweep


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
