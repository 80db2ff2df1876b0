"""Belief and exposure by region: how each moved between two dates."""

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from newsdep.plot import style
from newsdep.results import interval, over_replicates

WINDOW = 30  # days that a value is averaged over


def belief_by_region(
    data: xr.DataTree,
    *,
    start: str | None = None,
    end: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the mean belief of every region at two dates.

    Parameters
    ----------
    data
        A result.
    start, end
        The dates; by default the first and the last of the run. Each value is the mean
        over the 30 days from `start` on, or up to `end`.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        A row per region, sorted by the later value, with a hollow dot at `start`, a
        full dot at `end` and a bar for its 95 % interval over replicates.
    """
    return _by_region(
        data,
        "belief_mean_region",
        "Mean belief by region",
        "Mean belief (−1 against the regime, +1 for it)",
        start,
        end,
        ax,
    )


def exposure_by_region(
    data: xr.DataTree,
    *,
    start: str | None = None,
    end: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the mean slant of what every region reads, at two dates.

    Parameters and the axes returned are those of `belief_by_region`.
    """
    return _by_region(
        data,
        "exposure_slant_region",
        "Slant of the news by region",
        "Mean slant of what is read (−1 against the regime, +1 for it)",
        start,
        end,
        ax,
    )


def _by_region(data, variable, title, xlabel, start, end, ax):
    values = over_replicates(data[variable]).load()
    first = pd.Timestamp(start or values.time.values[0])
    last = pd.Timestamp(end or values.time.values[-1])
    window = pd.Timedelta(days=WINDOW)
    before = interval(values.sel(time=slice(first, first + window)).mean("time"))
    after = interval(values.sel(time=slice(last - window, last)).mean("time"))
    order = np.argsort(after.sel(estimate="mean").values, kind="stable")
    regions = [style.words(r) for r in values.region.values[order]]
    rows = np.arange(len(regions))
    old = before.sel(estimate="mean").values[order]
    new = after.sel(estimate="mean").values[order]
    ax = style.new_axes(ax, (6.4, 1.1 + 0.2 * len(regions)))
    rising = new >= old
    colour = np.where(rising, style.RED, style.BLUE)
    ax.hlines(rows, old, new, color=colour, linewidth=1.4, alpha=0.55)
    ax.scatter(old, rows, s=22, facecolor="white", edgecolor=colour, zorder=3)
    ax.scatter(new, rows, s=26, color=colour, zorder=4)
    if values.sizes["replicate"] > 1:
        ax.hlines(
            rows,
            after.sel(estimate="low").values[order],
            after.sel(estimate="high").values[order],
            color=style.INK,
            linewidth=0.9,
            zorder=5,
        )
    low, high = ax.get_xlim()
    if low < 0 < high:
        ax.axvline(0, color=style.GREY, linewidth=0.8, zorder=0)
    ax.set_yticks(rows, regions, fontsize=8)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.grid(axis="x", color="#E6E6E6", linewidth=0.7)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel, fontsize=9)
    style.title(ax, title)
    note = (
        f"Hollow: {first + window / 2:%B %Y}. Full: {last - window / 2:%B %Y}. "
        "Red: toward the regime, blue: away from it."
    )
    if values.sizes["replicate"] > 1:
        note += f" Bars: 95\u00a0% interval, {values.sizes['replicate']} replicates."
    style.caption(ax, note, room=36)
    return ax
