"""What an outcome depends on: tornados, Sobol bars, and the waterfall of levers."""

from collections.abc import Mapping

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from newsdep.plot import style

UP, DOWN = style.BLUE, style.ORANGE
LIGHT = "#9CC7E3"  # the blue of UP, paler


def tornado(
    found: xr.Dataset,
    *,
    heading: str,
    unit: str,
    note: str = "",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much each parameter moves an outcome, the largest first.

    Parameters
    ----------
    found
        What `newsdep.morris_effects` or `newsdep.one_at_a_time` returned.
    heading, unit
        What the outcome is, and in which unit.
    note
        What a reader must know besides.
    names
        By dotted key, what a reader is to call a parameter.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        Of Morris's effects a bar a parameter, as long as mu_star; of one at a time a bar
        to each end, with the parameter's value beside it. Thin lines are intervals.
    """
    is_morris = "mu_star" in found
    size = (
        found["mu_star"].sel(estimate="mean")
        if is_morris
        else np.abs(found["effect"].sel(estimate="mean")).max("end")
    )
    found = found.isel(parameter=np.argsort(-size.values, kind="stable"))
    ax = _rows(ax, [str(k) for k in found.parameter.values], names)
    said = _draw_morris(ax, found) if is_morris else _draw_ends(ax, found)
    ax.axvline(0, color=style.INK, linewidth=0.8, zorder=3)
    ax.set_xlabel(unit, fontsize=9)
    style.title(ax, heading)
    level = f"{100 * found.attrs['level']:.0f} %"
    style.caption(ax, f"{said} Thin lines: {level} intervals. {note}".strip(), room=38)
    return ax


def sobol_bars(
    found: xr.Dataset,
    *,
    heading: str,
    note: str = "",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw Sobol indices, a dark bar for first-order and a pale one for total.

    Parameters
    ----------
    found
        What `newsdep.sobol_indices` returned.
    heading
        Of which outcome.
    note
        What a reader must know besides.
    names
        By dotted key, what a reader is to call a parameter.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With two bars a parameter, the largest total first, and thin lines for intervals.
    """
    order = np.argsort(-found["total"].sel(estimate="mean").values, kind="stable")
    found = found.isel(parameter=order)
    ax = _rows(ax, [str(k) for k in found.parameter.values], names, each=0.55)
    for y in range(found.sizes["parameter"]):
        for index, shift, colour, called in (
            ("first", -0.19, UP, "alone"),
            ("total", 0.19, LIGHT, "with interactions"),
        ):
            mean, low, high = found[index].isel(parameter=y).values
            ax.barh(y + shift, mean, 0.34, color=colour)
            _whisker(ax, low, high, y + shift)
            end = max(mean, high, 0)
            text = f"{mean:z.2f}" + (f"  {called}" if y == 0 else "")
            _beside(ax, text, end, y + shift)
    ax.axvline(0, color=style.INK, linewidth=0.8, zorder=3)
    _make_room(ax, 0, len("0.00  with interactions"))
    ax.set_xlabel("Share of the outcome's variance", fontsize=9)
    style.title(ax, heading)
    level, base = f"{100 * found.attrs['level']:.0f} %", found.attrs["base_samples"]
    said = (
        "Dark: what goes away when the parameter alone is known (first-order index). Pale: "
        "what it takes part in, interactions with others included (total index). Thin "
        f"lines: {level} intervals, from {base:,} base samples."
    )
    style.caption(ax, f"{said} {note}".strip(), room=38)
    return ax


def waterfall(
    found: xr.Dataset,
    outcome: str | None = None,
    *,
    heading: str,
    unit: str,
    note: str = "",
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the way from all levers off to all on, a step a lever.

    Parameters
    ----------
    found
        What `newsdep.attribute` returned.
    outcome
        Which of its outcomes; may be left out if there is one.
    heading, unit
        What the outcome is, and in which unit.
    note
        What a reader must know besides.
    names
        By lever, what a reader is to call it.
    ax
        Axes to draw into.

    Returns
    -------
    matplotlib.axes.Axes
        With a bar a lever, as long as its share and starting where the one above ends,
        the largest first; hollow where the interval holds 0.

    Raises
    ------
    ValueError
        If `outcome` is left out and there are several.
    """
    if outcome is None and found.sizes["outcome"] > 1:
        raise ValueError(
            f"there are {', '.join(map(str, found.outcome.values))}; say which outcome"
        )
    found = found.sel(outcome=outcome) if outcome else found.isel(outcome=0)
    order = np.argsort(-np.abs(found["share"].sel(estimate="mean").values))
    found = found.isel(lever=order)
    off, on = (float(found[k].sel(estimate="mean")) for k in ("off", "on"))
    levers = [str(k) for k in found.lever.values]
    replicates, level = found.attrs["replicates"], f"{100 * found.attrs['level']:.0f} %"
    called = {lever: style.words(lever) for lever in levers} | dict(names or {})
    ax = _rows(ax, ["All off", *levers, "All on"], called)
    mean, low, high = found["share"].transpose("estimate", "lever").values
    digits = style.decimals_of(mean, (high - low) / 2)
    if digits is None:
        digits = style.decimals((on - off) / 20)
    _mark(ax, 0, off, digits)
    at, longest = off, 0
    for y, share in enumerate(found["share"].values, start=1):
        text = _share_text(share, digits)
        longest = max(longest, len(text))
        at = _step(ax, y, at, share, text)
    ax.plot([at, at], [len(levers), len(levers) + 1], color=style.GREY, linewidth=0.7)
    _mark(ax, len(levers) + 1, on, digits)
    _make_room(ax, 1, longest)
    ax.set_xlabel(unit, fontsize=9)
    style.title(ax, heading)
    said = (
        "Bars: what each lever adds on average over all orders of switching levers on "
        "(Shapley), which sums to the whole change. "
    )
    said += (
        f"Thin lines and brackets: {level} intervals over {replicates} paired replicates; "
        "hollow: not distinguishable from 0."
        if replicates > 1
        else "One run of each combination."
    )
    style.caption(ax, f"{said} {note}".strip(), room=38)
    return ax


# ---- helpers --------------------------------------------------------------------------


def _rows(ax, keys, names, each=0.42):
    """Return axes with a row a key, the first on top."""
    ax = style.new_axes(ax, (7.2, 1.6 + each * len(keys)))
    labels = [(names or {}).get(key, key) for key in keys]
    ax.set_yticks(range(len(keys)), labels, fontsize=9)
    ax.set_ylim(len(keys) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10]))
    ax.grid(axis="x", color="#E6E6E6", linewidth=0.7)
    return ax


def _whisker(ax, low, high, y):
    if np.isfinite(low) and np.isfinite(high):
        # White below, or it would not be seen on a dark bar.
        for colour, width in (("white", 2.8), (style.INK, 1.1)):
            ax.plot([low, high], [y, y], color=colour, linewidth=width, zorder=4)


def _make_room(ax, left, right):
    """Widen the axes so that so many letters fit beside the bars on either side."""
    low, high = ax.dataLim.intervalx
    low, high = min(low, high), max(low, high)
    box = ax.get_position()
    # Names of rows take about a fifth of what the axes have before the layout.
    points = ax.get_figure().get_size_inches()[0] * 72 * box.width * 0.8
    letters = [(5 + 4.6 * n if n else 0) / points for n in (left, right)]
    span = (high - low or 1.0) / max(1 - sum(letters), 0.3)
    ax.set_xlim(low - letters[0] * span, high + letters[1] * span)


def _beside(ax, text, x, y, side="right", colour=style.INK):
    ax.annotate(
        text,
        (x, y),
        xytext=(5 if side == "right" else -5, 0),
        textcoords="offset points",
        ha="left" if side == "right" else "right",
        va="center",
        fontsize=8,
        color=colour,
        zorder=5,
    )


def _draw_morris(ax, found) -> str:
    for y in range(found.sizes["parameter"]):
        row = found.isel(parameter=y)
        mean, low, high = row["mu_star"].values
        _, lowest, highest = row["mu"].values
        colour = UP if lowest > 0 else DOWN if highest < 0 else style.GREY
        ax.barh(y, mean, 0.62, color=colour)
        _whisker(ax, low, high, y)
        _beside(ax, f"{mean:.3g}", max(mean, high), y)
    _make_room(ax, 0, 6)
    return (
        "Bars: mean size of the change when one parameter goes through its whole range "
        f"and the others stay (Morris's mu*, {found.attrs['trajectories']} trajectories). "
        "Blue: the outcome rises with the parameter; orange: it falls; grey: no direction "
        "that could be told."
    )


def _draw_ends(ax, found) -> str:
    longest = {"left": 0, "right": 0}
    for y in range(found.sizes["parameter"]):
        row = found.isel(parameter=y)
        ends = [end for end in ("low", "high") if not _is_base(row.sel(end=end))]
        effects = row["effect"].sel(end=ends).values
        # Beside each other they are read best, but only if they go apart.
        apart = len(ends) < 2 or (
            effects[0, 0] * effects[1, 0] < 0
            and all(low > 0 or high < 0 for _, low, high in effects)
        )
        for end, (mean, low, high) in zip(ends, effects, strict=True):
            text = str(row["value"].sel(end=end).item())
            colour = {"low": DOWN, "high": UP}[end] if _is_number(text) else style.GREY
            at = y if apart else y + {"low": -0.16, "high": 0.16}[end]
            ax.barh(at, mean, 0.62 if apart else 0.28, color=colour)
            _whisker(ax, low, high, at)
            side = "right" if mean >= 0 else "left"
            reach = np.nanmax if mean >= 0 else np.nanmin
            _beside(ax, text, reach([mean, low, high]), at, side)
            longest[side] = max(longest[side], len(text))
    _make_room(ax, longest["left"], longest["right"])
    labels = [t.get_text() for t in ax.get_yticklabels()]
    base = [str(v) for v in found["base_value"].values]
    ax.set_yticks(
        range(len(labels)),
        [f"{label}\nbase: {value}" for label, value in zip(labels, base, strict=True)],
    )
    words = "" if all(_is_number(v) for v in base) else "; grey: another word"
    return (
        "Bars: outcome with one parameter at its lowest (orange) or highest value "
        f"(blue{words}), written beside them, less the outcome at the base, replicate by "
        "replicate."
    )


def _is_base(end) -> bool:
    return str(end["value"].item()) == str(end["base_value"].item())


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _mark(ax, y, value, digits):
    """Draw the outcome with all levers off, or on."""
    ax.plot([value, value], [y - 0.31, y + 0.31], color=style.INK, linewidth=2.2)
    _beside(ax, f"{value:.{digits}f}", value, y)


def _share_text(share, digits) -> str:
    mean, low, high = share
    text = f"{mean:+z.{digits}f}" if mean else "0"
    if np.isfinite(low):
        text += f" [{low:z.{digits}f}, {high:z.{digits}f}]"
    return text


def _step(ax, y, start, share, text) -> float:
    """Draw one lever's bar from where the one above ended; return where it ends."""
    mean, low, high = share
    sure = not np.isfinite(low) or low > 0 or high < 0
    colour = UP if mean >= 0 else DOWN
    ax.plot([start, start], [y - 1, y], color=style.GREY, linewidth=0.7, zorder=1)
    ax.barh(
        y,
        mean,
        0.62,
        left=start,
        color=colour if sure else "white",
        edgecolor=colour,
        linewidth=1.2,
        zorder=2,
    )
    _whisker(ax, start + low, start + high, y)
    end = np.nanmax([start, start + mean, start + high])
    _beside(ax, text, end, y, colour=style.INK if sure else "#666666")
    return start + mean
