"""Where attention went: flows between media or outlets, before and after."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from newsdep.events import flow_dates
from newsdep.plot import style
from newsdep.results import over_replicates

BAR = 0.035  # width of the bars, in widths of the axes
GAP = 0.02  # between two bars of a side, in shares


def attention_flow(
    data: xr.DataTree,
    what: str = "main_source",
    *,
    least: float = 0.02,
    ax: Axes | None = None,
) -> Axes:
    """Draw who moved from where to where between the two dates of the group ``flow``.

    Parameters
    ----------
    data
        A result with the group ``flow``.
    what
        ``main_source`` (citizens by the medium that is their main source) or
        ``attention`` (occasions by outlet).
    least
        Outlets whose share is smaller on both dates are drawn as one, "others".
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        Two columns of bars, as tall as the shares before and after, with bands between
        them for the shares that moved; those that stayed are pale.
    """
    ax = style.new_axes(ax, (6.4, 4.6))
    flow = over_replicates(data["flow"][what]).mean("replicate").load()
    names = [str(name) for name in flow[flow.dims[0]].values]
    matrix, names = _merge_small(np.nan_to_num(flow.values), names, least)
    before, after = matrix.sum(axis=1), matrix.sum(axis=0)
    colours = style.colours(names)
    left, right = _places(before), _places(after)
    for k, name in enumerate(names):
        for x, bottom, height in (
            (0, left[k], before[k]),
            (1 - BAR, right[k], after[k]),
        ):
            ax.add_patch(Rectangle((x, bottom), BAR, height, color=colours[name], lw=0))
    _draw_bands(ax, matrix, left, right, [colours[name] for name in names])
    for x, side, ends, align in (
        (-0.02, before, left, "right"),
        (1.02, after, right, "left"),
    ):
        seen = side >= 5e-4  # what is closed has no bar to name
        total = 1 + GAP * (len(names) - 1)
        places = style.spread((ends + side / 2)[seen], 0.038 * total, 0.0, total)
        for k, y in zip(np.flatnonzero(seen), places, strict=True):
            ax.text(
                x,
                y,
                f"{style.words(names[k])} {side[k]:.1%}",
                ha=align,
                va="center",
                color=style.INK,
                fontsize=8,
            )
    total = 1 + GAP * (len(names) - 1)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, total)
    ax.axis("off")
    first, last = flow_dates(data)
    for x, date, align in ((0, first, "left"), (1, last, "right")):
        said = f"{date.day} {date:%B %Y}"
        ax.text(x, total * 1.02, said, ha=align, va="bottom", fontsize=9)
    of = "Main source of news" if what == "main_source" else "Attention by outlet"
    style.title(ax, f"{of}: where people went", room=24)
    moved = 1 - np.trace(matrix) / matrix.sum()
    style.caption(
        ax,
        f"Pale: stayed. Strong: moved ({moved:.1%} of all). Colour: where from.",
        room=8,
    )
    return ax


def _merge_small(matrix, names, least):
    """Add up the rows and columns that are small on both sides into "others"."""
    small = (matrix.sum(axis=1) < least) & (matrix.sum(axis=0) < least)
    if small.sum() < 2:
        return matrix, names
    group = np.zeros((int((~small).sum()) + 1, len(names)))
    group[np.cumsum(~small)[~small] - 1, np.flatnonzero(~small)] = 1
    group[-1, small] = 1
    kept = [name for name, is_small in zip(names, small, strict=True) if not is_small]
    return group @ matrix @ group.T, [*kept, "others"]


def _places(shares):
    """Return the bottoms of bars stacked from the top, `GAP` apart."""
    tops = (
        1
        + GAP * (len(shares) - 1)
        - np.concatenate([[0], np.cumsum(shares[:-1] + GAP)])
    )
    return tops - shares


def _draw_bands(ax, matrix, left, right, colours):
    """Draw a band per pair, stacked from the top of both bars."""
    at_left = left + matrix.sum(axis=1)
    at_right = right + matrix.sum(axis=0)
    for i in range(len(matrix)):
        for j in range(len(matrix)):
            share = matrix[i, j]
            if share > 0:
                ax.add_patch(
                    _band(
                        at_left[i],
                        at_right[j],
                        share,
                        colours[i],
                        0.22 if i == j else 0.75,
                    )
                )
            at_left[i] -= share
            at_right[j] -= share


def _band(top_left, top_right, height, colour, alpha):
    x0, x1 = BAR, 1 - BAR
    middle = (x0 + x1) / 2
    corners = [
        (x0, top_left),
        (middle, top_left),
        (middle, top_right),
        (x1, top_right),
        (x1, top_right - height),
        (middle, top_right - height),
        (middle, top_left - height),
        (x0, top_left - height),
        (x0, top_left),
    ]
    codes = [
        Path.MOVETO,
        *[Path.CURVE4] * 3,
        Path.LINETO,
        *[Path.CURVE4] * 3,
        Path.CLOSEPOLY,
    ]
    return PathPatch(Path(corners, codes), facecolor=colour, alpha=alpha, lw=0)
