"""What the platform shows: page likes, and how many of them are genuine."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from newsdep.plot import style
from newsdep.results import over_replicates

# Pages in the order in which they get colours; the palette of the media is not used in
# the same sense here.
PAGE_COLOURS = (
    style.RED,
    style.BLUE,
    style.GREEN,
    style.ORANGE,
    style.PURPLE,
    style.SKY,
)


def page_likes(
    data: xr.DataTree, *, pages: list[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the likes that pages show against those that are genuine.

    Parameters
    ----------
    data
        A result with the group ``platform``.
    pages
        Which pages to draw; by default the six that show most likes at the end.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        Per page a solid line (likes shown, mean over replicates), and where they differ
        a dashed line (genuine likes) and a hatched area between them: the bought likes.
    """
    ax = style.new_axes(ax, (7.2, 4.3))
    platform = data["platform"]
    shown = over_replicates(platform["likes_shown"]).mean("replicate").load() / 1e6
    genuine = over_replicates(platform["likes_genuine"]).mean("replicate").load() / 1e6
    order = shown.isel(time=-1).argsort()[::-1]
    if pages is None:
        pages = [str(p) for p in shown.page.values[order.values]][: len(PAGE_COLOURS)]
    time = shown.time.values
    ends = {}
    for page, colour in zip(pages, PAGE_COLOURS, strict=False):
        top, real = shown.sel(page=page), genuine.sel(page=page)
        ax.plot(time, top, color=colour, linewidth=1.8)
        ends[style.words(page)] = (float(top[-1]), colour)
        bought = np.asarray(top - real)
        if bought.max() > 0.02 * float(top.max()):
            ax.fill_between(
                time,
                real,
                top,
                where=bought > 0,
                facecolor="none",
                edgecolor=colour,
                alpha=0.45,
                hatch="////",
                linewidth=0,
            )
            ax.plot(time, real, color=colour, linewidth=1.3, linestyle=(0, (4, 2)))
            share = bought[-1] / float(top[-1])
            ends[f"  genuine ({1 - share:.0%})"] = (float(real[-1]), colour)
    ax.set_xlim(time[0], time[-1])
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}"))
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel("Likes (million persons)")
    style.title(ax, "Page likes: shown and genuine")
    style.label_lines(ax, time[-1], ends)
    count = over_replicates(platform["likes_shown"]).sizes["replicate"]
    mean = f"Mean over {count} replicates. " if count > 1 else ""
    style.caption(
        ax,
        f"{mean}Solid: likes that the page shows. Dashed: genuine ones. "
        "Hatched: bought.",
    )
    return ax
