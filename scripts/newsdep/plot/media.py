"""Where people get their news: main-source shares over time."""

from collections.abc import Mapping

import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import PercentFormatter

from newsdep.events import events as events_of
from newsdep.plot import style
from newsdep.results import over_replicates


def main_source(
    data: xr.DataTree,
    observed: pd.DataFrame | None = None,
    *,
    media: list[str] | None = None,
    events: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of citizens by main source of news, with the survey beside it.

    Parameters
    ----------
    data
        A result.
    observed
        Real survey points with the columns ``date``, ``label`` (a medium, or several
        joined by ``+``, for which their sum is drawn too), ``value`` and ``tolerance``
        (shares), as `newsdep.observed.points` returns them.
    media
        Which media to draw; by default those that ever reach 2 % .
    events
        Labels by date; by default the events that the scenario names. Empty for none.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a line (mean over replicates) and a band (their range) per medium, hollow
        circles for the simulated survey of the first replicate (bars: two standard
        errors) and black diamonds for `observed` (bars: tolerance).
    """
    ax = style.new_axes(ax, (7.2, 4.3))
    shares = over_replicates(data["main_source_share"]).load()
    if media is None:
        highest = shares.max(["replicate", "time"])
        media = [str(m) for m in highest.medium.values if highest.sel(medium=m) >= 0.02]
    colours = style.colours(media)
    time = shares.time.values
    for medium in media:
        share = shares.sel(medium=medium)
        ax.fill_between(
            time,
            share.min("replicate"),
            share.max("replicate"),
            color=colours[medium],
            alpha=0.2,
            linewidth=0,
        )
        ax.plot(time, share.mean("replicate"), color=colours[medium], linewidth=1.8)
    _draw_survey(ax, data, media, colours)
    last = shares.isel(time=-1).mean("replicate")
    ends = {style.words(m): (float(last.sel(medium=m)), colours[m]) for m in media}
    if observed is not None:
        # The survey asked for several media in one: draw their sum beside its points.
        for label in sorted(set(observed.label) - set(media)):
            parts = label.split("+")
            if not set(parts) <= set(media):
                continue
            together = shares.sel(medium=parts).sum("medium").mean("replicate")
            colours[label] = colours[parts[0]]
            ax.plot(time, together, color=colours[label], linewidth=1, linestyle=":")
            said = " + ".join([style.words(parts[0]), *map(style.lower, parts[1:])])
            ends[said] = (float(together[-1]), colours[label])
        observed = observed[observed.label.isin(list(colours))]
        _draw_observed(ax, observed, colours)
    style.time_axis(ax, time)
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel("Share of citizens", fontsize=9)
    events = events_of(data) if events is None else events
    mark_events(ax, events)
    style.title(ax, "Main source of news", room=46 if events else 8)
    style.label_lines(ax, time[-1], ends)
    notes = [style.replicates_note(shares.sizes["replicate"])]
    if "survey" in data:
        notes.append("Circles: simulated survey, ±\u00a02 standard errors.")
    if observed is not None and len(observed):
        notes.append("Diamonds: observed, ±\u00a0tolerance.")
    style.caption(ax, " ".join(notes))
    return ax


def _draw_survey(ax, data, media, colours):
    if "survey" not in data:
        return
    survey = data["survey"]
    waves = over_replicates(survey["main_source"]).isel(replicate=0)
    dates = pd.to_datetime(waves.wave.values)
    error = over_replicates(survey["main_source_se"]).isel(replicate=0)
    for medium in media:
        ax.errorbar(
            dates,
            waves.sel(medium=medium),
            yerr=2 * error.sel(medium=medium),
            fmt="o",
            markersize=4,
            markerfacecolor="white",
            color=colours[medium],
            linewidth=1,
            zorder=4,
        )


def _draw_observed(ax, observed, colours):
    # Points of one date would hide each other: draw them some days apart.
    observed = observed.copy()
    same = observed.groupby("date").cumcount()
    of = observed.groupby("date").label.transform("count")
    observed["date"] += pd.to_timedelta((same - (of - 1) / 2) * 18, unit="D")
    for medium, points in observed.groupby("label"):
        ax.errorbar(
            points.date,
            points.value,
            yerr=points.tolerance,
            fmt="D",
            markersize=5.5,
            color=colours[medium],
            ecolor=style.INK,
            markeredgecolor=style.INK,
            elinewidth=0.9,
            capsize=2.5,
            zorder=5,
        )


def mark_events(ax: Axes, events: Mapping[str, str]) -> None:
    """Draw a thin line at every date, its label slanted above the axes."""
    dates = [date2num(pd.Timestamp(date)) for date in events]
    low, high = ax.get_xlim()
    places = style.spread(dates, 0.04 * (high - low), low, high)
    for label, date, place in zip(events.values(), dates, places, strict=True):
        ax.axvline(
            date, color=style.GREY, linewidth=0.7, linestyle=(0, (4, 3)), zorder=1
        )
        ax.annotate(
            label,
            (place, 1),
            xycoords=ax.get_xaxis_transform(),
            xytext=(0, 3),
            textcoords="offset points",
            rotation=32,
            fontsize=7.5,
            color="#555555",
            ha="left",
            va="bottom",
            rotation_mode="anchor",
            annotation_clip=False,
        )
