"""Sweeps: fans over time, and maps over two parameters."""

from collections.abc import Mapping

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from newsdep.plot import style
from newsdep.points import as_grid, parameters
from newsdep.results import interval

FAN_COLOURS = (style.BLUE, style.RED, style.GREEN, style.PURPLE, style.ORANGE)
# The cells of a larger map have no room for numbers; it gets a second panel instead.
MOST_NUMBERED = 49


def fan(
    series: xr.DataArray,
    by: str | None = None,
    *,
    heading: str,
    unit: str,
    note: str = "",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw over time how far the runs of a sweep spread.

    Parameters
    ----------
    series
        A variable of an opened sweep over ``time``, ``point`` and ``replicate``; failed
        runs are left out.
    by
        A swept parameter; a fan for each of its values, five at most. By default one fan
        of all runs.
    heading, unit
        What the series is, and in which unit.
    note
        What a reader must know besides.
    names
        By dotted key, what a reader is to call a parameter.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a line (median of the runs), a dark band (their middle half) and a light one
        (5 % to 95 % of them) a fan.

    Raises
    ------
    ValueError
        If `by` is not swept, or has more than five values.
    """
    ax = style.new_axes(ax, (7.2, 3.8))
    groups = _groups(series, by)
    time = series.time.values
    ends, counts = {}, set()
    for (label, part), colour in zip(groups.items(), FAN_COLOURS, strict=False):
        runs = part.stack(run=("point", "replicate")).transpose("run", "time").values
        runs = runs[np.isfinite(runs).any(axis=1)]
        counts.add(len(runs))
        low, lower, middle, upper, high = np.nanquantile(
            runs, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0
        )
        ax.fill_between(time, low, high, color=colour, alpha=0.13, linewidth=0)
        ax.fill_between(time, lower, upper, color=colour, alpha=0.28, linewidth=0)
        ax.plot(time, middle, color=colour, linewidth=1.6)
        ends[label] = (float(middle[-1]), colour)
    style.time_axis(ax, time)
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel(unit, fontsize=9)
    style.title(ax, heading)
    if by is not None:
        style.label_lines(ax, time[-1], ends)
    runs = " or ".join(f"{count:,}" for count in sorted(counts))
    each = f" for each value of {_named(by, names)}" if by is not None else ""
    said = (
        f"Line: median of {runs} runs{each}, points and replicates together. Dark band: "
        "their middle half. Light band: 5 % to 95 % of them."
    )
    style.caption(ax, f"{said} {note}".strip())
    return ax


def heat_map(
    values: xr.DataArray,
    x: str,
    y: str,
    *,
    heading: str,
    unit: str,
    reference: float | None = None,
    note: str = "",
    names: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> np.ndarray:
    """Draw an outcome over two swept parameters, and how sure it is.

    Parameters
    ----------
    values
        One number a run over ``point`` and ``replicate``, such as
        `newsdep.sweeps.numbers` returns or a variable that has been brought to that; the
        points are a grid of `x` and `y`. For differences with a point of the same sweep
        subtract that first, ``values - values.sel(point=0, drop=True)``: shared luck
        cancels.
    x, y
        The dotted keys of the parameters.
    heading, unit
        What the outcome is, and in which unit.
    reference
        A number to compare with; cells whose interval holds it are hatched, and colours
        say above or below.
    note
        What a reader must know besides.
    names
        By dotted key, what a reader is to call a parameter.
    level
        The chance that an interval covers the mean (Student's t over replicates).

    Returns
    -------
    numpy.ndarray
        Axes. A cell says its mean and half the width of its interval; in a map of more
        than 49 cells a second panel shows the latter. With one replicate there is none.

    Raises
    ------
    ValueError
        If the points are no grid of `x` and `y` alone.
    """
    found = interval(_grid_of(values, x, y), level).transpose("estimate", y, x)
    mean, low, high = found.values
    half = (high - low) / 2
    is_sure = bool(np.isfinite(half).any())
    small = mean.size <= MOST_NUMBERED
    two = is_sure and not small
    rows, columns = mean.shape
    column = max(0.75, 0.2 + 0.075 * max(map(len, _labels(found, x))))
    wide = max(4.6, 1.9 + column * columns) if small else 5.0
    tall = max(2.6, 1.7 + 0.5 * rows) if small else 4.0
    axes = style.panels(1 + two, (wide * (1.9 if two else 1), tall))
    _draw_map(axes[0], mean, reference, unit)
    if small:
        _write_numbers(axes[0], mean, half if is_sure else None, reference)
    if two:
        _draw_half_widths(axes[1], half, unit)
        axes[0].set_title("Mean", loc="left", fontsize=9)
        axes[1].set_title(
            f"Half the width of the {100 * level:.0f} % interval",
            loc="left",
            fontsize=9,
        )
    if is_sure and reference is not None:
        _hatch(axes[0], (low <= reference) & (reference <= high))
    for ax in axes:
        _name_cells(ax, found, x, y, names)
    figure = axes[0].get_figure()
    figure.suptitle(heading, x=0.01, ha="left", fontsize=11, fontweight="bold")
    said = _map_caption(values, small, is_sure, reference, level)
    style.figure_caption(figure, f"{said} {note}".strip())
    return axes


# ---- helpers --------------------------------------------------------------------------


def _groups(series, by):
    """Return the points of every value of a parameter, by the words for it."""
    if by is None:
        return {"": series}
    if by not in parameters(series):
        raise ValueError(
            f"{by} is not swept; swept are {', '.join(parameters(series))}"
        )
    found = list(dict.fromkeys(series[by].values.tolist()))
    if len(found) > len(FAN_COLOURS):
        raise ValueError(
            f"{by} has {len(found)} values, and more than {len(FAN_COLOURS)} fans hide "
            "each other; select fewer (newsdep.select)"
        )
    return {
        style.value(v): series.isel(point=np.flatnonzero(series[by].values == v))
        for v in found
    }


def _named(key, names) -> str:
    return (names or {}).get(key, key)


def _grid_of(values, x, y):
    more = [key for key in parameters(values) if key not in (x, y)]
    moved = [key for key in more if len(np.unique(values[key].values)) > 1]
    if moved:
        raise ValueError(
            f"{', '.join(moved)} is swept too, and a map has two sides; choose one value "
            "of it with newsdep.select"
        )
    return as_grid(values.drop_vars(more))


def _draw_map(ax, mean, reference, unit):
    if reference is None:
        colours, scale = "cividis", Normalize(np.nanmin(mean), np.nanmax(mean))
    else:
        most = float(np.nanmax(np.abs(mean - reference))) or 1.0
        colours, scale = "RdBu_r", Normalize(reference - most, reference + most)
    _draw_cells(ax, mean, colours, scale, unit)


def _draw_half_widths(ax, half, unit):
    _draw_cells(ax, half, "Purples", Normalize(0, np.nanmax(half) or 1.0), f"± {unit}")


def _draw_cells(ax, numbers, colours, scale, unit):
    drawn = ax.pcolormesh(
        np.arange(numbers.shape[1] + 1) - 0.5,
        np.arange(numbers.shape[0] + 1) - 0.5,
        np.ma.masked_invalid(numbers),
        cmap=colours,
        norm=scale,
        edgecolor="white",
        linewidth=0.6,
    )
    ax.set_facecolor("#EEEEEE")  # where no run went well
    bar = ax.get_figure().colorbar(drawn, ax=ax, pad=0.02)
    bar.set_label(unit, fontsize=9)
    bar.ax.tick_params(labelsize=8, color=style.GREY)
    bar.outline.set_visible(False)


def _write_numbers(ax, mean, half, reference):
    drawn = ax.collections[0]
    digits = _digits(mean, half)
    for (row, column), value in np.ndenumerate(mean):
        if not np.isfinite(value):
            ax.text(column, row, "failed", ha="center", va="center", fontsize=7.5)
            continue
        red, green, blue, _ = drawn.cmap(drawn.norm(value))
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
        sign = "+" if reference == 0 else ""
        text = f"{value:{sign}z.{digits}f}"
        if half is not None and np.isfinite(half[row, column]):
            text += f"\n± {half[row, column]:.{digits}f}"
        written = ax.text(
            column,
            row,
            text,
            ha="center",
            va="center",
            fontsize=8,
            linespacing=1.25,
            color="white" if dark else style.INK,
            zorder=4,
        )
        # Hatching must not run through the digits.
        face = (red, green, blue)
        written.set_bbox({"facecolor": face, "edgecolor": "none", "pad": 1.2})


def _digits(mean, half) -> int:
    """Return how many decimals suit the intervals, or tell the cells apart."""
    digits = None if half is None else style.decimals_of(mean, half)
    if digits is not None:
        return digits
    return style.decimals(float(np.nanmax(mean) - np.nanmin(mean)) / 20)


def _hatch(ax, unsure):
    for row, column in np.argwhere(unsure):
        ax.add_patch(style.hatched_cell(column - 0.5, row - 0.5))


def _labels(found, key) -> list[str]:
    return [style.value(v) for v in found[key].values.tolist()]


def _name_cells(ax, found, x, y, names):
    longest = max(map(len, _labels(found, x)))
    for key, axis, most in ((x, ax.xaxis, 52 // (longest + 2)), (y, ax.yaxis, 16)):
        labels = _labels(found, key)
        # Not so many that they run into each other.
        step = int(np.ceil(len(labels) / max(most, 1))) if len(labels) > 7 else 1
        axis.set_ticks(range(0, len(labels), step), labels[::step])
        units = found[key].attrs.get("units", "1")
        said = _named(key, names) + (f" ({units})" if units not in ("1", "") else "")
        axis.set_label_text(said, fontsize=9)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def _map_caption(values, small, is_sure, reference, level):
    if not is_sure:
        return "One run a cell, so that nothing is known about its luck."
    least, most = (int(f(values.count("replicate"))) for f in (np.min, np.max))
    runs = f"{most}" if least == most else f"those of {most}"
    each = f"mean of {runs} replicates" + (" that ran" if least != most else "")
    if small:
        each += f", and half the width of its {100 * level:.0f} % interval after ±"
    said = f"Each cell: {each}."
    if reference is not None:
        said += f" Hatched: not distinguishable from {reference:g}."
    return said
