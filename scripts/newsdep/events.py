"""The dated events of a result, read from the scenario that it carries."""

import xarray as xr
import yaml


def scenario_of(data: xr.DataTree) -> dict:
    """Return the resolved scenario of a result as a dictionary."""
    return yaml.safe_load(str(data.attrs.get("scenario", ""))) or {}


def events(data: xr.DataTree) -> dict[str, str]:
    """Return the events that a figure marks: their label by ISO date."""
    return {}
