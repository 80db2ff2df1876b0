"""What levers change: paired runs over time, and effects with their intervals."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from newsdep.plot import style
from newsdep.results import over_replicates

RUN_COLOURS = (style.RED, style.BLUE, style.GREEN, style.ORANGE, style.PURPLE)


def paired_series(
    runs: Mapping[str, xr.DataArray],
    *,
    heading: str,
    unit: str,
    note: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one series as several runs have it.

    Parameters
    ----------
    runs
        By the words that stand beside the line: the series, over ``time`` and, if there
        are several, ``replicate``.
    heading, unit
        What the series is, and in which unit.
    note
        What a reader must know besides.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a line (mean over replicates) and a band (their range) a run.
    """
    ax = style.new_axes(ax, (7.2, 3.6))
    ends = {}
    for (label, series), colour in zip(runs.items(), RUN_COLOURS, strict=False):
        series = over_replicates(series).load()
        time = series.time.values
        low, high = series.min("replicate"), series.max("replicate")
        mean = series.mean("replicate")
        ax.fill_between(time, low, high, color=colour, alpha=0.2, linewidth=0)
        ax.plot(time, mean, color=colour, linewidth=1.6)
        ends[label] = (float(mean[-1]), colour)
    style.time_axis(ax, time)
    ax.set_ylim(min(0, ax.get_ylim()[0]), None)
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel(unit, fontsize=9)
    style.title(ax, heading)
    style.label_lines(ax, time[-1], ends)
    said = style.replicates_note(series.sizes["replicate"])
    style.caption(ax, f"Lines: means. {said} {note}".strip())
    return ax


def difference(
    estimate: xr.DataArray,
    *,
    heading: str,
    unit: str,
    note: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw over time what a lever changes.

    Parameters
    ----------
    estimate
        A difference of paired runs over ``time`` and ``estimate`` (mean, low, high), as
        `newsdep.compare` returns it.
    heading, unit
        What is drawn, and in which unit.
    note
        What a reader must know besides.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a line (mean) and a band (interval) about a line at zero.
    """
    ax = style.new_axes(ax, (7.2, 3.6))
    time = estimate.time.values
    mean, low, high = (estimate.sel(estimate=x) for x in ("mean", "low", "high"))
    ax.axhline(0, color=style.INK, linewidth=0.8)
    ax.fill_between(time, low, high, color=style.BLUE, alpha=0.25, linewidth=0)
    ax.plot(time, mean, color=style.BLUE, linewidth=1.6)
    style.time_axis(ax, time)
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel(unit, fontsize=9)
    style.title(ax, heading)
    said = "Line: mean over paired replicates. Band: 95 % interval of that mean, day by day."
    style.caption(ax, f"{said} {note}".strip())
    return ax


def targeting_gain(
    table: pd.DataFrame,
    *,
    heading: str,
    note: str = "",
    highest: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the gain of aiming ads at predicted belief against what is known of it.

    Parameters
    ----------
    table
        With the columns ``share`` (of users on whom data leaked), ``accuracy``
        (correlation of predicted with true belief), ``estimate``, ``low`` and ``high``
        of `newsdep.levers.targeting_gain`.
    heading
        What the ads are aimed at, and in which world.
    note
        What a reader must know besides.
    highest
        Where the axis ends, for panels that are compared.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a line a share, bars for intervals, and a line at 1, no gain.
    """
    ax = style.new_axes(ax, (7.2, 3.9))
    ax.axhline(1, color=style.INK, linewidth=0.8)
    ends = {}
    groups = list(table.groupby("share"))
    for k, ((share, rows), colour) in enumerate(zip(groups, RUN_COLOURS, strict=False)):
        # Side by side, or bars would hide each other.
        x = rows.accuracy + 0.015 * (k - (len(groups) - 1) / 2)
        bars = [rows.estimate - rows.low, rows.high - rows.estimate]
        ax.errorbar(x, rows.estimate, bars, color=colour, fmt="none", capsize=2.5)
        ax.plot(x, rows.estimate, "-o", color=colour, markersize=4.5, linewidth=1.4)
        ends[f"{share:.0%} leaked".replace("%", " %")] = (
            float(rows.estimate.iloc[-1]),
            colour,
        )
    ax.set_xlim(-0.05, 1.05)
    ax.set_ylim(0, highest)
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_xlabel("Correlation of predicted with true belief", fontsize=9)
    ax.set_ylabel("Effect per impression,\naimed / not aimed", fontsize=9)
    style.title(ax, heading)
    style.label_lines(ax, 1.05, ends)
    said = "Bars: 95 % interval over paired replicates. At 1 aiming changes nothing."
    style.caption(ax, f"{said} {note}".strip(), room=38)
    return ax


def effects(
    found: xr.DataArray, *, heading: str, units: Mapping[str, str], note: str = ""
) -> np.ndarray:
    """Draw what every counterfactual changes, a panel an outcome.

    Parameters
    ----------
    found
        Over ``run``, ``outcome`` and ``estimate``, as `newsdep.levers.effects` returns
        it.
    heading
        What is compared with what.
    units
        The unit of every outcome, by its name.
    note
        What a reader must know besides.

    Returns
    -------
    numpy.ndarray
        Axes, one an outcome: a dot and a bar (mean and interval) a counterfactual; dots
        are hollow where the interval holds 0.
    """
    outcomes = [str(x) for x in found.outcome.values]
    names = [str(x) for x in found.run.values]
    size = (2.2 + 2.1 * len(outcomes), 1.5 + 0.42 * len(names))
    axes = style.panels(len(outcomes), size)
    for ax, outcome in zip(axes, outcomes, strict=True):
        _effects_panel(ax, found.sel(outcome=outcome), names)
        ax.set_title(outcome, loc="left", fontsize=9)
        ax.set_xlabel(units[outcome], fontsize=8)
    axes[0].set_yticks(range(len(names)), names, fontsize=9)
    figure = axes[0].get_figure()
    figure.suptitle(heading, x=0.01, ha="left", fontsize=11, fontweight="bold")
    said = (
        "Dots: mean of paired differences over replicates. Bars: 95 % interval. Hollow: "
        f"not distinguishable from 0. {note}"
    )
    style.figure_caption(figure, said.strip())
    return axes


def _effects_panel(ax, found, names):
    ax.axvline(0, color=style.INK, linewidth=0.8, zorder=1)
    for y, name in enumerate(names):
        mean, low, high = (float(x) for x in found.sel(run=name))
        sure = low > 0 or high < 0
        colour = style.BLUE if sure else style.GREY
        ax.plot([low, high], [y, y], color=colour, linewidth=1.6, zorder=2)
        ax.plot(
            mean,
            y,
            "o",
            markersize=6,
            color=colour,
            markerfacecolor=colour if sure else "white",
            zorder=3,
        )
        ax.annotate(
            f"{mean:+.3g}" if mean else "0",
            (mean, y),
            xytext=(0, 5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=7.5,
            color=colour,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    ax.set_ylim(len(names) - 0.5, -0.7)
    ax.margins(x=0.2)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="x", labelsize=8)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(4))
    ax.grid(axis="x", color="#E6E6E6", linewidth=0.7)
