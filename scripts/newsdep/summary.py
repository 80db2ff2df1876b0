"""Three sentences of what a run shows, computed from it."""

import numpy as np
import pandas as pd
import xarray as xr

from newsdep.events import events, flow_dates
from newsdep.plot.style import lower, words
from newsdep.results import interval, over_replicates

WINDOW = pd.Timedelta(days=30)


def sentences(data: xr.DataTree) -> list[str]:
    """Say what a run shows about dependency, closures and bought likes.

    Parameters
    ----------
    data
        A result.

    Returns
    -------
    list of str
        A sentence each for the platform as main source, for those who left the radio
        (if the run compares two dates), and for bought likes; every number a mean over
        replicates with its 95 % interval.
    """
    return [s for s in (_dependency(data), _closures(data), _likes(data)) if s]


def percent(values: xr.DataArray) -> str:
    """Write a share: mean over replicates, and its interval if there are several."""
    mean, low, high = (100 * float(x) for x in interval(values))
    return f"{mean:.1f} %" + ("" if np.isnan(low) else f" [{low:.1f}, {high:.1f}]")


def _window(values: xr.DataArray, at: str) -> xr.DataArray:
    """Return the mean over the first or the last 30 days."""
    time = pd.to_datetime(values.time.values)
    if at == "start":
        return values.sel(time=slice(None, time[0] + WINDOW)).mean("time")
    return values.sel(time=slice(time[-1] - WINDOW, None)).mean("time")


def _dependency(data: xr.DataTree) -> str:
    shares = over_replicates(data["main_source_share"]).load()
    platform = shares.sel(medium="platform")
    time = pd.to_datetime(shares.time.values)
    count = shares.sizes["replicate"]
    text = (
        f"Between {time[0]:%B %Y} and {time[-1]:%B %Y} the share of citizens whose "
        "main source of news is the platform goes from "
        f"{percent(_window(platform, 'start'))} to {percent(_window(platform, 'end'))}"
    )
    if count > 1:
        text += f" (in brackets the 95 % interval over {count} replicates)"
    first = [_first_day_on_top(shares.isel(replicate=r)) for r in range(count)]
    reached = sorted(day for day in first if day is not None)
    if not reached:
        return f"{text}, never the largest share."
    if reached[0] == time[0]:
        return f"{text}."
    if len(reached) < count:
        return f"{text}, the largest share in {len(reached)} of {count} replicates."
    if reached[0] == reached[-1]:
        return f"{text}, the largest share for good from {reached[0]:%-d %B %Y} on."
    return (
        f"{text}, the largest share for good from {reached[0]:%-d %B %Y} on in the "
        f"earliest replicate and {reached[-1]:%-d %B %Y} in the latest."
    )


def _first_day_on_top(shares: xr.DataArray) -> pd.Timestamp | None:
    """Return the day from which on the platform stays the largest main source."""
    top = (shares.idxmax("medium") == "platform").values
    if not top[-1]:
        return None
    below = np.flatnonzero(~top)
    at = below[-1] + 1 if len(below) else 0
    return pd.Timestamp(shares.time.values[at])


def _closures(data: xr.DataTree) -> str | None:
    if "flow" not in data or "closures" not in events(data).values():
        return None
    moved = over_replicates(data["flow/main_source"]).load()
    if "radio" not in moved.medium_from.values:
        return None
    left = moved.sel(medium_from="radio")
    total = left.sum("medium_to")
    others = [str(m) for m in left.medium_to.values if m != "radio"]
    shares = {m: left.sel(medium_to=m) / total for m in others}
    order = sorted(others, key=lambda m: -float(shares[m].mean()))
    now = [f"{_name(m)} {percent(shares[m])}" for m in order[:3]]
    before, after = flow_dates(data)
    stayed = percent(left.sel(medium_to="radio") / total)
    return (
        f"Of the citizens whose main source was the radio in {before:%B %Y}, before the "
        f"closures of 2017, {stayed} still name it in {after:%B %Y}, "
        f"{', '.join(now[:-1])} and {now[-1]}."
    )


def _likes(data: xr.DataTree) -> str | None:
    if "platform" not in data or "likes_fake" not in data["platform"]:
        return None
    shown, fake = (
        over_replicates(data[f"platform/likes_{name}"]).load()
        for name in ("shown", "fake")
    )
    mean = fake.mean("replicate")
    if float(mean.max()) == 0:
        return "No page shows bought likes."
    page = str(mean.max("time").idxmax("page").values)
    of_page = {"page": page}
    peak = mean.sel(of_page).idxmax("time").values
    at = {"page": page, "time": peak}
    rivals = shown.sel(time=peak).mean("replicate").drop_sel(page=page)
    text = (
        f"On {_day(peak)}, when it has most bought likes, the page of {words(page)} shows "
        f"{_millions(shown.sel(at))} million likes, of which "
        f"{percent(fake.sel(at) / shown.sel(at))} are bought"
    )
    if rivals.size:
        rival = str(rivals.idxmax("page").values)
        text += (
            f"; the page with most likes after it, {words(rival)}, shows "
            f"{_millions(rivals.sel(page=rival))} million"
        )
    return text + "."


def _day(time: np.datetime64) -> str:
    return f"{pd.Timestamp(time):%-d %B %Y}"


def _millions(values: xr.DataArray) -> str:
    return f"{float(values.mean()) / 1e6:.2f}"


def _name(medium: str) -> str:
    text = lower(medium)
    return f"the {text}" if medium in ("platform", "radio") else text
