"""Elections: what was done with every vote that could be cast, and the seats."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from newsdep.plot import style
from newsdep.results import over_replicates

EMPTY = "#E2E2E2"
PARTY_COLOURS = {"regime": style.RED, "opposition": style.BLUE}
OTHER_COLOURS = (style.GREEN, style.ORANGE, style.PURPLE, style.SKY)


def elections(data: xr.DataTree, *, ax: Axes | None = None) -> Axes:
    """Draw what the electorate did in each election.

    Parameters
    ----------
    data
        A result with the group ``ballot``.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        A bar per election, in parts of the electorate: votes for each party, spoiled
        ballots, and those who stayed at home; means over replicates. At its right the
        seats, where the election fills any.

    Raises
    ------
    ValueError
        If the run held no election.
    """
    if "ballot" not in data:
        raise ValueError("the run held no election; set ballot.enabled to true")
    ballot = data["ballot"].to_dataset()
    mean = {
        name: over_replicates(ballot[name]).mean("replicate")
        for name in ("turnout", "spoiled", "share", "seats")
    }
    held = [str(e) for e in mean["turnout"].election.values]
    held = [e for e in held if not np.isnan(float(mean["turnout"].sel(election=e)))]
    ax = style.new_axes(ax, (6.4, 1.3 + 0.55 * len(held)))
    rows = np.arange(len(held))[::-1]
    for row, election in zip(rows, held, strict=True):
        at = {name: values.sel(election=election) for name, values in mean.items()}
        left = 0.0
        for name, part, colour in _parts(at):
            ax.barh(row, part, left=left, height=0.62, color=colour, edgecolor="white")
            if part > 0.04:
                dark = colour not in (EMPTY, style.ORANGE, style.SKY)
                ax.text(
                    left + part / 2,
                    row,
                    f"{style.words(name)}\n{part:.0%}"
                    if part > 0.11
                    else f"{part:.0%}",
                    ha="center",
                    va="center",
                    fontsize=7.5,
                    color="white" if dark else style.INK,
                )
            left += part
        ax.text(1.01, row, _seats(at["seats"]), va="center", fontsize=7.5)
    ax.set_xlim(0, 1)
    ax.set_ylim(-0.5, len(held) - 0.5)
    ax.set_yticks(rows, [style.words(e) for e in held], fontsize=8)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("Share of the electorate", fontsize=9)
    style.title(ax, "What the electorate did")
    parties = ", ".join(style.words(p) for p in mean["share"].option.values)
    note = f"From the left: {parties}, spoiled ballots (black), who stayed at home."
    style.caption(ax, note, room=36)
    return ax


def _parts(at):
    """Yield name, share of the electorate and colour of what was done."""
    turnout, spoiled = float(at["turnout"]), float(at["spoiled"])
    spare = iter(OTHER_COLOURS)
    for party in at["share"].option.values:
        colour = PARTY_COLOURS.get(str(party)) or next(spare, style.GREY)
        part = turnout * (1 - spoiled) * float(at["share"].sel(option=party))
        yield str(party), part, colour
    yield "spoiled", turnout * spoiled, style.INK
    yield "stayed at home", 1 - turnout, EMPTY


def _seats(seats):
    """Say how many seats each party has on average, those without any left out."""
    if np.isnan(seats.values).all():
        return ""
    won = [(str(p), round(float(seats.sel(party=p)), 1)) for p in seats.party.values]
    words = [f"{style.words(p)} {n:g}" for p, n in won if n > 0]
    return "seats:\n" + "\n".join(words)
