"""What all figures share: colours, words for names, labels beside lines, axes."""

import textwrap
from collections.abc import Iterable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

# Okabe and Ito's palette, which colour-blind readers can tell apart; its yellow is
# left out, being invisible on white.
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
RED, PURPLE, SKY = "#D55E00", "#CC79A7", "#56B4E9"
INK, GREY = "#222222", "#8A8A8A"

MEDIUM_COLOURS = {
    "platform": BLUE,
    "tv": RED,
    "radio": GREEN,
    "word_of_mouth": ORANGE,
    "print": PURPLE,
    "newspapers": PURPLE,
    "web": SKY,
    "other_web": SKY,
}
# For what is no medium: Paul Tol's muted palette.
SPARE_COLOURS = (
    "#332288",
    "#88CCEE",
    "#44AA99",
    "#117733",
    "#999933",
    "#DDCC77",
    "#CC6677",
    "#882255",
    "#AA4499",
    "#666666",
)
ACRONYMS = {name: name.upper() for name in ("tv", "rfa", "voa", "fm", "vod", "ppctv")}
SMALL_WORDS = ("and", "of", "the")


def new_axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """Return `ax`, or the axes of a new figure of `size` inches."""
    if ax is not None:
        return ax
    # Not in a context of rcParams: leaving one undoes a notebook's choice of backend.
    return panels(1, size)[0]


def panels(count: int, size: tuple[float, float]) -> np.ndarray:
    """Return `count` axes beside each other in a new figure of `size` inches."""
    figure, axes = plt.subplots(
        1, count, figsize=size, dpi=110, layout="constrained", squeeze=False
    )
    figure.get_layout_engine().set(wspace=0.04)
    for ax in axes[0]:
        ax.set_axisbelow(True)
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(GREY)
        ax.tick_params(color=GREY, labelcolor=INK, labelsize=9)
    return axes[0]


def words(name: str) -> str:
    """Write a name of the file as a reader would: Word of mouth, Hun Sen, TV state."""
    parts = [ACRONYMS.get(part, part) for part in str(name).split("_")]
    if name not in MEDIUM_COLOURS:
        parts = [p if p in SMALL_WORDS else p[:1].upper() + p[1:] for p in parts]
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def lower(name: str) -> str:
    """Write a name as it stands inside a sentence: word of mouth, TV."""
    text = words(name)
    return text if text.isupper() else text.lower()


def colours(names: Iterable[str]) -> dict[str, str]:
    """Give every name a colour: media have their own, the others take turns."""
    spare = 0
    chosen = {}
    for name in names:
        if name in MEDIUM_COLOURS:
            chosen[name] = MEDIUM_COLOURS[name]
        else:
            chosen[name] = SPARE_COLOURS[spare % len(SPARE_COLOURS)]
            spare += 1
    return chosen


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> np.ndarray:
    """Move labels apart that would overlap.

    Parameters
    ----------
    wanted
        Where each label would like to be.
    gap
        The least distance between two.
    low, high
        Where labels may be.

    Returns
    -------
    numpy.ndarray
        A place per label, in the order of `wanted`, at least `gap` apart if there is
        room, as near to `wanted` as that allows.
    """
    order = np.argsort(wanted, kind="stable")
    if len(order) > 1:
        gap = min(gap, (high - low) / (len(order) - 1))
    # Labels that touch form a block, which sits at the mean of what its labels want.
    blocks: list[tuple[float, int]] = []
    for k in order:
        centre, count = float(wanted[k]), 1
        while True:
            half = gap * (count - 1) / 2
            centre = min(max(centre, low + half), high - half)
            if not blocks:
                break
            before, many = blocks[-1]
            if before + gap * (many - 1) / 2 + gap <= centre - half + 1e-12:
                break
            blocks.pop()
            centre = (before * many + centre * count) / (many + count)
            count += many
        blocks.append((centre, count))
    places = np.empty(len(order))
    at = 0
    for centre, count in blocks:
        for j in range(count):
            places[order[at]] = centre + gap * (j - (count - 1) / 2)
            at += 1
    return places


def label_lines(
    ax: Axes, x: float, ends: dict[str, tuple[float, str]], size: float = 9
) -> None:
    """Write the name of every line to the right of its end.

    Parameters
    ----------
    ax
        Axes whose limits are final.
    x
        Where the lines end, in data units.
    ends
        By label: the height of the line's end and the colour.
    size
        Of the letters, in points.
    """
    scale = ax.get_yaxis().get_transform()
    edges = scale.transform(ax.get_ylim())
    height = ax.get_figure().get_size_inches()[1] * 72 * ax.get_position().height
    gap = (edges[1] - edges[0]) * size * 1.25 / height
    heights = scale.transform([y for y, _ in ends.values()])
    places = scale.inverted().transform(spread(heights, gap, *edges))
    for (label, (_, colour)), place in zip(ends.items(), places, strict=True):
        ax.annotate(
            label,
            (x, place),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=size,
            annotation_clip=False,
        )


def title(ax: Axes, text: str, room: float = 8) -> None:
    """Write the figure's title, `room` points above the axes."""
    ax.set_title(text, loc="left", fontsize=11, fontweight="bold", pad=room)


def caption(ax: Axes, text: str, room: float = 24) -> None:
    """Write what a reader must know to read the figure, small, below the axes.

    Parameters
    ----------
    ax
        Axes whose figure has its final size.
    text
        The caption; it is broken into lines as wide as the axes.
    room
        Between the axes and the caption, in points.
    """
    width = ax.get_figure().get_size_inches()[0] * 72 * ax.get_position().width
    ax.annotate(
        textwrap.fill(text, int(width / 3.9)),
        (0, 0),
        xytext=(0, -room),
        xycoords="axes fraction",
        textcoords="offset points",
        va="top",
        fontsize=7.5,
        color="#555555",
        annotation_clip=False,
    )


def figure_caption(figure: Figure, text: str) -> None:
    """Write a caption below all panels of a figure; see `caption`."""
    figure.supxlabel(
        textwrap.fill(text, int(figure.get_size_inches()[0] * 72 / 3.9)),
        x=0.01,
        ha="left",
        fontsize=7.5,
        color="#555555",
    )


def hatched_cell(x: float, y: float) -> Rectangle:
    """Return the hatching of a cell of a map, 1 wide and high, from its corner."""
    return Rectangle(
        (x, y), 1, 1, hatch="////", fill=False, edgecolor="#55555599", linewidth=0
    )


def decimals(size: float) -> int:
    """Return how many decimals show differences of `size`: 2 of 0.03, none of 40."""
    size = abs(float(size))
    if not 0 < size < np.inf:
        return 2
    return int(np.clip(np.ceil(-np.log10(size)), 0, 6))


def decimals_of(mean: np.ndarray, half: np.ndarray) -> int | None:
    """Return how many decimals show two digits of a typical uncertainty.

    `half` has half-widths of the intervals of `mean`; those that are unknown, or 0 but
    for rounding, do not count. None if there is no other.
    """
    wide = half[half > 1e-9 * np.abs(mean)]
    return decimals(np.median(wide) / 10) if wide.size else None


def value(given: float | str | bool) -> str:
    """Write a value of a parameter as short as can be: 0.3, 7.27, engagement."""
    return f"{given:.3g}" if isinstance(given, float) else str(given)


def time_axis(ax: Axes, time: np.ndarray) -> None:
    """Let the axes end where the run does, with dates as short as can be."""
    ax.set_xlim(time[0], time[-1])
    locator = AutoDateLocator(minticks=4, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def replicates_note(count: int) -> str:
    """Say what a band over `count` replicates is."""
    return f"Bands: range over {count} replicates." if count > 1 else "One run."
