"""The dated events of a result, read from the scenario that it carries."""

import pandas as pd
import xarray as xr
import yaml

# What a figure calls an event of a kind; other kinds go by their name.
LABELS = {
    "close": "closures",
    "exile": "exile",
    "sell": "sale",
    "block_platform": "platform block",
    "rank": "ranking",
    "explore_feed": "feed test",
    "zero_rating": "zero-rating",
}
SAME = pd.Timedelta(days=60)  # events of one label that are nearer are one in a figure


def scenario_of(data: xr.DataTree) -> dict:
    """Return the resolved scenario of a result as a dictionary."""
    return yaml.safe_load(str(data.attrs.get("scenario", ""))) or {}


def flow_dates(data: xr.DataTree) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the two dates that the group ``flow`` compares."""
    measures = scenario_of(data)["measures"]
    return pd.Timestamp(measures["flow_from"]), pd.Timestamp(measures["flow_to"])


def events(data: xr.DataTree) -> dict[str, str]:
    """Return the events that a figure marks.

    Parameters
    ----------
    data
        A result.

    Returns
    -------
    dict
        By ISO date the label of every enabled event of the scenario that does
        something, and of elections; events of one label that follow each other closely
        are given once, by the first. Those without a date are left out.
    """
    listed = (scenario_of(data).get("events") or {}).items()
    dated = sorted(
        (pd.Timestamp(event["date"]), label)
        for name, event in listed
        if event
        and event.get("date")
        and event.get("enabled", True)
        and (label := _label(name, event))
    )
    chosen: dict[str, str] = {}
    last: dict[str, pd.Timestamp] = {}
    for date, label in dated:
        if label not in last or date - last[label] > SAME:
            chosen[date.date().isoformat()] = label
        last[label] = date
    return chosen


def _label(name: str, event: dict) -> str | None:
    kind = event.get("kind", "note")
    if kind == "close" and event.get("end"):
        return "ban"  # undone later
    if kind == "note":
        return "election" if "election" in name else None
    return LABELS.get(kind, name.replace("_", " "))
