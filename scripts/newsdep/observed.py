"""Observed against simulated: what the evidence says, and what a run says of it."""

import os
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from newsdep.events import scenario_of
from newsdep.results import interval, over_replicates

COLUMNS = ("id", "date", "until", "variable", "label", "value", "tolerance", "unit",
           "use", "tolerance_reason", "citation")  # fmt: skip
MANY_LIKES = 500_000  # "pages above 500000 likes"


def read(path: str | os.PathLike) -> pd.DataFrame:
    """Read a table of observations.

    Parameters
    ----------
    path
        A CSV file with the columns of `COLUMNS`. A row speaks of the mean of
        ``variable`` from ``date`` to ``until``, both included. ``label`` names an entry
        of its second dimension, or several joined by ``+``, which are added;
        ``within tv: ...`` divides by all outlets of that medium; ``election: option``
        looks into one election, whatever the dates; ``median page`` and
        ``pages above 500000 likes`` take the median over pages. ``use`` says whether
        the model was set up with the row (start, calibrate) or not (judge).

    Returns
    -------
    pandas.DataFrame
        With dates as timestamps and an empty label as "".

    Raises
    ------
    ValueError
        If a column is missing.
    """
    table = pd.read_csv(path, comment="#")
    if missing := [name for name in COLUMNS if name not in table]:
        raise ValueError(f"{path}: the columns {', '.join(missing)} are missing")
    for name in ("date", "until"):
        table[name] = pd.to_datetime(table[name])
    for name in ("label", "citation", "tolerance_reason"):
        table[name] = table[name].fillna("").astype(str)
    return table


def points(table: pd.DataFrame, variable: str = "main_source_share") -> pd.DataFrame:
    """Return the rows of one variable, dated in the middle of their period."""
    chosen = table[table.variable == variable].copy()
    chosen["date"] += (chosen.until - chosen.date) / 2
    return chosen


@dataclass(frozen=True)
class Simulated:
    """What a run says: mean over replicates and its 95 % interval; or why nothing."""

    mean: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    problem: str = ""


class _NotThereError(Exception):
    """Why a run does not speak of an observation."""


def simulated(
    data: xr.DataTree, start: pd.Timestamp, end: pd.Timestamp, variable: str, label: str
) -> Simulated:
    """Look up in a result what an observation is about.

    Parameters
    ----------
    data
        A result.
    start, end
        First and last day of the mean.
    variable, label
        As in `read`.

    Returns
    -------
    Simulated
        With ``problem`` set where the run does not speak of it.
    """
    try:
        values = _variable(data, variable, label)
    except _NotThereError as why:
        return Simulated(problem=str(why))
    if "time" not in values.dims:
        return Simulated(*(float(x) for x in interval(values)))
    days = pd.to_datetime(values.time.values)
    step = days[1] - days[0] if len(days) > 1 else pd.Timedelta(days=1)
    if start < days[0] - step or end > days[-1] + step:
        return Simulated(problem="outside the dates of the run")
    # A record every few days must still answer for a single day.
    chosen = values.sel(time=slice(start, end))
    if chosen.sizes["time"] == 0:
        chosen = values.sel(time=[start + (end - start) / 2], method="nearest")
    return Simulated(*(float(x) for x in interval(chosen.mean("time"))))


def _variable(data: xr.DataTree, variable: str, label: str) -> xr.DataArray:
    """Return the series that a row speaks of, over replicate and time."""
    paths = [node.path for node in data.subtree if variable in node.data_vars]
    if not paths:
        raise _NotThereError("not recorded")
    values = over_replicates(data[paths[0]][variable]).load()
    if "election" in values.dims:
        election, _, label = label.partition(": ")
        values = _added(values, "election", election)
    others = [name for name in values.dims if name not in ("replicate", "time")]
    if not others:
        return values
    axis = others[0]
    if label == "median page" or label.startswith("pages above "):
        return _over_pages(data, values, label)
    if label.startswith("within "):
        medium, label = label.removeprefix("within ").split(":")
        whole = values.sel({axis: _outlets_of(data, medium.strip())}).sum(axis)
        return _added(values, axis, label) / whole
    return _added(values, axis, label)


def _added(values: xr.DataArray, axis: str, label: str) -> xr.DataArray:
    names = [name.strip() for name in label.split("+")]
    known = {str(name) for name in values[axis].values}
    if unknown := [name for name in names if name not in known]:
        raise _NotThereError(f"the run has no {axis} {unknown[0]}")
    return values.sel({axis: names}).sum(axis, skipna=False)


def _outlets_of(data: xr.DataTree, medium: str) -> list[str]:
    known = {str(name) for name in data["outlet"].values}
    outlets = scenario_of(data).get("outlets") or {}
    return [k for k, outlet in outlets.items()
            if k in known and outlet.get("medium") == medium]  # fmt: skip


def _over_pages(data: xr.DataTree, values: xr.DataArray, label: str) -> xr.DataArray:
    """Return the median over pages, all or those with many likes."""
    likes = over_replicates(data["platform/likes_shown"]).load()
    if label.startswith("pages above"):
        values = values.where(likes > MANY_LIKES)
    return values.where(likes > 0).median("page")


def against_simulated(table: pd.DataFrame, data: xr.DataTree) -> pd.DataFrame:
    """Set every observation beside what a run says of it.

    Parameters
    ----------
    table
        Observations, from `read`.
    data
        A result.

    Returns
    -------
    pandas.DataFrame
        The table with the columns ``simulated``, ``low``, ``high`` and ``verdict``:
        "met" if the mean is within the tolerance, "MISS", or why nothing can be said.
    """
    found = [
        simulated(data, row.date, row.until, row.variable, row.label)
        for row in table.itertuples()
    ]
    full = table.assign(
        simulated=[f.mean for f in found],
        low=[f.low for f in found],
        high=[f.high for f in found],
    )
    within = np.abs(full.simulated - full.value) <= full.tolerance
    full["verdict"] = [
        f.problem or ("met" if ok else "MISS")
        for f, ok in zip(found, within, strict=True)
    ]
    return full


def counts(full: pd.DataFrame) -> str:
    """Say how many rows are met, by use."""
    said = []
    for use, rows in full.groupby("use", sort=False):
        met, missed = ((rows.verdict == word).sum() for word in ("met", "MISS"))
        silent = len(rows) - met - missed
        said.append(f"{use} {met} met, {missed} missed, {silent} not spoken of")
    return "; ".join(said)


def markdown(full: pd.DataFrame, replicates: int) -> str:
    """Write the table of `against_simulated` for a reader."""
    lines = [
        "# Observed and simulated",
        "",
        f"By use: {counts(full)}.",
        "",
        f"Simulated: mean over {replicates} replicates, with its 95 % interval. A row "
        "is met if that mean is within the tolerance of what was observed. `start` and "
        "`calibrate` rows set the model up, so that meeting them is no success; no "
        "number was chosen to meet a `judge` row.",
        "",
        "| what | from | until | observed | tolerance | simulated | interval | verdict "
        "| use |",
        "| --- | --- | --- | ---: | ---: | ---: | --- | --- | --- |",
    ]
    for row in full.itertuples():
        what = f"{row.variable}: {row.label}" if row.label else row.variable
        spread = ""
        if not np.isnan(row.low):
            spread = f"{_number(row.low)} to {_number(row.high)}"
        verdict = "**MISS**" if row.verdict == "MISS" else row.verdict
        lines.append(
            f"| {what} | {row.date:%Y-%m-%d} | {row.until:%Y-%m-%d} "
            f"| {_number(row.value)} | ± {_number(row.tolerance)} "
            f"| {_number(row.simulated)} | {spread} | {verdict} | {row.use} |"
        )
    lines += ["", "## Sources and tolerances", ""]
    for row in full.itertuples():
        lines.append(f"- `{row.id}`: {row.citation}. ± {row.tolerance_reason}.")
    return "\n".join(lines) + "\n"


def _number(x: float) -> str:
    if np.isnan(x):
        return "–"
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"
