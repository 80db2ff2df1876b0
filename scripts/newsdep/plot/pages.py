"""What the platform shows: page likes, and how many of them are genuine."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from newsdep.events import scenario_of
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
        Which pages to draw; by default six: those of parties, then those with
        most likes.
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
    if pages is None:
        pages = _pages_to_draw(data, shown)
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
            k = int(bought.argmax())
            ax.annotate(
                f"{bought[k] / float(top[k]):.0%} bought",
                (time[k], float(top[k])),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                va="bottom",
                color=colour,
                fontsize=8,
            )
    style.time_axis(ax, time)
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}"))
    ax.grid(axis="y", color="#E6E6E6", linewidth=0.7)
    ax.set_ylabel("Likes (million persons)", fontsize=9)
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


def _pages_to_draw(data, shown):
    """Return pages of parties and leaders first, then those that ever show most."""
    scenario = scenario_of(data)
    sources, outlets = (scenario.get(k) or {} for k in ("sources", "outlets"))
    most = {str(p): float(shown.sel(page=p).max()) for p in shown.page.values}

    def is_party(page):
        source = outlets.get(page, {}).get("source")
        return sources.get(source, {}).get("kind") == "party"

    pages = sorted(most, key=lambda page: (not is_party(page), -most[page]))
    return pages[: len(PAGE_COLOURS)]
