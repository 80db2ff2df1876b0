"""The dated events of a result, read from the scenario that it carries."""

import pandas as pd
import xarray as xr
import yaml

# Which kinds of event a reader of the news would look for in a figure.
SHOWN = {
    "closure": "closures",
    "close": "closures",
    "exile": "exile",
    "election": "election",
    "block": "block",
    "ranking": "feed test",
}


def scenario_of(data: xr.DataTree) -> dict:
    """Return the resolved scenario of a result as a dictionary."""
    return yaml.safe_load(data.attrs.get("scenario", "")) or {}
