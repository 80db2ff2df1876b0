"""Calls the simulator: finds the program, builds its command line, reads the result."""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xarray as xr

from newsdep import results
from newsdep.errors import RunsFailedError, ScenarioError, ScenarioWarning


def find_program() -> Path:
    """Find the simulator.

    Returns
    -------
    pathlib.Path
        The environment variable ``NEWSDEP``, else ``build/release/newsdep`` of the
        checkout that this package is installed from, else ``newsdep`` on the PATH.

    Raises
    ------
    FileNotFoundError
        If there is none, with what to do about it.
    """
    if named := os.environ.get("NEWSDEP"):
        if not Path(named).is_file():
            raise FileNotFoundError(
                f"the environment variable NEWSDEP names {named}, which is no file"
            )
        return Path(named)
    built = Path(__file__).parents[2] / "build/release/newsdep"
    if built.is_file():
        return built
    if found := shutil.which("newsdep"):
        return Path(found)
    raise FileNotFoundError(
        f"no simulator: it is not at {built}, not on the PATH, and the environment "
        "variable NEWSDEP does not name it; ./scripts/run builds it"
    )


def call(*arguments: str | os.PathLike, show_progress: bool = False) -> str:
    """Call the simulator and wait for it.

    Parameters
    ----------
    *arguments
        The words of the command line after ``newsdep``.
    show_progress
        Whether what the simulator says on standard error (its progress) is shown as it
        comes instead of being kept for the error message.

    Returns
    -------
    str
        What it printed on standard output.

    Raises
    ------
    ScenarioError
        If the simulator found a mistake in what it was given (exit status 2), with its
        own message.
    RunsFailedError
        If some runs of a sweep failed (exit status 3), with its own list of them.
    RuntimeError
        If it ended in any other way than well.
    """
    process = subprocess.Popen(
        [find_program(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=None if show_progress else subprocess.PIPE,
        text=True,
    )
    try:
        printed, complaint = process.communicate()
    except BaseException:
        process.terminate()  # an interrupted notebook must not leave a run behind
        process.wait()
        raise
    if process.returncode == 2:
        raise ScenarioError((complaint or "the mistakes are shown above").strip())
    if process.returncode == 3:
        raise RunsFailedError((complaint or "some runs failed; see above").strip())
    if process.returncode != 0:
        words = " ".join(str(argument) for argument in arguments)
        raise RuntimeError(
            f"newsdep {words} ended with status {process.returncode}\n{complaint or ''}"
        )
    return printed


def yaml_value(value: Any) -> str:
    """Write a Python value as the YAML that ``--set key=value`` takes.

    >>> yaml_value(True), yaml_value("tv"), yaml_value({"tv": 0.6, "radio": 0.4})
    ('true', 'tv', '{"tv": 0.6, "radio": 0.4}')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()  # a numpy number
    return json.dumps(value, default=str)


def settings(overrides: Mapping[str, Any]) -> list[str]:
    """Turn overrides into ``--set`` arguments; in a key, ``__`` stands for a dot.

    >>> settings({"platform__ranking": "random", "time.end": "2014-01-01"})
    ['--set', 'platform.ranking=random', '--set', 'time.end=2014-01-01']
    """
    words = []
    for key, value in overrides.items():
        words += ["--set", f"{key.replace('__', '.')}={yaml_value(value)}"]
    return words


def warn_of(data: xr.DataTree, *, is_told: bool) -> None:
    """Warn of what a run warned of, unless it has told so itself."""
    for line in [] if is_told else data.attrs["warnings"].splitlines():
        warnings.warn(line, ScenarioWarning, stacklevel=3)


def run(
    scenario: str | os.PathLike,
    overrides: Mapping[str, Any] | None = None,
    /,
    *,
    output: str | os.PathLike | None = None,
    replicates: int = 1,
    seed: int | None = None,
    threads: int | None = None,
    force: bool = False,
    **more: Any,
) -> xr.DataTree:
    """Run a scenario and open its result.

    Parameters
    ----------
    scenario
        The YAML file.
    overrides
        Values by dotted key, ``{"platform.ranking": "chronological"}``; the same as
        ``--set`` on the command line.
    output
        Where the result file is kept. By default it is read into memory and removed.
    replicates
        How often the scenario is run, each time with other luck.
    seed
        Replaces the scenario's seed; runs of one seed share all their luck.
    threads
        How many threads to use; by default all. The result does not depend on it.
    force
        Whether a file at `output` may be replaced.
    **more
        Overrides as keywords, with ``__`` for dots: ``platform__ranking="random"``.

    Returns
    -------
    xarray.DataTree
        The result as `newsdep.open` returns it: series over ``time`` at the root,
        groups such as ``platform`` and ``survey`` below.

    Raises
    ------
    ScenarioError
        If the simulator refuses the scenario; the message names file, line and key.
    FileNotFoundError
        If the simulator is not there.

    Warns
    -----
    ScenarioWarning
        Of what the run warned of, such as a promised consensus that cannot come.
    """
    words: list[str | os.PathLike] = ["run", scenario, "--replicates", str(replicates)]
    if seed is not None:
        words += ["--seed", str(seed)]
    if threads is not None:
        words += ["--threads", str(threads)]
    words += settings({**(overrides or {}), **more})
    # A notebook has no terminal: there the message of a mistake matters more.
    show = sys.stderr.isatty()
    if output is not None:
        if force:
            words.append("--force")
        call(*words, "-o", output, show_progress=show)
        data = results.open(output)
        warn_of(data, is_told=show)
        return data
    with tempfile.TemporaryDirectory(prefix="newsdep-") as folder:
        file = Path(folder) / "run.h5"
        call(*words, "-o", file, show_progress=show)
        with results.open(file) as data:
            warn_of(data, is_told=show)
            return data.load()
